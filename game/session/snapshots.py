"""States that were written down: how they are kept, and read again without trust."""

from __future__ import annotations

from dataclasses import fields
from typing import TYPE_CHECKING, Any

import numpy as np

from game.chronicle import Array, StateRecord
from game.engine import Chance, Model, State, begin, digest, mandates
from game.engine.state import last_months

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

    from game.chronicle import Record
    from game.session.course import Course

_SCHEMA = 1
"""Rises when the arrays of a state mean something else."""
EACH_TURN = 16 * 1024
"""Characters of a state that is written down every turn; June 2024 has 8,000."""
LARGE_IN_ALL = 8 * 1024 * 1024
"""Characters of larger states in one game: they are written down at equal intervals."""
_LARGEST = 1_000_000
"""Characters of a state that still goes into one line of a saved game."""

_NAMES = {"last": "since"}
"""What is written down in place of a field: months since, which need no month."""

_ARRAYS = tuple(_NAMES.get(f.name, f.name) for f in fields(State) if f.name != "turn")


def state_record(course: Course) -> StateRecord | None:
    """Return the state at the current opening, or None if it is not written down.

    A small state is, every turn. A larger one is written at equal intervals, so that
    all of them together stay within bounds, however long the game is.
    """
    arrays = {name: _array(getattr(course.state, name)) for name in _ARRAYS}
    size = sum(len(array.content) for array in arrays.values()) * 4 // 3
    if size > _LARGEST or course.turn % interval(size, course.model.spec.turns):
        return None
    return StateRecord(
        n=course.turn,
        schema=_SCHEMA,
        arrays=arrays,
        digest=course.digest().whole,
    )


def interval(size: int, turns: int) -> int:
    """Return every how many turns a state of some characters is written down."""
    return 1 if size <= EACH_TURN else -(-size * turns // LARGE_IN_ALL)


def snapshots(model: Model, records: Sequence[Record]) -> Mapping[int, State]:
    """Return the states among records that this version can read, by month.

    One that does not fit the scenario as it reads today, or has another digest than
    it says, is left out.
    """
    template = begin(model, Chance(0), np.zeros(1, dtype=np.uint64))
    found: dict[int, State] = {}
    for record in records:
        if isinstance(record, StateRecord) and record.schema == _SCHEMA:
            state = _state(model, template, record)
            if state is not None and digest(model, state, 0).whole == record.digest:
                found[record.n] = state
    return found


def _array(rows: NDArray[Any]) -> Array:
    kind = "<u8" if rows.dtype.kind == "u" else "<f8"
    return Array(kind, tuple(rows.shape), rows.astype(kind).tobytes())


def _state(model: Model, template: State, record: StateRecord) -> State | None:
    """Return the state of a record; None if its arrays are not those of a state."""
    if set(record.arrays) != set(_ARRAYS):
        return None
    read: dict[str, NDArray[Any]] = {}
    for name in _ARRAYS:
        rows, like = record.arrays[name], getattr(template, name)
        kind = "<u8" if like.dtype.kind == "u" else "<f8"
        if rows.dtype != kind or rows.shape != tuple(like.shape):
            return None
        read[name] = np.frombuffer(rows.content, dtype=kind).reshape(rows.shape).copy()
        if kind == "<f8" and not np.isfinite(read[name]).all():
            return None
    if not 1 <= record.n <= model.spec.turns + 1 or not _fits(model, read):
        return None
    last = last_months(read.pop("since"), record.n)
    return State(turn=record.n, last=last, **read)


def _fits(model: Model, read: Mapping[str, NDArray[Any]]) -> bool:
    """Tell whether everything that is a place in a list is one."""
    spec = model.spec
    limits = {
        "levers": [len(row.rungs) for row in spec.levers],
        "mandate": [len(mandates(spec))],
        "ending": [len(spec.endings)],
        "reports": [len(row.cuts) + 1 for row in spec.reports],
    }
    for name, sizes in limits.items():
        rows = read[name].reshape(-1)
        lowest = 0.0 if name == "levers" else -1.0
        whole = np.array_equal(rows, np.floor(rows))
        if not whole or (rows < lowest).any() or (rows >= np.array(sizes)).any():
            return False
    return not read["worlds"].any()
