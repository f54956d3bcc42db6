"""The assessment of who sits opposite as lines of text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from game.words import say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from game.report.assessed import AssessmentView, BandView, ReportView, SourceView


def assessment_lines(view: AssessmentView, language: str) -> Iterator[str]:
    """Write the estimates with their rival sources, the reports, then the odds."""
    yield ""
    yield say("Assessment of who sits opposite, {date}.", language, date=view.date)
    if view.strained:
        yield view.strained
    if not (view.numbers or view.reports or view.odds):
        yield view.nothing
    if view.numbers:
        yield ""
        yield say("Estimates:", language)
    for number in view.numbers:
        yield f"- {number.label} [{number.id}]: {number.text}"
        for source in number.sources:
            yield f"    {_source(source, language)}"
    if view.reports:
        yield ""
        yield say("Reports, the newest first:", language)
    for report in view.reports:
        yield f"- {_report(report, language)}"
    for odds in view.odds:
        yield ""
        kind = say("Red line", language) if odds.line else say("Unknown", language)
        yield f"{kind}: {odds.label} [{odds.id}]"
        yield from (f"- {_band(band, language)}" for band in odds.bands)
    if view.odds:
        yield ""
        yield view.note
        yield say("why ID tells what moved one of these, by how much.", language)


def _report(report: ReportView, language: str) -> str:
    trust = "; ".join(part for part in (report.source, report.stated) if part)
    who = f"{report.label} ({trust})" if trust else report.label
    return say(
        "{date}, {who}: {text}",
        language,
        date=report.date,
        who=who,
        text=report.text,
    )


def _source(source: SourceView, language: str) -> str:
    text = f"{source.label}: {source.reading}"
    stated = "; ".join(part for part in (source.reliability, source.stated) if part)
    if stated:
        text = f"{text} ({stated})"
    if len(source.history) == 1:
        return text
    months = ", ".join(source.texts)
    return say("{text}; by turn: {months}", language, text=text, months=months)


def _band(band: BandView, language: str) -> str:
    return say(
        "{text}: now {now} %, {words}; at first {prior} %",
        language,
        now=band.now,
        words=band.words,
        prior=band.prior,
        text=band.text.rstrip("."),
    )
