"""Reports: what was said of something hidden, by whom, how far to be trusted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from game.report.assessed import ReportView
from game.report.figures import percent
from game.report.views import Headline
from game.words.particles import fill

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from game.engine.observation import Observation
    from game.report.known import Known
    from game.report.labels import Labels


def reports(known: Known) -> tuple[ReportView, ...]:
    """Return every report that came so far, the newest first."""
    labels = known.labels
    return tuple(
        ReportView(
            id=key,
            label=labels.text(f"reports.{key}.label"),
            text=_said(labels, key, band),
            source=_source(labels, key),
            stated=_stated(labels, key),
            turn=seen.turn,
            date=labels.date(seen.turn),
            subject=labels.scenario.document.reports[key].about,
            about=_about(labels, key),
        )
        for seen in reversed(known.observations)
        for key, band in seen.reports
    )


def report_headlines(labels: Labels, seen: Observation) -> tuple[Headline, ...]:
    """Return the reports that came at an opening as headlines."""
    return tuple(
        Headline(
            id=f"report.{key}",
            title=labels.text(f"reports.{key}.label"),
            text=" ".join(
                part
                for part in (_said(labels, key, band), _remark(labels, key))
                if part
            ),
            actor=_unnamed(labels, key, _said(labels, key, band)),
            entry=f"reports.{key}",
        )
        for key, band in seen.reports
    )


def report_line(known: Known, key: str, turn: int) -> str:
    """Return what a report said at an opening, or empty where none came."""
    named = dict(known.observations[turn - 1].reports)
    return _said(known.labels, key, named[key]) if key in named else ""


def report_scores(
    known: Known, right: Mapping[str, Sequence[bool]]
) -> tuple[tuple[str, str], ...]:
    """Return each source of reports with how often it named the truth.

    Args:
        known: what was known at the end.
        right: for each report, whether it named the true band each time it came.
    """
    labels = known.labels
    found = []
    for key, hits in right.items():
        name = labels.say(
            "{report}: {source}",
            report=labels.text(f"reports.{key}.label"),
            source=_source(labels, key) or labels.say("source not named"),
        )
        score = labels.say("it never came")
        if hits:
            score = labels.say(
                "right in {right} of {count} reports ({share} %)",
                right=sum(hits),
                count=len(hits),
                share=percent(sum(hits) / len(hits)),
            )
        stated = _stated(labels, key)
        found.append((name, f"{score}; {stated}" if stated else score))
    return tuple(found)


def _said(labels: Labels, key: str, band: int) -> str:
    named = labels.scenario.document.reports[key].bands[band].id
    label = labels.text(f"reports.{key}.bands.{named}.label")
    return fill(labels.text(f"reports.{key}.text"), {"band": label})


def _source(labels: Labels, key: str) -> str:
    return labels.text(f"reports.{key}.source_name")


def _unnamed(labels: Labels, key: str, text: str) -> str:
    """Return the source, unless what was said or its label names it already."""
    source, label = _source(labels, key), labels.text(f"reports.{key}.label")
    return "" if source in text or source in label else source


def _stated(labels: Labels, key: str) -> str:
    trust = labels.scenario.document.reports[key].reliability
    if trust is None:
        return ""
    return labels.say("said to be right in {share} of 100", share=percent(trust))


def _remark(labels: Labels, key: str) -> str:
    stated = _stated(labels, key)
    return labels.say("({stated})", stated=stated) if stated else ""


def _about(labels: Labels, key: str) -> str:
    about = labels.scenario.document.reports[key].about
    for home in ("types", "red_lines", "variables"):
        text = labels.text(f"{home}.{about}.label")
        if text:
            return text
    return ""
