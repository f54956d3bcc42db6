"""Gates: effects that add nothing in a month without their happening.

Most effects of a crisis answer one happening and are 0 otherwise. They are found
when a Spec is compiled, and worked out only where the happening takes place:
the same amounts, without the rows of zeros.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from game.engine.arithmetic import grid
from game.engine.compiler import Names, compile_program
from game.engine.expression import Apply, Expression, Number, Operator, Read, Source
from game.engine.program import Program
from game.engine.rows import integers
from game.engine.spec import Draw, Effect, Spec
from game.engine.state import Array, Integers, Mask

LARGEST = 2.0**31
"""An effect of this size or more counts as not finite: sums would not be exact."""

_OFTEN = 20
"""A happening that comes in more than one world of so many comes often."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fixed:
    """Effects of a fixed amount, sorted by their happening."""

    first: Integers
    """(H,) the place of the first effect of each happening."""
    count: Integers
    """(H,) how many effects each happening has."""
    row: Integers
    """(fixed,) the row of the ledger of each effect."""
    target: Integers
    """(fixed,) the row of the variable that it moves."""
    amount: Array
    """(fixed,) on the grid."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Varying:
    """The effects of one happening whose amounts are worked out when it comes."""

    happening: int
    rows: tuple[int, ...]
    """The rows of the ledger."""
    targets: tuple[int, ...]
    """The rows of the variables that they move."""
    moved: Integers
    """(rows, 1) the same."""
    program: Program


@dataclass(frozen=True, slots=True, kw_only=True)
class Gates:
    """All effects behind a happening, and those that are not."""

    standing: Integers
    """The rows of the effects worked out every month, sorted by their targets."""
    fixed: Fixed
    varying: tuple[Varying, ...]
    place: Mapping[int, int]
    """Where each happening that has some stands in `varying`."""


def _happening(condition: Expression) -> str:
    """Return a happening without which a condition is false; empty for none."""
    if isinstance(condition, Read) and condition.source is Source.HAPPENED:
        return condition.id
    if isinstance(condition, Apply) and condition.operator is Operator.AND:
        return next(filter(None, map(_happening, condition.arguments)), "")
    return ""


def _gate(effect: Effect) -> tuple[str, float | None]:
    """Return the happening without which an effect is 0, and what it adds with it.

    The happening is empty for none: so for an effect with a draw or a delay, as
    other rows go with it. The amount is None where it must be worked out.
    """
    whole = effect.amount
    if effect.draw is not Draw.NONE or effect.stages or not isinstance(whole, Apply):
        return "", None
    if whole.operator is not Operator.IF:
        return "", None
    condition, amount, otherwise = whole.arguments
    if not isinstance(otherwise, Number) or otherwise.value != 0.0:
        return "", None
    if not isinstance(condition, Read) or not isinstance(amount, Number):
        return _happening(condition), None
    with np.errstate(all="ignore"):
        rounded = float(grid(np.array(amount.value)))
    # What is not finite is worked out, and refused, where it happens.
    return _happening(condition), rounded if abs(rounded) < LARGEST else None


def compile_gates(spec: Spec, names: Names, brought: Mapping[str, int]) -> Gates:
    """Sort the effects of a Spec into those behind a happening and the others.

    Args:
        spec: the Spec.
        names: the rows of everything that can be read.
        brought: the place in `Frame.derived` of the quantities that effects read.
    """
    happening = names.rows[Source.HAPPENED]
    targets = [names.rows[Source.VARIABLE][effect.target] for effect in spec.effects]
    standing: list[int] = []
    fixed: list[tuple[int, int, float]] = []
    varying: dict[int, list[int]] = {}
    for row, effect in enumerate(spec.effects):
        gate, amount = _gate(effect)
        if not gate:
            standing.append(row)
        elif amount is None:
            varying.setdefault(happening[gate], []).append(row)
        else:
            fixed.append((happening[gate], row, amount))
    fixed.sort()
    standing.sort(key=lambda row: (targets[row], row))
    count = np.bincount(
        integers([gate for gate, _, _ in fixed]), minlength=len(happening)
    )
    return Gates(
        standing=integers(standing),
        fixed=Fixed(
            first=np.cumsum(count) - count,
            count=count,
            row=integers([row for _, row, _ in fixed]),
            target=integers([targets[row] for _, row, _ in fixed]),
            amount=np.array([amount for _, _, amount in fixed], dtype=np.float64),
        ),
        varying=tuple(
            Varying(
                happening=gate,
                rows=tuple(rows),
                targets=tuple(targets[row] for row in rows),
                moved=integers([targets[row] for row in rows])[:, None],
                program=compile_program(
                    names, [spec.effects[row].amount for row in rows], brought
                ),
            )
            for gate, rows in varying.items()
        ),
        place={gate: place for place, gate in enumerate(varying)},
    )


def add_fixed(
    fixed: Fixed, happened: Mask, came: Mapping[int, int], ledger: Array, change: Array
) -> None:
    """Add the effects of fixed amounts, in place, where their happenings came.

    Args:
        fixed: the effects.
        happened: (H, W) what takes place, in the worlds that still play.
        came: its rows in which something does, and in how many worlds.
        ledger: (causes, W) takes every amount in its row; (0, W) takes none.
        change: (V, W) takes the sums, variable by variable.
    """
    width = happened.shape[1]
    called = [row for row in came if fixed.count[row]]
    # Numpy finds what is true fast in rows of few truths and in rows of many, slowly
    # in a mixture of both.
    often = [row for row in called if came[row] * _OFTEN > width]
    seldom = [row for row in called if came[row] * _OFTEN <= width]
    for group in filter(None, (seldom, often)):
        rows = integers(group)
        worlds = integers([came[row] for row in group])
        cells = np.flatnonzero(happened[rows])
        column = cells - np.repeat(np.arange(rows.size) * width, worlds)
        # Each happening in a world becomes as many places as it has effects.
        count = np.repeat(fixed.count[rows], worlds)
        skipped = np.cumsum(count) - count - np.repeat(fixed.first[rows], worlds)
        place = np.arange(count.sum()) - np.repeat(skipped, count)
        column = np.repeat(column, count)
        amount = fixed.amount[place]
        if len(ledger):
            ledger[fixed.row[place], column] = amount
        np.add.at(change.reshape(-1), fixed.target[place] * width + column, amount)
