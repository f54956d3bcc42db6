"""Expressions become register programs: short lists of numpy calls.

A program works out many expressions at once and each common part only once. It
runs on one world or on many; the operations and their order are the same.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from game.engine.expression import (
    NEVER,
    Apply,
    Expression,
    Number,
    Operator,
    Read,
    Source,
    Truth,
)
from game.engine.state import Array, Mask

Value = NDArray[Any]
"""float64 or bool, shape (W,), or () where no world matters."""

Function = Callable[..., Any]


class Frame(NamedTuple):
    """What expressions read at one moment of a turn: one bank of rows a source."""

    values: Array
    """(V, W)"""
    previous: Array
    """(V, W)"""
    levers: Array
    """(L, W)"""
    previous_levers: Array
    """(L, W)"""
    types: Array
    """(T, W)"""
    since: Array
    """(H, W)"""
    freshness: Array
    """(I, W)"""
    leads: Mask
    """(objectives, W)"""
    priorities: Mask
    """(objectives, W)"""
    turn: Array
    """(1,), or (1, W) where worlds stand in different months."""
    derived: Sequence[Value] = ()
    """Those worked out before, where the moment says so; else empty."""


_BANKS = {
    Source.VARIABLE: 0,
    Source.PREVIOUS: 1,
    Source.LEVER: 2,
    Source.PREVIOUS_LEVER: 3,
    Source.TYPE: 4,
    Source.HAPPENED: 5,
    Source.EVER: 5,
    Source.SINCE: 5,
    Source.FRESHNESS: 6,
    Source.LEAD: 7,
    Source.PRIORITY: 8,
    Source.TURN: 9,
}
_DERIVED_BANK = 10

_PLAIN: dict[Operator, Function] = {
    Operator.ADD: np.add,
    Operator.SUBTRACT: np.subtract,
    Operator.MULTIPLY: np.multiply,
    Operator.NEGATE: np.negative,
    Operator.LESS: np.less,
    Operator.LESS_EQUAL: np.less_equal,
    Operator.GREATER: np.greater,
    Operator.GREATER_EQUAL: np.greater_equal,
    Operator.EQUAL: np.equal,
    Operator.NOT_EQUAL: np.not_equal,
    Operator.AND: np.logical_and,
    Operator.OR: np.logical_or,
    Operator.NOT: np.logical_not,
    Operator.IF: np.where,
    Operator.MIN: np.minimum,
    Operator.MAX: np.maximum,
    Operator.ABS: np.abs,
    Operator.SQRT: np.sqrt,
}
_FOLDED = {Operator.AND, Operator.OR, Operator.MIN, Operator.MAX}


@dataclass(frozen=True, slots=True)
class Names:
    """The row of every name that an expression can read."""

    rows: Mapping[Source, Mapping[str, int]]
    derived: Mapping[str, Expression]
    turns: int
    level: int


@dataclass(frozen=True, slots=True)
class Program:
    """A compiled group of expressions."""

    constants: tuple[Value, ...]
    loads: tuple[tuple[int, int], ...]
    """(bank, row) pairs; their registers follow the constants."""
    temporaries: int
    """How many registers hold passing results; they follow the loads."""
    code: tuple[tuple[int, Function, int, int, int], ...]
    """(target, function, first, second, third); -1 for an argument not there."""
    outputs: tuple[int, ...]

    def run(self, frame: Frame) -> list[Value]:
        """Work out every expression; one value each, shape (W,) or ()."""
        registers: list[Any] = [*self.constants]
        registers += [frame[bank][row] for bank, row in self.loads]
        registers += [None] * self.temporaries
        for target, function, first, second, third in self.code:
            if third >= 0:
                registers[target] = function(
                    registers[first], registers[second], registers[third]
                )
            elif second >= 0:
                registers[target] = function(registers[first], registers[second])
            else:
                registers[target] = function(registers[first])
        return [registers[output] for output in self.outputs]


@dataclass(slots=True)
class _Builder:
    """Numbers the values of expressions; equal work gets an equal number."""

    names: Names
    known: Mapping[str, int]
    """Derived quantities that the frame brings, by id."""
    values: dict[object, int] = field(default_factory=dict)
    constants: dict[int, Value] = field(default_factory=dict)
    loads: dict[int, tuple[int, int]] = field(default_factory=dict)
    code: list[tuple[int, Function, tuple[int, ...]]] = field(default_factory=list)
    derived: dict[str, int] = field(default_factory=dict)

    def constant(self, value: float) -> int:
        # A truth is a number to Python; here the two never meet.
        key = ("constant", isinstance(value, bool), value)
        if key not in self.values:
            number = self.values[key] = len(self.values)
            # 0.0 and -0.0 share a key, so only one of them may be kept.
            unsigned = value if isinstance(value, bool) else value + 0.0
            self.constants[number] = np.asarray(unsigned)
        return self.values[key]

    def load(self, bank: int, row: int) -> int:
        key = ("load", bank, row)
        if key not in self.values:
            number = self.values[key] = len(self.values)
            self.loads[number] = (bank, row)
        return self.values[key]

    def call(self, function: Function, *arguments: int) -> int:
        if arguments[0] in self.constants:
            decided = bool(self.constants[arguments[0]])
            if function is np.where:
                return arguments[1] if decided else arguments[2]
            if function is np.logical_and:
                return arguments[1] if decided else arguments[0]
            if function is np.logical_or:
                return arguments[0] if decided else arguments[1]
        key = (function, arguments)
        if key not in self.values:
            if all(argument in self.constants for argument in arguments):
                folded = function(*[self.constants[a] for a in arguments])
                self.values[key] = self.constant(folded.item())
            else:
                number = self.values[key] = len(self.values)
                self.code.append((number, function, arguments))
        return self.values[key]

    def visit(self, expression: Expression) -> int:
        if isinstance(expression, Number):
            return self.constant(float(expression.value))
        if isinstance(expression, Truth):
            return self.constant(expression.value)
        if isinstance(expression, Read):
            return self.read(expression)
        return self.apply(expression)

    def read(self, read: Read) -> int:
        source = read.source
        if source in {Source.TURNS, Source.LEVEL}:
            fixed = self.names.turns if source is Source.TURNS else self.names.level
            return self.constant(float(fixed))
        if source is Source.TURN:
            return self.load(_BANKS[source], 0)
        if source is Source.DERIVED:
            return self.quantity(read.id)
        loaded = self.load(_BANKS[source], self.names.rows[source][read.id])
        if source is Source.HAPPENED:
            return self.call(np.equal, loaded, self.constant(0.0))
        if source is Source.EVER:
            return self.call(np.less, loaded, self.constant(NEVER))
        return loaded

    def quantity(self, name: str) -> int:
        if name in self.known:
            return self.load(_DERIVED_BANK, self.known[name])
        if name not in self.derived:
            self.derived[name] = self.visit(self.names.derived[name])
        return self.derived[name]

    def divide(self, top: int, bottom: int) -> int:
        # A divisor of -0.0 counts as 0.0: the sign of a zero is then nowhere
        # to be seen, and minimum and maximum may return either zero.
        unsigned = self.call(np.add, bottom, self.constant(0.0))
        return self.call(np.divide, top, unsigned)

    def share(self, part: int, rest: int) -> int:
        """Part / (part + rest), 0 where both are 0."""
        zero = self.constant(0.0)
        share = self.divide(part, self.call(np.add, part, rest))
        empty = self.call(
            np.logical_and,
            self.call(np.equal, rest, zero),
            self.call(np.equal, part, zero),
        )
        return self.call(np.where, empty, zero, share)

    def power(self, base: int, exponent: int) -> int:
        result = base
        for _ in range(exponent - 1):
            result = self.call(np.multiply, result, base)
        return result

    def ramp(self, x: int, low: int, high: int) -> int:
        zero, one = self.constant(0.0), self.constant(1.0)
        share = self.divide(
            self.call(np.subtract, x, low), self.call(np.subtract, high, low)
        )
        inside = self.call(np.minimum, one, self.call(np.maximum, zero, share))
        sudden = self.call(np.equal, low, high)
        return self.call(np.where, sudden, self.jump(x, high), inside)

    def sigmoid(self, x: int, middle: int, width: int) -> int:
        one = self.constant(1.0)
        z = self.divide(self.call(np.subtract, x, middle), width)
        length = self.call(
            np.sqrt, self.call(np.add, one, self.call(np.multiply, z, z))
        )
        sloped = self.call(np.add, one, self.call(np.divide, z, length))
        return self.call(np.divide, sloped, self.constant(2.0))

    def apply(self, expression: Apply) -> int:
        operator = expression.operator
        arguments = [self.visit(argument) for argument in expression.arguments]
        if operator in _FOLDED:
            result = arguments[0]
            for argument in arguments[1:]:
                result = self.call(_PLAIN[operator], result, argument)
            return result
        if operator in _PLAIN:
            return self.call(_PLAIN[operator], *arguments)
        return _SHAPES[operator](self, *arguments)

    def div(self, x: int, y: int, otherwise: int) -> int:
        empty = self.call(np.equal, y, self.constant(0.0))
        return self.call(np.where, empty, otherwise, self.divide(x, y))

    def clamp(self, x: int, low: int, high: int) -> int:
        return self.call(np.minimum, high, self.call(np.maximum, low, x))

    def jump(self, x: int, at: int) -> int:
        reached = self.call(np.greater_equal, x, at)
        return self.call(np.where, reached, self.constant(1.0), self.constant(0.0))

    def positive(self, x: int) -> int:
        return self.call(np.maximum, x, self.constant(0.0))

    def saturate(self, x: int, half: int) -> int:
        return self.share(self.positive(x), half)

    def hill(self, x: int, half: int, times: int) -> int:
        if times not in self.constants:
            raise TypeError("the exponent of hill is not a literal number")
        exponent = int(self.constants[times])
        part = self.power(self.positive(x), exponent)
        return self.share(part, self.power(half, exponent))


_SHAPES: dict[Operator, Callable[..., int]] = {
    Operator.DIVIDE: _Builder.divide,
    Operator.DIV: _Builder.div,
    Operator.CLAMP: _Builder.clamp,
    Operator.STEP: _Builder.jump,
    Operator.RAMP: _Builder.ramp,
    Operator.SIGMOID: _Builder.sigmoid,
    Operator.POS: _Builder.positive,
    Operator.SAT: _Builder.saturate,
    Operator.HILL: _Builder.hill,
}


def compile_program(
    names: Names,
    expressions: Sequence[Expression],
    known: Mapping[str, int] | None = None,
) -> Program:
    """Compile expressions into one program.

    Args:
        names: the rows of everything that can be read.
        expressions: the expressions, whose order is that of the results.
        known: derived quantities that the frame will bring, with their place in
            `Frame.derived`; the others are worked out where they are read.

    Raises:
        KeyError: an expression reads a name that is not there.
        TypeError: the exponent of a `hill` is not a literal.
    """
    builder = _Builder(names, known or {})
    with np.errstate(all="ignore"):
        roots = [builder.visit(expression) for expression in expressions]
    return _allocate(builder, roots)


def _allocate(builder: _Builder, roots: list[int]) -> Program:
    """Give registers to values; a passing result frees its register early."""
    register = {number: place for place, number in enumerate(builder.constants)}
    for number in builder.loads:
        register[number] = len(register)
    first = size = len(register)
    needed = set(roots)
    calls: list[tuple[int, Function, tuple[int, ...]]] = []
    for number, function, arguments in reversed(builder.code):
        if number in needed:
            needed.update(arguments)
            calls.append((number, function, arguments))
    calls.reverse()
    last_use = {
        argument: place
        for place, (_, _, arguments) in enumerate(calls)
        for argument in arguments
    }
    kept = set(roots) | builder.constants.keys() | builder.loads.keys()
    free: list[int] = []
    code: list[tuple[int, Function, int, int, int]] = []
    for place, (number, function, arguments) in enumerate(calls):
        passing = [a for a in set(arguments) - kept if last_use[a] == place]
        free += [register[argument] for argument in passing]
        if free:
            target = free.pop()
        else:
            target, size = size, size + 1
        padded = [*(register[argument] for argument in arguments), -1, -1]
        register[number] = target
        code.append((target, function, padded[0], padded[1], padded[2]))
    return Program(
        constants=tuple(builder.constants.values()),
        loads=tuple(builder.loads.values()),
        temporaries=size - first,
        code=tuple(code),
        outputs=tuple(register[root] for root in roots),
    )
