"""Frames: what expressions read at the opening, inside and at the close of a month."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache, lru_cache, partial

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


def _frame(
    model: Model,
    state: State,
    reader: Program | None,
    *,
    now: int,
    held: Array | None = None,
    turn: Callable[[], Sequence[Row]] | None = None,
) -> Frame:
    """Return a frame of the banks that its reader asks for, the others empty.

    Args:
        model: the model.
        state: what is read.
        reader: the only program that will read it; None where more may.
        now: the month.
        held: (levers, W) the rungs that stood before, where they were others.
        turn: the turn that each world is in, where that is not the month.
    """
    month = (np.float64(now),)
    levers = cache(partial(agreed, state.levers))
    declared = cache(partial(duties, model, state.mandate))
    banks: dict[str, Callable[[], Sequence[Row]]] = {
        "values": lambda: agreed(state.values),
        "previous": lambda: each(state.previous),
        "levers": levers,
        "previous_levers": levers if held is None else partial(agreed, held),
        "types": lambda: each(state.types),
        "last": lambda: state.last,
        "freshness": lambda: agreed(state.freshness),
        "leads": lambda: declared()[0],
        "priorities": lambda: declared()[1],
        "turn": turn or (lambda: month),
        "now": lambda: month,
    }
    wanted = range(len(Frame._fields)) if reader is None else reader.banks
    return Frame(
        **{
            name: rows() if Frame._fields.index(name) in wanted else ()
            for name, rows in banks.items()
        }
    )


def opening_frame(model: Model, state: State, reader: Program | None = None) -> Frame:
    """Return what is read at an opening: both kinds of lever as they stand.

    Args:
        model: the model.
        state: the opening.
        reader: the only program that will read it, if that is known.
    """
    return _frame(model, state, reader, now=state.turn)


def closing_frame(
    model: Model, before: State, step: Step, reader: Program | None = None
) -> Frame:
    """Return what was read at the close of the month that made a step.

    Where a world was frozen already, its own last close is read (with the rungs
    that it ended with in place of both kinds of lever): its row stands one month
    further than it did then.

    Args:
        model: the model.
        before: the opening of the month.
        step: what the month made of it.
        reader: the only program that will read it, if that is known.
    """

    def turn() -> Sequence[Row]:
        frozen = before.ending >= 0.0
        return agreed(np.where(frozen, before.ended, float(before.turn))[None])

    return _frame(
        model, step.state, reader, now=before.turn, held=before.levers, turn=turn
    )


@lru_cache(maxsize=32 * MODELS_KEPT)
def _single(model: Model, expression: Expression) -> Program:
    return compile_program(model.names, (expression,))


def _evaluate(
    program: Program, frame: Frame, width: int, expression: Expression
) -> Value:
    with np.errstate(all="ignore"):
        (result,) = program.run(frame)
    kind = np.bool_ if is_truth(expression) else np.float64
    return np.broadcast_to(result, (width,)).astype(kind)


def evaluate(model: Model, state: State, expression: Expression) -> Value:
    """Work out an expression at the opening of a month.

    Returns:
        (W,) float64, or bool where the expression is a truth.
    """
    program = _single(model, expression)
    frame = opening_frame(model, state, program)
    return _evaluate(program, frame, state.worlds.size, expression)


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
    program = _single(model, expression)
    frame = closing_frame(model, before, step, program)
    return _evaluate(program, frame, before.worlds.size, expression)
