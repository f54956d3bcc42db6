"""The forecast of a gauge: the range in numbers, then the fan."""

from __future__ import annotations

from typing import TYPE_CHECKING

from game.tui.cells import (
    BLANK,
    Look,
    Row,
    Span,
    Tone,
    cut,
    fit,
    paragraph,
    right,
    row,
    width_of,
)
from game.tui.charts import FanChart, fan_rows
from game.words import say

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from game.report.views import Fan, GaugeView, Outlook

_NARROW = 44


def fan_of(fans: Sequence[Fan], gauge: str) -> Fan | None:
    """Return the fan of a gauge, if there is one."""
    return next((fan for fan in fans if fan.gauge == gauge), None)


def number(value: float) -> str:
    """Return a forecast number: whole, unless it is small."""
    text = f"{value:.0f}" if abs(value) >= 10 or value == int(value) else f"{value:.1f}"  # noqa: PLR2004 - two digits are enough
    return text.removeprefix("-") if not float(text) else text


def span_of(fan: Fan) -> str:
    """Return the 80 % range at the horizon: `31..55`, or a chance: `12 %`."""
    low, high = fan.low[-1], fan.high[-1]
    if fan.low == fan.high:
        return f"{number(high)} %"
    return f"{number(low)}..{number(high)}"


def effect(fan: Fan, hold: Fan | None, look: Look) -> str:
    """Return the glyph of the median against the hold."""
    if hold is None:
        return ""
    gap = fan.middle[-1] - hold.middle[-1]
    size = max(abs(fan.high[-1] - fan.low[-1]), 1.0)
    if abs(gap) < size * 0.03:
        return look.glyphs.same
    return look.glyphs.change(1 if gap > 0 else -1)


def summary(
    outlook: Outlook, gauge: GaugeView, plan: str, look: Look, cells: int, *, old: bool
) -> list[Row]:
    """Write the range under the plan and under the hold, aligned."""
    fan = fan_of(outlook.fans, gauge.id)
    hold = fan_of(outlook.hold, gauge.id)
    if fan is None or not fan.months:
        return paragraph(say("No forecast for this gauge.", look.language), cells)
    months = fan.months[-1] - fan.months[0]
    tone: Tone = "dim" if old else "strong"
    held = say("if you hold", look.language)
    names = [plan, held] if hold else [plan]
    label = min(max(width_of(name) for name in names), max(8, cells - 16))
    middle = max(width_of(number(f.middle[-1])) for f in (fan, hold or fan))
    rows = [_range(plan, fan, label, middle, effect(fan, hold, look), tone, look)]
    if hold:
        rows.append(_range(held, hold, label, middle, "", "dim", look))
    words = say("in {months} months; 80 % range", look.language, months=months)
    if old:
        words = say("working it out again", look.language)
    if cells >= _NARROW:
        rows[0] = Row((*rows[0].spans, Span(f"  {words}", "dim")))
    return rows


def _range(
    name: str, fan: Fan, label: int, middle: int, sign: str, tone: Tone, look: Look
) -> Row:
    chance = fan.low == fan.high
    spans = [
        Span(fit(name, label, look.glyphs.more) + " ", "dim"),
        Span(
            right("" if chance else number(fan.middle[-1]), 0 if chance else middle),
            tone,
        ),
        Span(("" if chance else "  ") + span_of(fan), tone),
        Span(f" {sign}" if sign else "", tone),
    ]
    return Row(tuple(spans))


def panel(
    outlook: Outlook | None,
    gauge: GaugeView | None,
    plan: str,
    titles: Mapping[str, str],
    look: Look,
    cells: int,
    lines: int,
    *,
    old: bool,
) -> list[Row]:
    """Draw the forecast panel: numbers, fan, and the odds of endings if they fit."""
    if gauge is None:
        return []
    if outlook is None:
        words = say("Working out the forecast.", look.language)
        return paragraph(words, cells, "dim")
    rows = summary(outlook, gauge, plan, look, cells, old=old)
    fan = fan_of(outlook.fans, gauge.id)
    if fan is None or not fan.months:
        return rows
    odds = endings(outlook, titles, look, cells) if lines >= 18 else []  # noqa: PLR2004 - the fan comes first
    hold = fan_of(outlook.hold, gauge.id)
    chart = FanChart(
        history=gauge.history or (gauge.value,),
        low=fan.low,
        middle=fan.middle,
        high=fan.high,
        hold=hold.middle if hold else (),
    )
    height = lines - len(rows) - len(odds)
    drawn = fan_rows(chart, cells, height, look.glyphs, say("now", look.language))
    if old:
        drawn = [
            Row(
                tuple(
                    Span(s.text, "band" if s.tone == "band" else "dim") for s in r.spans
                )
            )
            for r in drawn
        ]
    return [*rows, *drawn, *odds]


def endings(
    outlook: Outlook, titles: Mapping[str, str], look: Look, cells: int
) -> list[Row]:
    """Write the odds of endings, most likely first, in two lines."""
    if not outlook.endings:
        return []
    words = ", ".join(
        f"{titles.get(id, id)} {chance:.0f} %" for id, chance in outlook.endings[:5]
    )
    lead = say("endings", look.language) + "  "
    return [BLANK, *paragraph(words, cells, "dim", first=lead)[:2]]


def one_line(
    outlook: Outlook | None, gauge: GaugeView | None, plan: str, look: Look, cells: int
) -> list[Row]:
    """Write the forecast in one line, for the smallest screens."""
    if gauge is None:
        return []
    if outlook is None or (fan := fan_of(outlook.fans, gauge.id)) is None:
        return [row(Span(say("Working out the forecast.", look.language), "dim"))]
    hold = fan_of(outlook.hold, gauge.id)
    text = f"{gauge.label}, {plan}: {span_of(fan)} {effect(fan, hold, look)}"
    if hold:
        text += f"  {say('if you hold', look.language)} {span_of(hold)}"
    return [row(Span(cut(text, cells, look.glyphs.more), "dim"))]
