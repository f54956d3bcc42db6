"""Reports: what is told at an opening of what is hidden, right, wrong or planted."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from game.engine.chance import Chance
from game.engine.expression import Source
from game.engine.frames import opening_frame
from game.engine.model import Model
from game.engine.program import Frame
from game.engine.state import Array, Integers, Mask, State

NOTHING = -1.0
"""The band told where no report comes."""


class _Terms(NamedTuple):
    """What one report is worth at an opening, in each world, (W,) each."""

    comes: Mask
    right: Array
    planted: Array
    band: Integers
    """The true band."""


def _chance(value: Array) -> Array:
    """Return a number as a chance; what is no number is none."""
    return np.where(value > 0.0, np.minimum(value, 1.0), 0.0)


def report_subject(model: Model, state: State, about: str) -> Array:
    """Return the value that a report is about, (W,)."""
    spec, rows = model.spec, model.names.rows
    value: Array
    if about in rows[Source.TYPE]:
        value = state.types[rows[Source.TYPE][about]]
    elif about in rows[Source.VARIABLE]:
        value = state.values[rows[Source.VARIABLE][about]]
    else:
        value = state.thresholds[[line.id for line in spec.red_lines].index(about)]
    return value


def _terms(model: Model, state: State, frame: Frame | None = None) -> list[_Terms]:
    """Work out what every report is worth at an opening."""
    reports = model.spec.reports
    with np.errstate(all="ignore"):
        program = model.programs.reports
        read = opening_frame(model, state, program) if frame is None else frame
        results = iter(program.run(read))
    width = state.worlds.size
    terms: list[_Terms] = []
    for report in reports:
        comes, right, planted = (
            np.broadcast_to(next(results), (width,)) for _ in range(3)
        )
        value = report_subject(model, state, report.about)
        band = np.zeros(width, dtype=np.int64)
        for cut in report.cuts:
            band += value >= cut
        terms.append(_Terms(comes, _chance(right), _chance(planted), band))
    return terms


def told(model: Model, state: State) -> Mask:
    """Tell at an opening which reports come, (Q, W)."""
    comes = [terms.comes for terms in _terms(model, state)]
    return np.array(comes, dtype=np.bool_).reshape(len(comes), state.worlds.size)


def report_odds(model: Model, state: State) -> tuple[Array, ...]:
    """Return how likely each report is to name each of its bands, if it comes.

    Args:
        model: the model.
        state: the opening at which it would be told.

    Returns:
        For each report (bands, W); the bands of a world sum to 1.
    """
    found: list[Array] = []
    for report, terms in zip(model.spec.reports, _terms(model, state), strict=True):
        others = len(report.cuts)
        bands = np.arange(others + 1)[:, None]
        honest = np.where(
            bands == terms.band, terms.right, (1.0 - terms.right) / others
        )
        odds = (1.0 - terms.planted) * honest
        odds[report.plant] += terms.planted
        found.append(odds)
    return tuple(found)


def tell(
    model: Model, state: State, chance: Chance, frame: Frame | None = None
) -> Array:
    """Return the band that each report names at an opening, or NOTHING, (Q, W).

    Args:
        model: the model.
        state: the opening.
        chance: where the draws come from.
        frame: what is read at the opening, if it is at hand.
    """
    reports = model.spec.reports
    bands = np.empty((len(reports), state.worlds.size))
    if not reports:
        return bands
    streams = [f"report:{report.id}" for report in reports]
    luck = chance.opening
    planted, right, which = (
        luck.uniforms(streams, state.turn, state.worlds, index) for index in range(3)
    )
    for row, terms in enumerate(_terms(model, state, frame)):
        report = reports[row]
        other = np.floor(which[row] * len(report.cuts))
        other += other >= terms.band
        honest = np.where(right[row] < terms.right, terms.band, other)
        named = np.where(planted[row] < terms.planted, float(report.plant), honest)
        bands[row] = np.where(terms.comes, named, NOTHING)
    return bands
