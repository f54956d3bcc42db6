"""Priors: what is drawn once per world, each alone or with another."""

from __future__ import annotations

from collections.abc import Sequence
from graphlib import TopologicalSorter

import numpy as np

from game.engine.arithmetic import grid
from game.engine.chance import Chance
from game.engine.spec import Prior, PriorKind, Spec, Variable
from game.engine.state import Array, Worlds

_LAST = 1.0 - 2.0**-53
"""The largest uniform: a rank turned round is this less the other."""


def draw_prior(prior: Prior, uniform: Array) -> Array:
    """Turn uniforms (W,) into draws of a prior, on the grid, (W,)."""
    if prior.kind is PriorKind.FIXED:
        return grid(np.full(uniform.shape, prior.low))
    if prior.kind is PriorKind.UNIFORM:
        return grid(prior.low + (prior.high - prior.low) * uniform)
    total = 0.0
    for weight in prior.weights:
        total += weight
    running = 0.0
    drawn = np.full(uniform.shape, prior.values[-1])
    open_still = np.ones(uniform.shape, dtype=np.bool_)
    for value, weight in zip(prior.values, prior.weights, strict=True):
        running += weight
        reached = uniform * total < running
        drawn[open_still & reached] = value
        open_still &= ~reached
    return grid(drawn)


def draw_rows(priors: Sequence[Prior], uniforms: Array) -> Array:
    """Turn uniforms (rows, W) into a draw of each prior, (rows, W)."""
    rows = np.empty(uniforms.shape)
    for row, prior in enumerate(priors):
        rows[row] = draw_prior(prior, uniforms[row])
    return rows


def _follow(prior: Prior, own: Array, luck: Array, other: Array) -> Array:
    """Return the other's uniform in a share `rank` of the worlds, else the own.

    This mixture keeps the marginal and has exactly that rank correlation.
    """
    with_it = other if prior.rank >= 0.0 else _LAST - other
    return np.where(luck < abs(prior.rank), with_it, own)


def _link(
    streams: Sequence[str],
    priors: Sequence[Prior],
    chance: Chance,
    worlds: Worlds,
    leaders: dict[str, Array],
) -> Array:
    """Return the uniform of each prior, those that follow replaced, (rows, W).

    Args:
        streams: the stream of each prior.
        priors: such that each follows what is among the leaders.
        chance: where the draws come from.
        worlds: (W,) numbers of the worlds.
        leaders: the uniforms of hidden types, by id.
    """
    uniforms = chance.uniforms(streams, 0, worlds)
    for row, (stream, prior) in enumerate(zip(streams, priors, strict=True)):
        if prior.follows:
            luck = chance.uniform(stream, 0, worlds, 1)
            uniforms[row] = _follow(prior, uniforms[row], luck, leaders[prior.follows])
    return uniforms


def draw_starts(variables: Sequence[Variable], chance: Chance, worlds: Worlds) -> Array:
    """Draw the starts of variables, clipped to their ranges, (variables, W)."""
    streams = [f"start:{variable.id}" for variable in variables]
    priors = [variable.start for variable in variables]
    starts = draw_rows(priors, chance.uniforms(streams, 0, worlds))
    low = np.array([variable.low for variable in variables]).reshape(-1, 1)
    high = np.array([variable.high for variable in variables]).reshape(-1, 1)
    clipped: Array = np.minimum(np.maximum(starts, low), high)
    return clipped


def draw_hidden(spec: Spec, chance: Chance, worlds: Worlds) -> tuple[Array, Array]:
    """Draw the hidden types (T, W) and the thresholds of the red lines (R, W).

    Raises:
        graphlib.CycleError: types follow one another in a circle.
        KeyError: something follows a type that is not there.
    """
    named = {hidden.id: hidden.prior for hidden in spec.types}
    links = {
        name: [prior.follows] if prior.follows else [] for name, prior in named.items()
    }
    leaders: dict[str, Array] = {}
    for name in TopologicalSorter(links).static_order():
        (leaders[name],) = _link(
            [f"type:{name}"], [named[name]], chance, worlds, leaders
        )
    types = np.array([leaders[name] for name in named])
    uniforms = _link(
        [f"threshold:{line.id}" for line in spec.red_lines],
        [line.threshold for line in spec.red_lines],
        chance,
        worlds,
        leaders,
    )
    return (
        draw_rows(list(named.values()), types.reshape(len(named), worlds.size)),
        draw_rows([line.threshold for line in spec.red_lines], uniforms),
    )
