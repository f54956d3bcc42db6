"""Overwriting: imagined worlds that agree with what one player sees."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from game.engine.arithmetic import grid
from game.engine.model import Model
from game.engine.observation import Observation
from game.engine.secrecy import public
from game.engine.state import Array, State


def _values(
    model: Model, state: State, observation: Observation, errors: Array
) -> Array:
    """Return values that the observation allows, (V, W)."""
    rows, spec = model.variables, model.spec
    values = state.values.copy()
    values[public(model).exact] = np.array(
        [value for _, value in observation.exact], dtype=np.float64
    ).reshape(-1, 1)
    readings = dict(observation.readings)
    seen = set(public(model).exact.tolist())
    for row, estimate in enumerate(spec.estimates):
        variable = int(rows.subject[row])
        if variable in seen:
            continue
        seen.add(variable)
        guess = readings[estimate.id] - estimate.bias * state.biases[row]
        guess = guess - estimate.noise * errors[row]
        low, high = rows.low[variable], rows.high[variable]
        values[variable] = grid(np.minimum(high, np.maximum(low, guess)))
    return values


def overwrite(
    model: Model, state: State, observation: Observation, errors: Array
) -> State:
    """Make every world of a state agree with what a player sees.

    What is seen is set as seen. A variable that is not seen exactly becomes what
    its first estimate says, less the world's own bias and a given error. Types,
    thresholds, biases, delays and secret happenings stay as each world has them.

    Args:
        model: the model.
        state: worlds of any month.
        observation: what the player sees.
        errors: (S, W) standard normal errors of the readings.

    Returns:
        A state in the month of the observation.
    """
    width = state.worlds.size
    opened = {card.id: card.opened for card in observation.cards}

    def spread(column: list[float]) -> Array:
        rows = np.array(column, dtype=np.float64).reshape(-1, 1)
        return np.repeat(rows, width, axis=1)

    since = state.since.copy()
    since[public(model).happenings] = spread([month for _, month in observation.since])
    return replace(
        state,
        turn=observation.turn,
        values=_values(model, state, observation, errors),
        levers=spread([float(rung) for _, rung in observation.levers]),
        since=since,
        freshness=spread([value for _, value in observation.freshness]),
        opened=spread([float(opened.get(card.id, 0)) for card in model.spec.cards]),
        mandate=np.full(width, float(observation.mandate)),
        declared=np.full(width, float(observation.declared)),
        readings=spread([value for _, value in observation.readings]),
    )
