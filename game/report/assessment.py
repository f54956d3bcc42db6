"""The assessment of who sits opposite: rival estimates, and odds of what is hidden."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from game.report.assessed import (
    AssessmentView,
    BandView,
    OddsView,
    SourceView,
    UnseenView,
)
from game.report.bands import bands
from game.report.estimative import estimative
from game.report.figures import apportion, in_unit, shown, units, with_unit
from game.report.numbers import number, reliability, source_label
from game.report.told import reports
from game.scenario.rival import DRAWN
from game.words import render

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from game.engine.spec import Estimate
    from game.report.known import Known
    from game.report.labels import Labels

_WHOLE = 100
"""Percent."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Belief:
    """What is believed of one hidden thing: shares by band that sum to 1."""

    prior: tuple[float, ...]
    now: tuple[float, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Beliefs:
    """What is believed at one opening."""

    odds: Mapping[str, Belief]
    """By the id of a type or a red line."""
    strained: bool
    """Something was seen that none of the believed worlds would have."""


def assessment(
    known: Known, beliefs: Beliefs, focus: Mapping[str, float]
) -> AssessmentView:
    """Build the assessment of a month from what is known and believed.

    Args:
        known: what is known.
        beliefs: what is believed.
        focus: by estimate, what multiplies the noise of this month's reading.
    """
    labels = known.labels
    return AssessmentView(
        turn=known.turn,
        date=labels.date(known.turn),
        numbers=unseen(known, focus),
        reports=reports(known),
        odds=odds(labels, beliefs),
        strained=strained_text(labels) if beliefs.strained else "",
        note=labels.say(
            "The odds come from imagined worlds, weighted by how well each explains "
            "what has been seen; beside them stand the odds before the first turn."
        ),
        nothing=_nothing(known),
    )


def _nothing(known: Known) -> str:
    """Say that nothing was reported, or that there is nothing to report."""
    if all(known.is_exact(key) for key in known.variables):
        return known.labels.say("Nothing is hidden here.")
    return known.labels.say("Nothing has been reported of what is hidden here.")


def strained_text(labels: Labels) -> str:
    """Return the sentence for beliefs that cannot explain what was seen."""
    return labels.say(
        "Something was seen that none of the assessed possibilities explains, so "
        "trust these odds less."
    )


def odds(labels: Labels, beliefs: Beliefs) -> tuple[OddsView, ...]:
    """Return the odds of all that is hidden, types first, in the order of the file."""
    found = bands(labels)
    document = labels.scenario.document
    places = [(key, labels.hidden(key), False) for key in (DRAWN, *document.types)]
    places += [
        (key, labels.text(f"red_lines.{key}.label"), True)
        for key in document.red_lines
        if labels.is_on(f"red_lines.{key}")
    ]
    return tuple(
        OddsView(
            id=key,
            label=label,
            line=line,
            bands=_bands(labels, [band.text for band in found[key]], beliefs.odds[key]),
        )
        for key, label, line in places
        if key in found and key in beliefs.odds
    )


def _bands(
    labels: Labels, texts: Sequence[str], belief: Belief
) -> tuple[BandView, ...]:
    rows = zip(texts, whole(belief.prior), whole(belief.now), strict=True)
    return tuple(
        BandView(
            text=text,
            prior=prior,
            now=now,
            words=render(estimative(now), labels.language),
        )
        for text, prior, now in rows
    )


def whole(shares: Sequence[float]) -> tuple[int, ...]:
    """Return shares in whole percent that sum to 100."""
    return apportion(shares, _WHOLE, 2)


def unseen(known: Known, focus: Mapping[str, float]) -> tuple[UnseenView, ...]:
    """Return every number that is known only through sources, by label."""
    views = [
        UnseenView(
            id=key,
            label=known.labels.text(f"variables.{key}.label"),
            text=number(known, key).text,
            sources=tuple(
                _source(known, row, focus[row.id])
                for row in known.labels.spec.estimates
                if row.variable == key
            ),
        )
        for key in known.variables
        if not known.is_exact(key) and known.estimates[key]
    ]
    return tuple(sorted(views, key=lambda view: (view.label, view.id)))


def _source(known: Known, row: Estimate, focus: float) -> SourceView:
    labels, digits = known.labels, known.labels.decimals[row.variable]
    unit = labels.unit(row.variable)
    history = tuple(
        units(value, digits) / 10.0**digits for value in known.read_by(row.id)
    )
    within = with_unit(shown(spread(row, focus), digits), unit)
    return SourceView(
        label=source_label(labels, row),
        reading=with_unit(shown(history[-1], digits), unit),
        stated=labels.say(
            "says it is usually within {error} of the truth", error=within
        ),
        reliability=reliability(labels, row),
        history=history,
        texts=tuple(in_unit(shown(value, digits), unit) for value in history),
    )


def spread(row: Estimate, focus: float) -> float:
    """Return the distance from the truth within which two readings of three lie.

    It is what a source states of itself: its monthly noise, as far as it is
    focused, and its lasting bias.
    """
    return math.hypot(row.noise * focus, row.bias)
