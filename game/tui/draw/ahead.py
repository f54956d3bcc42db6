"""Where a line that is not staged yet may lead: every gauge in a row."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from game.report.dates import turns_text
from game.report.kinds import kind_words, kinds, sign_of
from game.report.views import fan_of
from game.tui.cells import (
    Look,
    Row,
    Span,
    Tone,
    fit,
    paragraph,
    right,
    row,
    whole,
    width_of,
)
from game.tui.draw import scores
from game.tui.draw.endings import KINDS
from game.tui.draw.outlook import (
    base_name,
    chances,
    difference,
    failed,
    horizon,
    span_of,
)
from game.words import say

if TYPE_CHECKING:
    from collections.abc import Sequence

    from game.report.views import GaugeView, ObjectiveView, Outlook

_COLUMN = 6
"""Cells of a column of chances."""
_LEAST = 6
"""Cells of a gauge's name that are kept, however long the numbers are."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ahead:
    """What is known of the plan with one line in it."""

    outlook: Outlook | None
    base: Outlook | None = None
    """The same without the line, once it is known."""
    refining: bool = False
    """Whether a finer one follows."""
    problem: str = ""
    """Why there is none."""


def ahead(
    known: Ahead,
    gauges: Sequence[GaugeView],
    duties: Sequence[ObjectiveView],
    look: Look,
    cells: int,
) -> list[Row]:
    """List where gauges and duties may stand, and how far from without the line."""
    outlook, language = known.outlook, look.language
    if known.problem:
        return paragraph(failed(known.problem, look), cells, "warn")
    if outlook is None:
        return paragraph(say("Working out the forecast.", language), cells, "dim")
    found = []
    for gauge in gauges:
        fan, hold = fan_of(outlook.fans, gauge.id), fan_of(outlook.hold, gauge.id)
        if fan is not None and fan.months:
            span = span_of(fan, gauge.unit)
            found.append((gauge.label, span, difference(fan, hold, look), fan))
    if not found:
        return []
    spans = max(width_of(span) for _, span, _, _ in found)
    signs = max(width_of(sign) for _, _, sign, _ in found)
    names = max(_LEAST, cells - spans - signs - 3)
    names = min(names, max(width_of(label) for label, *_ in found))
    rows = _endings(known, outlook, look, cells)
    rows += _head(known, outlook, look, cells)
    for label, span, sign, _ in found:
        lead = Span(fit(label, names, look.glyphs.more) + " ", "dim")
        moved = whole(f"  {sign}", cells - names - 1 - spans)
        rows.append(row(lead, Span(right(span, spans), "strong"), Span(moved)))
    rows += scores.listed(duties, outlook, look, cells)
    if any(fan.chance for *_, fan in found):
        rows += paragraph(chances(outlook, look), cells, "dim")
    return rows


def _endings(known: Ahead, outlook: Outlook, look: Look, cells: int) -> list[Row]:
    """Set the odds of each kind of ending with the line beside those of the base."""
    language, base = look.language, dict(kinds(known.base) if known.base else ())
    found = kinds(outlook)
    if not found:
        return []
    lead = say("endings", language)
    names = [f"{sign_of(kind)} {kind_words(kind, language)}" for kind, _ in found]
    named = max(map(width_of, (lead, *names)))
    heads = [say("with this", language)]
    if base:
        room = cells - named - width_of(heads[0]) - 2
        heads.append(base_name(outlook.base, look, room))
    if named + sum(width_of(head) + 1 for head in heads) > cells:
        heads[0] = say("this", language)
    columns = [max(_COLUMN, width_of(head) + 1) for head in heads]
    label = max(0, min(cells - sum(columns), max(map(width_of, (lead, *names)))))
    if any(width_of(name) > label for name in names):
        names = [sign_of(kind) for kind, _ in found]

    def line(first: str, told: Sequence[str], tone: Tone) -> Row:
        parts = zip(told, columns, strict=True)
        ends = "".join(right(words, column) for words, column in parts)
        return row(Span(fit(first, label), tone), Span(ends, tone))

    rows = [line(lead, heads, "dim")]
    for name, (kind, chance) in zip(names, found, strict=True):
        odds = [f"{chance:.0f} %", *([f"{base[kind]:.0f} %"] if base else [])]
        rows.append(line(name, odds, KINDS[kind]))
    return rows


def _head(known: Ahead, outlook: Outlook, look: Look, cells: int) -> list[Row]:
    """Say what the numbers are, and what they are set against."""
    language = look.language
    title = say("Forecast, in {turns}", language, turns=turns_text(horizon(outlook)))
    words = (
        say("80 % range; the sign: compared with the rest of what is staged", language)
        if outlook.base
        else say("80 % range; the sign: compared with choosing nothing", language)
    )
    more = f"  {say('refining', language)}" if known.refining else ""
    if width_of(title + more) > cells:
        more = ""
    head = [row(Span(title, "accent"), Span(more, "dim"))]
    return [*head, *paragraph(words, cells, "dim")]
