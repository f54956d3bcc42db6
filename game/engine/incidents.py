"""Incidents: events and red lines, raised at one close and acting in the next month."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from game.engine.chance import Chance
from game.engine.expression import NEVER
from game.engine.given import Given, settled
from game.engine.model import Model
from game.engine.program import Frame, Value
from game.engine.state import Array, Mask, State


def _blocked(model: Model, since: Array, months: float) -> Mask:
    """Tell where `once` or `cooldown` forbids each event, (E, W).

    Args:
        model: the model.
        since: (H, W) as read at some moment.
        months: how many months later the event would act.
    """
    events = model.events
    past = since[events.happening]
    spent = events.once & (past < NEVER)
    return spent | (past + months <= events.cooldown)


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
    hazard = np.empty((count, state.worlds.size))
    for row, value in enumerate(model.programs.hazards.run(frame)):
        hazard[row] = value
    np.minimum(1.0, np.maximum(0.0, hazard), out=hazard)
    blocked = _blocked(model, state.since, 0.0)
    elsewhen = (events.scheduled > 0.0) & (events.scheduled != state.turn)
    hazard[blocked | elsewhen] = 0.0
    streams = [f"event:{event.id}" for event in model.spec.events]
    drawn = chance.uniforms(streams, state.turn, state.worlds) < hazard
    raised = state.raised > 0.0
    happened[events.happening] = drawn | (raised[:count] & ~blocked)
    happened[events.red_lines] = raised[count:]
    if given is not None:
        for rows, known in (
            (events.happening, given.events),
            (events.red_lines, given.red_lines),
        ):
            happened[rows] = settled(known, happened[rows])
    return hazard


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
    raised = np.zeros((count + lines, frame.values.shape[1]))
    for row in range(count):
        raised[row] = closing[lines + row]
    raised[:count][_blocked(model, frame.since, 1.0)] = 0.0
    for row in range(lines):
        raised[count + row] = closing[row] >= thresholds[row]
    raised[count:][frame.since[events.red_lines] < NEVER] = 0.0
    return raised
