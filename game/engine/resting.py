"""Worlds put aside: what all of them agree on is kept as one number.

Worlds that show what one game shows differ in little but what is hidden, and between
two months nobody asks for them.
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import Any

import numpy as np

from game.engine.state import Array, Integers, State


@dataclass(frozen=True, slots=True)
class _Block:
    """The rows of one array (N, W)."""

    common: Array
    """(N, 1) of each row its first number."""
    varying: Integers
    """(M,) the rows whose worlds differ."""
    rows: Array
    """(M, W)"""


class Resting:
    """A state put aside; `state` is the same one again, bit by bit."""

    __slots__ = ("_blocks", "_whole", "_width")

    def __init__(self, state: State) -> None:
        """Put a state aside."""
        self._width = state.worlds.size
        self._whole: dict[str, Any] = {}
        self._blocks: dict[str, _Block] = {}
        for field in fields(State):
            value = getattr(state, field.name)
            if isinstance(value, np.ndarray) and value.ndim > 1:
                self._blocks[field.name] = _block(value)
            else:
                self._whole[field.name] = value

    def state(self) -> State:
        """Return the state, made anew."""
        made: dict[str, Any] = {
            name: _rows(block, self._width) for name, block in self._blocks.items()
        }
        return State(**self._whole, **made)


def _block(table: Array) -> _Block:
    bits = np.ascontiguousarray(table).view(np.int64)
    varying = np.flatnonzero((bits != bits[:, :1]).any(axis=1))
    # Taken by number, so that nothing kept is a view of the whole.
    return _Block(table[:, :1].copy(), varying, table[varying])


def _rows(block: _Block, width: int) -> Array:
    table: Array = np.repeat(block.common, width, axis=1)
    table[block.varying] = block.rows
    return table
