"""Incidents: events and red lines, raised at one close and acting in the next month."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from game.engine.agreement import Row, somewhere
from game.engine.chance import Chance
from game.engine.expression import NEVER
from game.engine.given import Given, settled
from game.engine.model import Model
from game.engine.program import Frame, Value
from game.engine.state import LONG_AGO, Array, Mask, State, passed


def _blocked(model: Model, last: Sequence[Row], event: int, turn: int) -> Row:
    """Tell where `once` or `cooldown` forbids an event in a month.

    Args:
        model: the model.
        last: H rows as in `State`.
        event: the row of the event.
        turn: the month in which it would act.
    """
    written = model.spec.events[event]
    row = last[model.events.happening[event]]
    if row.ndim == 0 and row == LONG_AGO:
        return np.bool_(written.cooldown >= NEVER)
    if written.once:
        return row > LONG_AGO
    if written.cooldown:
        return passed(row, turn) <= written.cooldown
    return np.False_


def _hazards(model: Model, state: State, frame: Frame) -> dict[int, Value]:
    """Return the hazards, as written, of the events that may be drawn somewhere."""
    return {
        row: value
        for row, value in enumerate(model.programs.hazards.run(frame))
        if model.spec.events[row].turn in {0, state.turn}
        and (value.ndim or not value <= 0.0)
    }


def strike(
    model: Model,
    state: State,
    frame: Frame,
    chance: Chance,
    happened: Mask,
    *,
    given: Given | None = None,
) -> Array:
    """Let raised and drawn events and raised red lines happen.

    Args:
        model: the model.
        state: the opening of the month.
        frame: the opening after the player's own moves.
        chance: where the draws come from.
        happened: (H, W) the month so far; the rows of the incidents are filled.
        given: what is known of the incidents beforehand.

    Returns:
        (E, W) the chance of each event.
    """
    events = model.events
    count = len(events.happening)
    chances = np.zeros((count, state.worlds.size))
    hazards = _hazards(model, state, frame)
    # With whole rows numpy bounds faster than with numbers.
    nothing, certain = np.zeros(state.worlds.size), np.ones(state.worlds.size)
    for row, value in hazards.items():
        hazard = chances[row]
        np.maximum(value, nothing, out=hazard)
        np.minimum(hazard, certain, out=hazard)
        blocked = _blocked(model, state.last, row, state.turn)
        if blocked.ndim:
            np.putmask(hazard, blocked, 0.0)
        elif blocked:
            hazard[:] = 0.0
    streams = [f"event:{model.spec.events[row].id}" for row in hazards]
    draws = chance.uniforms(streams, state.turn, state.worlds)
    for row, draw in zip(hazards, draws, strict=True):
        np.less(draw, chances[row], out=happened[events.happening[row]])
    raised = state.raised > 0.0
    for row in np.flatnonzero(raised.any(axis=1)).tolist():
        if row < count:
            free = ~_blocked(model, state.last, row, state.turn)
            happened[events.happening[row]] |= raised[row] & free
        else:
            happened[events.red_lines[row - count]] = raised[row]
    if given is not None:
        for rows, known in (
            (events.happening, given.events),
            (events.red_lines, given.red_lines),
        ):
            happened[rows] = settled(known, happened[rows])
    return chances


def raise_incidents(
    model: Model, frame: Frame, thresholds: Array, closing: Sequence[Value]
) -> Array:
    """Tell what a close raises for the next month.

    Args:
        model: the model.
        frame: the close.
        thresholds: (R, W)
        closing: what each red line watches, then the trigger of each event.

    Returns:
        (E + R, W) 1 where the incident is raised.
    """
    events = model.events
    lines, count = len(events.red_lines), len(events.happening)
    raised = np.zeros((count + lines, thresholds.shape[1]))
    (month,) = frame.now
    for row in range(count):
        if somewhere(closing[lines + row]):
            blocked = _blocked(model, frame.last, row, month + 1)
            raised[row] = np.logical_and(closing[lines + row], ~blocked)
    for row in range(lines):
        reached = closing[row] >= thresholds[row]
        new = frame.last[events.red_lines[row]] == LONG_AGO
        raised[count + row] = reached & new
    return raised
