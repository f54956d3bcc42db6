"""The end of a game: the ending, the duties against par, the truth opened."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from game.report.advice import record, record_text
from game.report.causes import DRIFT, Causes
from game.report.chances import PASSED
from game.report.desk import role_of
from game.report.figures import units
from game.report.numbers import gauges
from game.report.opened import source_scores, truths
from game.report.reviewed import Review, ScoreView
from game.report.rivals import played_under
from game.report.told import report_scores
from game.report.whole import Course, whole
from game.scenario.levels import margin_of
from game.words import render

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from game.report.advice import Judge, Record
    from game.report.assessment import Beliefs
    from game.report.known import Known
    from game.report.labels import Labels
    from game.report.views import GaugeView


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What a finished game turned out to be; everything in it is open now."""

    ending: str
    """The id of the ending, or empty: the calendar ran out without one."""
    also: tuple[str, ...]
    """Other endings whose condition held at the last close."""
    lead: str
    priorities: tuple[str, ...]
    weights: Mapping[str, float]
    """What each objective weighs in the mandate; any positive scale."""
    scores: Mapping[str, float]
    """Objective id to 0 to 100."""
    par: Mapping[str, float]
    """The mean of the reference policies under the same luck; empty if none."""
    types: Mapping[str, float]
    thresholds: Mapping[str, float]
    hidden: Mapping[str, float]
    """Variables that the player did not see exactly, at the end."""
    errors: Mapping[str, Sequence[float]]
    """Estimate id to its reading less the truth, month by month."""
    focus: Mapping[str, Sequence[float]]
    """Estimate id to what multiplied its noise, month by month."""
    reports: Mapping[str, Sequence[bool]]
    """Report id to whether it named the true band, each time that it came."""
    courses: Mapping[str, Course] = field(default_factory=dict)
    """The variables of gauges from the first opening to the last, with causes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """A finished game in three numbers."""

    mandate: int
    par: int
    kept: bool
    """Whether the mandate was kept, at a price or not."""


def judged(labels: Labels, outcome: Outcome) -> Judged | None:
    """Return what a finished game came to; None where nothing is scored."""
    scores = _scores(labels, outcome)
    if not scores:
        return None
    mandate, par = _weighted(scores, outcome.weights)
    row = labels.scenario.document.endings.get(outcome.ending)
    grade = row.grade if row else "mixed"
    kept = _is_kept(grade, mandate - par, labels.spec.level)
    return Judged(mandate=mandate, par=par, kept=kept)


def _is_kept(grade: str, margin: int, level: int) -> bool:
    return grade != "loss" and margin >= margin_of(level)


def review(known: Known, outcome: Outcome, judge: Judge, beliefs: Beliefs) -> Review:
    """Build the review of a finished game; `beliefs` are those at the end."""
    labels = known.labels
    path = f"endings.{outcome.ending}"
    row = labels.scenario.document.endings.get(outcome.ending)
    scores = _scores(labels, outcome)
    mandate, par = _weighted(scores, outcome.weights)
    grade = row.grade if row else "mixed"
    advisers = labels.scenario.document.advisers
    records = {key: record(known, judge, key) for key in advisers}
    return Review(
        ending=outcome.ending,
        title=labels.text(f"{path}.title")
        if row
        else labels.say("The calendar is over"),
        text=labels.text(f"{path}.text") if row else "",
        grade=grade,
        voices=tuple(
            (
                labels.text(f"{path}.voices.{place}.who"),
                labels.text(f"{path}.voices.{place}.text"),
            )
            for place in range(len(row.voices) if row else 0)
        ),
        also=tuple(labels.text(f"endings.{key}.title") for key in outcome.also),
        scores=scores,
        mandate=mandate,
        par=par,
        verdict=_verdict(known, scores, mandate - par, grade) if scores else "",
        truths=truths(known, outcome, beliefs),
        sources=(
            *source_scores(known, outcome.errors, outcome.focus),
            *report_scores(known, outcome.reports),
            *_advisers(known, records),
        ),
        judged=any(past.judged for past in records.values()),
        months=movements(known),
        whole=whole(known, outcome.courses),
        kept=bool(scores) and _is_kept(grade, mandate - par, labels.spec.level),
        model=played_under(labels),
    )


def _scores(labels: Labels, outcome: Outcome) -> tuple[ScoreView, ...]:
    rows = labels.scenario.document.objectives
    return tuple(
        ScoreView(
            id=key,
            label=labels.text(f"objectives.{key}.label"),
            score=units(outcome.scores[key], 0),
            par=units(outcome.par.get(key, 0.0), 0),
            floor=units(row.floor, 0),
            role=role_of(key, outcome.lead, outcome.priorities),
        )
        for key, row in rows.items()
    )


def _weighted(
    scores: Sequence[ScoreView], weights: Mapping[str, float]
) -> tuple[int, int]:
    """Return the mandate score and par, from the scores as they are shown."""
    total = sum(weights[row.id] for row in scores)
    if not total:
        return 0, 0
    own = sum(weights[row.id] * row.score for row in scores)
    par = sum(weights[row.id] * row.par for row in scores)
    return units(own / total, 0), units(par / total, 0)


def _verdict(known: Known, scores: Sequence[ScoreView], margin: int, grade: str) -> str:
    say = known.labels.say
    level = known.labels.spec.level
    if not _is_kept(grade, margin, level):
        return say(
            "not kept ({margin} against par, {needed} asked for)",
            margin=f"{margin:+d}",
            needed=f"{margin_of(level):+d}",
        )
    broken = [row for row in scores if row.role and row.score < row.floor]
    if broken:
        return say(
            "kept at a price ({duties} below the floor)",
            duties=", ".join(row.label for row in broken),
        )
    return say("kept ({margin} against par)", margin=f"{margin:+d}")


def _advisers(
    known: Known, records: Mapping[str, Record]
) -> tuple[tuple[str, str], ...]:
    labels = known.labels
    found = []
    for key, its in records.items():
        past = record_text(known, its)
        bias = labels.text(f"advisers.{key}.bias")
        text = labels.say("{record}. {bias}", record=past, bias=bias) if bias else past
        found.append((labels.text(f"advisers.{key}.name"), text))
    return tuple(found)


def movements(known: Known) -> tuple[tuple[int, str, str], ...]:
    """Return turn, date and a line on what moved most and why, of every turn decided.

    It tells what was known at the time, so an open game may show it.
    """
    labels = known.labels
    dull = {render(words, labels.language) for words in (DRIFT, PASSED)}
    found = []
    for turn in range(2, known.turn + 1):
        then = known.until(turn)
        moved = [view for view in gauges(then, Causes(then)) if view.direction]
        line = ""
        if moved:
            # What somebody did tells more than what goes by itself, however far.
            most = max(
                moved,
                key=lambda view: (view.because not in dull, _distance(view), view.id),
            )
            line = labels.say(
                "{gauge} {change}: {because}",
                gauge=most.label,
                change=most.change,
                because=most.because or labels.say("many small causes"),
            )
        found.append((turn - 1, labels.date(turn - 1), line))
    return tuple(found)


def _distance(view: GaugeView) -> float:
    """Return the change as a share of where the number stands, to compare units."""
    now, before = view.history[-1], view.history[-2]
    return abs(now - before) / max(abs(now), abs(before), 1.0)
