"""Trying expressions out: what they come to, and which way each thing read moves them.

Everything read is drawn over the range that the file gives it, so what is told holds
of the points that were tried; it is no proof.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from game.engine.compiler import Names, compile_program
from game.engine.expression import (
    NEVER,
    TRUTH_SOURCES,
    Apply,
    Expression,
    Number,
    Operator,
    Read,
    Source,
    reads,
)
from game.engine.program import Frame
from game.engine.spec import Prior, PriorKind, Spec

Array = NDArray[np.float64]

POINTS = 128
_STEPS = 6
"""Places of the range of what can stand anywhere in it."""
_HALF = Number(0.5)


@dataclass(slots=True)
class Probe:
    """The expressions of one crisis at one level, to be tried out."""

    spec: Spec
    _derived: dict[str, Expression] = field(init=False)
    _spans: dict[Read, Array] = field(default_factory=dict)
    _openings: dict[Read, float] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Keep what derived quantities are."""
        self._derived = {row.id: row.expression for row in self.spec.derived}

    def at(
        self, expression: Expression, values: Mapping[Read, Array], size: int = 1
    ) -> Array:
        """Return what an expression comes to, (size,); a truth counts 1.

        Args:
            expression: read with derived quantities worked out, unless given.
            values: what is read, (size,) or one number; the rest as at the opening.
            size: how many points.
        """
        tree, known = self._bare(expression, frozenset(values), {})
        rows = [np.broadcast_to(self._given(read, values), size) for read in known]
        names = Names(
            rows={Source.VARIABLE: {str(row): row for row in known.values()}},
            derived={},
            turns=self.spec.turns,
            level=self.spec.level,
        )
        frame = Frame(rows, (), (), (), (), (), (), (), (), (), ())
        with np.errstate(all="ignore"):
            (found,) = compile_program(names, (tree,)).run(frame)
        return np.broadcast_to(np.asarray(found, dtype=np.float64), size)

    def span(self, read: Read) -> Array:
        """Return the places that something read may take, ascending."""
        if read not in self._spans:
            self._spans[read] = np.unique(self._span(read))
        return self._spans[read]

    def opening(self, read: Read) -> float:
        """Return where something read stands at the opening, or in the middle."""
        if read not in self._openings:
            self._openings[read] = self._opening(read)
        return self._openings[read]

    def _opening(self, read: Read) -> float:
        match read.source:
            case Source.VARIABLE | Source.PREVIOUS:
                starts = {row.id: row.start for row in self.spec.variables}
                return float(np.mean(_places(starts[read.id])))
            case Source.LEVER | Source.PREVIOUS_LEVER:
                return float({row.id: row.start for row in self.spec.levers}[read.id])
            case Source.TYPE:
                priors = {row.id: row.prior for row in self.spec.types}
                return float(np.mean(_places(priors[read.id])))
            case Source.TURN | Source.FRESHNESS:
                return 1.0
            case Source.DERIVED:
                return float(self.at(self._derived[read.id], {})[0])
            case _:
                return float(self.span(read)[-1 if read.source is Source.SINCE else 0])

    def direction(self, expression: Expression, read: Read) -> str:
        """Return which way something read moves an expression: +, -, +- or nothing.

        A happening that `since` asks for is held against one that never came.
        """
        drawn = self._drawn(ordered(reads(expression)))
        if read.source is Source.SINCE:
            places = np.append(self.span(read), NEVER)
        else:
            places = self._steps(read)
        tried = {one: np.tile(points, len(places)) for one, points in drawn.items()}
        tried[read] = np.repeat(places, POINTS)
        found = self.at(expression, tried, POINTS * len(places))
        levels = np.nan_to_num(found.reshape(len(places), POINTS))
        if read.source is Source.SINCE:
            moved = levels[:-1] - levels[-1]
        else:
            moved = np.diff(levels, axis=0)
        return ("+" if (moved > 0).any() else "") + ("-" if (moved < 0).any() else "")

    def _steps(self, read: Read) -> Array:
        """Return the places between which something is moved, ascending."""
        span = self.span(read)
        if read.source in {Source.VARIABLE, Source.PREVIOUS, Source.DERIVED}:
            span = span[np.unique(np.linspace(0, len(span) - 1, _STEPS).astype(int))]
        return span

    def sign(self, expression: Expression) -> str:
        """Return on which sides of 0 an expression was found: +, -, +- or nothing."""
        drawn = self._drawn(ordered(reads(expression)))
        found = np.nan_to_num(self.at(expression, drawn, POINTS))
        return ("+" if (found > 0).any() else "") + ("-" if (found < 0).any() else "")

    def _drawn(self, others: Sequence[Read]) -> dict[Read, Array]:
        """Draw everything else over its range, half of the points at the opening."""
        luck = np.random.default_rng(0)
        found = {}
        for read in others:
            points = luck.choice(self.span(read), POINTS)
            points[: POINTS // 8] = self.opening(read)
            found[read] = points
        return found

    def _span(self, read: Read) -> Array:
        spec = self.spec
        match read.source:
            case Source.VARIABLE | Source.PREVIOUS:
                row = next(row for row in spec.variables if row.id == read.id)
                found = np.linspace(row.low, row.high, 21)
            case Source.LEVER | Source.PREVIOUS_LEVER:
                lever = next(row for row in spec.levers if row.id == read.id)
                found = np.arange(len(lever.rungs), dtype=np.float64)
            case Source.TYPE:
                kind = next(row for row in spec.types if row.id == read.id)
                found = _places(kind.prior)
            case Source.DERIVED:
                found = self._reached(self._derived[read.id])
            case Source.TURN | Source.SINCE:
                first = 1 if read.source is Source.TURN else 0
                found = np.arange(first, spec.turns + 1, dtype=np.float64)
            case Source.TURNS | Source.LEVEL:
                at = spec.turns if read.source is Source.TURNS else spec.level
                found = np.array([float(at)])
            case _:
                found = np.array([0.0, 1.0])
        return found

    def _reached(self, expression: Expression) -> Array:
        """Return the places that a derived quantity was found to take."""
        drawn = self._drawn(ordered(reads(expression)))
        found = self.at(expression, drawn, POINTS)
        found = found[np.isfinite(found)]
        return np.quantile(found, np.linspace(0, 1, 21)) if found.size else np.zeros(1)

    def _given(self, read: Read, values: Mapping[Read, Array]) -> Array:
        given = values.get(read)
        return np.array([self.opening(read)]) if given is None else given

    def _bare(
        self, tree: Expression, given: frozenset[Read], known: dict[Read, int]
    ) -> tuple[Expression, dict[Read, int]]:
        """Return a tree whose reads are numbered rows, and which row each has."""
        if isinstance(tree, Apply):
            parts = [self._bare(part, given, known)[0] for part in tree.arguments]
            return Apply(tree.operator, tuple(parts)), known
        if not isinstance(tree, Read) or tree.source in {Source.TURNS, Source.LEVEL}:
            return tree, known
        if tree.source is Source.DERIVED and tree not in given:
            return self._bare(self._derived[tree.id], given, known)
        row = known.setdefault(tree, len(known))
        bare = Read(Source.VARIABLE, str(row))
        if tree.source in TRUTH_SOURCES:
            return Apply(Operator.GREATER, (bare, _HALF)), known
        return bare, known


def ordered(found: Iterable[Read]) -> list[Read]:
    """Return reads without repeats, in an order that is always the same."""
    return sorted(set(found), key=lambda read: (read.source, read.id))


def _places(prior: Prior) -> Array:
    """Return places over the range of a prior."""
    if prior.kind is PriorKind.CHOICE:
        return np.array(prior.values, dtype=np.float64)
    if prior.kind is PriorKind.UNIFORM:
        return np.linspace(prior.low, prior.high, 21)
    return np.array([prior.low])
