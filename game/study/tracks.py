"""Tracks: dated records of a variable beside what the games show."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from game.engine import Array
from game.scenario import Scenario, Track
from game.scenario.calendar import moment_of
from game.study.trials import Wanted, play_trial, policy_of_lines
from game.study.verdicts import crps

_LOW, _HIGH = 10, 90
"""Percent: the band that a record is set against."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """One dated point of a track beside what the games show."""

    date: str
    turn: int
    record: float
    low: float
    middle: float
    high: float
    inside: bool
    """Whether the 80 % band, widened by the tolerance, holds the record."""
    crps: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Tracked:
    """One track that was played."""

    id: str
    note: str
    variable: str
    unit: str
    worlds: int
    points: tuple[Point, ...]
    coverage: float
    """Share of the points that lie inside the band."""
    crps: float
    """The mean over the points, in the unit of the variable."""


def play_track(scenario: Scenario, key: str, seed: int) -> Tracked:
    """Play a track and set the games beside the record.

    Raises:
        NotFiniteError: a number of the scenario leaves the real line.
    """
    row = scenario.document.tracks[key]
    spec = scenario.spec(row.level)
    place = [one.id for one in spec.variables].index(row.variable)
    turns = {day: scenario.calendar.turn_of(moment_of(day)) for day in row.points}
    last = max(turns.values())
    trial = play_trial(
        spec,
        policy_of_lines(scenario, row.when, spec),
        row.worlds,
        seed,
        Wanted(turns=last, openings=dict.fromkeys(turns.values(), place)),
    )
    points = tuple(
        _point(day, turns[day], value, row, np.sort(trial.openings[turns[day]]))
        for day, value in sorted(row.points.items(), key=lambda pair: turns[pair[0]])
    )
    return Tracked(
        id=key,
        note=row.note or "",
        variable=row.variable,
        unit=row.unit or scenario.unit(row.variable, "en"),
        worlds=row.worlds,
        points=points,
        coverage=sum(point.inside for point in points) / len(points),
        crps=sum(point.crps for point in points) / len(points),
    )


def _point(day: str, turn: int, record: float, row: Track, ordered: Array) -> Point:
    last = ordered.size - 1
    low, middle, high = (
        float(ordered[(last * percent + 50) // 100]) for percent in (_LOW, 50, _HIGH)
    )
    return Point(
        date=day,
        turn=turn,
        record=record,
        low=low,
        middle=middle,
        high=high,
        inside=low - row.tolerance <= record <= high + row.tolerance,
        crps=crps(ordered, record),
    )
