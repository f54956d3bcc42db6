"""Verdicts: whether games that were played decide a claim, and how surely."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from game.engine import Array
from game.scenario import Limit

SURE = 1.959963984540054
"""Standard deviations of a normal that hold 95 % of it."""


class Outcome(StrEnum):
    """What became of a claim."""

    KEPT = "kept"
    BROKEN = "broken"
    UNDECIDED = "undecided"
    """The interval holds the bound: more games are needed to tell."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """A number seen in games, and between what the true one lies in 95 of 100."""

    value: float
    low: float
    high: float
    worlds: int


def share_of(hits: int, worlds: int) -> Measured:
    """Return a share of worlds with its binomial interval (Wilson's)."""
    share, square = hits / worlds, SURE * SURE
    middle = (share + square / (2 * worlds)) / (1 + square / worlds)
    spread = share * (1 - share) / worlds + square / (4 * worlds * worlds)
    half = SURE * math.sqrt(spread) / (1 + square / worlds)
    return Measured(
        value=share,
        low=0.0 if not hits else middle - half,
        high=1.0 if hits == worlds else middle + half,
        worlds=worlds,
    )


def mean_of(values: Array) -> Measured:
    """Return the mean of numbers, one a world, with its interval."""
    mean = float(values.mean())
    half = SURE * float(values.std(ddof=1)) / math.sqrt(values.size)
    return Measured(value=mean, low=mean - half, high=mean + half, worlds=values.size)


def ratio_of(part: Array, whole: Array) -> Measured:
    """Return the ratio of two means over the same worlds, with its interval.

    It is no number where the whole is nothing.
    """
    total = float(whole.mean())
    if total == 0.0:
        return Measured(value=math.nan, low=math.nan, high=math.nan, worlds=part.size)
    ratio = float(part.mean()) / total
    error = float((part - ratio * whole).std(ddof=1)) / abs(total)
    half = SURE * error / math.sqrt(part.size)
    return Measured(value=ratio, low=ratio - half, high=ratio + half, worlds=part.size)


def judged(found: Measured, limits: Sequence[Limit], exact: Sequence[float]) -> Outcome:
    """Tell whether what was seen lies within limits.

    Args:
        found: what was seen.
        limits: all of them must hold.
        exact: limits at which the games themselves decide: all of them, or none.
    """
    found_all = Outcome.KEPT
    for limit in limits:
        holds = [limit.holds(value) for value in (found.low, found.value, found.high)]
        if limit.limit in exact:
            holds = [holds[1]]
        if not any(holds):
            return Outcome.BROKEN
        if not all(holds):
            found_all = Outcome.UNDECIDED
    return found_all


def worst(outcomes: Sequence[Outcome]) -> Outcome:
    """Return the worst of some outcomes."""
    return max(outcomes, key=[Outcome.KEPT, Outcome.UNDECIDED, Outcome.BROKEN].index)


def worlds_needed(found: Measured, limits: Sequence[Limit]) -> int:
    """Return how many worlds would probably decide; 0 if no number of them would.

    The interval shrinks with the root of the number of worlds.
    """
    gap = min(abs(found.value - limit.limit) for limit in limits)
    half = (found.high - found.low) / 2
    if not gap > 0.0 or not half > 0.0:
        return 0
    needed = 1.25 * found.worlds * (half / gap) ** 2
    return math.ceil(needed / 100.0) * 100


def crps(values: Array, record: float) -> float:
    """Return the continuous ranked probability score of draws, (W,), fair.

    0 is perfect; for one certain forecast it is the distance.
    """
    count = values.size
    ordered = np.sort(values)
    weights = 2.0 * np.arange(count) - count + 1.0
    apart = 2.0 * float((weights * ordered).sum()) / (count * (count - 1))
    return float(np.abs(values - record).mean()) - apart / 2.0
