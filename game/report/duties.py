"""How the duties stand: what each would score if the game ended as things are now.

A duty that rests on something hidden is worked out from what sources say of that, and
marked; one that rests on what nobody tells the player has no score before the end.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from game.engine import veil
from game.engine.expression import Expression, Source, all_reads
from game.report.figures import units

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from game.engine.expression import Read
    from game.engine.spec import Objective, Spec
    from game.report.views import ObjectiveView

_WHOLE = 100.0
_VALUES = frozenset({Source.VARIABLE, Source.PREVIOUS})


def standing(
    spec: Spec,
    duties: Sequence[ObjectiveView],
    value: Callable[[Expression], float],
    before: Callable[[Expression], float] | None = None,
) -> tuple[ObjectiveView, ...]:
    """Return the duties with what each would score now, and what it is made of.

    Args:
        spec: The rules of the game.
        duties: The duties.
        value: Works an expression out by what the player sees.
        before: The same at the last opening; None at the first.
    """
    rows = {row.id: row for row in spec.objectives}
    return tuple(_standing(spec, view, rows[view.id], value, before) for view in duties)


def _standing(
    spec: Spec,
    view: ObjectiveView,
    row: Objective,
    value: Callable[[Expression], float],
    before: Callable[[Expression], float] | None,
) -> ObjectiveView:
    read = _all_reads(spec, row.value)
    found = (one.id for one in read if one.source in _VALUES)
    made = replace(view, parts=tuple(dict.fromkeys(found)))
    exact = not veil(spec).covers(row.value)
    if not is_told(spec, row.value):
        return made
    return replace(
        made,
        score=_score(row, value),
        before=None if before is None else _score(row, before),
        rough=not exact,
    )


def _score(row: Objective, value: Callable[[Expression], float]) -> int:
    share = (value(row.value) - row.bottom) / (row.top - row.bottom)
    return units(_WHOLE * min(1.0, max(0.0, share)), 0)


def is_told(spec: Spec, expression: Expression) -> bool:
    """Tell whether the player sees all that an expression reads, or has it told."""
    hides = veil(spec)
    read_by = {row.variable for row in spec.estimates}
    return all(
        read.source in _VALUES and read.id in read_by
        for read in _all_reads(spec, expression)
        if hides.covers(read) and read.source is not Source.DERIVED
    )


def _all_reads(spec: Spec, expression: Expression) -> Iterator[Read]:
    return all_reads(expression, {row.id: row.expression for row in spec.derived})
