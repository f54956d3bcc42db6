"""Between which numbers an expression can lie, as far as the ranges of the file tell.

Nothing is played: every operation is worked out on the ends of what it reads. So a
span may be wider than what ever comes about, and never narrower.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from itertools import product

from game.engine.expression import (
    NEVER,
    Apply,
    Expression,
    Number,
    Operator,
    Read,
    Source,
)
from game.scenario.names import Names, rows, table

Span = tuple[float, float]
"""The lowest and the highest number."""

_SHARE = (0.0, 1.0)
_SHARES = frozenset({Operator.RAMP, Operator.STEP, Operator.SIGMOID})
_LONGEST = 520.0
_CORNERS: Mapping[Operator, Callable[[float, float], float]] = {
    Operator.ADD: lambda one, other: one + other,
    Operator.SUBTRACT: lambda one, other: one - other,
    Operator.MULTIPLY: lambda one, other: one * other,
    Operator.MIN: min,
    Operator.MAX: max,
}


@dataclass(slots=True)
class Spans:
    """The spans of the names of a file, each worked out when it is asked for."""

    names: Names
    derived: Mapping[str, Expression]
    _known: dict[str, Span | None] = field(default_factory=dict)

    def of(self, expression: Expression) -> Span | None:
        """Return the span of a number; None where the file does not tell it."""
        if isinstance(expression, Number):
            return self._param(expression) if expression.name else _at(expression.value)
        if isinstance(expression, Read):
            return self._read(expression)
        if isinstance(expression, Apply):
            return self._applied(expression)
        return None

    def _param(self, number: Number) -> Span | None:
        others = (
            *self.names.table("difficulty").values(),
            *self.names.table("models").values(),
        )
        row = table(self.names.table("params").get(number.name))
        changed = (table(table(one).get("params")).get(number.name) for one in others)
        return _hull([number.value, row.get("low"), row.get("high"), *changed])

    def _read(self, read: Read) -> Span | None:
        if read.source in {Source.VARIABLE, Source.PREVIOUS}:
            row = table(self.names.table("variables").get(read.id))
            return _hull(rows(row.get("range")))
        if read.source in {Source.LEVER, Source.PREVIOUS_LEVER}:
            return 0.0, max(0.0, len(self.names.members(read.id)) - 1.0)
        if read.source is Source.TYPE:
            row = table(self.names.table("types").get(read.id))
            values = rows(row.get("values"))
            return _hull(values or (row.get("low"), row.get("high")))
        if read.source is Source.DERIVED:
            return self._derived(read.id)
        return {
            Source.TURN: (1.0, _LONGEST),
            Source.TURNS: (1.0, _LONGEST),
            Source.LEVEL: (1.0, 5.0),
            Source.SINCE: (0.0, NEVER),
            Source.FRESHNESS: _SHARE,
        }.get(read.source)

    def _derived(self, key: str) -> Span | None:
        if key not in self._known:
            # Until it is worked out nothing is known of it, so a circle ends here.
            self._known[key] = None
            if key in self.derived:
                self._known[key] = self.of(self.derived[key])
        return self._known[key]

    def _applied(self, applied: Apply) -> Span | None:
        operator, arguments = applied.operator, applied.arguments
        if operator in _SHARES:
            return _SHARE
        if operator is Operator.IF:
            return _joined(self.of(arguments[1]), self.of(arguments[2]))
        spans = [self.of(one) for one in arguments]
        known = [one for one in spans if one is not None]
        if len(known) < len(spans):
            return None
        if operator in _CORNERS:
            found = known[0]
            for other in known[1:]:
                found = _corners(_CORNERS[operator], found, other)
            return found
        apply = _OTHERS.get(operator)
        return None if apply is None else apply(known)


def _increasing(apply: Callable[[float], float]) -> Callable[[list[Span]], Span]:
    """Return what an operation that never falls makes of the span that it is given."""
    return lambda spans: (apply(spans[0][0]), apply(spans[0][1]))


def _size(spans: list[Span]) -> Span:
    low, high = spans[0]
    return max(0.0, low, -high), max(-low, high)


def _root(spans: list[Span]) -> Span | None:
    low, high = spans[0]
    return None if low < 0.0 else (low**0.5, high**0.5)


def _saturated(spans: list[Span]) -> Span | None:
    return _SHARE if spans[1][0] >= 0.0 else None


def _clamped(spans: list[Span]) -> Span:
    return _corners(min, _corners(max, spans[0], spans[1]), spans[2])


def _quotient(spans: list[Span]) -> Span | None:
    if holds_zero(spans[1]):
        return None
    return _corners(lambda one, other: one / other, spans[0], spans[1])


_OTHERS: Mapping[Operator, Callable[[list[Span]], Span | None]] = {
    Operator.NEGATE: lambda spans: (-spans[0][1], -spans[0][0]),
    Operator.ABS: _size,
    Operator.POS: _increasing(lambda value: max(0.0, value)),
    Operator.SQRT: _root,
    Operator.CLAMP: _clamped,
    Operator.SAT: _saturated,
    Operator.HILL: _saturated,
    Operator.DIVIDE: _quotient,
    Operator.DIV: _quotient,
}


def holds_zero(span: Span) -> bool:
    """Tell whether 0 lies in a span."""
    return span[0] <= 0.0 <= span[1]


def _corners(apply: Callable[[float, float], float], one: Span, other: Span) -> Span:
    found = [apply(*pair) for pair in product(one, other)]
    return min(found), max(found)


def _joined(one: Span | None, other: Span | None) -> Span | None:
    return None if one is None or other is None else _hull((*one, *other))


def _at(value: float) -> Span:
    return value, value


def _hull(values: Iterable[object]) -> Span | None:
    """Return the span of what is a number among some values, if anything is."""
    found = [float(one) for one in values if isinstance(one, int | float)]
    return (min(found), max(found)) if found else None
