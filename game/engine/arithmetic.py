"""The few operations that may reach a stored value, exact in binary64."""

from __future__ import annotations

import numpy as np

from game.engine.spec import GRID
from game.engine.state import Array

_FLAT = 64.0
_SIXTEENTH = 0.0625
_SQUARINGS = 4


def snap(values: Array) -> Array:
    """Round an array to the grid in place, and return it; see `grid`."""
    np.multiply(values, GRID, out=values)
    np.rint(values, out=values)
    np.divide(values, GRID, out=values)
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
    part = np.minimum(np.abs(values), _FLAT) * _SIXTEENTH
    power = part + np.sqrt(1.0 + part * part)
    for _ in range(_SQUARINGS):
        power = power * power
    return np.where(values >= 0.0, power, 1.0 / power)
