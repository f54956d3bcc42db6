"""The compiler: expressions become the calls of a program.

Equal work gets one number; what is constant is worked out here. A value that only
one branch of an `if`, or the rest of an `and` or an `or`, needs is set behind that
condition, so that a month without it does not work it out.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from game.engine.agreement import Row
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
from game.engine.program import Function, Program
from game.engine.schedule import schedule
from game.engine.state import LONG_AGO

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
_NOW_BANK = 10
_DERIVED_BANK = 11

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


@dataclass(slots=True)
class _Builder:
    """Numbers the values of expressions; equal work gets an equal number."""

    names: Names
    known: Mapping[str, int]
    """Derived quantities that the frame brings, by id."""
    values: dict[object, int] = field(default_factory=dict)
    constants: dict[int, Row] = field(default_factory=dict)
    loads: dict[int, tuple[int, int]] = field(default_factory=dict)
    code: list[tuple[int, Function, tuple[int, ...]]] = field(default_factory=list)
    derived: dict[str, int] = field(default_factory=dict)

    def constant(self, value: float) -> int:
        # A truth is a number to Python; here the two never meet.
        key = ("constant", isinstance(value, bool), value)
        if key not in self.values:
            number = self.values[key] = len(self.values)
            # 0.0 and -0.0 share a key, so only one of them may be kept.
            truth = isinstance(value, bool)
            self.constants[number] = np.bool_(value) if truth else np.float64(value + 0)
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
        return self.loaded(source, read.id)

    def loaded(self, source: Source, name: str) -> int:
        """Read a row of a bank; of a happening, what its last month means now."""
        loaded = self.load(_BANKS[source], self.names.rows[source][name])
        if source is Source.HAPPENED:
            return self.call(np.equal, loaded, self.load(_NOW_BANK, 0))
        if source is Source.EVER:
            return self.call(np.greater, loaded, self.constant(float(LONG_AGO)))
        if source is Source.SINCE:
            passed = self.call(np.subtract, self.load(_NOW_BANK, 0), loaded)
            return self.call(np.minimum, passed, self.constant(NEVER))
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
    return schedule(builder.constants, builder.loads, builder.code, roots)
