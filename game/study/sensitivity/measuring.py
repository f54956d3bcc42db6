"""Sensitivity: what a crisis hangs on, one param at a time and along trajectories."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass
from itertools import islice

import numpy as np

from game.engine import Array, Chance
from game.outlook.particles import numbers
from game.scenario import Scenario
from game.session.policies import Policy
from game.study.cost import cost_of
from game.study.field import Tell, silent, spread
from game.study.seats import CHUNK
from game.study.sensitivity.morris import effects, trajectories
from game.study.sensitivity.points import Bench, Varied, params_of
from game.study.sensitivity.summing import Found, Report, summed
from game.words import say

_SHIFTS = 4
"""Points of a param moved alone: both ends of its range, and down and up by a share."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """What is measured, and how."""

    scenario: Scenario
    bench: Bench
    lines: Sequence[Policy]
    worlds: int
    """Of each point."""
    trajectories: int
    executor: Executor | None = None
    tell: Tell = silent
    language: str = "en"


_Job = tuple[Sequence[str], Array, int]
"""Ids of params, (P, K) their values at each point, and the block of worlds."""


def measure_sensitivity(task: Task) -> Report:
    """Play every point and report what the outcomes hang on; Ctrl+C keeps what is done.

    Args:
        task: what is measured; its worlds and trajectories are at least 2.

    Raises:
        KeyboardInterrupt: it was stopped before the lines were played as they stand.
        NotFiniteError: a number of the scenario leaves the real line.
    """
    params = params_of(task.scenario, task.bench.spec.level)
    stands: _Job = ((), np.empty((1, 0)), 0)
    (base,) = _played(task, say("as it stands", task.language), [stands])
    found = Found(params=params, base=base[:, :, 0])
    try:
        _play_alone(task, params, found)
        _play_along(task, params, found)
    except KeyboardInterrupt:
        found.partial = True
    return summed(
        found,
        scenario=task.scenario,
        bench=task.bench,
        lines=[line.name for line in task.lines],
    )


def _passes_of(params: int, task: Task) -> int:
    """Return how many points of how many params are played in the worlds of a line."""
    return 1 + _SHIFTS * params + task.trajectories * (params + 1)


def seconds_of_sensitivity(task: Task) -> float:
    """Return what playing every point of a sensitivity takes.

    Raises:
        NotFiniteError: a number of the scenario leaves the real line.
    """
    bench = task.bench
    points = _passes_of(len(params_of(task.scenario, bench.spec.level)), task)
    return sum(
        cost_of(bench.spec, line, bench.seed).of(points * task.worlds)
        for line in task.lines
    )


def _play_alone(task: Task, params: Sequence[Varied], found: Found) -> None:
    """Move each param alone, so many at once as suits the processor."""
    width = max(1, CHUNK // (_SHIFTS * task.worlds))
    blocks = [params[first : first + width] for first in range(0, len(params), width)]
    jobs: list[_Job] = [(*_alone(block), 0) for block in blocks]
    what = say("one at a time", task.language)
    for block, played in zip(blocks, _played(task, what, jobs), strict=True):
        for place, param in enumerate(block):
            own = played[:, :, _SHIFTS * place : _SHIFTS * (place + 1)]
            found.alone[param.id] = np.moveaxis(own, 2, 0)


def _alone(block: Sequence[Varied]) -> tuple[Sequence[str], Array]:
    points = np.tile([row.value for row in block], (_SHIFTS * len(block), 1))
    for place, row in enumerate(block):
        own = slice(_SHIFTS * place, _SHIFTS * (place + 1))
        points[own, place] = (row.low, row.high, row.less, row.more)
    return [row.id for row in block], points


def _play_along(task: Task, params: Sequence[Varied], found: Found) -> None:
    """Move all params, one after another, along each trajectory in its own worlds."""
    names = [row.id for row in params]
    paths = trajectories(
        names, task.trajectories, Chance(task.bench.seed, "sensitivity")
    )
    low = np.array([row.low for row in params])
    high = np.array([row.high for row in params])
    jobs: list[_Job] = [
        (names, low + path.points * (high - low), number)
        for number, path in enumerate(paths)
    ]
    what = say("trajectories", task.language)
    for path, played in zip(paths, _played(task, what, jobs), strict=True):
        found.along.append(effects(path, played.mean(axis=-1)))


def _played(task: Task, what: str, jobs: Sequence[_Job]) -> Iterator[Array]:
    """Yield of each job what came of it in every line, (L, outcomes, P, W)."""
    calls = [
        (line, params, points, numbers(block * task.worlds, (block + 1) * task.worlds))
        for params, points, block in jobs
        for line in task.lines
    ]
    made = spread(task.executor, task.tell, what, task.bench.play, calls)
    while len(lines := list(islice(made, len(task.lines)))):
        yield np.stack(lines)
