"""Elementary effects: how far a result moves when one factor alone is moved.

Each trajectory starts at a random point of a grid over the unit cube and moves every
factor once, in a random order, by the same step; the change of the result over the
step is the elementary effect of that factor there. Their mean size (mu*) says how much
a factor matters, their standard deviation (sigma) how much that hangs on the others.

Morris (1991), Technometrics 33(2), 161-174; mu* by Campolongo, Cariboni and Saltelli
(2007), Environmental Modelling & Software 22(10), 1509-1518.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from game.engine import Array, Chance, Integers

LEVELS = 4
"""Values of each factor on the grid."""

STEP = LEVELS / (2.0 * (LEVELS - 1))
"""How far a factor moves, as a share of its range; half of the grid's values."""

_STARTS = LEVELS // 2
"""Values from which the step leads upwards, and as many from which downwards."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Trajectory:
    """Points of the unit cube, of which each differs from the last in one factor."""

    points: Array
    """(K + 1, K), from 0 to 1."""
    order: Integers
    """(K,) the factor that moves before each point after the first."""
    steps: Array
    """(K,) how far each factor moves, by factor: the step, or less than nothing."""


def trajectories(
    factors: Sequence[str], count: int, chance: Chance
) -> tuple[Trajectory, ...]:
    """Return random trajectories; that of a number is the same however many there are.

    Args:
        factors: their names, which key the draws.
        count: how many.
        chance: the luck of the design.
    """
    numbers = np.arange(count, dtype=np.uint64)
    names = [f"factor:{name}" for name in factors]
    places = np.floor(_STARTS * chance.uniforms(names, 0, numbers)) / (LEVELS - 1)
    upwards = chance.uniforms(names, 0, numbers, 1) < 1.0 / 2.0
    order = np.argsort(chance.uniforms(names, 0, numbers, 2), axis=0, kind="stable")
    starts = np.where(upwards, places, places + STEP)
    steps = np.where(upwards, STEP, -STEP)
    return tuple(
        _trajectory(starts[:, number], steps[:, number], order[:, number])
        for number in range(count)
    )


def _trajectory(start: Array, steps: Array, order: Integers) -> Trajectory:
    points = np.repeat(start[None], len(order) + 1, axis=0)
    for place, factor in enumerate(order, start=1):
        points[place:, factor] += steps[factor]
    return Trajectory(points=points, order=order, steps=steps)


def effects(trajectory: Trajectory, results: Array) -> Array:
    """Return the elementary effect of each factor, (..., K), per whole range.

    Args:
        trajectory: the points.
        results: (..., K + 1) what came of each.
    """
    found = np.empty((*results.shape[:-1], len(trajectory.order)))
    found[..., trajectory.order] = np.diff(results, axis=-1)
    found /= trajectory.steps
    return found


@dataclass(frozen=True, slots=True, kw_only=True)
class Sizes:
    """The elementary effects of K factors over several trajectories, (..., K) each."""

    mu_star: Array
    error: Array
    """The standard error of mu*."""
    sigma: Array


def sizes(found: Array) -> Sizes:
    """Sum up elementary effects.

    Args:
        found: (R, L, ..., K) of at least 2 trajectories in L ways to play: mu* is the
            mean over both, and sigma that of a single way (root mean square).

    Raises:
        ValueError: there are fewer than 2 trajectories.
    """
    count = len(found)
    if count <= 1:
        raise ValueError(count)
    each = np.abs(found).mean(axis=1)
    return Sizes(
        mu_star=each.mean(axis=0),
        error=np.sqrt(each.var(axis=0, ddof=1) / count),
        sigma=np.sqrt(found.var(axis=0, ddof=1).mean(axis=0)),
    )
