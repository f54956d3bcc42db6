"""The few operations that may reach a stored value, exact in binary64."""

from __future__ import annotations

from itertools import pairwise

import numpy as np

from game.engine.spec import GRID
from game.engine.state import Array

_UNIT = 1.0 / GRID
"""A power of two, so that to multiply by it is to divide, exactly."""

_FLAT = 64.0
_SIXTEENTH = 0.0625
_SQUARINGS = 4


def snap(values: Array) -> Array:
    """Round an array to the grid in place, and return it; see `grid`."""
    np.multiply(values, GRID, out=values)
    np.rint(values, out=values)
    np.multiply(values, _UNIT, out=values)
    np.add(values, 0.0, out=values)
    return values


def grid(values: Array) -> Array:
    """Round to the nearest multiple of 1 / GRID, half to even, never to -0.0.

    Args:
        values: numbers of any shape.

    Returns:
        A new array of the same shape.
    """
    return snap(np.array(values))


def qexp(values: Array) -> Array:
    """Return the algebraic exponential of each number.

    The value of -x is 1 divided by the value of x. Close to exp near 0 and with a
    heavier tail, it is built from exact operations alone, so that every processor
    gives the same bits.

    Args:
        values: numbers of any shape; their size is clamped to 64.
    """
    part = np.abs(values)
    np.minimum(part, _FLAT, out=part)
    np.multiply(part, _SIXTEENTH, out=part)
    power = part * part
    np.add(power, 1.0, out=power)
    np.sqrt(power, out=power)
    np.add(part, power, out=power)
    for _ in range(_SQUARINGS):
        np.multiply(power, power, out=power)
    return np.where(values >= 0.0, power, 1.0 / power)


_CLOSE = 16384
"""Numbers of a block that stay near the processor while it is worked on."""


def blocks(rows: int, width: int) -> list[slice]:
    """Cut rows of some width into blocks that stay near the processor."""
    size = max(1, _CLOSE // max(1, width))
    return [slice(first, first + size) for first in range(0, rows, size)]


NARROW = 512
"""Below so many worlds it is calls that cost, above it moving numbers about."""


def accumulated(rows: Array) -> Array:
    """Return the running sums of rows (N, W) from the first on, one by one."""
    if rows.shape[1] < NARROW:
        return np.add.accumulate(rows, axis=0)
    sums = rows.copy()
    for before, row in pairwise(sums):
        np.add(before, row, out=row)
    return sums
