"""A sensitivity report: what was played at every point, summed up and ranked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np

from game.engine import Array
from game.scenario import Scenario
from game.study.sensitivity.morris import Sizes, sizes
from game.study.sensitivity.points import Bench, Varied
from game.study.sensitivity.ranking import Ranking, ranking_of, standard_error

MISSED = 0.05
"""Share of the largest mu* of an outcome below which a param does not count there."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Effect:
    """How much an outcome hangs on a param, by elementary effects over its range."""

    gauge: str
    """Empty for the mandate score."""
    param: str
    mu_star: float
    """The mean size of the effect, over trajectories and lines."""
    error: float
    sigma: float
    """How much it hangs on the other params: its standard deviation in one line."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Swing:
    """An outcome with a param at either end of its range, the others as they are."""

    gauge: str
    """Empty for the mandate score."""
    param: str
    low: float
    """The outcome with the param at its low end: the mean over lines and worlds."""
    high: float
    change: float
    error: float
    """The standard error of the change, over the same worlds."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """One thing that is measured."""

    gauge: str
    """Empty for the mandate score."""
    base: float
    """The mean over lines and worlds with every param at its value."""
    error: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """What a crisis hangs on."""

    scenario: str
    mechanics: str
    level: int
    seed: int
    worlds: int
    """Of each point."""
    trajectories: int
    """Fewer than asked for when the study was stopped."""
    lines: tuple[str, ...]
    params: tuple[Varied, ...]
    fixed: tuple[str, ...]
    """Params without a range, which are never varied."""
    outcomes: tuple[Outcome, ...]
    swings: tuple[Swing, ...]
    """By outcome, largest change first; only of params that were reached."""
    effects: tuple[Effect, ...]
    """By outcome, largest mu* first; none before the second trajectory."""
    idle: tuple[str, ...]
    """Params whose elementary effects are all exactly 0."""
    missed: tuple[str, ...]
    """Further ones whose mu* is below `MISSED` of the largest in every outcome."""
    ranking: Ranking | None
    """None for a single line."""
    partial: bool
    """The study was stopped."""


@dataclass(slots=True)
class Found:
    """What has been played so far; L lines."""

    params: tuple[Varied, ...]
    """K of them."""
    base: Array
    """(L, outcomes, W), at least 2 worlds, with every param at its value."""
    alone: dict[str, Array] = field(default_factory=dict)
    """By param, (4, L, outcomes, W)."""
    along: list[Array] = field(default_factory=list)
    """By trajectory, (L, outcomes, K)."""
    partial: bool = False


def summed(
    found: Found, *, scenario: Scenario, bench: Bench, lines: Sequence[str]
) -> Report:
    """Return the report of what was played.

    Args:
        found: it.
        scenario: the file.
        bench: the crisis that was played.
        lines: the names of the lines, in their order.
    """
    names = [row.id for row in found.params]
    of_all = _sizes(found)
    idle, missed = _unmissed(names, of_all)
    return Report(
        scenario=scenario.id,
        mechanics=bench.spec.mechanics,
        level=bench.spec.level,
        seed=bench.seed,
        worlds=found.base.shape[-1],
        trajectories=len(found.along),
        lines=tuple(lines),
        params=found.params,
        fixed=tuple(sorted(set(scenario.document.params) - set(names))),
        outcomes=tuple(
            Outcome(gauge=gauge, base=float(row.mean()), error=standard_error(row))
            for gauge, row in zip(bench.outcomes, found.base.mean(axis=0), strict=True)
        ),
        swings=_swings(bench, found),
        effects=_effects(bench, names, of_all),
        idle=idle,
        missed=missed,
        ranking=_ranking(lines, found),
        partial=found.partial,
    )


def _swings(bench: Bench, found: Found) -> tuple[Swing, ...]:
    rows = []
    for place, gauge in enumerate(bench.outcomes):
        own = []
        for param, played in found.alone.items():
            low, high = played[:2, :, place].mean(axis=1)
            own.append(
                Swing(
                    gauge=gauge,
                    param=param,
                    low=float(low.mean()),
                    high=float(high.mean()),
                    change=float((high - low).mean()),
                    error=standard_error(high - low),
                )
            )
        rows += sorted(own, key=lambda row: (-abs(row.change), row.param))
    return tuple(rows)


def _sizes(found: Found) -> Sizes | None:
    """Return the sizes of the effects, (outcomes, K); None of too few trajectories."""
    if len(found.along) <= 1:
        return None
    return sizes(np.stack(found.along))


def _effects(
    bench: Bench, names: Sequence[str], found: Sizes | None
) -> tuple[Effect, ...]:
    if found is None:
        return ()
    rows = []
    for place, gauge in enumerate(bench.outcomes):
        own = [
            Effect(
                gauge=gauge,
                param=name,
                mu_star=float(found.mu_star[place, column]),
                error=float(found.error[place, column]),
                sigma=float(found.sigma[place, column]),
            )
            for column, name in enumerate(names)
        ]
        rows += sorted(own, key=lambda row: (-row.mu_star, row.param))
    return tuple(rows)


def _unmissed(
    names: Sequence[str], found: Sizes | None
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the params without any effect, and those with next to none."""
    if found is None:
        return (), ()
    largest = found.mu_star.max(axis=1, keepdims=True, initial=0.0)
    small = (found.mu_star <= MISSED * largest).all(axis=0)
    none = (found.mu_star == 0.0).all(axis=0)
    return (
        tuple(name for name, row in zip(names, none, strict=True) if row),
        tuple(name for name, row in zip(names, small & ~none, strict=True) if row),
    )


def _ranking(lines: Sequence[str], found: Found) -> Ranking | None:
    if len(lines) <= 1:
        return None
    return ranking_of(
        lines,
        found.base[:, -1],
        [row for row in found.params if row.id in found.alone],
        {key: played[2:, :, -1] for key, played in found.alone.items()},
    )
