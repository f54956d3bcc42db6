"""What a forecaster without a model would say, from what had been published by then.

Three for numbers, and the same three for yes and no. Each knows the record up to
the month it forecasts from and nothing else; `places` are turns, those before the
calendar 0, -1 and so on.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from game.study.backtest.scores import crps, normal_crps, uniform_crps

ENOUGH_VALUES = 3
"""Values that a climatology is made of; with fewer it is the stated range."""
ENOUGH_PAIRS = 3
"""Neighbours that an AR(1) is fitted to; with fewer it is the persistence."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Past:
    """What was published of a number by the month of the forecast, oldest first."""

    places: tuple[int, ...]
    values: tuple[float, ...]
    range: tuple[float, float]
    """Between what it may lie, judged without the record."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """An AR(1): x(t + 1) = mean + slope (x(t) - mean) + noise."""

    mean: float
    slope: float
    noise: float
    """Its standard deviation."""


def number_scores(past: Past, place: int, record: float) -> tuple[float, float, float]:
    """Return the CRPS of persistence, climatology and AR(1), in that order.

    Args:
        past: what had been published; at least one value.
        place: the turn that is forecast.
        record: what then came.
    """
    return (
        persistence(past, place, record),
        climatology(past, record),
        ar1(past, place, record),
    )


def persistence(past: Past, place: int, record: float) -> float:
    """Score the last value, with a spread that grows as its own steps have.

    It is a normal whose variance is the mean square of the steps seen, per turn,
    times the turns ahead; one value alone is a point.
    """
    steps = [
        (after - before) ** 2 / (later - earlier)
        for before, after, earlier, later in zip(
            past.values, past.values[1:], past.places, past.places[1:], strict=False
        )
    ]
    square = sum(steps) / len(steps) if steps else 0.0
    ahead = place - past.places[-1]
    return normal_crps(past.values[-1], math.sqrt(square * ahead), record)


def climatology(past: Past, record: float) -> float:
    """Score the values seen, all alike likely; the stated range while they are few."""
    if len(past.values) < ENOUGH_VALUES:
        return uniform_crps(*past.range, record)
    return crps(np.array(past.values), record)


def ar1(past: Past, place: int, record: float) -> float:
    """Score an AR(1) fitted to neighbouring turns; the persistence where there is none.

    The forecast is a normal whose variance is that of the noise summed up.
    """
    line = fitted(past)
    if line is None:
        return persistence(past, place, record)
    ahead = place - past.places[-1]
    shrunk = line.slope**ahead
    mean = line.mean + shrunk * (past.values[-1] - line.mean)
    square = line.noise**2 * sum(line.slope ** (2 * turn) for turn in range(ahead))
    return normal_crps(mean, math.sqrt(square), record)


def fitted(past: Past) -> Line | None:
    """Fit an AR(1) by least squares.

    Returns:
        None where there is too little to fit it to, or where what was seen does not
        come back to any mean (a slope of 1 or more): that is the persistence's case.
    """
    pairs = [
        (before, after)
        for before, after, earlier, later in zip(
            past.values, past.values[1:], past.places, past.places[1:], strict=False
        )
        if later - earlier == 1
    ]
    if len(pairs) < ENOUGH_PAIRS:
        return None
    count = len(pairs)
    first = sum(before for before, _ in pairs) / count
    second = sum(after for _, after in pairs) / count
    square = sum((before - first) ** 2 for before, _ in pairs)
    if square == 0.0:
        return None
    cross = sum((before - first) * (after - second) for before, after in pairs)
    slope = cross / square
    if not -1.0 < slope < 1.0:
        return None
    mean = (second - slope * first) / (1.0 - slope)
    left = sum((after - mean - slope * (before - mean)) ** 2 for before, after in pairs)
    return Line(mean=mean, slope=slope, noise=math.sqrt(left / (count - 2)))


def chances(
    answers: Sequence[tuple[int, bool]], base: float, place: int
) -> tuple[float, float, float]:
    """Return the chances that last month, the base rate and a chain give a yes.

    Args:
        answers: (turn, whether it came) as published so far, oldest first.
        base: the stated rate, which counts as one turn seen.
        place: the turn that is forecast.

    Returns:
        Last month's answer as 0 or 1 (the stated rate where there is none), the share
        of yes, and a two-state chain run to the turn: the AR(1) of yes and no.
    """
    if not answers:
        return base, base, base
    told = [answer for _, answer in answers]
    rate = (sum(told) + base) / (len(told) + 1)
    after = {
        state: [
            later
            for (earlier_place, earlier), (later_place, later) in pairwise(answers)
            if earlier is state and later_place - earlier_place == 1
        ]
        for state in (False, True)
    }
    stays, starts = (
        (sum(after[state]) + rate) / (len(after[state]) + 1) for state in (True, False)
    )
    chance = float(told[-1])
    for _ in range(place - answers[-1][0]):
        chance = chance * stays + (1.0 - chance) * starts
    return float(told[-1]), rate, chance
