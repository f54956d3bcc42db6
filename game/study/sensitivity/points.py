"""Playing the same worlds at many points: each param as the point says.

All points meet the same luck, world by world, so two of them are parted by their
params alone (common random numbers).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from game.engine import (
    REST,
    Array,
    Chance,
    Model,
    Spec,
    Worlds,
    begin,
    compile_spec,
    reactive,
)
from game.outlook.gauges import Recorder, Track
from game.outlook.scoring import shares, worth
from game.scenario import Scenario, type_of, with_params_set
from game.session.policies import Policy
from game.study.finding import losses_of
from game.study.seats import CHUNK, months

STEP = 0.2
"""By what share of its value a param is moved where the ranking of lines is tried."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Varied:
    """A param that has a range."""

    id: str
    value: float
    """As it is played at the level."""
    low: float
    high: float
    unit: str
    grade: str
    """Empty where the file gives none."""

    @property
    def less(self) -> float:
        """Return its value moved down by a share, no further than its range."""
        return max(self.value - self._step, min(self.low, self.value))

    @property
    def more(self) -> float:
        """Return its value moved up by a share, no further than its range."""
        return min(self.value + self._step, max(self.high, self.value))

    @property
    def _step(self) -> float:
        return STEP * (abs(self.value) or self.high - self.low)


def params_of(scenario: Scenario, level: int) -> tuple[Varied, ...]:
    """Return the params that have a range, by id."""
    moved = scenario.params(level)
    return tuple(
        Varied(
            id=key,
            value=moved.get(key, row.value),
            low=row.low,
            high=row.high,
            unit=scenario.unit_in(row.unit, "en"),
            grade=row.grade or "",
        )
        for key, row in sorted(scenario.document.params.items())
        if row.low is not None and row.high is not None and row.low < row.high
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Bench:
    """A crisis at one level, ready to be played at any point."""

    spec: Spec
    losses: frozenset[str]
    seed: int

    @property
    def outcomes(self) -> tuple[str, ...]:
        """Return the gauges, and last, without a name, the mandate score."""
        return (*(gauge.id for gauge in self.spec.gauges), "")

    def play(
        self, policy: Policy, params: Sequence[str], points: Array, worlds: Worlds
    ) -> Array:
        """Return what came of each point in each world, (outcomes, P, W).

        Args:
            policy: the line that is played.
            params: K ids.
            points: (P, K) their values; params not named keep theirs.
            worlds: (W,) numbers of the worlds.

        Raises:
            NotFiniteError: a number of the scenario leaves the real line.
        """
        model = compile_spec(with_params_set(self.spec, params))
        size = max(1, CHUNK // worlds.size)
        cuts = [points[first : first + size] for first in range(0, len(points), size)]
        played = [self._pass(model, policy, params, cut, worlds) for cut in cuts]
        return np.concatenate(played, axis=1)

    def _pass(
        self,
        model: Model,
        policy: Policy,
        params: Sequence[str],
        points: Array,
        worlds: Worlds,
    ) -> Array:
        values = np.repeat(points, worlds.size, axis=0).T
        chance = Chance(self.seed)
        state = begin(
            model,
            chance,
            np.tile(worlds, len(points)),
            {type_of(key): row for key, row in zip(params, values, strict=True)},
        )
        recorder = Recorder(model, state)
        before, last = state, None
        for month in months(model, policy, chance, state):
            recorder.month(month.before, month.step)
            before, last = month.before, month.step
        if last is None:
            raise ValueError(model.spec.turns)
        weights = shares(model, np.full(state.worlds.size, REST))
        track = recorder.track(last.state)
        rows = [*_gauges(model, track)]
        rows.append(worth(model, before, last, weights, self.losses))
        return np.stack(rows).reshape(len(rows), len(points), worlds.size)


def bench_of(scenario: Scenario, level: int | None, seed: int) -> Bench:
    """Return a crisis in which every actor only reacts.

    Who looks ahead would look ahead in every world of every point.

    Raises:
        ScenarioError: the scenario has no such level.
    """
    return Bench(
        spec=reactive(scenario.spec(level)), losses=losses_of(scenario), seed=seed
    )


def _gauges(model: Model, track: Track) -> list[Array]:
    """Return each gauge at the end, (W,).

    Of a chance: 1 where the act came within the last window of the calendar.
    """
    found: list[Array] = []
    for row, gauge in enumerate(model.spec.gauges):
        if gauge.variable:
            found.append(track.values[-1, row])
        else:
            hits = track.hits[-gauge.within :, row]
            found.append(np.any(hits, axis=0).astype(np.float64))
    return found
