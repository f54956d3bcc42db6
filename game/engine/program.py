"""Programs: many expressions worked out together, each common part only once.

A program is a list of short calls over registers. What all worlds agree on is
worked out as one number, and what no world needs is left out: the branch of an
`if` that is taken nowhere, the rest of an `and` that is false everywhere.
It runs on one world or on many; the operations and their order are the same.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np

from game.engine.agreement import Row
from game.engine.state import Integers

Value = Row
"""float64 or bool: an array (W,), or a numpy scalar where all worlds agree."""

Function = Callable[..., Any]


class Frame(NamedTuple):
    """What expressions read at one moment of a turn: one bank of rows a source.

    Every row is (W,), or a numpy scalar where all worlds agree.
    """

    values: Sequence[Row]
    """V rows."""
    previous: Sequence[Row]
    """V rows."""
    levers: Sequence[Row]
    """L rows."""
    previous_levers: Sequence[Row]
    """L rows."""
    types: Sequence[Row]
    """T rows."""
    last: Sequence[Row]
    """H rows: the month in which each happening last took place."""
    freshness: Sequence[Row]
    """I rows."""
    leads: Sequence[Row]
    """A truth an objective."""
    priorities: Sequence[Row]
    """A truth an objective."""
    turn: Sequence[Row]
    """One row, the month; where worlds stand in different months it is (W,)."""
    now: Sequence[Row]
    """One row, the month that `last` is read in."""
    derived: Sequence[Row] = ()
    """Those worked out before, where the moment says so; else empty."""


# How a call is carried out: whole numbers, as it is asked hundreds of times a turn.
BINARY = 0
UNARY = 1
CHOOSE = 2
"""The second register where the first is true, else the third."""
BOTH = 3
"""`and`: what follows a falsehood in all worlds is not read."""
EITHER = 4
"""`or`: what follows a truth in all worlds is not read."""


class Call(NamedTuple):
    """One operation."""

    form: int
    """BINARY, UNARY, CHOOSE, BOTH or EITHER."""
    target: int
    """The register of the result."""
    function: Function
    """For arrays."""
    plain: Function
    """The same for scalars."""
    first: int
    second: int
    third: int
    """Registers of the arguments; -1 for one that is not there."""


class Stretch(NamedTuple):
    """Calls that are needed only where some conditions hold in some world."""

    conditions: tuple[tuple[int, bool], ...]
    """(register, wanted truth), the outermost first; empty: always needed."""
    calls: tuple[Call, ...]


@dataclass(frozen=True, slots=True)
class Program:
    """A compiled group of expressions."""

    constants: tuple[Row, ...]
    arrays: tuple[Row, ...]
    """The same as arrays (), which numpy takes faster than scalars."""
    loads: tuple[tuple[int, int], ...]
    """(bank, row) pairs; their registers follow the constants."""
    banks: frozenset[int]
    """The banks among them."""
    temporaries: int
    """How many registers hold passing results; they follow the loads."""
    stretches: tuple[Stretch, ...]
    outputs: tuple[int, ...]

    def run(self, frame: Frame, columns: Integers | None = None) -> list[Value]:
        """Work out every expression.

        Args:
            frame: what is read.
            columns: the worlds to work them out for; all when not given.

        Returns:
            One value each: (W,) or (columns,), or a numpy scalar where all agree.
            It may be a row of the frame itself.
        """
        rows: list[Row] = [frame[bank][row] for bank, row in self.loads]
        if columns is not None:
            rows = [row[columns] if row.ndim else row for row in rows]
        plain = [None if row.ndim else row for row in rows]
        if None not in plain:
            return self._run_plain(plain)
        # Scalars stand in both lists; in `plain` None stands for an array.
        blank = [None] * self.temporaries
        registers: list[Any] = [*self.arrays, *rows, *blank]
        plain = [*self.constants, *plain, *blank]
        for conditions, calls in self.stretches:
            if not conditions or _needed(conditions, registers, plain):
                _carry_out(calls, registers, plain)
        return [
            registers[output] if plain[output] is None else plain[output]
            for output in self.outputs
        ]

    def _run_plain(self, rows: list[Row]) -> list[Value]:
        """Work out every expression where all worlds agree on all that is read."""
        values: list[Any] = [*self.constants, *rows, *[None] * self.temporaries]
        for conditions, calls in self.stretches:
            for register, wanted in conditions:
                if bool(values[register]) is not wanted:
                    break
            else:
                for form, target, _, scalar, first, second, third in calls:
                    one = values[first]
                    if form == BINARY:
                        values[target] = scalar(one, values[second])
                    elif form == UNARY:
                        values[target] = scalar(one)
                    elif form == CHOOSE:
                        values[target] = values[second] if one else values[third]
                    else:
                        further = bool(one) is (form == BOTH)
                        values[target] = values[second] if further else one
        return [values[output] for output in self.outputs]


def _needed(
    conditions: tuple[tuple[int, bool], ...], registers: list[Any], plain: list[Any]
) -> bool:
    """Tell whether conditions hold in some world; note where all worlds agree."""
    for register, wanted in conditions:
        truth = plain[register]
        if truth is None:
            truths = registers[register]
            count = np.count_nonzero(truths)
            if 0 < count < truths.size:
                continue
            # From here on it counts as a scalar, so the other branch is not read.
            truth = plain[register] = registers[register] = np.bool_(count > 0)
        if bool(truth) is not wanted:
            return False
    return True


def _carry_out(calls: tuple[Call, ...], registers: list[Any], plain: list[Any]) -> None:
    """Carry out calls, in place."""
    for form, target, function, scalar, first, second, third in calls:
        one = plain[first]
        if form == BINARY:
            two = plain[second]
            if one is not None and two is not None:
                plain[target] = registers[target] = scalar(one, two)
            else:
                registers[target] = function(registers[first], registers[second])
                plain[target] = None
        elif form == UNARY:
            if one is not None:
                plain[target] = registers[target] = scalar(one)
            else:
                registers[target] = function(registers[first])
                plain[target] = None
        elif one is not None:
            if form == CHOOSE:
                source = second if one else third
            else:
                source = second if bool(one) is (form == BOTH) else first
            registers[target], plain[target] = registers[source], plain[source]
        elif form == CHOOSE:
            registers[target] = function(
                registers[first], registers[second], registers[third]
            )
            plain[target] = None
        else:
            registers[target] = function(registers[first], registers[second])
            plain[target] = None
