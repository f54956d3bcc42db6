"""Frames: what expressions read at the opening, inside and at the close of a month."""

from __future__ import annotations

from functools import lru_cache

import numpy as np

from game.engine.agreement import Row, agreed, each
from game.engine.compiler import compile_program
from game.engine.expression import Expression, is_truth
from game.engine.model import MODELS_KEPT, Model
from game.engine.program import Frame, Program, Value
from game.engine.state import Array, State, Step


def duties(model: Model, mandate: Array) -> tuple[list[Row], list[Row]]:
    """Return which objectives lead and which are priorities, a truth each."""
    place = mandate.astype(np.intp)
    if place.size and (place == place[0]).all():
        place = place[:1]
    return agreed(model.leads[:, place]), agreed(model.priorities[:, place])


def opening_frame(model: Model, state: State) -> Frame:
    """Return what is read at an opening: both kinds of lever as they stand."""
    leads, priorities = duties(model, state.mandate)
    levers, month = agreed(state.levers), np.float64(state.turn)
    return Frame(
        values=agreed(state.values),
        previous=each(state.previous),
        levers=levers,
        previous_levers=levers,
        types=each(state.types),
        last=state.last,
        freshness=agreed(state.freshness),
        leads=leads,
        priorities=priorities,
        turn=(month,),
        now=(month,),
    )


def closing_frame(model: Model, before: State, step: Step) -> Frame:
    """Return what was read at the close of the month that made a step.

    Where a world was frozen already, its own last close is read (with the rungs
    that it ended with in place of both kinds of lever): its row stands one month
    further than it did then.
    """
    after = step.state
    frozen = before.ending >= 0.0
    month = np.float64(before.turn)
    leads, priorities = duties(model, after.mandate)
    return Frame(
        values=agreed(after.values),
        previous=each(after.previous),
        levers=agreed(after.levers),
        previous_levers=agreed(before.levers),
        types=each(after.types),
        last=after.last,
        freshness=agreed(after.freshness),
        leads=leads,
        priorities=priorities,
        turn=agreed(np.where(frozen, before.ended, month)[None]),
        now=(month,),
    )


@lru_cache(maxsize=32 * MODELS_KEPT)
def _single(model: Model, expression: Expression) -> Program:
    return compile_program(model.names, (expression,))


def _evaluate(model: Model, frame: Frame, width: int, expression: Expression) -> Value:
    with np.errstate(all="ignore"):
        (result,) = _single(model, expression).run(frame)
    kind = np.bool_ if is_truth(expression) else np.float64
    return np.broadcast_to(result, (width,)).astype(kind)


def evaluate(model: Model, state: State, expression: Expression) -> Value:
    """Work out an expression at the opening of a month.

    Returns:
        (W,) float64, or bool where the expression is a truth.
    """
    return _evaluate(model, opening_frame(model, state), state.worlds.size, expression)


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
    return _evaluate(
        model, closing_frame(model, before, step), before.worlds.size, expression
    )
