"""Luck against choice: one game's score taken apart, with its errors.

Score = the mean of the lines of par over all lucks
      + choice: what your decisions gain on them on average, luck for luck
      + luck: what is left.

The shares split the spread of all lines under all lucks (a two-way table) into what
the lines explain, what the luck explains that all of them share, and what is left:
luck that helps one line and hurts another. Their errors are jackknifed over lucks
(Efron and Tibshirani 1993, chapter 11).
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from statistics import fmean, stdev
from typing import TYPE_CHECKING

from game.report.figures import apportion, percent, plain, shown, signed, units

if TYPE_CHECKING:
    from collections.abc import Sequence

    from game.report.hindsight import Fortune
    from game.report.labels import Labels

_DIGITS = 1
_INTERVAL = 1.96
"""Standard errors on either side of a 95 % interval."""
_LOW, _HIGH = 0.1, 0.9


@dataclass(frozen=True, slots=True, kw_only=True)
class LineView:
    """One line of play under the same lucks."""

    label: str
    kind: str
    """`you`, `par`, `line` or `history`."""
    here: str
    """Its score under the luck of the game."""
    mean: str
    error: str
    """The standard error of the mean."""
    low: str
    high: str
    """10 and 90 % of the lucks."""
    ends: tuple[float, float, float, float]
    """Here, mean, low and high, not rounded."""


@dataclass(frozen=True, slots=True, kw_only=True)
class IntervalView:
    """One part of the score, or of the spread, with a 95 % interval."""

    label: str
    amount: str
    low: str
    high: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LuckView:
    """The same decisions under many lucks."""

    lucks: int
    score: str
    parts: tuple[IntervalView, ...]
    """They sum to the score as shown."""
    better: int
    """Of the other lucks, how many would have been kinder to your decisions."""
    shares: tuple[IntervalView, ...]
    """Percent of the spread; they sum to 100 as shown."""
    lines: tuple[LineView, ...]
    """You, par, the lines of par from the best to the worst, history's own last."""


def luck_view(labels: Labels, found: Fortune) -> LuckView | None:
    """Return luck against choice; None where there is nothing to compare with."""
    if not found.lines:
        return None
    par = tuple(fmean(row) for row in zip(*(s for _, s in found.lines), strict=True))
    return LuckView(
        lucks=len(found.yours),
        score=_shown(found.yours[0]),
        parts=_parts(labels, found.yours, par),
        better=sum(score > found.yours[0] for score in found.yours[1:]),
        shares=_shares(labels, [found.yours, *(s for _, s in found.lines)]),
        lines=tuple(_lines(labels, found, par)),
    )


def _parts(
    labels: Labels, yours: Sequence[float], par: Sequence[float]
) -> tuple[IntervalView, ...]:
    gains = [a - b for a, b in zip(yours, par, strict=True)]
    base, choice = fmean(par), fmean(gains)
    luck = yours[0] - base - choice
    rows = (
        (labels.say("what the lines of par score on average"), base, _error(par)),
        (labels.say("your choices"), choice, _error(gains)),
        (labels.say("luck"), luck, _error(yours)),
    )
    whole = apportion([row[1] for row in rows], units(yours[0], _DIGITS), _DIGITS)
    return tuple(
        IntervalView(
            label=label,
            amount=plain(count, _DIGITS) if place == 0 else signed(count, _DIGITS),
            low=_shown(amount - _INTERVAL * error),
            high=_shown(amount + _INTERVAL * error),
        )
        for place, ((label, amount, error), count) in enumerate(
            zip(rows, whole, strict=True)
        )
    )


def _shares(
    labels: Labels, table: Sequence[Sequence[float]]
) -> tuple[IntervalView, ...]:
    found = spread_shares(table)
    if found is None:
        return ()
    columns = len(table[0])
    without = [
        spread_shares([[*row[:place], *row[place + 1 :]] for row in table]) or found
        for place in range(columns)
    ]
    errors = []
    for part in range(3):
        own = [row[part] for row in without]
        middle = fmean(own)
        scale = (columns - 1) / columns
        errors.append(math.sqrt(scale * sum((x - middle) ** 2 for x in own)))
    names = (
        labels.say("which line was played"),
        labels.say("luck that all lines share"),
        labels.say("luck that helps one line and hurts another"),
    )
    points = apportion(found, 100, 2)
    return tuple(
        IntervalView(
            label=name,
            amount=str(point),
            low=str(max(0, percent(share - _INTERVAL * error))),
            high=str(min(100, percent(share + _INTERVAL * error))),
        )
        for name, point, share, error in zip(names, points, found, errors, strict=True)
    )


def spread_shares(table: Sequence[Sequence[float]]) -> tuple[float, ...] | None:
    """Return the shares of rows, of columns, and of the rest in the sum of squares.

    Args:
        table: a score for every line (row) under every luck (column).

    Returns:
        Three shares that sum to 1; None where all scores are equal.
    """
    rows = [fmean(row) for row in table]
    columns = [fmean(column) for column in zip(*table, strict=True)]
    grand = fmean(rows)
    whole = sum((score - grand) ** 2 for row in table for score in row)
    if whole <= 0.0:
        return None
    of_rows = len(columns) * sum((mean - grand) ** 2 for mean in rows) / whole
    of_columns = len(rows) * sum((mean - grand) ** 2 for mean in columns) / whole
    return of_rows, of_columns, max(0.0, 1.0 - of_rows - of_columns)


def _lines(labels: Labels, found: Fortune, par: Sequence[float]) -> list[LineView]:
    others = sorted(found.lines, key=lambda line: (-fmean(line[1]), line[0]))
    rows = [
        _line(labels.say("you"), "you", found.yours),
        _line(labels.say("par"), "par", par),
        *(
            _line(labels.text(f"policies.{key}.label") or key, "line", scores)
            for key, scores in others
        ),
    ]
    if found.history:
        words = labels.say("what was really done")
        rows.append(_line(words, "history", found.history))
    return rows


def _line(label: str, kind: str, scores: Sequence[float]) -> LineView:
    ordered = sorted(scores)
    low, high = _quantile(ordered, _LOW), _quantile(ordered, _HIGH)
    mean = fmean(scores)
    return LineView(
        label=label,
        kind=kind,
        here=_shown(scores[0]),
        mean=_shown(mean),
        error=_shown(_error(scores)),
        low=_shown(low),
        high=_shown(high),
        ends=(scores[0], mean, low, high),
    )


def _quantile(ordered: Sequence[float], share: float) -> float:
    place = share * (len(ordered) - 1)
    below = math.floor(place)
    above = min(below + 1, len(ordered) - 1)
    return ordered[below] + (place - below) * (ordered[above] - ordered[below])


def _error(values: Sequence[float]) -> float:
    return stdev(values) / math.sqrt(len(values)) if len(values) > 1 else 0.0


def _shown(value: float) -> str:
    return shown(value, _DIGITS)
