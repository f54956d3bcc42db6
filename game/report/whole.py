"""The whole game on one page: where each gauge went, and whose doing that was."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from game.report.causes import Causes
from game.report.doings import PartView, WholeView
from game.report.figures import apportion, in_unit, plain, signed, units, with_unit
from game.report.numbers import ranked
from game.words import message, render

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from game.report.known import Known

_DOERS = {
    "mine": message("your doing"),
    "theirs": message("others' doing"),
    "event": message("events"),
    "chance": message("by chance"),
    "drift": message("drift towards its resting level"),
    "limit": message("cut off at its limit"),
}
"""In the order in which they are told."""

_NAMED = 4
"""Causes that are named for a number."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Course:
    """One variable from the first opening to the last."""

    before: float
    after: float
    causes: Mapping[str, float]
    """What each cause did in all; they sum to the change with `==`."""


def whole(known: Known, courses: Mapping[str, Course]) -> tuple[WholeView, ...]:
    """Return every gauge that shows a number over the whole game, opened.

    Args:
        known: what was known at the end.
        courses: by variable.
    """
    causes = Causes(known)
    shows = {gauge.id: gauge.variable for gauge in known.labels.spec.gauges}
    return tuple(
        _view(known, causes, key, shows[key], courses[shows[key]])
        for key in ranked(known.labels)
        if shows[key] in courses
    )


def _view(
    known: Known, causes: Causes, gauge: str, variable: str, course: Course
) -> WholeView:
    labels = known.labels
    digits, unit = labels.decimals[variable] + 1, labels.unit(variable)
    before, after = units(course.before, digits), units(course.after, digits)
    by: dict[str, float] = defaultdict(float)
    for cause, amount in course.causes.items():
        by[causes.by(cause)] += amount
    done = [(key, by[key]) for key in _DOERS if by.get(key, 0.0) != 0.0]
    rows = sorted(course.causes.items(), key=lambda row: (-abs(row[1]), row[0]))
    return WholeView(
        id=gauge,
        label=labels.text(f"variables.{variable}.label"),
        before=with_unit(plain(before, digits), unit),
        after=with_unit(plain(after, digits), unit),
        change=in_unit(signed(after - before, digits), unit),
        doers=_parts(
            [(render(_DOERS[key], labels.language), amount) for key, amount in done],
            after - before,
            (digits, unit),
        ),
        causes=tuple(
            PartView(
                label=causes.label(cause),
                amount=in_unit(signed(units(amount, digits), digits), unit),
                value=amount,
            )
            for cause, amount in rows[:_NAMED]
            if units(amount, digits)
        ),
        closes=sum(amount for _, amount in done) == course.after - course.before,
    )


def _parts(
    rows: Sequence[tuple[str, float]], total: int, measure: tuple[int, str]
) -> tuple[PartView, ...]:
    digits, unit = measure
    shown = apportion([amount for _, amount in rows], total, digits)
    return tuple(
        PartView(label=label, amount=in_unit(signed(count, digits), unit), value=amount)
        for (label, amount), count in zip(rows, shown, strict=True)
    )
