"""The situation room by lines: what is declared, and what must be answered."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from game.plain.pages import Pages
from game.plain.rooms import Rooms
from game.report.figures import shown, shown_left
from game.report.whys import NEXT
from game.session import Table

if TYPE_CHECKING:
    from pathlib import Path

    from game.report.views import Room


@pytest.fixture
def room(table: Table) -> Room:
    """Return the first room of a crisis with duties."""
    with table.new("seoul-2024", seed=3) as game:
        return game.room()


@pytest.mark.parametrize(
    ("language", "lead", "priority"),
    [("en", "lead duty", "priority"), ("ko", "주 책무", "우선 과제")],
)
def test_the_line_of_duties_marks_what_was_declared(
    room: Room, language: str, lead: str, priority: str
) -> None:
    """It stands so in every turn, not only in the one after the declaration."""
    roles = ("lead", "priority", "priority", *[""] * 6)
    duties = tuple(
        replace(duty, role=role)
        for duty, role in zip(room.objectives, roles, strict=False)
    )
    rooms = Rooms(Pages(language), language)
    for _ in range(2):
        told = list(rooms.changed(replace(room, objectives=duties), {}))
        (line,) = (one for one in told if all(duty.label in one for duty in duties))
        assert line.count(f"({lead})") == 1
        assert line.count(f"({priority})") == 2
        assert f"{duties[0].label} ({lead})" in line
    plain = "\n".join(Rooms(Pages(language), language).brief(room, {}))
    assert f"({lead})" not in plain


@pytest.mark.parametrize(
    ("language", "must", "may"),
    [
        ("en", "Must be answered", "Optional"),
        ("ko", "답해야 하는 안건", "답하지 않아도 되는 안건"),
    ],
)
def test_a_card_says_whether_it_must_be_answered(
    room: Room, language: str, must: str, may: str
) -> None:
    """It does so in no word that the duties have too."""
    card = room.cards[0]
    rooms = Rooms(Pages(language), language)
    for duty, head in ((True, must), (False, may)):
        lines = list(rooms.card(replace(card, duty=duty), {}))
        assert f"{head}: {card.title}" in lines


@pytest.mark.parametrize(
    ("language", "told"),
    [
        ("en", "Elsewhere it is shown as {}: rounded down"),
        ("ko", "다른 곳에는 {}로 적습니다."),
    ],
)
def test_what_is_left_says_where_it_is_shown_as_less(
    folder: Path, language: str, told: str
) -> None:
    """The line of a reveal and the why page say so, and only when it is so."""
    seen = []
    with Table(data_dir=folder, language=language).new("bern-2022", seed=4) as game:
        budget = game.scenario.document.scenario.budget
        for _ in range(3):
            line = game.end_month().budget
            room = game.room()
            head = shown_left(room.capital, 1)
            assert room.capital_text == head
            is_less = shown(room.capital, 2) != f"{head}0"
            assert (told.format(head) in line) is is_less
            assert (told.format(head) in game.why(budget).note) is is_less
            seen.append(is_less)
    assert set(seen) == {True, False}


@pytest.mark.parametrize(
    ("language", "told"),
    [
        ("en", "cut off at its limit of {}"),
        ("ko", "한계 {}에 닿아 반영되지 않은 몫"),
    ],
)
def test_what_was_cut_off_says_at_which_limit(
    folder: Path, language: str, told: str
) -> None:
    """It is that of the number that moved, when it comes and beforehand."""
    with Table(data_dir=folder, language=language).new("bern-2022", seed=4) as game:
        budget = game.scenario.document.scenario.budget
        row = game.scenario.document.variables[budget]
        game.end_month()
        foretold = game.why(NEXT)
        line = game.end_month().budget
        cut = told.format(f"{row.range[1]:g}")
        assert cut in line
        for why in (game.why(budget), foretold):
            assert cut in {one.label for one in why.lines}


def test_a_score_that_was_cut_off_says_at_which_end(table: Table) -> None:
    """What keeps it from falling is its lower end, what keeps it from rising 100."""
    with table.new("seoul-2024", seed=3) as game:
        scores = [game.why(f"objectives.{duty.id}") for duty in game.room().objectives]
    ends = [part for why in scores for part in why.parts if part.id == "part:limit"]
    assert ends
    for part in ends:
        end = 0 if part.value > 0 else 100
        assert part.label == f"cut off at its limit of {end}"
