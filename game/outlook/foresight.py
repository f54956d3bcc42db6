"""Foresight: what actors that look ahead may expect, in every imagined world.

In a game such an actor plays each option out, every month. Where thousands of worlds
are imagined nobody can: its expectations are worked out once a month, in some of the
worlds, and taken to hang on its own types alone, along a straight line in each. They
stand for the months after that one as well.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from game.engine import (
    Array,
    Chance,
    Decision,
    Integers,
    Model,
    State,
    expect,
    select,
)

FORESEEN = 128
"""Worlds a game in which expectations are worked out."""

_IMAGINED = 2
"""Worlds that each of these imagines for an option."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Line:
    """What one actor expects of its options, (options, G, 1) each."""

    middle: Array
    slopes: tuple[tuple[int, Array, Array], ...]
    """(row of a type of its own, the middle of the type (G, 1), the slope)."""


class Foresight:
    """What the actors of G games expect this month."""

    def __init__(
        self,
        planners: Model,
        state: State,
        columns: Integers,
        decision: Decision,
        chance: Chance,
    ) -> None:
        """Work it out.

        Args:
            planners: the crisis with the actors that look ahead.
            state: the worlds, at the opening of the month.
            columns: (G, N) worlds that stand for each game.
            decision: (K, G * N) what is chosen in them.
            chance: the luck of what is imagined.
        """
        shape = columns.shape
        own = replace(
            select(state, columns.ravel()),
            worlds=np.arange(columns.size, dtype=np.uint64),
        )
        found = expect(planners, own, decision, chance, _IMAGINED)
        hidden = planners.spec.types
        self._lines: list[_Line | None] = []
        for rule, expected in zip(planners.spec.rules, found, strict=True):
            if expected is None:
                self._lines.append(None)
                continue
            rows = [r for r, row in enumerate(hidden) if row.owner == rule.actor]
            wanted = expected.reshape(-1, *shape)
            types = [(row, own.types[row].reshape(shape)) for row in rows]
            self._lines.append(_fitted(wanted, types))

    def leanings(self, types: Array, games: int) -> tuple[Array | None, ...]:
        """Return what to add to the utilities in imagined worlds, as `step` takes it.

        Args:
            types: (T, W) of the worlds, those of one game side by side.
            games: how many games they belong to.
        """
        found: list[Array | None] = []
        for line in self._lines:
            if line is None:
                found.append(None)
                continue
            expected = line.middle
            for row, centre, slope in line.slopes:
                own = types[row].reshape(games, -1)
                expected = expected + slope * (own - centre)
            width = types.shape[1]
            whole = np.broadcast_to(expected, (len(line.middle), games, width // games))
            found.append(whole.reshape(len(line.middle), width))
        return tuple(found)


def _fitted(wanted: Array, types: Sequence[tuple[int, Array]]) -> _Line:
    """Fit what is expected to each type alone; types are taken as independent."""
    middle = wanted.mean(axis=-1, keepdims=True)
    slopes = []
    for row, values in types:
        centre = values.mean(axis=-1, keepdims=True)
        away = values - centre
        spread = (away * away).mean(axis=-1, keepdims=True)
        along = (away * (wanted - middle)).mean(axis=-1, keepdims=True)
        slope = np.divide(along, spread, out=np.zeros_like(along), where=spread > 0.0)
        slopes.append((row, centre, slope))
    return _Line(middle=middle, slopes=tuple(slopes))
