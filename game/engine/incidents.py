"""Incidents: events and red lines, raised at one close and acting in the next month."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from game.engine.agreement import Row, somewhere, spread
from game.engine.arithmetic import blocks
from game.engine.expression import NEVER, Truth
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
    row = last[model.events.rows_of[event]]
    if row.ndim == 0 and row == LONG_AGO:
        return np.False_ if written.cooldown < NEVER else np.True_
    if written.once:
        return row > LONG_AGO
    if written.cooldown:
        return passed(row, turn) <= written.cooldown
    return np.False_


def barred(model: Model, state: State, event: int, months: int) -> Mask:
    """Tell where an event can take place in none of some months, whatever happens.

    Args:
        model: the model.
        state: the opening of the first of them.
        event: the row of the event.
        months: how many; those after the last of the calendar are none.
    """
    written = model.spec.events[event]
    closed = np.ones(state.worlds.size, dtype=np.bool_)
    for turn in range(state.turn, min(state.turn + months - 1, model.spec.turns) + 1):
        if written.turn in {0, turn} or written.trigger != Truth(False):
            closed &= _blocked(model, state.last, event, turn)
    return closed


def crossed(model: Model, state: State, line: int) -> Mask:
    """Tell where a red line was crossed before: it never is again."""
    row = state.last[model.events.red_lines[line]]
    return np.broadcast_to(row > LONG_AGO, state.worlds.shape)


class Hazards(NamedTuple):
    """The chances of the events that may be drawn somewhere in a month."""

    rows: list[int]
    """Which events they are of."""
    chances: Array
    """(rows, W)"""


def read_hazards(model: Model, state: State, frame: Frame) -> Hazards:
    """Return how likely each event is that may be drawn somewhere.

    Args:
        model: the model.
        state: the opening of the month.
        frame: the opening after the player's own moves.
    """
    found: list[tuple[int, Value, Row]] = []
    events, turn = model.spec.events, state.turn
    for row, value in enumerate(model.programs.hazards.run(frame)):
        if (value.ndim or not value <= 0.0) and events[row].turn in (0, turn):
            blocked = _blocked(model, state.last, row, turn)
            if blocked.ndim or not blocked:
                found.append((row, value, blocked))
    chances = spread([value for _, value, _ in found], state.worlds.size)
    for cut in blocks(*chances.shape):
        np.clip(chances[cut], 0.0, 1.0, out=chances[cut])
    for chance, (_, _, blocked) in zip(chances, found, strict=True):
        if blocked.ndim:
            np.putmask(chance, blocked, 0.0)
    return Hazards([row for row, _, _ in found], chances)


def strike(
    model: Model,
    state: State,
    hazards: Hazards,
    draws: Array,
    happened: Mask,
    *,
    given: Given | None = None,
) -> Array:
    """Let raised and drawn events and raised red lines happen.

    Args:
        model: the model.
        state: the opening of the month.
        hazards: of the month.
        draws: (hazards, W) uniforms.
        happened: (H, W) the month so far; the rows of the incidents are filled.
        given: what is known of the incidents beforehand.

    Returns:
        (E, W) the chance of each event.
    """
    events = model.events
    count = len(events.happening)
    chances = np.zeros((count, state.worlds.size))
    chances[hazards.rows] = hazards.chances
    happened[events.happening[hazards.rows]] = draws < hazards.chances
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
