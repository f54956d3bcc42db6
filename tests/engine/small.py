"""A small crisis with round numbers, for tests that work a turn out by hand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import numpy as np

from game.engine import (
    Apply,
    Chance,
    Choice,
    Decision,
    Desk,
    Effect,
    Expression,
    Lever,
    Model,
    Number,
    Operator,
    Prior,
    Read,
    Rung,
    Source,
    Spec,
    State,
    Variable,
    Worlds,
    begin,
    choices,
    compile_spec,
)

CHANCE = Chance(7)


def variable(name: str) -> Read:
    """Return the read of a variable."""
    return Read(Source.VARIABLE, name)


def happened(name: str) -> Read:
    """Return the read of a happening."""
    return Read(Source.HAPPENED, name)


def when(condition: Expression, amount: float) -> Apply:
    """Return an amount where a condition holds, else 0."""
    return Apply(Operator.IF, (condition, Number(amount), Number(0.0)))


def effect(name: str, amount: Expression, target: str = "tide", **more: Any) -> Effect:  # noqa: ANN401 - any field of an effect
    """Return an effect on the tide."""
    return Effect(id=name, target=target, amount=amount, **more)


def small(**changes: Any) -> Spec:  # noqa: ANN401 - any field of a Spec
    """Return a crisis of two variables and a lever; fields can be changed."""
    spec = Spec(
        mechanics="small",
        turns=6,
        level=3,
        desk=Desk(budget="purse", optional=1.0),
        variables=(
            Variable(id="purse", low=0.0, high=100.0, start=Prior(low=20.0)),
            Variable(id="tide", low=-50.0, high=50.0, start=Prior(low=10.0)),
        ),
        levers=(
            Lever(
                id="gate",
                rungs=(Rung(id="shut"), Rung(id="ajar"), Rung(id="wide")),
                up=Number(3.0),
                down=Number(1.0),
            ),
        ),
        effects=(),
        endings=(),
    )
    return replace(spec, **changes)


def worlds(count: int) -> Worlds:
    """Return the numbers of the first worlds."""
    return np.arange(count, dtype=np.uint64)


def opened(spec: Spec, count: int = 1) -> tuple[Model, State]:
    """Return a compiled Spec and its first opening."""
    model = compile_spec(spec)
    return model, begin(model, CHANCE, worlds(count))


def decide(spec: Spec, lines: Sequence[str], count: int = 1) -> Decision:
    """Return a decision from lines of the grammar, alike in every world."""
    listed = [choice.line for choice in choices(spec)]
    column = np.array([listed.index(line) for line in lines], dtype=np.int64)
    return np.repeat(column.reshape(-1, 1), count, axis=1)


def numbered(spec: Spec, line: str) -> int:
    """Return the index of a choice."""
    found: list[Choice] = [c for c in choices(spec) if c.line == line]
    return choices(spec).index(found[0])
