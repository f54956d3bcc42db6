"""Races: the best plan of each game, found without playing every plan everywhere.

Successive halving (Karnin, Koren and Somekh 2013): all plans are played in a few
worlds, the better half in twice as many, until those that are left have met all.
The first plan of a game is what the others are measured against; it never drops out.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from game.engine import Array, Integers, Mask
from game.outlook.scene import Plans, Scene

_ROUNDS = 3
"""How often the number of worlds is doubled on the way to all of them."""

_FEWEST = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Race:
    """What plans were worth."""

    mean: Array
    """(C,) over the worlds that a plan was played in."""
    gain: Array
    """(C,) the mean less that of the first plan of its game, in the same worlds."""
    error: Array
    """(C,) the standard error of the gain."""
    finished: Mask
    """(C,) whether it was played in all worlds."""


def sizes(worlds: int) -> tuple[int, ...]:
    """Return the numbers of worlds of the rounds, the last one all of them."""
    halves = [worlds >> shift for shift in range(_ROUNDS, 0, -1)]
    return (*(size for size in halves if size >= _FEWEST), worlds)


def race(scene: Scene, plans: Plans, rounds: tuple[int, ...]) -> Race:
    """Play plans against each other.

    Args:
        scene: the worlds.
        plans: sorted by game; the first of each game is the one to beat.
        rounds: how many worlds have been met at the end of each round; one round
            plays every plan in all of them.
    """
    count = plans.game.size
    values = np.full((count, rounds[-1]), np.nan)
    running = np.ones(count, dtype=np.bool_)
    _, start = np.unique(plans.game, return_index=True)
    own = start[np.searchsorted(plans.game[start], plans.game)]
    mean, done = np.zeros(count), 0
    for size in rounds:
        (rows,) = np.nonzero(running)
        values[rows, done:size] = scene.values(plans.part(rows), done, size)
        mean[rows] = values[rows, :size].mean(axis=1)
        done = size
        if size != rounds[-1]:
            running = _better_half(mean, running, start)
    met = np.isfinite(values)
    played = met.sum(axis=1)
    apart = np.where(met, values - values[own], 0.0)
    gain = apart.sum(axis=1) / played
    spread = np.where(met, apart - gain[:, None], 0.0)
    variance = (spread * spread).sum(axis=1) / np.maximum(played - 1, 1)
    return Race(
        mean=mean, gain=gain, error=np.sqrt(variance / played), finished=running
    )


def _better_half(mean: Array, running: Mask, start: Integers) -> Mask:
    """Return who goes on: the first of each game, and half of the others."""
    kept = np.zeros_like(running)
    for first, after in zip(start, [*start[1:], mean.size], strict=True):
        rows = first + 1 + np.flatnonzero(running[first + 1 : after])
        best = rows[np.argsort(-mean[rows], kind="stable")]
        kept[best[: (len(best) + 1) // 2]] = True
        kept[first] = True
    return kept
