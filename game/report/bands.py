"""The bands in which a hidden number is told: the words of the file, or numbers."""

from __future__ import annotations

import math
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from game.engine.expression import Read, Source
from game.engine.spec import GRID, PriorKind
from game.report.figures import significant
from game.report.rivals import drawn_labels
from game.scenario.rival import DRAWN

if TYPE_CHECKING:
    from collections.abc import Sequence

    from game.engine.expression import Expression
    from game.engine.spec import Prior
    from game.report.labels import Labels
    from game.scenario.world import Word

_PARTS = 3
"""Bands of a range for which the file has no words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Band:
    """One band of a hidden number."""

    up_to: float
    """Its upper end, which belongs to it; the last band takes what is above too."""
    text: str


def bands(labels: Labels) -> dict[str, tuple[Band, ...]]:
    """Return the bands of every type and red line that is hidden, by id.

    What the file fixes is no secret and has no bands.
    """
    found = {
        row.id: _of_type(labels, row.id, row.prior)
        for row in labels.spec.types
        if row.prior.kind is not PriorKind.FIXED
    }
    found |= {
        row.id: _of_line(labels, row.id, row.watches, row.threshold)
        for row in labels.spec.red_lines
        if row.threshold.kind is not PriorKind.FIXED
    }
    return found


def place_in(value: float, found: Sequence[Band]) -> int:
    """Return in which band a value lies."""
    # What was drawn is on the grid, half a step of which no cut means to part.
    inside = (n for n, band in enumerate(found) if value <= band.up_to + 0.5 / GRID)
    return next(inside, len(found) - 1)


def _of_type(labels: Labels, key: str, prior: Prior) -> tuple[Band, ...]:
    if key == DRAWN:
        return tuple(
            Band(up_to=float(place), text=text)
            for place, text in enumerate(drawn_labels(labels))
        )
    words = labels.scenario.document.types[key].words
    return _worded(labels, f"types.{key}", words) or _numbers(labels, prior)


def _worded(labels: Labels, path: str, words: Sequence[Word]) -> tuple[Band, ...]:
    return tuple(
        Band(up_to=row.up_to, text=labels.text(f"{path}.words.{place}.text"))
        for place, row in enumerate(words)
    )


def _of_line(
    labels: Labels, key: str, watches: Expression, prior: Prior
) -> tuple[Band, ...]:
    words = labels.scenario.document.red_lines[key].words
    if words:
        return _worded(labels, f"red_lines.{key}", words)
    # Only of the bare lever is a threshold a rung; anything taken away or added, if
    # only in some worlds, would make the name of a rung wrong.
    if not (isinstance(watches, Read) and watches.source is Source.LEVER):
        return _numbers(labels, prior)
    lever = watches.id
    names = {row.id: row.rungs for row in labels.spec.levers}[lever]
    values = _thresholds(prior)
    if not all(0 <= value < len(names) and value == int(value) for value in values):
        return _numbers(labels, prior)
    return tuple(
        Band(
            up_to=value,
            text=labels.say(
                "{lever}, from this rung on: {rung}",
                lever=labels.text(f"levers.{lever}.label"),
                rung=labels.text(f"levers.{lever}.rungs.{names[int(value)].id}.label"),
            ),
        )
        for value in values
    )


def _thresholds(prior: Prior) -> tuple[float, ...]:
    """Return the rungs at which a threshold may be reached, were it on a ladder."""
    if prior.kind is PriorKind.CHOICE:
        return tuple(sorted(set(prior.values)))
    first, last = math.ceil(prior.low), math.ceil(prior.high)
    return tuple(float(rung) for rung in range(first, last + 1))


def _numbers(labels: Labels, prior: Prior) -> tuple[Band, ...]:
    if prior.kind is PriorKind.CHOICE:
        return tuple(
            Band(up_to=value, text=significant(value))
            for value in sorted(set(prior.values))
        )
    step = (prior.high - prior.low) / _PARTS
    ends = [prior.low + step * place for place in range(1, _PARTS)]
    ends = [prior.low, *ends, prior.high]
    return tuple(
        Band(
            up_to=high,
            text=labels.say(
                "{low} to {high}", low=significant(low), high=significant(high)
            ),
        )
        for low, high in pairwise(ends)
    )
