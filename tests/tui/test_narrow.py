"""Where a number has no room it is left out whole: one that is cut is another one."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from typing import TypeAlias

import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.report.views import Fan, Outlook
from game.tui.cells import Look, Row, whole, width_of
from game.tui.draw import compare, compare_numbers, endings, gauges, outlook, scores
from game.tui.draw.ahead import Ahead, ahead
from game.tui.draw.answers import SILENCE
from game.tui.glyphs import UNICODE
from game.words import say
from tests.tui.fakes import FakeGame

Draw: TypeAlias = "Callable[[int], Sequence[Row]]"
CUT = re.compile(r"[\d▲▼±.+-]\s*…|…\d")
"""A number, or the sign of one, that goes on out of view."""
LOOK = Look("en", UNICODE)
_SCREEN = 56
"""Cells from which a panel is as wide as the screen."""
GAME = FakeGame()
ROOM = GAME.room()


def _far(fan: Fan, by: float) -> Fan:
    """Return a forecast with numbers as long as they may be."""
    low, middle, high, mean = (
        tuple(round(value * by, 1) for value in row)
        for row in (fan.low, fan.middle, fan.high, fan.mean)
    )
    return replace(fan, low=low, middle=middle, high=high, mean=mean, gap=by, error=by)


def _outlook(by: float) -> Outlook:
    made = GAME.outlook(("pickets meet",))
    return replace(
        made,
        fans=tuple(fan if fan.chance else _far(fan, by) for fan in made.fans),
        hold=tuple(fan if fan.chance else _far(fan, -by) for fan in made.hold),
        duties=tuple(replace(f, gap=100.0, mean=(100.0,)) for f in made.duties),
        duties_held=tuple(replace(f, mean=(0.0,)) for f in made.duties_held),
    )


def drawings(by: float, cells: int) -> Iterator[tuple[str, Draw]]:
    """Yield whatever writes numbers into a narrow place."""
    made, card = _outlook(by), ROOM.cards[0]
    duties, titles = ROOM.objectives, GAME.ending_titles()
    known = {option.id: made for option in card.options} | {SILENCE: made}
    far = [replace(gauge, change="+1234.5", direction=1) for gauge in ROOM.gauges]
    yield "because", partial(gauges.because, far, LOOK)
    yield "ahead", partial(ahead, Ahead(outlook=made), ROOM.gauges, duties, LOOK)
    yield "one duty", partial(scores.one, duties, made, LOOK)
    yield "duties", partial(scores.listed, duties, made, LOOK)
    for gauge in ROOM.gauges:
        shown = outlook.Shown(
            outlook=made,
            gauge=gauge,
            plan="if 1",
            titles=titles,
            old=False,
            duties=duties,
        )
        compared = compare.Comparison(
            card=card, outlooks=known, gauge=gauge, titles=titles, refining=False
        )
        yield "panel", partial(outlook.panel, shown, LOOK, lines=8)
        if cells < _SCREEN:
            continue
        yield "line", partial(outlook.one_line, shown, LOOK)
        yield "odds", partial(endings.odds_line, shown, LOOK)
        yield "numbers", partial(compare_numbers.numbers, compared, LOOK)
        yield "table", partial(compare.table, ROOM, compared, LOOK, cursor="")


@pytest.mark.parametrize("by", [1.0, 9.3, 0.07, 31.0])
@pytest.mark.parametrize("cells", [28, 34, 38, 46, 58, 76])
def test_no_number_is_cut(by: float, cells: int) -> None:
    """Every line fits its panel, and no number in it goes on out of view."""
    for name, draw in drawings(by, cells):
        for line in draw(cells):
            text = line.text.rstrip()
            assert width_of(text) <= cells, (name, text)
            assert CUT.search(text) is None, (name, text)


@given(st.text(alphabet="▲0.9가", max_size=9), st.integers(0, 9))
def test_what_has_no_room_is_left_out_whole(text: str, cells: int) -> None:
    """Nothing of it is left."""
    assert whole(text, cells) == (text if width_of(text) <= cells else "")


def test_a_duty_that_goes_from_nothing_to_all_keeps_its_last_digit() -> None:
    """The difference has four cells, a sign and three digits, in every column."""
    made, card = _outlook(1.0), ROOM.cards[0]
    base = replace(made, duties=made.duties_held)
    known = {option.id: made for option in card.options} | {SILENCE: base}
    for cells in range(40, 200):
        compared = compare.Comparison(
            card=card,
            outlooks=known,
            gauge=ROOM.gauges[0],
            titles={},
            refining=False,
        )
        rows = scores.table(ROOM.objectives, compared, LOOK, cells)
        answers = [row.text for row in rows if row.text.strip()[:1] in "1234"]
        shown = max(1, (cells - 5) // 9)
        many = min(shown, len(ROOM.objectives))
        assert len(answers) == len(card.options)
        assert all(text.count("▲100") == many for text in answers)
        ranged = compare.Comparison(
            card=card,
            outlooks=known,
            gauge=ROOM.gauges[0],
            duty=ROOM.objectives[0],
            titles={},
            refining=False,
        )
        drawn = [row.text for row in scores.ranges(ranged, LOOK, cells)]
        assert sum("▲100" in text for text in drawn) == len(card.options)


def _compared(by: float, place: int, *, duty: bool) -> compare.Comparison:
    made, card = _outlook(by), ROOM.cards[0]
    return compare.Comparison(
        card=card,
        outlooks={option.id: made for option in card.options} | {SILENCE: made},
        gauge=ROOM.gauges[place],
        duty=ROOM.objectives[0] if duty else None,
        titles={},
        refining=False,
    )


@pytest.mark.parametrize("language", ["en", "ko"])
@pytest.mark.parametrize(
    ("place", "duty", "heads"),
    [
        (0, False, ("10 %", "50 %", "90 %", "mean vs row 0")),
        (3, False, ("chance", "vs row 0")),
        (0, True, ("10 %", "mean", "90 %", "vs row 0")),
    ],
)
def test_a_gap_stands_before_every_head_of_the_numbers(
    language: str, place: int, heads: Sequence[str], *, duty: bool
) -> None:
    """At every width, so that no head runs into the one before it."""
    compared = _compared(1.0, place, duty=duty)
    assert compared.chance == (heads[0] == "chance")
    for cells in range(48, 200):
        head, *_ = compare_numbers.numbers(compared, Look(language, UNICODE), cells)
        told = head.text
        for words in heads:
            before, found, told = told.partition(say(words, language))
            assert found, (cells, head.text)
            assert before.endswith(" "), (cells, head.text)
        assert not told or told.startswith(" ")


@pytest.mark.parametrize("by", [20_000.0, 300_000.0, 1_000_000.0])
def test_a_number_in_millions_stands_in_the_comparison(by: float) -> None:
    """All three ends and the difference: its columns are as wide as it is."""
    compared = _compared(by, 0, duty=False)
    fan = compared.fan(compared.outlooks[SILENCE])
    assert fan is not None
    ends = [outlook.number(row[-1], fan) for row in (fan.low, fan.middle, fan.high)]
    for cells in range(58, 200):
        _, *rows = compare_numbers.numbers(compared, LOOK, cells)
        answers = [row.text.split() for row in rows[: len(compared.card.options)]]
        for _, low, middle, high, gap, *_ in answers:
            assert [low, middle, high] == ends
            assert float(gap) == by
