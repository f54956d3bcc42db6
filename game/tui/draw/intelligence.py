"""Who sits opposite: rival sources of a number, and the odds of what is hidden."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from game.tui.cells import (
    BLANK,
    Look,
    Row,
    Span,
    fit,
    led,
    paragraph,
    right,
    row,
    width_of,
    wrap,
)
from game.tui.charts import bar, sparkline
from game.tui.draw.gauges import bare
from game.tui.draw.pages import section
from game.words import say

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from game.report.assessed import (
        AssessmentView,
        BandView,
        OddsView,
        ReportView,
        SourceView,
        UnseenView,
    )

_BAR = 20
_BEFORE = 13
"""Cells before the words of a band: its odds now, and those at first."""
_NAME = 12
"""Cells that a name has at least."""
_WIDE = 44
"""Cells from which the list shows the odds at the start beside those of now."""
_ROOMY = 30
"""Lines from which the other unknowns are told below the one under the cursor."""


def items(view: AssessmentView, look: Look, cells: int, cursor: str) -> list[Row]:
    """List the numbers with their range, the reports, and the odds of the likeliest."""
    rows: list[Row] = []
    numbers = [
        (item.id, item.label, bare(item.text, look.language)) for item in view.numbers
    ]
    types = [(odds.id, odds.label, "") for odds in view.odds]
    newest: dict[str, ReportView] = {}
    for report in view.reports:
        newest.setdefault(report.subject, report)
    said = [
        (_said_of(subject), report.about, report.date)
        for subject, report in newest.items()
    ]
    leading = {odds.id: _leading(odds, cells) for odds in view.odds}
    for title, listed in (
        (say("Estimates", look.language), numbers),
        (say("Reports", look.language), said),
        (say("Assessed odds", look.language), types),
    ):
        if listed:
            rows += section(title, first=not rows)
            rows += _listed(listed, look, cells, cursor, leading)
    return rows


def _listed(
    listed: Sequence[tuple[str, str, str]],
    look: Look,
    cells: int,
    cursor: str,
    below: Mapping[str, tuple[str, str]],
) -> list[Row]:
    """List names with what stands behind them, or odds below with what they are of.

    Names are never cut: what is too long for its line goes on in the next one. What
    would leave a name too little stands below it.
    """
    widths = [width_of(text) for _, _, text in listed]
    values = max((wide for wide in widths if cells - 3 - wide >= _NAME), default=0)
    rows = []
    for key, name, text in listed:
        mark = look.glyphs.cursor if key == cursor else " "
        beside = width_of(text) <= values
        label = cells - 3 - values if beside else cells - 3
        first, *more = wrap(name, label)
        spans = [Span(f"{mark} ", "key"), Span(fit(first, label) + " ")]
        spans += [Span(right(text, values), "strong")] if beside else []
        rows.append(Row(tuple(spans), key))
        rows += [Row((Span("  "), Span(words)), key) for words in more]
        if not beside:
            wide = cells - 2
            rows += [
                Row((Span("  "), Span(right(words, wide), "strong")), key)
                for words in wrap(text, wide)
            ]
        if key in below:
            told, *rest = led(*below[key], cells, indent=4, pick=key, tone="dim")
            space, lead, *words = told.spans
            rows.append(Row((space, replace(lead, tone="strong"), *words), key))
            rows += rest
    return rows


def _leading(odds: OddsView, cells: int) -> tuple[str, str]:
    """Return the odds of the likeliest band, and what they are odds of.

    Those at the start stand beside them where lines are long.
    """
    most = max(odds.bands, key=lambda band: band.now)
    now = f"{most.now} %"
    return (f"{now} ({most.prior})" if cells >= _WIDE else now), most.text


def detail(
    view: AssessmentView, id: str, look: Look, cells: int, lines: int
) -> list[Row]:
    """Open what is under the cursor: its sources, or its odds."""
    rows = paragraph(view.strained, cells, "warn") if view.strained else []
    rows += [BLANK] if rows else []
    number = next((number for number in view.numbers if number.id == id), None)
    said = [report for report in view.reports if _said_of(report.subject) == id]
    chosen = next((odds for odds in view.odds if odds.id == id), None)
    if number is not None:
        rows += _number(number, look, cells)
    elif said:
        rows += _reports(said, cells)
    elif chosen is not None:
        rows += _odds(chosen, look, cells)
    else:
        return [*rows, *paragraph(view.nothing, cells, "dim")]
    note = [BLANK, *paragraph(view.note, cells, "dim")] if view.odds else []
    if lines >= _ROOMY:
        for odds in view.odds:
            brief = [BLANK, *_brief(odds, cells)]
            if odds.id != id and len(rows) + len(brief) + len(note) <= lines:
                rows += brief
    return [*rows, *note]


def _said_of(subject: str) -> str:
    """Return the pick of what was reported of something; its id is the odds'."""
    return f"report:{subject}"


def _reports(said: Sequence[ReportView], cells: int) -> list[Row]:
    """Write what rival sources said of one thing, the newest first."""
    rows = paragraph(said[0].about, cells, "strong")
    for report in said:
        trust = "; ".join(part for part in (report.source, report.stated) if part)
        rows += [BLANK, *paragraph(f"{report.date}: {report.label}", cells, "accent")]
        rows += paragraph(report.text, cells, indent=2)
        rows += paragraph(trust, cells, "dim", indent=2) if trust else []
    return rows


def _number(number: UnseenView, look: Look, cells: int) -> list[Row]:
    rows = [
        *paragraph(number.label, cells, "strong"),
        *paragraph(number.text, cells, "accent"),
    ]
    for source in number.sources:
        rows += [BLANK, *_source(source, look, cells)]
    return rows


def _source(source: SourceView, look: Look, cells: int) -> list[Row]:
    rows = paragraph(f"{source.label}: {source.reading}", cells, "strong")
    stated = "; ".join(part for part in (source.reliability, source.stated) if part)
    rows += paragraph(stated, cells, "dim", indent=2) if stated else []
    if len(source.history) > 1:
        many = min(len(source.history), cells - 4)
        seen = list(zip(source.history, source.texts, strict=True))[-many:]
        spark = sparkline(source.history, many, look.glyphs)
        ends = say(
            "{low} to {high}",
            look.language,
            low=min(seen)[1],
            high=max(seen)[1],
        )
        rows.append(row("  ", Span(spark, "accent")))
        words = say("{months} readings, {ends}", look.language, months=many, ends=ends)
        rows += paragraph(words, cells, "dim", indent=2)
    return rows


def _odds(odds: OddsView, look: Look, cells: int) -> list[Row]:
    rows = paragraph(odds.label, cells, "strong")
    if odds.line:
        words = say("a red line: reached, it is answered", look.language)
        rows += paragraph(words, cells, "accent")
    for band in odds.bands:
        rows += [BLANK, *_band(band, look, cells)]
    return rows


def _band(band: BandView, look: Look, cells: int) -> list[Row]:
    length = max(0, min(_BAR, cells - 30))
    change = band.now - band.prior
    glyph = look.glyphs.change((change > 0) - (change < 0))
    start = say("at first {prior} %", look.language, prior=band.prior)
    head = row(
        Span(right(f"{band.now} %", 5) + " ", "strong"),
        *bar(band.now / 100, length, look.glyphs),
        Span(f" {glyph} ", "accent"),
        Span(start, "dim"),
    )
    return [
        head,
        *paragraph(band.words, cells, "accent", indent=6),
        *paragraph(band.text, cells, indent=6),
    ]


def _brief(odds: OddsView, cells: int) -> list[Row]:
    rows = paragraph(odds.label, cells, "accent")
    for band in odds.bands:
        first, *more = wrap(band.text, cells - _BEFORE)
        now = right(f"{band.now} %", 5)
        prior = right(f"({band.prior})", 6)
        rows.append(row(Span(now, "strong"), Span(prior + "  ", "dim"), first))
        rows += [row(" " * (_BEFORE - 1), words) for words in more]
    return rows
