"""Agreement: a row on which all worlds agree is kept, and worked out, as one number.

Rungs of levers, happenings that never came and the month itself are mostly alike
in all worlds of a batch. What depends on them alone is then worked out once.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

Row = Any
"""float64 or bool: an array (W,), or a numpy scalar where all worlds agree."""


_WIDE = 1024
"""From so many worlds on rows are compared one by one."""


def each(rows: NDArray[Any]) -> list[Row]:
    """Return the rows of an array (N, W); of one world, its scalars."""
    return list(rows[:, 0]) if rows.shape[1] == 1 else list(rows)


def agreed(rows: NDArray[Any]) -> list[Row]:
    """Return the rows of an array (N, W), those that agree as scalars."""
    found = each(rows)
    if rows.shape[1] < 2:  # noqa: PLR2004 - one world agrees with itself
        return found
    first = rows[:, 0]
    likely = np.flatnonzero(first == rows[:, -1])
    if rows.shape[1] < _WIDE:
        same = np.logical_and.reduce(rows[likely] == first[likely, None], axis=1)
        likely = likely[same]
    else:
        likely = np.array(
            [n for n in likely if (rows[n] == first[n]).all()], dtype=np.int64
        )
    for row in likely.tolist():
        found[row] = first[row]
    return found


def somewhere(truth: Row) -> bool:
    """Tell whether a truth holds in some world."""
    return bool(np.count_nonzero(truth)) if truth.ndim else bool(truth)


def spread(rows: Sequence[Row], width: int) -> NDArray[np.float64]:
    """Return rows as one array (N, W)."""
    block = np.empty((len(rows), width))
    for row, value in enumerate(rows):
        block[row] = value
    return block
