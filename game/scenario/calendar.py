"""The calendar: which day and hour a turn begins, and how long it lasts."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from pydantic import ValidationError

from game.scenario.desk import Times
from game.scenario.fields import Tick
from game.scenario.sketch import head_in

_HOURS = {"hour": 1, "day": 24, "week": 168}
_MONTHS = {"month": 1, "quarter": 3}


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """Turns that are equally long, up to where the next stretch begins."""

    first: int
    """The first turn of the stretch."""
    tick: Tick
    length: int
    """Ticks in one turn."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Calendar:
    """When every turn of a scenario begins."""

    start: datetime
    turns: int
    stretches: tuple[Stretch, ...]
    """By their first turn; the first begins at turn 1."""

    def stretch(self, turn: int) -> Stretch:
        """Return the stretch in which a turn lies."""
        return next(one for one in reversed(self.stretches) if one.first <= turn)

    def moment(self, turn: int) -> datetime:
        """Return when a turn begins; the turn after the last is the end.

        Raises:
            OverflowError: if that is after the year 9999.
        """
        at = self.start
        ends = [one.first for one in self.stretches[1:]]
        for one, end in zip(self.stretches, [*ends, turn], strict=True):
            if one.first < turn:
                at = _later(at, one.tick, one.length * (min(end, turn) - one.first))
        return at

    def opening(self, turn: int) -> datetime:
        """Return when a turn begins; a turn of months holds the whole of them."""
        at, stretch = self.moment(turn), self.stretch(turn)
        if stretch.tick in _MONTHS and not turn == stretch.first > 1:
            return at.replace(day=1, hour=0, minute=0)
        return at

    def turn_of(self, when: date) -> int:
        """Return the turn that holds a moment, or the beginning of a day.

        It is 0 if no turn does. The first day may begin before the first turn.
        """
        if not isinstance(when, datetime):
            day = datetime.combine(when, time.min)
            when = max(day, self.start) if when == self.start.date() else day
        for turn in range(1, self.turns + 1):
            if self.opening(turn) <= when < self.opening(turn + 1):
                return turn
        return 0

    def is_even(self, turn: int, count: int) -> bool:
        """Tell whether a number of turns from one on are all equally long."""
        pace = self.stretch(turn)
        return all(
            (one.tick, one.length) == (pace.tick, pace.length)
            for one in self.stretches
            if turn < one.first < turn + count
        )


def moment_of(text: str) -> date:
    """Read a date, or a date and time, such as a file writes in quotes.

    Raises:
        ValueError: it is neither.
    """
    try:
        return date.fromisoformat(text)
    except ValueError:
        return datetime.fromisoformat(text)


def calendar_of(head: Times) -> Calendar:
    """Return the calendar that a file's [scenario] describes."""
    start = head.start
    if not isinstance(start, datetime):
        start = datetime.combine(start, time.min)
    first = Stretch(first=1, tick=head.tick, length=head.length)
    return Calendar(
        start=start,
        turns=head.turns,
        stretches=(
            first,
            *(
                Stretch(first=one.from_, tick=one.tick, length=one.length)
                for one in head.stretches
            ),
        ),
    )


def calendar_in(files: Mapping[str, str]) -> Calendar | None:
    """Return the calendar of a scenario's texts without checking the rest of them.

    Args:
        files: the texts, the first file first, those that it extends last.
    """
    head: dict[str, object] = {}
    for text in reversed(list(files.values())):
        head |= head_in(text)
    known = {key: value for key, value in head.items() if key in Times.model_fields}
    try:
        calendar = calendar_of(Times.model_validate(known))
        calendar.moment(calendar.turns + 1)
    except (ValidationError, OverflowError):
        return None
    return calendar


def _later(at: datetime, tick: Tick, count: int) -> datetime:
    if tick in _HOURS:
        return at + timedelta(hours=_HOURS[tick] * count)
    months = at.year * 12 + at.month - 1 + _MONTHS[tick] * count
    year, month = months // 12, months % 12 + 1
    if year > date.max.year:
        raise OverflowError
    return at.replace(
        year=year, month=month, day=min(at.day, monthrange(year, month)[1])
    )
