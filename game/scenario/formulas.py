"""The expressions of a checked file, ready to be put into a Spec."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from graphlib import TopologicalSorter

from game.engine.expression import (
    Apply,
    Expression,
    Number,
    Operator,
    Source,
    Truth,
    reads,
)
from game.engine.spec import GRID
from game.scenario.meaning import Meaning

ALWAYS = Truth(value=True)
NEVER = Truth(value=False)
ZERO = Number(0.0)


def grid(value: float) -> float:
    """Return the multiple of 1 / GRID nearest to a number (half to even)."""
    return round(value * GRID) / GRID + 0.0


def apply(operator: Operator, *arguments: Expression) -> Expression:
    """Return an operation on its arguments."""
    return Apply(operator, arguments)


def only_when(condition: Expression, amount: Expression) -> Expression:
    """Return the amount where a condition holds, else 0."""
    return apply(Operator.IF, condition, amount, ZERO)


def with_params(
    expression: Expression, values: Mapping[str, float | Expression]
) -> Expression:
    """Return the expression with other values, or expressions, for some params."""
    if isinstance(expression, Number):
        given = values.get(expression.name)
        if given is None:
            return expression
        if isinstance(given, int | float):
            return Number(given, expression.name)
        return given
    if isinstance(expression, Apply):
        old = expression.arguments
        new = tuple(with_params(part, values) for part in old)
        # What stays as it is is shared, not held twice.
        kept = all(one is other for one, other in zip(old, new, strict=True))
        return expression if kept else Apply(expression.operator, new)
    return expression


@dataclass(frozen=True, slots=True)
class Formulas:
    """Every expression of a file by the dotted path of its place."""

    meanings: Mapping[str, Meaning]
    params: Mapping[str, float | Expression]
    """What a level and a model put in place of the params' own values."""
    fixed: Mapping[str, Expression] = field(default_factory=dict)
    """What stands in place of the expressions of rows that are off at the level."""

    def get(self, name: str, default: Expression = ALWAYS) -> Expression:
        """Return the expression of a place, or a default if the file has none."""
        if name in self.fixed:
            return self.fixed[name]
        meaning = self.meanings.get(name)
        if meaning is None or meaning.expression is None:
            return default
        if not any(param in self.params for param in meaning.params):
            return meaning.expression
        return with_params(meaning.expression, self.params)


def derived_read(expression: Expression) -> frozenset[str]:
    """Return the ids of the derived quantities that an expression reads itself."""
    return frozenset(
        read.id for read in reads(expression) if read.source is Source.DERIVED
    )


def reach(
    start: Iterable[str],
    links: Mapping[str, frozenset[str]],
) -> frozenset[str]:
    """Return the starting ids and everything that they lead to."""
    found: set[str] = set()
    waiting = list(start)
    while waiting:
        one = waiting.pop()
        if one not in found:
            found.add(one)
            waiting.extend(links.get(one, ()))
    return frozenset(found)


def in_order(links: Mapping[str, frozenset[str]]) -> tuple[str, ...]:
    """Return ids so that each comes after those it leads to; ties by id.

    Raises:
        graphlib.CycleError: if there is no such order.
    """
    sorter = TopologicalSorter(links)
    sorter.prepare()
    found: list[str] = []
    while sorter.is_active():
        ready = sorted(sorter.get_ready())
        found.extend(ready)
        sorter.done(*ready)
    return tuple(found)
