"""The tables of a back-test: mean scores by lead, skill, coverage, and the bars."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from game.engine import Chance
from game.study.backtest.cases import AnswerCase, Backtest, NumberCase, Variant
from game.study.backtest.scores import LEVELS, histogram

ENOUGH_TURNS = 12
"""Turns that a standard error, or a verdict on a bar, needs at least."""
FEWEST_TURNS = 2
"""Turns without which not even a figure is shown beside a bar."""
FAR = range(6, 13)
"""The leads of the bar against climatology."""
SKILL_NEAR, SKILL_FAR = 0.05, 0.10
COVERED = (0.70, 0.90)
_RESAMPLES = 1000
_CLIMATOLOGY = 2
"""The place of the climatology among the scores of a case."""

Case = NumberCase | AnswerCase
Scores = tuple[float, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Mean:
    """Mean scores of some cases; less is better."""

    id: str
    """The series or question; empty for all of them."""
    lead: int
    """Turns ahead; 0 for all of them."""
    cases: int
    turns: int
    """Turns that the cases are about: cases of one turn are not independent."""
    scores: tuple[float, float, float, float]
    """Of the model and the three baselines; of numbers, shares of their ranges."""
    best: int
    """Which baseline is best here: its place among the scores."""
    skill: float | None
    """1 less the model's score by the best baseline's; None where that is 0."""
    error: float | None
    """Its standard error by a block bootstrap over turns; None with too few."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Spread:
    """Where the records fell in the forecasts of numbers."""

    lead: int
    cases: int
    inside: tuple[float, ...]
    """Share of records in the middle interval, by `LEVELS`."""
    histogram: tuple[int, ...]
    """PIT values in equal bins from 0 to 1."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sums:
    """The tables of one variant."""

    given: bool
    drawn: bool
    numbers: tuple[Mean, ...]
    answers: tuple[Mean, ...]
    each_number: tuple[Mean, ...]
    """Series by series, one turn ahead, in the unit of the variable."""
    each_answer: tuple[Mean, ...]
    """Question by question, one turn ahead."""
    spreads: tuple[Spread, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """Something that was asked of the model beforehand, and what was seen."""

    name: str
    """`near`, `far` or `coverage`."""
    given: bool
    drawn: bool
    seen: float | None
    """None where the record is too short to see it at all."""
    turns: int
    reached: bool | None
    """None where there are too few turns to say."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """A back-test with its tables."""

    found: Backtest
    sums: tuple[Sums, ...]
    bars: tuple[Bar, ...]


def summed(found: Backtest) -> Report:
    """Return a back-test with its tables."""
    sums = tuple(_sums(variant, found.seed) for variant in found.variants)
    return Report(
        found=found,
        sums=sums,
        bars=tuple(
            bar
            for one, variant in zip(sums, found.variants, strict=True)
            for bar in _bars(one, variant)
        ),
    )


def lead_of(case: Case) -> int:
    """Return how many turns ahead a forecast was made."""
    return case.turn - case.origin


def mean_of(
    cases: Sequence[Case], scores: Sequence[Scores], id: str, lead: int, seed: int
) -> Mean:
    """Return the means of some cases, at least one, and the skill that they show."""
    table = np.array(scores)
    means = table.mean(axis=0)
    best = 1 + int(np.argmin(means[1:]))
    turns = [case.turn for case in cases]
    return Mean(
        id=id,
        lead=lead,
        cases=len(cases),
        turns=len(set(turns)),
        scores=(float(means[0]), float(means[1]), float(means[2]), float(means[3])),
        best=best,
        skill=_skill(float(means[0]), float(means[best])),
        error=block_error(table[:, [0, best]], turns, max(1, lead), seed),
    )


def block_error(
    pairs: np.ndarray[tuple[int, ...], np.dtype[np.float64]],
    turns: Sequence[int],
    length: int,
    seed: int,
) -> float | None:
    """Return the standard error of a skill by a circular block bootstrap over turns.

    Whole turns are drawn, in blocks, because the cases of a turn and of its
    neighbours go together (Politis and Romano 1992).

    Args:
        pairs: (cases, 2) scores of the model and of the other.
        turns: the turn of each case.
        length: turns in a block.
        seed: of the draws.

    Returns:
        None where there are fewer than `ENOUGH_TURNS` turns.
    """
    order = sorted(set(turns))
    if len(order) < ENOUGH_TURNS:
        return None
    place = np.array([order.index(turn) for turn in turns])
    sums = np.zeros((len(order), 2))
    np.add.at(sums, place, pairs)
    blocks = math.ceil(len(order) / length)
    chance = Chance(seed, "show")
    numbers = np.arange(_RESAMPLES, dtype=np.uint64)
    starts = chance.uniforms([f"block:{n}" for n in range(blocks)], 0, numbers)
    first = (starts * len(order)).astype(np.int64)
    rows = (first[:, None] + np.arange(length)[None, :, None]) % len(order)
    drawn = sums[rows.reshape(-1, _RESAMPLES)[: len(order)]].sum(axis=0)
    own, other = drawn[drawn[:, 1] > 0.0].T
    return float(np.std(1.0 - own / other)) if own.size else None


def _sums(variant: Variant, seed: int) -> Sums:
    numbers, answers = variant.numbers, variant.answers
    shares = [tuple(one / case.scale for one in case.scores) for case in numbers]
    return Sums(
        given=variant.given,
        drawn=variant.drawn,
        numbers=_by_lead(numbers, shares, seed),
        answers=_by_lead(answers, [case.scores for case in answers], seed),
        each_number=_each(numbers, seed),
        each_answer=_each(answers, seed),
        spreads=tuple(
            _spread([one for one in numbers if lead in {0, lead_of(one)}], lead)
            for lead in (1, 0)
            if numbers
        ),
    )


def _by_lead(
    cases: Sequence[Case], scores: Sequence[Scores], seed: int
) -> tuple[Mean, ...]:
    found = []
    for lead in sorted({lead_of(case) for case in cases}):
        own = [place for place, case in enumerate(cases) if lead_of(case) == lead]
        found.append(
            mean_of(
                [cases[place] for place in own],
                [scores[place] for place in own],
                "",
                lead,
                seed,
            )
        )
    return tuple(found)


def _each(cases: Sequence[Case], seed: int) -> tuple[Mean, ...]:
    found = []
    for key in sorted({case.id for case in cases}):
        own = [case for case in cases if case.id == key and lead_of(case) == 1]
        if own:
            found.append(mean_of(own, [case.scores for case in own], key, 1, seed))
    return tuple(found)


def _spread(cases: Sequence[NumberCase], lead: int) -> Spread:
    count = max(1, len(cases))
    return Spread(
        lead=lead,
        cases=len(cases),
        inside=tuple(
            sum(case.inside[place] for case in cases) / count
            for place in range(len(LEVELS))
        ),
        histogram=histogram([case.pit for case in cases]),
    )


def _bars(sums: Sums, variant: Variant) -> tuple[Bar, ...]:
    """Return what was asked, beside what one variant shows."""
    near = [case for case in variant.numbers if lead_of(case) == 1]
    far = [case for case in variant.numbers if lead_of(case) in FAR]
    skill = next((row.skill for row in sums.numbers if row.lead == 1), None)
    own, other = (
        sum(case.scores[place] / case.scale for case in far)
        for place in (0, _CLIMATOLOGY)
    )
    inside = [row.inside[LEVELS.index(80)] for row in sums.spreads if not row.lead]
    return (
        _bar("near", sums, skill, near, (SKILL_NEAR, 1.0)),
        _bar("far", sums, _skill(own, other), far, (SKILL_FAR, 1.0)),
        _bar("coverage", sums, next(iter(inside), None), variant.numbers, COVERED),
    )


def _bar(
    name: str,
    sums: Sums,
    seen: float | None,
    cases: Sequence[NumberCase],
    within: tuple[float, float],
) -> Bar:
    turns = len({case.turn for case in cases})
    told = (
        None if seen is None or turns < ENOUGH_TURNS else within[0] <= seen <= within[1]
    )
    return Bar(
        name=name,
        given=sums.given,
        drawn=sums.drawn,
        seen=seen,
        turns=turns,
        reached=told,
    )


def _skill(own: float, other: float) -> float | None:
    return 1.0 - own / other if other > 0.0 else None
