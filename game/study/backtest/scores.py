"""Scores of one forecast of a number: how far off it was, and where the truth fell."""

from __future__ import annotations

import math

import numpy as np

from game.engine import Array
from game.study.verdicts import crps

LEVELS = (50, 80, 90)
"""Percent: the middle intervals whose coverage is counted."""
BINS = 5
"""Of the PIT histogram; a short record fills no more."""

__all__ = [
    "BINS",
    "LEVELS",
    "crps",
    "histogram",
    "inside",
    "normal_crps",
    "pit",
    "uniform_crps",
]


def normal_crps(mean: float, spread: float, record: float) -> float:
    """Return the CRPS of a normal; its distance where the spread is nothing.

    Gneiting and Raftery 2007, in closed form.
    """
    if spread <= 0.0:
        return abs(record - mean)
    z = (record - mean) / spread
    below = 0.5 * (1.0 + math.erf(z / math.sqrt(2.0)))
    density = math.exp(-0.5 * z * z) / math.sqrt(2.0 * math.pi)
    inner = z * (2.0 * below - 1.0) + 2.0 * density - 1.0 / math.sqrt(math.pi)
    return spread * inner


def uniform_crps(low: float, high: float, record: float) -> float:
    """Return the CRPS of an even spread from low to high."""
    width = high - low
    nearest = min(high, max(low, record))
    z = (nearest - low) / width
    return abs(record - nearest) + width * (z**3 + (1.0 - z) ** 3) / 3.0


def pit(values: Array, record: float, lot: float) -> float:
    """Return where the record fell among draws (W,), from 0 to 1.

    It is even on that range if draws and record are alike. Where draws equal the
    record the lot (from 0 to 1) decides among their places.
    """
    below = int(np.count_nonzero(values < record))
    same = int(np.count_nonzero(values == record))
    return (below + lot * (same + 1)) / (values.size + 1)


def inside(values: Array, record: float) -> tuple[bool, ...]:
    """Tell for each of `LEVELS` whether the middle interval of draws holds it."""
    ordered = np.sort(values)
    found = []
    for level in LEVELS:
        # Between the draws of ranks r and n + 1 - r lies one more with the chance
        # 1 - 2 r / (n + 1).
        rank = round((100 - level) * (ordered.size + 1) / 200)
        low, high = max(0, rank - 1), ordered.size - max(1, rank)
        found.append(bool(ordered[low] <= record <= ordered[high]))
    return tuple(found)


def histogram(places: list[float]) -> tuple[int, ...]:
    """Count PIT values in `BINS` equal bins."""
    counts = [0] * BINS
    for place in places:
        counts[min(BINS - 1, int(place * BINS))] += 1
    return tuple(counts)
