"""Ensembles: weighted worlds that learn from readings and are drawn anew.

Hidden numbers follow their readings by the stochastic ensemble Kalman update
(Evensen 1994): each world imagines the reading that it would have given, and is
moved by the gap to the one that came as far as the two go together. Worlds are
drawn anew by systematic resampling; types on a range are then moved a little, with
the ends of the range as mirrors, so that an even spread stays even.

Arrays of worlds are (..., G, P): P worlds for each of G games.
"""

from __future__ import annotations

import numpy as np

from game.engine.state import Array, Integers

_LOOSE = 0.1
"""How far a type moves when worlds are drawn anew, in standard deviations."""


def pull(rows: Array, imagined: Array, reading: Array, weights: Array) -> Array:
    """Move numbers by what a reading says of them.

    Args:
        rows: (N, G, P) what may be learned.
        imagined: (G, P) the reading that each world would have given.
        reading: (G, 1) the one that came.
        weights: (G, P) sums to 1 in each game.

    Returns:
        (N, G, P) the numbers after it; unchanged where all worlds imagine the same.
    """
    centred = imagined - np.sum(weights * imagined, axis=-1, keepdims=True)
    spread = np.sum(weights * centred * centred, axis=-1, keepdims=True)
    means = np.sum(weights * rows, axis=-1, keepdims=True)
    along = np.sum(weights * centred * (rows - means), axis=-1, keepdims=True)
    gain = np.divide(along, spread, out=np.zeros_like(along), where=spread > 0.0)
    moved: Array = rows + gain * (reading - imagined)
    return moved


def effective(weights: Array) -> Array:
    """Return how many equal worlds the weights of each game amount to, (G,)."""
    size: Array = 1.0 / np.sum(weights * weights, axis=-1)
    return size


def systematic(weights: Array, lot: Array, count: int) -> Integers:
    """Draw worlds of each game in proportion to their weights, in order.

    Args:
        weights: (G, P) sums to 1 in each game.
        lot: (G,) uniforms on [0, 1).
        count: how many to draw.

    Returns:
        (G, count) places among the P worlds.
    """
    running = np.cumsum(weights, axis=-1)
    marks = (np.arange(count) + lot[:, None]) * (running[:, -1:] / count)
    found = [
        np.searchsorted(steps, wanted, "right")
        for steps, wanted in zip(running, marks, strict=True)
    ]
    places: Integers = np.array(found, dtype=np.int64)
    return np.asarray(np.minimum(places, weights.shape[-1] - 1))


def loosen(rows: Array, low: Array, high: Array, draws: Array) -> Array:
    """Move numbers that were drawn anew a little, each by itself.

    Args:
        rows: (N, G, P) equally weighted.
        low: (N, 1, 1) their range.
        high: (N, 1, 1)
        draws: (N, G, P) standard normals.
    """
    moved = rows + _LOOSE * np.std(rows, axis=-1, keepdims=True) * draws
    # What leaves the range comes back in as from a mirror.
    moved = low + np.abs(moved - low)
    moved = high - np.abs(high - moved)
    return np.asarray(np.minimum(high, np.maximum(low, moved)))
