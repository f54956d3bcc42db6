"""The opening of a game: everything that is drawn once, and the first desk."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from game.engine.arithmetic import grid
from game.engine.chance import Chance
from game.engine.deck import deal
from game.engine.expression import NEVER
from game.engine.model import Model
from game.engine.spec import Prior, PriorKind
from game.engine.state import Array, State, Worlds


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


def _draw_rows(
    chance: Chance, worlds: Worlds, kind: str, priors: Sequence[tuple[str, Prior]]
) -> Array:
    draws = chance.uniforms([f"{kind}:{name}" for name, _ in priors], 0, worlds)
    rows = np.empty((len(priors), worlds.size))
    for row, (_, prior) in enumerate(priors):
        rows[row] = draw_prior(prior, draws[row])
    return rows


def read_estimates(model: Model, state: State, chance: Chance) -> Array:
    """Return the estimates that the opening of a state shows, (S, W)."""
    rows = model.variables
    streams = [f"reading:{estimate.id}" for estimate in model.spec.estimates]
    noise = rows.noise * chance.normals(streams, state.turn, state.worlds)
    seen = state.values[rows.subject] + rows.bias * state.biases + noise
    low, high = rows.low[rows.subject], rows.high[rows.subject]
    return grid(np.minimum(high, np.maximum(low, seen)))


def begin(model: Model, chance: Chance, worlds: Worlds) -> State:
    """Open a game in many worlds.

    Args:
        model: the compiled Spec.
        chance: the luck of the game.
        worlds: (W,) numbers of the worlds below 2**44; repeats are allowed.

    Returns:
        The opening of month 1.
    """
    spec, rows = model.spec, model.variables
    worlds = np.array(worlds, dtype=np.uint64)
    width = worlds.size
    starts = [(variable.id, variable.start) for variable in spec.variables]
    values = _draw_rows(chance, worlds, "start", starts)
    values = np.minimum(np.maximum(values, rows.low), rows.high)
    levers = np.array([lever.start for lever in spec.levers], dtype=np.float64)
    biases = [f"bias:{estimate.id}" for estimate in spec.estimates]
    state = State(
        turn=1,
        worlds=worlds,
        values=values,
        previous=values,
        levers=np.repeat(levers.reshape(-1, 1), width, axis=1),
        delays=np.zeros((len(model.effects.rate), width)),
        since=np.full((len(model.happenings), width), NEVER),
        freshness=np.ones((len(spec.initiatives), width)),
        opened=np.zeros((len(spec.cards), width)),
        raised=np.zeros((len(spec.events) + len(spec.red_lines), width)),
        held=np.zeros((len(spec.endings), width)),
        mandate=np.full(width, -1.0),
        declared=np.zeros(width),
        ending=np.full(width, -1.0),
        ended=np.zeros(width),
        types=_draw_rows(
            chance, worlds, "type", [(hidden.id, hidden.prior) for hidden in spec.types]
        ),
        thresholds=_draw_rows(
            chance,
            worlds,
            "threshold",
            [(line.id, line.threshold) for line in spec.red_lines],
        ),
        biases=chance.normals(biases, 0, worlds),
        readings=np.empty((len(spec.estimates), width)),
    )
    with np.errstate(all="ignore"):
        return replace(
            state,
            opened=deal(model, state, chance),
            readings=read_estimates(model, state, chance),
        )
