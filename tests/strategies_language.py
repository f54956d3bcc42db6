"""Random expressions and priors, from any `random.Random`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from random import Random

from game.engine import (
    GRID,
    Apply,
    Expression,
    Number,
    Operator,
    Prior,
    PriorKind,
    Read,
    Source,
    Truth,
)

_COMPARISONS = (
    Operator.LESS,
    Operator.LESS_EQUAL,
    Operator.GREATER,
    Operator.GREATER_EQUAL,
    Operator.EQUAL,
    Operator.NOT_EQUAL,
)
_TRUTHS = (Source.HAPPENED, Source.EVER)


def seeded(seed: int) -> Random:
    """Return a generator for tests; nothing secret hangs on it."""
    return Random(seed)  # noqa: S311 - tests need repeatable numbers, not secrets


def on_grid(value: float) -> float:
    """Round a number to the grid of stored values."""
    return round(value * GRID) / GRID


@dataclass
class Maker:
    """Makes random expressions over the names that have been listed so far."""

    random: Random
    wild: float = 0.0
    """The chance of an operation that may leave the real line."""
    names: dict[Source, list[str]] = field(default_factory=dict)

    def _read(self, sources: Sequence[Source]) -> Expression | None:
        open_sources = [source for source in sources if self.names.get(source)]
        if not open_sources:
            return None
        source = self.random.choice(open_sources)
        return Read(source, self.random.choice(self.names[source]))

    def literal(self) -> Number:
        """Return a literal: often a round one, sometimes an awkward one."""
        if self.random.random() < 0.5:
            return Number(float(self.random.randint(-3, 5)))
        return Number(self.random.uniform(-20.0, 20.0))

    def number(self, depth: int = 3) -> Expression:
        """Return a random number expression."""
        if depth <= 0 or self.random.random() < 0.2:
            sources = [s for s in self.names if s not in {*_TRUTHS, Source.LEAD}]
            sources = [s for s in sources if s is not Source.PRIORITY]
            found = self._read(sources) if self.random.random() < 0.75 else None
            return found or self.literal()
        if self.random.random() < self.wild:
            return self._wild(depth - 1)
        return self._tame(depth - 1)

    def _wild(self, depth: int) -> Expression:
        pick = self.random.choice(
            (
                Operator.DIVIDE,
                Operator.SQRT,
                Operator.SIGMOID,
                Operator.SAT,
                Operator.RAMP,
                Operator.HILL,
            ),
        )
        x, y, z = (self.number(depth) for _ in range(3))
        if pick is Operator.HILL:
            return Apply(pick, (x, y, Number(float(self.random.randint(1, 4)))))
        count = {Operator.SQRT: 1, Operator.DIVIDE: 2, Operator.SAT: 2}.get(pick, 3)
        return Apply(pick, (x, y, z)[:count])

    def _tame(self, depth: int) -> Expression:
        x, y = self.number(depth), self.number(depth)
        size = Number(self.random.uniform(0.5, 30.0))
        low, high = sorted((self.random.uniform(-9, 9), self.random.uniform(-9, 9)))
        count = float(self.random.randint(1, 4))
        root = Apply(Operator.SQRT, (Apply(Operator.POS, (x,)),))
        return self.random.choice(
            (
                Apply(Operator.ADD, (x, y)),
                Apply(Operator.SUBTRACT, (x, y)),
                Apply(Operator.MULTIPLY, (x, y)),
                Apply(Operator.NEGATE, (x,)),
                Apply(Operator.MIN, (x, y, self.literal())),
                Apply(Operator.MAX, (x, y)),
                Apply(Operator.ABS, (x,)),
                root,
                Apply(Operator.CLAMP, (x, Number(low), Number(high))),
                Apply(Operator.POS, (x,)),
                Apply(Operator.SAT, (x, size)),
                Apply(Operator.HILL, (x, size, Number(count))),
                Apply(Operator.RAMP, (x, Number(low), Number(high))),
                Apply(Operator.RAMP, (x, y, y)),
                Apply(Operator.STEP, (x, y)),
                Apply(Operator.SIGMOID, (x, y, size)),
                Apply(Operator.DIV, (x, y, self.literal())),
                Apply(Operator.DIVIDE, (x, size)),
                Apply(Operator.IF, (self.truth(depth), x, y)),
                Read(Source.TURN),
                Read(Source.TURNS),
                Read(Source.LEVEL),
            ),
        )

    def truth(self, depth: int = 2) -> Expression:
        """Return a random truth expression."""
        if depth <= 0 or self.random.random() < 0.3:
            wanted = (*_TRUTHS, Source.LEAD, Source.PRIORITY)
            found = self._read(wanted) if self.random.random() < 0.8 else None
            return found or Truth(self.random.random() < 0.7)
        if self.random.random() < 0.6:
            pair = (self.number(depth - 1), self.number(depth - 1))
            return Apply(self.random.choice(_COMPARISONS), pair)
        x, y = self.truth(depth - 1), self.truth(depth - 1)
        return self.random.choice(
            (
                Apply(Operator.AND, (x, y)),
                Apply(Operator.OR, (x, y, self.truth(0))),
                Apply(Operator.NOT, (x,)),
                Apply(Operator.IF, (self.truth(depth - 1), x, y)),
            ),
        )

    def bounded(self, size: float, depth: int = 3) -> Expression:
        """Return a number expression between -size and size."""
        edges = (Number(-size), Number(size))
        return Apply(Operator.CLAMP, (self.number(depth), *edges))

    def prior(self, low: float, high: float) -> Prior:
        """Return a random prior between two numbers."""
        kind = self.random.choice(tuple(PriorKind))
        spots = [on_grid(self.random.uniform(low, high)) for _ in range(3)]
        if kind is PriorKind.CHOICE:
            weights = tuple(self.random.uniform(0.0, 2.0) + 0.01 for _ in spots)
            return Prior(kind=kind, values=tuple(spots), weights=weights)
        return Prior(kind=kind, low=min(spots), high=max(spots))
