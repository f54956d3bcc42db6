"""Where a line that is not staged yet may lead: every gauge in a row."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from game.report.dates import turns_text
from game.tui.cells import Look, Row, Span, fit, paragraph, right, row, width_of
from game.tui.draw.outlook import difference, failed, fan_of, span_of
from game.words import say

if TYPE_CHECKING:
    from collections.abc import Sequence

    from game.report.views import GaugeView, Outlook

_LEAST = 6
"""Cells of a gauge's name that are kept, however long the numbers are."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ahead:
    """What is known of the plan with one line in it."""

    outlook: Outlook | None
    refining: bool = False
    """Whether a finer one follows."""
    problem: str = ""
    """Why there is none."""


def ahead(
    known: Ahead, gauges: Sequence[GaugeView], look: Look, cells: int
) -> list[Row]:
    """List where each gauge may stand with the line, and how far from without it."""
    outlook, language = known.outlook, look.language
    if known.problem:
        return paragraph(failed(known.problem, look), cells, "warn")
    if outlook is None:
        return paragraph(say("Working out the forecast.", language), cells, "dim")
    found = []
    for gauge in gauges:
        fan, hold = fan_of(outlook.fans, gauge.id), fan_of(outlook.hold, gauge.id)
        if fan is not None and fan.months:
            found.append((gauge.label, span_of(fan), difference(fan, hold, look), fan))
    if not found:
        return []
    spans = max(width_of(span) for _, span, _, _ in found)
    signs = max(width_of(sign) for _, _, sign, _ in found)
    names = max(_LEAST, cells - spans - signs - 3)
    names = min(names, max(width_of(label) for label, *_ in found))
    rows = _head(known, outlook, look, cells)
    for label, span, sign, _ in found:
        lead = Span(fit(label, names, look.glyphs.more) + " ", "dim")
        rows.append(row(lead, Span(right(span, spans), "strong"), Span(f"  {sign}")))
    if any(fan.chance for *_, fan in found):
        words = say("A chance is the one of this turn.", language)
        rows += paragraph(words, cells, "dim")
    return rows


def _head(known: Ahead, outlook: Outlook, look: Look, cells: int) -> list[Row]:
    """Say what the numbers are, and what they are set against."""
    language = look.language
    months = max(fan.months[-1] - fan.months[0] for fan in outlook.fans if fan.months)
    base = say("the rest alone", language) if outlook.base else ""
    title = say("Forecast, in {turns}", language, turns=turns_text(months))
    words = say(
        "80 % range; the sign: against {base}",
        language,
        base=base or say("not doing it", language),
    )
    more = f"  {say('refining', language)}" if known.refining else ""
    if width_of(title + more) > cells:
        more = ""
    head = [row(Span(title, "accent"), Span(more, "dim"))]
    return [*head, *paragraph(words, cells, "dim")]
