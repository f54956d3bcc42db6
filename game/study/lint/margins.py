"""Margins: how far games are from an ending, part by part of its condition.

What moves a margin in the forks is what a way to play that seeks the ending tries.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from game.engine import Array, Expression, Model, Number, Operator, State, Step
from game.engine.compiler import compile_program
from game.engine.expression import Apply, conjuncts
from game.engine.frames import closing_frame, opening_frame
from game.engine.program import Frame, Program

_MORE = frozenset({Operator.GREATER, Operator.GREATER_EQUAL})
_LESS = frozenset({Operator.LESS, Operator.LESS_EQUAL})


@dataclass(frozen=True, slots=True, kw_only=True)
class Margins:
    """The parts of all endings' conditions as numbers: the larger, the nearer."""

    endings: tuple[int, ...]
    """The ending of each part."""
    program: Program

    def of(self, model: Model, before: State, last: Step) -> Array:
        """Return every margin at a close, (parts, W)."""
        return self._rows(closing_frame(model, before, last), last.state.worlds.size)

    def at(self, model: Model, state: State) -> Array:
        """Return every margin at an opening, (parts, W)."""
        return self._rows(opening_frame(model, state), state.worlds.size)

    def _rows(self, frame: Frame, width: int) -> Array:
        with np.errstate(all="ignore"):
            found = self.program.run(frame)
        rows = np.zeros((len(found), width))
        for row, value in enumerate(found):
            rows[row] = value
        return np.nan_to_num(rows, posinf=0.0, neginf=0.0)

    def towards(self, ending: int, gains: Array) -> Array:
        """Return how much each choice gains on the way to an ending, (choices,).

        Args:
            ending: its place.
            gains: (parts, choices) what each choice gains in each margin.
        """
        rows = gains[[row == ending for row in self.endings]]
        spread = np.abs(rows).max(axis=1, keepdims=True, initial=0.0)
        scaled = np.divide(rows, spread, out=np.zeros_like(rows), where=spread > 0.0)
        total: Array = np.add.reduce(scaled, axis=0)
        return total


def margins_of(model: Model) -> Margins:
    """Return the margins of a crisis."""
    endings: list[int] = []
    parts: list[Expression] = []
    for place, ending in enumerate(model.spec.endings):
        for part in conjuncts(ending.when):
            endings.append(place)
            parts.append(_margin(part))
    return Margins(endings=tuple(endings), program=_compiled(model, parts))


def _compiled(model: Model, parts: Sequence[Expression]) -> Program:
    return compile_program(model.names, parts)


def _margin(part: Expression) -> Expression:
    """Return a number that grows as a truth comes nearer."""
    if isinstance(part, Apply) and part.operator in _MORE | _LESS:
        pair = part.arguments if part.operator in _MORE else part.arguments[::-1]
        return Apply(Operator.SUBTRACT, pair)
    return Apply(Operator.IF, (part, Number(1.0), Number(0.0)))
