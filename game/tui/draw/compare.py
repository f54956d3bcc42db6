"""All answers to a card side by side: ranges, direction against hold, price."""

from __future__ import annotations

from typing import TYPE_CHECKING

from game.tui.cells import (
    BLANK,
    Look,
    Row,
    Span,
    cut,
    fit,
    paragraph,
    right,
    row,
    width_of,
)
from game.tui.charts import FanChart, fan_rows
from game.tui.draw.outlook import effect, fan_of, span_of
from game.words import say

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from game.report.views import CardView, GaugeView, Outlook, Room

_COLUMN = 12


def table(
    room: Room,
    card: CardView,
    outlooks: Mapping[str, Outlook],
    picked: str,
    look: Look,
    cells: int,
    cursor: str,
) -> list[Row]:
    """List the answers with their range on as many gauges as fit.

    Args:
        room: The room.
        card: The card.
        outlooks: By option id; what is missing is still being worked out.
        picked: The highlighted gauge, which always has a column.
        look: Language and glyphs.
        cells: Width.
        cursor: The option under the cursor.
    """
    many = max(1, (cells - 24) // _COLUMN)
    shown = _columns(room.gauges, picked, many)
    label = cells - len(shown) * _COLUMN - 6
    head = "".join(
        right(cut(gauge.label, _COLUMN - 1, look.glyphs.more), _COLUMN)
        for gauge in shown
    )
    held = next(iter(outlooks.values()), None)
    rows = [row(Span(" " * (label + 6), "dim"), Span(head, "accent"))]
    for number, option in enumerate(card.options, 1):
        outlook = outlooks.get(option.id)
        mark = look.glyphs.cursor if option.id == cursor else " "
        sign = look.glyphs.staged if option.staged else " "
        spans = [
            Span(f"{mark}{sign}{number}  ", "key"),
            Span(fit(option.label, label, look.glyphs.more) + " "),
        ]
        spans += [_cell(outlook, gauge, look) for gauge in shown]
        rows.append(Row(tuple(spans), option.id))
    spans = [
        Span("  0  ", "key"),
        Span(fit(say("if you hold", look.language), label) + " ", "dim"),
    ]
    for gauge in shown:
        fan = fan_of(held.hold, gauge.id) if held else None
        words = span_of(fan) + "  " if fan and fan.months else ""
        spans.append(Span(right(words, _COLUMN), "dim"))
    return [*rows, Row(tuple(spans))]


def _columns(gauges: Sequence[GaugeView], picked: str, many: int) -> list[GaugeView]:
    kept = list(gauges[:many])
    if all(gauge.id != picked for gauge in kept):
        kept[-1:] = [gauge for gauge in gauges if gauge.id == picked]
    return kept


def _cell(outlook: Outlook | None, gauge: GaugeView, look: Look) -> Span:
    if outlook is None:
        return Span(right(look.glyphs.more, _COLUMN), "dim")
    fan = fan_of(outlook.fans, gauge.id)
    if fan is None or not fan.months:
        return Span(right("", _COLUMN))
    sign = effect(fan, fan_of(outlook.hold, gauge.id), look)
    return Span(right(f"{span_of(fan)} {sign}", _COLUMN), "strong")


def note(
    card: CardView,
    outlooks: Mapping[str, Outlook],
    gauge: GaugeView,
    look: Look,
    cells: int,
) -> list[Row]:
    """Say what the range assumes, and where two answers overlap."""
    words = say(
        "80 % range at the horizon; the sign sets its middle against holding. What "
        "else is staged counts; later cards are answered by their default.",
        look.language,
    )
    rows = paragraph(words, cells, "dim")
    medians = {
        id: fan.middle[-1]
        for id, outlook in outlooks.items()
        if (fan := fan_of(outlook.fans, gauge.id)) is not None and fan.months
    }
    widths = [
        fan.high[-1] - fan.low[-1]
        for outlook in outlooks.values()
        if (fan := fan_of(outlook.fans, gauge.id)) is not None and fan.months
    ]
    many = len(medians) == len(card.options) > 1
    if many and max(medians.values()) - min(medians.values()) < max(widths) / 4:
        words = say(
            "The answers overlap on {gauge}: choose by another gauge, or by price.",
            look.language,
            gauge=gauge.label,
        )
        rows += paragraph(words, cells, "warn")
    return rows


def fans(
    card: CardView,
    outlooks: Mapping[str, Outlook],
    gauge: GaugeView,
    look: Look,
    cells: int,
    lines: int,
) -> list[Row]:
    """Draw the fans of all answers side by side, two in a row."""
    options = card.options[:4]
    across = 2 if len(options) > 1 else 1
    down = -(-len(options) // across)
    width = (cells - 2 * (across - 1)) // across
    height = max(4, lines // max(1, down) - 2)
    rows: list[Row] = []
    for line in range(down):
        blocks = [
            _fan(
                number,
                option.label,
                outlooks.get(option.id),
                gauge,
                look,
                width,
                height,
            )
            for number, option in enumerate(options, 1)
            if (number - 1) // across == line
        ]
        for parts in zip(*blocks, strict=True):
            spans: list[Span] = []
            for part in parts:
                used = sum(width_of(span.text) for span in part.spans)
                spans += [*part.spans, Span(" " * (width - used + 2))]
            rows.append(Row(tuple(spans)))
        rows.append(BLANK)
    return rows[:-1]


def _fan(
    number: int,
    label: str,
    outlook: Outlook | None,
    gauge: GaugeView,
    look: Look,
    width: int,
    height: int,
) -> list[Row]:
    head = row(
        Span(f"{number} ", "key"),
        Span(cut(label, width - 2, look.glyphs.more), "strong"),
    )
    fan = fan_of(outlook.fans, gauge.id) if outlook else None
    if outlook is None or fan is None or not fan.months:
        words = say("working it out", look.language)
        blank = [row(Span(words, "dim")), *(BLANK for _ in range(height - 1))]
        return [head, *blank]
    hold = fan_of(outlook.hold, gauge.id)
    chart = FanChart(
        history=gauge.history or (gauge.value,),
        low=fan.low,
        middle=fan.middle,
        high=fan.high,
        hold=hold.middle if hold else (),
    )
    return [
        head,
        *fan_rows(chart, width, height, look.glyphs, say("now", look.language)),
    ]
