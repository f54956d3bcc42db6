"""Readings: what the sources of a number that is not seen exactly make of it."""

from __future__ import annotations

import numpy as np

from game.engine.arithmetic import grid
from game.engine.chance import Chance
from game.engine.expression import Number
from game.engine.frames import opening_frame
from game.engine.model import Model
from game.engine.program import Frame
from game.engine.state import Array, State

_PLAIN = Number(1.0)
_BLURRED = 1048576.0
"""The most that a focus can multiply the noise by."""


def bounded(focus: Array) -> Array:
    """Return what a focus multiplies noise by; one that is no number changes nothing.

    Args:
        focus: numbers of any shape, whatever an expression gave.
    """
    inside = np.minimum(_BLURRED, np.maximum(0.0, focus))
    return np.where(np.isnan(inside), 1.0, inside)


def noise_at(model: Model, state: State, frame: Frame | None = None) -> Array:
    """Return the noise of each estimate at an opening.

    Args:
        model: the model.
        state: the opening.
        frame: what is read at the opening, if it is at hand.

    Returns:
        (S, W), or (S, 1) in a Spec whose estimates are never sharpened.
    """
    if all(estimate.focus == _PLAIN for estimate in model.spec.estimates):
        return model.variables.noise
    noise = np.repeat(model.variables.noise, state.worlds.size, axis=1)
    with np.errstate(all="ignore"):
        program = model.programs.focus
        read = opening_frame(model, state, program) if frame is None else frame
        focused = program.run(read)
        for row, focus in enumerate(focused):
            noise[row] *= bounded(focus)
    return noise


def read_estimates(
    model: Model, state: State, chance: Chance, frame: Frame | None = None
) -> Array:
    """Return the estimates that the opening of a state shows, (S, W).

    Args:
        model: the model.
        state: the opening.
        chance: where the draws come from.
        frame: what is read at the opening, if it is at hand.
    """
    rows = model.variables
    streams = [f"reading:{estimate.id}" for estimate in model.spec.estimates]
    errors = chance.opening.normals(streams, state.turn, state.worlds)
    noise = noise_at(model, state, frame) * errors
    seen = state.values[rows.subject] + rows.bias * state.biases + noise
    low, high = rows.low[rows.subject], rows.high[rows.subject]
    return grid(np.minimum(high, np.maximum(low, seen)))
