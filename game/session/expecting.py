"""Reading a forecast that was written down: nothing in it is trusted."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from game.report.expected import Expected, ExpectedFan
from game.report.figures import plain, units, with_unit
from game.report.numbers import ranked
from game.session.forecasts import HORIZON

if TYPE_CHECKING:
    from game.chronicle import DecideRecord, Tree
    from game.session.telling import Telling

_ENDS = 3
"""The 10, the 50 and the 90 %."""
_MOST_ENDINGS = 5


def expected(told: Telling, row: DecideRecord) -> Expected | None:
    """Return what was shown with a decision, against what came; None for nothing.

    Malformed parts count as never shown.
    """
    shown = row.shown
    fans, worlds = shown.get("fans"), shown.get("worlds")
    if not isinstance(fans, Mapping) or not isinstance(worlds, int) or worlds < 1:
        return None
    turn = min(row.n + HORIZON, told.course.model.spec.turns + 1)
    found = [_fan(told, key, fans.get(key), turn) for key in ranked(told.labels)]
    rows = tuple(fan for fan in found if fan is not None)
    if not rows:
        return None
    return Expected(
        worlds=worlds,
        turn=turn,
        date=told.labels.date(turn),
        fans=rows,
        endings=_endings(told, shown.get("endings")),
    )


def _fan(told: Telling, key: str, ends: Tree | None, turn: int) -> ExpectedFan | None:
    if not isinstance(ends, Sequence) or len(ends) != _ENDS:
        return None
    low, middle, high = (end if isinstance(end, int) else None for end in ends)
    if low is None or middle is None or high is None:
        return None
    labels = told.labels
    variable = next(row.variable for row in labels.spec.gauges if row.id == key)
    digits = labels.decimals[variable] if variable else 0
    unit = labels.unit(variable) if variable else "%"
    came = _came(told, key, variable, turn)

    def text(count: int) -> str:
        return with_unit(plain(count, digits), unit)

    return ExpectedFan(
        gauge=key,
        label=labels.text(f"gauges.{key}.label"),
        low=text(low),
        middle=text(middle),
        high=text(high),
        chance=not variable,
        came="" if came is None else text(came),
        place=0 if came is None or not variable else (came > high) - (came < low),
        ends=(low / 10.0**digits, middle / 10.0**digits, high / 10.0**digits),
    )


def _came(told: Telling, key: str, variable: str, turn: int) -> int | None:
    """Return what the player saw at an opening, in units of the last digit shown."""
    if not variable:
        months = told.assessments
        return months[turn - 1][key].percent if turn <= len(months) else None
    if turn > len(told.course.observations):
        return None
    series = told.known(turn).series(variable)
    return units(series[-1], told.labels.decimals[variable])


def odds_shown(told: Telling, row: DecideRecord) -> tuple[tuple[str, int], ...]:
    """Return every ending that was shown with a decision: title and percent."""
    return _endings(told, row.shown.get("endings"), most=None)


def _endings(
    told: Telling, written: Tree | None, most: int | None = _MOST_ENDINGS
) -> tuple[tuple[str, int], ...]:
    if not isinstance(written, Mapping):
        return ()
    titles = told.titles()
    rows = [
        (titles[key], share)
        for key, share in written.items()
        if key in titles and isinstance(share, int)
    ]
    rows.sort(key=lambda row: (-row[1], row[0]))
    return tuple(rows[:most])
