"""The record of what was really done, as lines that a policy can play."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from game.scenario.beside import Deed, History
from game.scenario.calendar import Calendar

RECORD = "history"
"""The policy that plays a file's record; `history.ID` where there are several."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Dated:
    """One deed in the turn that holds its day."""

    turn: int
    deed: Deed


def is_unread(line: str) -> bool:
    """Tell whether a line says nothing that was done: `end`, or a remark alone."""
    return line.partition("#")[0].strip() in {"", "end"}


def deeds(history: History, calendar: Calendar) -> tuple[Dated, ...]:
    """Return the deeds of a record by their turns, in the order of their days."""
    found = [Dated(turn=calendar.turn_of(one.on), deed=one) for one in history.lines]
    return tuple(sorted(found, key=lambda one: (one.turn, one.deed.on.isoformat())))


def policies_of(
    histories: Mapping[str, History], calendar: Calendar
) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield the name and the dated lines of every record.

    The first one is `history`; all are `history.ID` if there are several.
    """
    for place, (key, history) in enumerate(histories.items()):
        lines = tuple(
            f"{one.turn}: {one.deed.line.partition('#')[0].strip()}"
            for one in deeds(history, calendar)
        )
        if place == 0:
            yield RECORD, lines
        if len(histories) > 1:
            yield f"{RECORD}.{key}", lines
