"""The forecast of a gauge: the range in numbers, then the fan."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from game.report import figures
from game.report.assumptions import ASSUMES, BRIEFLY
from game.report.bases import base_names
from game.report.dates import turns_text
from game.report.differing import summed_up
from game.report.views import fan_of
from game.tui.cells import (
    Look,
    Row,
    Span,
    Tone,
    cut,
    fit,
    paragraph,
    right,
    row,
    whole,
    width_of,
)
from game.tui.charts import FanChart, fan_rows
from game.tui.draw import endings, scores
from game.tui.draw.lines import charted
from game.words import render, say

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from game.report.views import Fan, GaugeView, ObjectiveView, Outlook

_LEAST = 4
"""Cells of the name of a plan that stay beside its numbers."""
_NARROW = 44
"""Cells from which the horizon is written beside the range."""
_WIDE = 10
"""A range from which decimals would only be noise."""
_TALL = 18
"""Lines from which the odds of endings are shown: the fan comes first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """One forecast as the room shows it."""

    outlook: Outlook | None
    gauge: GaugeView | None
    plan: str
    """The plan in a word or two: `if 1`."""
    titles: Mapping[str, str]
    """Titles of the endings by id."""
    old: bool
    """Of another plan, while the new one is being worked out."""
    refining: bool = False
    """Whether a finer one follows: its numbers may still move a little."""
    problem: str = ""
    """Why there is no forecast of this plan."""
    duties: Sequence[ObjectiveView] = ()
    """The duties, those declared first."""
    over: bool = False
    """Whether the game is over: no forecast will come."""
    first: bool = False
    """In the first turn: what the odds are is told, as nobody knows the titles yet."""


def chart_of(gauge: GaugeView, fan: Fan, hold: Fan | None) -> FanChart:
    """Return the fan as a chart, with the gauge's history before it."""
    return FanChart(
        history=gauge.history or (gauge.value,),
        low=fan.low,
        middle=fan.middle,
        high=fan.high,
        hold=hold.middle if hold else (),
        within=fan.within,
    )


def number(value: float, fan: Fan) -> str:
    """Return a forecast number with as many decimals as its range needs."""
    if fan.chance:
        return figures.shown(value, 0)
    width = abs(fan.high[-1] - fan.low[-1])
    ends = (fan.low[-1], fan.middle[-1], fan.high[-1])
    whole = not fan.decimals and all(value == int(value) for value in ends)
    decimals = 0 if whole or width >= _WIDE else 1
    return figures.shown(value, decimals)


def span_of(fan: Fan, unit: str = "") -> str:
    """Return the 80 % range at the horizon: `31..55 %`, or a chance: `12 %`.

    Args:
        fan: the forecast.
        unit: what the number is measured in; a sign is written, a word is not.
    """
    if fan.chance:
        return f"{number(summed_up(fan), fan)} %"
    low, high = fan.low[-1], fan.high[-1]
    return f"{number(low, fan)}..{number(high, fan)}{' %' if unit == '%' else ''}"


def horizon(outlook: Outlook) -> int:
    """Return how many turns a forecast looks ahead."""
    return max(fan.months[-1] - fan.months[0] for fan in outlook.fans if fan.months)


def chances(outlook: Outlook, look: Look) -> str:
    """Say what a chance among ranges is: it has no horizon."""
    return say(
        "A single number with % is a chance from now on, not one in {turns}.",
        look.language,
        turns=turns_text(horizon(outlook)),
    )


def effect(fan: Fan, hold: Fan | None, look: Look) -> str:
    """Return the glyph of the value told against the hold."""
    if hold is None:
        return ""
    gap = summed_up(fan) - summed_up(hold)
    size = max(abs(fan.high[-1] - fan.low[-1]), 1.0)
    if abs(gap) < size * 0.03:
        return look.glyphs.same
    return look.glyphs.change(1 if gap > 0 else -1)


def difference(fan: Fan, hold: Fan | None, look: Look) -> str:
    """Return the glyph with the size of the difference: `▲12`."""
    sign = effect(fan, hold, look)
    if hold is None or sign in {"", look.glyphs.same}:
        return sign
    return sign + number(abs(summed_up(fan) - summed_up(hold)), fan)


def base_name(base: Sequence[str], look: Look, cells: int) -> str:
    """Name what a plan is set against, as fully as fits."""
    full, brief = base_names(base, look.language)
    return full if width_of(full) <= cells else brief


def _hold(outlook: Outlook, gauge: str) -> Fan | None:
    """Return what the plan is set against; None where that is the plan itself."""
    return None if outlook.base == outlook.plan else fan_of(outlook.hold, gauge)


def _summary(
    shown: Shown, fan: Fan, hold: Fan | None, look: Look, cells: int
) -> list[Row]:
    """Write the range under the plan and under the hold, aligned."""
    months = fan.months[-1] - fan.months[0]
    tone: Tone = "dim" if shown.old else "strong"
    plan = _plan(shown, look)
    middle = max(width_of(number(summed_up(f), f)) for f in (fan, hold or fan))
    sign = f"  {difference(fan, hold, look)}".rstrip()
    told = width_of(_range(fan, middle) + sign)
    told = max(told, width_of(_range(hold or fan, middle)))
    room = max(_LEAST, cells - 1 - told)
    held = base_name(shown.outlook.base, look, room) if shown.outlook and hold else ""
    label = min(max(width_of(plan), width_of(held)), room)
    lead = Span(fit(plan, label, look.glyphs.more) + " ", "dim")
    sign = whole(sign, cells - label - 1 - width_of(_range(fan, middle)))
    rows = [row(lead, Span(_range(fan, middle), tone), Span(sign, tone))]
    if hold:
        lead = Span(fit(held, label, look.glyphs.more) + " ", "dim")
        rows.append(row(lead, Span(_range(hold, middle), "dim")))
    turns = turns_text(months)
    words = [
        say("in {turns}; 80 % range", look.language, turns=turns),
        say("in {turns}", look.language, turns=turns),
    ]
    if fan.chance:
        words = [say("the chance now", look.language)]
    if shown.old:
        words = [say("working it out again", look.language)]
    if cells >= _NARROW:
        rows[0] = _beside(rows[0], words, cells)
    elif shown.old:
        rows[0] = Row((*rows[0].spans, Span(f" {look.glyphs.more}", "dim")))
    elif not fan.chance:
        rows[-1] = _beside(rows[-1], [say("80 %", look.language)], cells)
    gauge = shown.gauge
    if gauge is None or not _differs(shown):
        return rows
    if cells < _NARROW:  # lines are dear there
        rough = say("gauge {text}, rough", look.language, text=gauge.text)
        return [*rows[:-1], _beside(rows[-1], [rough], cells)]
    rough = say(
        "The gauge above says {text}: a quicker estimate, from the opening.",
        look.language,
        text=gauge.text,
    )
    return rows + paragraph(rough, cells, "dim")


def _differs(shown: Shown) -> bool:
    """Tell whether the chance in the gauges is not the one here, once it stands."""
    gauge, outlook = shown.gauge, shown.outlook
    hold = fan_of(outlook.hold, gauge.id) if gauge and outlook else None
    if gauge is None or hold is None or not hold.chance or not gauge.history:
        return False
    rough = shown.old or shown.refining
    return not rough and number(gauge.value, hold) != number(summed_up(hold), hold)


def _plan(shown: Shown, look: Look) -> str:
    """Name the plan that the numbers are of: not the one asked about while old."""
    return say("older", look.language) if shown.old else shown.plan


def _beside(first: Row, told: Sequence[str], cells: int) -> Row:
    """Say behind numbers what they are, in the first of some words that fit."""
    room = cells - width_of(first.text) - 2
    words = next((f"  {words}" for words in told if width_of(words) <= room), "")
    return Row((*first.spans, Span(words, "dim"))) if words else first


def _range(fan: Fan, middle: int) -> str:
    if fan.chance:
        return right(number(summed_up(fan), fan), middle) + " %"
    return right(number(summed_up(fan), fan), middle) + "  " + span_of(fan)


def panel(shown: Shown, look: Look, cells: int, lines: int) -> list[Row]:
    """Draw the forecast panel: numbers, fan, and the odds of endings if they fit."""
    gauge, outlook = shown.gauge, shown.outlook
    if shown.over:
        return paragraph(over(look), cells)
    if gauge is None:
        return []
    if shown.problem:
        return paragraph(failed(shown.problem, look), cells, "warn")
    if outlook is None:
        words = say("Working out the forecast.", look.language)
        return paragraph(words, cells, "dim")
    fan, hold = fan_of(outlook.fans, gauge.id), _hold(outlook, gauge.id)
    if fan is None or not fan.months:
        return paragraph(say("No forecast for this gauge.", look.language), cells)
    rows = _summary(shown, fan, hold, look, cells)
    rows += _scored(shown, outlook, look, (cells, lines))
    odds: list[Row] = []
    if lines >= _TALL:
        whose, many = endings.whose(shown, look, cells), lines >= endings.ROOMY
        odds = endings.endings(outlook, shown.titles, look, cells, whose, listed=many)
    if odds and shown.first:
        odds += paragraph(endings.meant(look), cells, "dim")
    rows += _assumed(look, cells)
    height = lines - len(rows) - len(odds)
    chart, now = chart_of(gauge, fan, hold), say("now", look.language)
    drawn = fan_rows(chart, cells, height, look.glyphs, now)
    return [*rows, *(_dimmed(drawn) if shown.old else drawn), *odds]


def _scored(
    shown: Shown, outlook: Outlook, look: Look, size: tuple[int, int]
) -> list[Row]:
    """Write what the duties may score at the end: all where there is room, or one."""
    cells, lines = size
    told = scores.every if lines >= _TALL else scores.one
    rows = told(shown.duties, outlook, look, cells)
    return _dimmed(rows) if shown.old else rows


def _assumed(look: Look, cells: int) -> list[Row]:
    """Say what the forecast assumes: briefly where lines are few."""
    if cells < _NARROW:
        words = fit(render(BRIEFLY, look.language), cells, look.glyphs.more)
        return [row(Span(words, "dim"))]
    return paragraph(render(ASSUMES, look.language), cells, "dim")


def over(look: Look) -> str:
    """Say that nothing is left to foresee, and what is to be done now."""
    return say("The game is over: e opens the review.", look.language)


def failed(problem: str, look: Look) -> str:
    """Say that there is no forecast, and why."""
    return say(
        "The forecast cannot be worked out: {problem}.", look.language, problem=problem
    )


def _dimmed(rows: Sequence[Row]) -> list[Row]:
    return [
        Row(
            tuple(
                Span(span.text, "band" if span.tone == "band" else "dim")
                for span in drawn.spans
            ),
            drawn=drawn.drawn,
        )
        for drawn in rows
    ]


def title(shown: Shown, look: Look, *, narrow: bool) -> str:
    """Name the panel: narrow, by when its range is of, as the gauges are of now."""
    gauge, fans = shown.gauge, shown.outlook.fans if shown.outlook else ()
    unit = "" if narrow or not gauge else gauge.unit  # its numbers say it too
    label = charted(gauge.label, unit, look) if gauge else ""
    fan = fan_of(fans, gauge.id) if gauge and narrow else None
    head = say("Forecast", look.language)
    if fan is not None and fan.months and not fan.chance:
        turns = turns_text(fan.months[-1] - fan.months[0])
        head = say("In {turns}", look.language, turns=turns)
    return f"{head} {look.glyphs.dot} {label}"


def mark(shown: Shown, look: Look) -> str:
    """Say in the frame what may still change; empty for a forecast that stands."""
    if shown.outlook is None or shown.problem:
        return ""
    if shown.old:
        return say("older: the new one is being worked out", look.language)
    return say("refining", look.language) if shown.refining else ""


def one_line(shown: Shown, look: Look, cells: int) -> list[Row]:
    """Write the forecast in one line, for the smallest screens."""
    gauge, outlook = shown.gauge, shown.outlook
    if shown.over:
        return [row(Span(over(look), "text"))]
    if gauge is None:
        return []
    if shown.problem:
        text = cut(failed(shown.problem, look), cells, look.glyphs.more)
        return [row(Span(text, "warn"))]
    if outlook is None or (fan := fan_of(outlook.fans, gauge.id)) is None:
        return [row(Span(say("Working out the forecast.", look.language), "dim"))]
    hold, plan = _hold(outlook, gauge.id), _plan(shown, look)
    old = f"{look.glyphs.more} " if shown.old else ""
    told = f": {span_of(fan, gauge.unit)} {difference(fan, hold, look)}".rstrip()
    room = cells - width_of(old + told)
    named = cut(f"{gauge.label}, {plan}", room, look.glyphs.more)
    if hold:
        span, left = span_of(hold, gauge.unit), room - width_of(named)
        name = base_name(outlook.base, look, left - width_of(span) - 3)
        told += whole(f"  {name} {span}", left)
    return [row(Span(old + named + told, "dim"))]
