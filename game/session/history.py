"""The record of what was really done, as a line that can be watched and left."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

from game.errors import ChoiceError
from game.scenario.history import RECORD, deeds
from game.session.choices import Grammar
from game.session.continuing import kept, play_on
from game.session.course import Course
from game.session.game import Game
from game.session.opening import telling
from game.session.written import chance_of, first_records, history_id, origin

if TYPE_CHECKING:
    from collections.abc import Sequence

    from game.chronicle import GameRecord, Record, Recovery
    from game.scenario import Scenario

SEED: Final = 0
"""The luck of a record that is played for itself."""


class Paper:
    """A chronicle that is kept nowhere: it holds what is appended."""

    recovered: Recovery | None = None

    def __init__(self, name: str, records: Sequence[Record]) -> None:
        self.path = Path(name)
        self._records = list(records)

    @property
    def records(self) -> tuple[Record, ...]:
        """Return all records, in order."""
        return tuple(self._records)

    def append(self, record: Record) -> None:
        """Add a record."""
        self._records.append(record)

    def close(self) -> None:
        """There is nothing to give up."""


def is_history(name: str) -> bool:
    """Tell whether a name stands for the record: `history` or `history:SCENARIO`."""
    return name == RECORD or name.startswith(f"{RECORD}:")


def play_history(
    scenario: Scenario, language: str, like: GameRecord | None = None
) -> tuple[Record, ...]:
    """Play what was really done, and return its records.

    Deeds that are not open in the model at their turn are left out, as in every
    policy; the record ends with the turn of its last deed.

    Args:
        scenario: the scenario.
        language: of what is worked out on the way.
        like: a game whose level and luck the record is played under.

    Raises:
        ChoiceError: If the scenario holds no record.
    """
    rows = scenario.document.history
    if not rows:
        raise ChoiceError(
            "{scenario} holds no record of what was really done.",
            scenario=scenario.document.scenario.id,
        )
    level = scenario.standard_level if like is None else like.level
    seed = SEED if like is None else like.seed
    first = first_records(scenario, level=level, seed=seed)
    record, _ = origin(first, RECORD)
    own = _under(record, () if like is None else like.luck)
    records = (own, *first[1:])
    course = Course(scenario.spec(level), chance_of(own))
    grammar = Grammar(course.model.choices)
    wanted: dict[int, list[int]] = {}
    for one in deeds(next(iter(rows.values())), scenario.calendar):
        wanted.setdefault(one.turn, []).append(grammar.parse(one.deed.line))
    last = max(wanted, default=0)
    paper = Paper(RECORD, records)
    told = telling(scenario, course, records, name=RECORD, language=language)
    with Game(told, paper) as game:
        play_on(game, kept({turn: wanted.get(turn, []) for turn in range(1, last + 1)}))
    return paper.records


def _under(record: GameRecord, luck: tuple[tuple[int, int], ...]) -> GameRecord:
    """Return the first record of the history under a luck."""
    return replace(record, game=history_id(record), luck=luck)
