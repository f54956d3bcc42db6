"""What is drawn from texts of a file: numbers without their units, titles whole."""

from __future__ import annotations

from dataclasses import replace

import pytest

from game.tui.cells import Look
from game.tui.draw import pages
from game.tui.draw.endings import endings
from game.tui.draw.gauges import alone
from game.tui.glyphs import UNICODE
from tests.tui.fakes import FakeGame


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("65.0 (10억 달러)", "65.0"),
        ("5 of 100", "5"),
        ("50 points/100", "50"),
        ("5 (-10 to 10)", "5"),
        ("-2.5 points", "-2.5"),
        ("about 19 of 100", "about 19"),
        ("46 %", "46"),
        ("12", "12"),
    ],
)
def test_a_number_stands_alone_whatever_its_unit_is(text: str, number: str) -> None:
    """A unit may hold digits of its own; they are no part of the number."""
    assert alone(text, "ko") == number


def test_a_title_with_a_comma_is_one_part() -> None:
    """Lines are broken between endings, and not inside of a title."""
    outlook = replace(
        FakeGame().outlook(),
        endings=(("a", 60.0), ("b", 40.0)),
        grades=(("a", "kept"), ("b", "loss")),
    )
    titles = {"a": "A Drill, and Silence", "b": "The Law Holds, the Customers Leave"}
    rows = endings(outlook, titles, Look("en", UNICODE), 52, "endings if 1")
    lines = [row.text.strip() for row in rows]
    for title in titles.values():
        assert any(title in line for line in lines)


def test_an_argument_that_is_made_again_stands_back_behind_what_has_changed() -> None:
    """The page of an adviser tells the chance of last turn before the same words."""
    (adviser, *_) = FakeGame().room().advisers
    look = Look("en", UNICODE)
    for was, told in ((0, ""), (adviser.chance, "as last turn"), (7, "7 % last turn")):
        view = replace(adviser, was=was)
        rows = pages.adviser_detail((view,), view.id, {}, look, 60)
        lines = [row.text.strip() for row in rows]
        assert told in lines
        assert told or not any("last turn" in line for line in lines)
        tone = next(row.spans[-1].tone for row in rows if view.text in row.text)
        assert tone == ("dim" if told else "text")
