"""Expressions: small pure trees over the quantities of one turn.

The scenario package parses text into these trees; `program` turns them into
numpy; the tests interpret them one world at a time. An expression is either a
number or a truth value, decided when it is built, and never mixes the two.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class Source(StrEnum):
    """What a `Read` reads. Number unless the line says truth."""

    VARIABLE = "variable"
    """The value at the opening of the month; at its close the new value."""
    PREVIOUS = "previous"
    """The value one month earlier than VARIABLE."""
    LEVER = "lever"
    """The rung in force this month, counted from 0."""
    PREVIOUS_LEVER = "previous_lever"
    """The rung in force last month."""
    DERIVED = "derived"
    TYPE = "type"
    """A hidden type of this world."""
    HAPPENED = "happened"
    """Truth: the happening takes place this month."""
    EVER = "ever"
    """Truth: the happening has taken place this month or before."""
    SINCE = "since"
    """Months since it last took place: 0 this month, `NEVER` if never."""
    FRESHNESS = "freshness"
    """What is left of an initiative's force, 0 to 1."""
    LEAD = "lead"
    """Truth: the objective is the declared lead duty."""
    PRIORITY = "priority"
    """Truth: the objective is one of the two declared priorities."""
    TURN = "turn"
    """The month being played, counted from 1. The id is empty."""
    TURNS = "turns"
    """The months of the calendar. The id is empty."""
    LEVEL = "level"
    """The difficulty level, counted from 1. The id is empty."""


TRUTH_SOURCES = frozenset(
    {Source.HAPPENED, Source.EVER, Source.LEAD, Source.PRIORITY},
)

NEVER = 1048576.0
"""What SINCE reads for a happening that has not taken place."""


class Operator(StrEnum):
    """Every operation of the language. All are exact in binary64.

    `pos(x)` = max(x, 0); `sat(x, h)` = pos(x) / (pos(x) + h), 0 where both are 0;
    `hill(x, h, n)` = p / (p + q) with p = pos(x) and q = h both multiplied out
    n times (n is a literal 1 to 4), 0 where both are 0;
    `ramp(x, a, b)` = min(1, max(0, (x - a) / (b - a))), and (x >= b) where a == b;
    `step(x, a)` = 1 where x >= a, else 0;
    `sigmoid(x, m, w)` = (1 + z / sqrt(1 + z * z)) / 2 with z = (x - m) / w;
    `clamp(x, a, b)` = min(b, max(a, x)); `if(c, a, b)`;
    `div(x, y, z)` = x / y, and z where y is 0.
    """

    ADD = "+"
    SUBTRACT = "-"
    MULTIPLY = "*"
    DIVIDE = "/"
    NEGATE = "negate"
    LESS = "<"
    LESS_EQUAL = "<="
    GREATER = ">"
    GREATER_EQUAL = ">="
    EQUAL = "=="
    NOT_EQUAL = "!="
    AND = "and"
    OR = "or"
    NOT = "not"
    IF = "if"
    MIN = "min"
    MAX = "max"
    ABS = "abs"
    SQRT = "sqrt"
    CLAMP = "clamp"
    POS = "pos"
    SAT = "sat"
    HILL = "hill"
    RAMP = "ramp"
    STEP = "step"
    SIGMOID = "sigmoid"
    DIV = "div"


TRUTH_OPERATORS = frozenset(
    {
        Operator.LESS,
        Operator.LESS_EQUAL,
        Operator.GREATER,
        Operator.GREATER_EQUAL,
        Operator.EQUAL,
        Operator.NOT_EQUAL,
        Operator.AND,
        Operator.OR,
        Operator.NOT,
    },
)


@dataclass(frozen=True, slots=True)
class Number:
    """A literal, a parameter or a rung.

    `name` is the parameter's id, empty for a literal. `rung` is how the file writes a
    rung, `LEVER.RUNG`; it is there to be told, and the number alone is played.
    """

    value: float
    name: str = ""
    rung: str = field(default="", compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Truth:
    """The literal `true` or `false`."""

    value: bool


@dataclass(frozen=True, slots=True)
class Read:
    """One quantity of the turn."""

    source: Source
    id: str = ""


@dataclass(frozen=True, slots=True)
class Apply:
    """An operation on one to four arguments (`min` and `max` take two or more)."""

    operator: Operator
    arguments: tuple[Expression, ...]


Expression = Number | Truth | Read | Apply


def reads(expression: Expression) -> Iterator[Read]:
    """Yield every read of the tree, repeats included, left to right."""
    if isinstance(expression, Read):
        yield expression
    elif isinstance(expression, Apply):
        for argument in expression.arguments:
            yield from reads(argument)


def all_reads(
    expression: Expression, derived: Mapping[str, Expression]
) -> Iterator[Read]:
    """Yield all that an expression reads, and what derived quantities in it read.

    Args:
        expression: what reads.
        derived: the expression of each derived quantity; of others nothing follows.
    """
    waiting, done = [expression], set[str]()
    while waiting:
        for one in reads(waiting.pop()):
            yield one
            if one.source is Source.DERIVED and one.id not in done:
                done.add(one.id)
                if one.id in derived:
                    waiting.append(derived[one.id])


def conjuncts(condition: Expression) -> Iterator[Expression]:
    """Yield what a condition joins by `and`, or itself, left to right."""
    if isinstance(condition, Apply) and condition.operator is Operator.AND:
        for argument in condition.arguments:
            yield from conjuncts(argument)
    else:
        yield condition


def is_truth(expression: Expression) -> bool:
    """Tell whether the expression is a truth value rather than a number."""
    if isinstance(expression, Truth):
        return True
    if isinstance(expression, Read):
        return expression.source in TRUTH_SOURCES
    if isinstance(expression, Apply):
        if expression.operator is Operator.IF:
            return is_truth(expression.arguments[1])
        return expression.operator in TRUTH_OPERATORS
    return False
