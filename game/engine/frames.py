"""Frames: what expressions read at the opening, inside and at the close of a month."""

from __future__ import annotations

from functools import lru_cache

import numpy as np

from game.engine.expression import NEVER, Expression, is_truth
from game.engine.model import Model
from game.engine.program import Frame, Program, Value, compile_program
from game.engine.state import Array, Mask, State, Step


def duties(model: Model, mandate: Array) -> tuple[Mask, Mask]:
    """Return which objectives lead and which are priorities, (objectives, W) each."""
    place = mandate.astype(np.intp)
    return model.leads[:, place], model.priorities[:, place]


def months(turn: int) -> Array:
    """Return the month as a bank of one row."""
    return np.array([turn], dtype=np.float64)


def opening_frame(model: Model, state: State) -> Frame:
    """Return what is read at an opening: both kinds of lever as they stand."""
    leads, priorities = duties(model, state.mandate)
    return Frame(
        values=state.values,
        previous=state.previous,
        levers=state.levers,
        previous_levers=state.levers,
        types=state.types,
        since=state.since,
        freshness=state.freshness,
        leads=leads,
        priorities=priorities,
        turn=months(state.turn),
    )


def closing_frame(model: Model, before: State, step: Step) -> Frame:
    """Return what was read at the close of the month that made a step.

    Where a world was frozen already, its own last close is read (with the rungs
    that it ended with for both kinds of lever).
    """
    after = step.state
    frozen = before.ending >= 0.0
    leads, priorities = duties(model, after.mandate)
    return Frame(
        values=after.values,
        previous=after.previous,
        levers=after.levers,
        previous_levers=before.levers,
        types=after.types,
        since=after.since - (after.since < NEVER),
        freshness=after.freshness,
        leads=leads,
        priorities=priorities,
        turn=np.where(frozen, before.ended, float(before.turn))[None],
    )


@lru_cache(maxsize=1024)
def _single(model: Model, expression: Expression) -> Program:
    return compile_program(model.names, (expression,))


def _evaluate(model: Model, frame: Frame, expression: Expression) -> Value:
    with np.errstate(all="ignore"):
        (result,) = _single(model, expression).run(frame)
    kind = np.bool_ if is_truth(expression) else np.float64
    width = frame.values.shape[1]
    return np.broadcast_to(result, (width,)).astype(kind)


def evaluate(model: Model, state: State, expression: Expression) -> Value:
    """Work out an expression at the opening of a month.

    Returns:
        (W,) float64, or bool where the expression is a truth.
    """
    return _evaluate(model, opening_frame(model, state), expression)


def evaluate_close(
    model: Model, before: State, step: Step, expression: Expression
) -> Value:
    """Work out an expression at the close of a month.

    Args:
        model: the model that made the step.
        before: the state that the step was made from.
        step: what the month made of it.
        expression: what to read.

    Returns:
        (W,) float64, or bool where the expression is a truth. A world that was
        frozen before the month reads as at its own last close.
    """
    return _evaluate(model, closing_frame(model, before, step), expression)
