"""What cannot come true in time, whatever happens: what rests, and what came for good.

Where this cannot be told from the calendar and from what has taken place, it may come.
"""

from __future__ import annotations

import numpy as np

from game.engine import Apply, Expression, Mask, Model, Operator, Read, Source, State
from game.engine.incidents import barred, crossed


def out_of_reach(model: Model, state: State, expects: Expression, months: int) -> Mask:
    """Tell where a truth can hold at the close of none of some months.

    Args:
        model: the model.
        state: the opening of the first of them.
        expects: the truth.
        months: how many.

    Returns:
        (W,)
    """
    if isinstance(expects, Apply) and expects.operator in _JOINED:
        parts = [out_of_reach(model, state, one, months) for one in expects.arguments]
        joined: Mask = _JOINED[expects.operator].reduce(parts)
        return joined
    if isinstance(expects, Read) and expects.source is Source.HAPPENED:
        events = [row.id for row in model.spec.events]
        if expects.id in events:
            return barred(model, state, events.index(expects.id), months)
        lines = [row.id for row in model.spec.red_lines]
        if expects.id in lines:
            return crossed(model, state, lines.index(expects.id))
    return np.zeros(state.worlds.size, dtype=np.bool_)


_JOINED: dict[Operator, np.ufunc] = {
    Operator.AND: np.logical_or,
    Operator.OR: np.logical_and,
}
"""One part that cannot hold is enough, or all of them."""
