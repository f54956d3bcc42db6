"""What the chances of a report come to, where the file alone tells it."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass

from game.engine.compiler import Names, compile_program
from game.engine.expression import Expression, Source, reads
from game.engine.program import Frame
from game.scenario.desk import Difficulty
from game.scenario.fields import Drawn
from game.scenario.formulas import with_params
from game.scenario.shape import Rows
from game.scenario.world import Band, HiddenType, RedLine, Report

_NOTHING = Frame((), (), (), (), (), (), (), (), (), (), ())
_STANDARD = 3
"""The level of a file without [difficulty]."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Level:
    """One level of difficulty."""

    number: int
    params: Mapping[str, float]
    is_standard: bool


def levels(rows: Rows) -> list[Level]:
    """Return the levels of a file; it has one, if it names none."""
    found = [
        Level(number=row.level, params=row.params, is_standard=row.standard)
        for row in rows.of("difficulty").values()
        if isinstance(row, Difficulty)
    ]
    return found or [Level(number=_STANDARD, params={}, is_standard=True)]


def worked_out(expression: Expression, level: Level) -> float | None:
    """Return the number of an expression; None if it hangs on the world.

    It is known before any play if it reads nothing but params and the level.
    """
    if any(read.source is not Source.LEVEL for read in reads(expression)):
        return None
    names = Names(rows={}, derived={}, turns=1, level=level.number)
    tree = with_params(expression, level.params)
    (result,) = compile_program(names, (tree,)).run(_NOTHING)
    return float(result)


def hits(right: float, planted: float, row: Report, rows: Rows) -> float:
    """Return how often a report names the true band.

    What is planted is right where the planted band happens to be the true one, as
    often as the prior says; of a variable nobody can say it beforehand.
    """
    return (1.0 - planted) * right + planted * _prior_of_plant(row, rows)


def _prior_of_plant(row: Report, rows: Rows) -> float:
    prior = _prior(row.about, rows)
    places = [place for place, band in enumerate(row.bands) if band.id == row.plant]
    if prior is None or not places:
        return 0.0
    return _share(prior, *_ends(row.bands, places[0]))


def _prior(about: str, rows: Rows) -> Drawn | None:
    kind = rows.of("types").get(about)
    if isinstance(kind, HiddenType):
        return kind
    line = rows.of("red_lines").get(about)
    if isinstance(line, RedLine) and isinstance(line.threshold, Drawn):
        return line.threshold
    return None


def _ends(bands: tuple[Band, ...], place: int) -> tuple[float, float]:
    low = bands[place - 1].up_to if place else None
    high = bands[place].up_to
    return (
        -math.inf if low is None else low,
        math.inf if high is None else high,
    )


def _share(prior: Drawn, low: float, high: float) -> float:
    """Return the weight that a prior gives to the values from low to below high."""
    if prior.low is not None and prior.high is not None and prior.low < prior.high:
        inside = min(high, prior.high) - max(low, prior.low)
        return max(0.0, inside) / (prior.high - prior.low)
    values = prior.values or ()
    weights = prior.weights or (1.0,) * len(values)
    total = sum(weights)
    if total <= 0.0:
        return 0.0
    pairs = zip(values, weights, strict=False)
    return sum(weight for value, weight in pairs if low <= value < high) / total
