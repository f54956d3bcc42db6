"""All answers to a card side by side: ranges, direction against none, price."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import chain
from typing import TYPE_CHECKING

from game.report.assumptions import ASSUMES
from game.report.differing import KIND, by_difference, summed_up
from game.report.kinds import kind_words, kinds, sign_of
from game.report.views import Fan, GaugeView, fan_of
from game.tui.cells import (
    BLANK,
    Look,
    Row,
    Span,
    cut,
    fit,
    led,
    paragraph,
    right,
    row,
    width_of,
)
from game.tui.charts import fan_rows, limits
from game.tui.draw.answers import SILENCE
from game.tui.draw.lines import charted
from game.tui.draw.outlook import (
    base_name,
    chances,
    chart_of,
    effect,
    failed,
    span_of,
)
from game.words import render, say

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from game.report.views import (
        CardView,
        ObjectiveView,
        OptionView,
        Outlook,
        Room,
    )

_COLUMN = 12
_SIGN = 3
"""Cells of the sign behind a range, with a gap on both sides."""
_LABEL = 34
"""Cells of an answer that stay before a column is wide enough for its own title."""
_LEAD = 6
"""Cells of the signs and the digit before an answer, and of the gap behind it."""
_ROOM = 8
"""Lines that a row of fans needs to be worth looking at."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """The answers to a card and what is known of them."""

    card: CardView
    outlooks: Mapping[str, Outlook]
    """By option id, and of none; what is missing is not yet known, or not open."""
    gauge: GaugeView
    """The highlighted gauge, which always has a column."""
    titles: Mapping[str, str]
    """Titles of the endings by id."""
    refining: bool
    """Whether a finer answer will follow."""
    problem: str = ""
    """Why an answer has no forecast."""
    duty: ObjectiveView | None = None
    """The duty that is highlighted in place of the gauge."""

    @property
    def label(self) -> str:
        """The name of what is highlighted."""
        return self.gauge.label if self.duty is None else self.duty.label

    @property
    def chance(self) -> bool:
        """Whether what is highlighted is a chance."""
        return self.duty is None and self.gauge.chance

    def fan(self, outlook: Outlook) -> Fan | None:
        """Return the range of what is highlighted."""
        if self.duty is None:
            return fan_of(outlook.fans, self.gauge.id)
        return fan_of(outlook.duties, self.duty.id)

    @property
    def order(self) -> list[str]:
        """What there is to compare, by id: what parts the answers most is first."""
        return by_difference([*self.outlooks.values()])

    @property
    def worlds(self) -> int:
        """The imagined worlds that every answer has been worked out in, so far."""
        return min((row.worlds for row in self.outlooks.values()), default=0)


def table(
    room: Room, compared: Comparison, look: Look, cells: int, cursor: str
) -> list[Row]:
    """List the answers with their range on as many gauges as fit.

    Where not all fit, the kind of ending that parts the answers most is one of them.
    """
    shown = _columns(room.gauges, compared, look, cells)
    compared = _with_endings(compared)
    column = _column(shown, compared, cells)
    label = cells - len(shown) * column - _LEAD
    units = [_unit(compared, gauge, column) for gauge in shown]
    heads = [
        cut(name, column - 1, look.glyphs.more) for name in _names(shown, units, look)
    ]
    head = "".join(right(words, column) for words in heads)
    held = next(iter(compared.outlooks.values()), None)
    rows = [row(Span(" " * (label + _LEAD), "dim"), Span(head, "accent"))]
    columns = list(zip(shown, units, strict=True))
    for number, option in enumerate(compared.card.options, 1):
        outlook = compared.outlooks.get(option.id)
        mark = look.glyphs.cursor if option.id == cursor else " "
        sign = look.glyphs.staged if option.staged else " "
        spans = [
            Span(f"{mark}{sign}{number}  ", "key"),
            Span(fit(option.label, label, look.glyphs.more) + " "),
        ]
        if option.open:
            spans += [_cell(outlook, *each, look, column) for each in columns]
        else:
            spans.append(Span(right(say("not open", look.language), column), "dim"))
        rows.append(Row(tuple(spans), option.id))
    own = {option.line for option in compared.card.options}
    base = [line for line in room.staged if line not in own]
    answered = any(option.staged for option in compared.card.options)
    mark = look.glyphs.cursor if cursor == SILENCE else " "
    sign = " " if answered else look.glyphs.staged
    spans = [
        Span(f"{mark}{sign}0  ", "key"),
        Span(fit(base_name(base, look, label), label) + " ", "dim"),
    ]
    for gauge, unit in columns:
        fan = fan_of(held.hold, gauge.id) if held else None
        words = span_of(fan, unit) + "  " if fan and fan.months else ""
        spans.append(Span(right(words, column), "dim"))
    return [*rows, Row(tuple(spans), SILENCE)]


def _unit(compared: Comparison, gauge: GaugeView, column: int) -> str:
    """Return the unit of a column's ranges, if all have room for it and their sign."""
    ranges = chain.from_iterable((o.fans, o.hold) for o in compared.outlooks.values())
    found = (fan_of(fans, gauge.id) for fans in ranges)
    widest = max(
        (width_of(span_of(fan, gauge.unit)) for fan in found if fan and fan.months),
        default=0,
    )
    return gauge.unit if widest + 2 < column else ""


def _names(shown: Sequence[GaugeView], units: Sequence[str], look: Look) -> list[str]:
    """Name the columns, with the sign where it is not written behind each range."""
    return [
        gauge.label
        if gauge.unit != "%" or unit
        else charted(gauge.label, gauge.unit, look)
        for gauge, unit in zip(shown, units, strict=True)
    ]


def _whole(
    gauges: Sequence[GaugeView],
    shown: Sequence[GaugeView],
    compared: Comparison,
    look: Look,
    cells: int,
) -> list[Row]:
    """Write out the labels that did not fit above their column, and what has none."""
    rows: list[Row] = []
    column = _column(shown, compared, cells)
    units = [_unit(compared, gauge, column) for gauge in shown]
    names = _names(shown, units, look)
    if any(width_of(name) >= column for name in names):
        lead = say("columns", look.language)
        rows += led(lead, "; ".join(names), cells)
    left = [gauge.label for gauge in gauges if gauge not in shown]
    if left:
        lead = say("no room for", look.language)
        rows += led(lead, "; ".join(left), cells)
    return rows


def _column(shown: Sequence[GaugeView], compared: Comparison, cells: int) -> int:
    """Return the cells of a column: as many as its title needs, where there is room."""
    least = _least(compared)
    wide = max(least, *(width_of(gauge.label) + 1 for gauge in shown))
    options = compared.card.options
    longest = max((width_of(option.label) for option in options), default=0)
    kept = _LEAD + min(_LABEL, longest)
    return wide if cells - len(shown) * wide >= kept else least


def _least(compared: Comparison) -> int:
    """Return the cells of a column that hold every range with its sign."""
    known = compared.outlooks.values()
    ranges = chain.from_iterable((*o.fans, *o.hold) for o in known)
    told = (width_of(span_of(fan)) for fan in ranges if fan.months)
    return max(_COLUMN, max(told, default=0) + _SIGN)


def _columns(
    gauges: Sequence[GaugeView], compared: Comparison, look: Look, cells: int
) -> list[GaugeView]:
    """Return what has a column, what parts the answers most first."""
    picked, many = compared.gauge.id, max(1, (cells - 24) // _least(compared))
    order = compared.order
    every = {gauge.id: gauge for gauge in gauges}
    kind = next((key for key in order if key.startswith(KIND)), "")
    if len(gauges) > many and kind:
        every[kind] = _of_kind(kind, look)
    kept = [every.pop(key) for key in order if key in every]
    kept = [*kept, *every.values()][:many]
    if all(gauge.id != picked for gauge in kept):
        kept[-1:] = [gauge for gauge in gauges if gauge.id == picked]
    return kept


def _of_kind(key: str, look: Look) -> GaugeView:
    """Return a kind of ending as a gauge: a chance."""
    kind = key.removeprefix(KIND)
    return GaugeView(
        id=key,
        label=f"{sign_of(kind)} {kind_words(kind, look.language)}",
        value=0.0,
        text="",
        change="",
        direction=0,
        mood=0,
        share=0.0,
        because="",
        history=(),
        chance=True,
        unit="%",
    )


def _with_endings(compared: Comparison) -> Comparison:
    """Add the kinds of endings to the fans of every answer, each a chance."""
    none = compared.outlooks.get(SILENCE)
    held = tuple(_chances(none)) if none else ()
    outlooks = {
        pick: replace(o, fans=(*o.fans, *_chances(o)), hold=(*o.hold, *held))
        for pick, o in compared.outlooks.items()
    }
    return replace(compared, outlooks=outlooks)


def _chances(outlook: Outlook) -> Iterator[Fan]:
    for kind, chance in kinds(outlook):
        told, key = (chance,), KIND + kind
        yield Fan(gauge=key, months=(0,), low=told, middle=told, high=told, chance=True)


def _cell(
    outlook: Outlook | None, gauge: GaugeView, unit: str, look: Look, column: int
) -> Span:
    if outlook is None:
        return Span(right(look.glyphs.more, column), "dim")
    fan = fan_of(outlook.fans, gauge.id)
    if fan is None or not fan.months:
        return Span(right("", column))
    sign = effect(fan, fan_of(outlook.hold, gauge.id), look)
    return Span(right(f"{span_of(fan, unit)} {sign}", column), "strong")


def note(room: Room, compared: Comparison, look: Look, cells: int) -> list[Row]:
    """Say what the range assumes, and where the answers overlap."""
    words = say(
        "{assumes} What else is staged counts. 80 % range at the horizon; the sign: "
        "its middle is more or less than in row 0.",
        look.language,
        assumes=render(ASSUMES, look.language),
    )
    shown = _columns(room.gauges, compared, look, cells)
    known = next(iter(compared.outlooks.values()), None)
    if known is not None and any(gauge.chance for gauge in shown):
        words = f"{words} {chances(known, look)}"
    rows = paragraph(words, cells, "dim")
    rows += _whole(room.gauges, shown, compared, look, cells)
    fans = _fans(compared)
    told = [summed_up(fan) for fan in fans]
    widths = [fan.high[-1] - fan.low[-1] for fan in fans]
    if len(fans) > 1 and max(told) - min(told) < max(widths) / 4:
        words = say(
            "The answers overlap on {gauge}: choose by another gauge, or by price.",
            look.language,
            gauge=compared.label,
        )
        rows += paragraph(words, cells, "warn")
    return rows


def _fans(compared: Comparison) -> list[Fan]:
    found = (
        compared.fan(outlook)
        for pick, outlook in compared.outlooks.items()
        if pick != SILENCE
    )
    return [fan for fan in found if fan is not None and fan.months]


def fans(
    compared: Comparison, look: Look, cells: int, lines: int, cursor: str
) -> list[Row]:
    """Draw the fans of all answers on one scale, two in a row.

    Where there is no room for all, only the answer under the cursor is drawn.
    """
    options = [option for option in compared.card.options if option.open]
    if lines < _ROOM * -(-len(options) // 2):
        options = [option for option in options if option.id == cursor] or options[:1]
    across = 2 if len(options) > 1 else 1
    down = max(1, -(-len(options) // across))
    width = (cells - 2 * (across - 1)) // across
    height = max(4, (lines - down + 1) // down - 1)
    rows: list[Row] = []
    for line in range(down):
        blocks = [
            _fan(compared, option, look, width, height)
            for option in options[line * across : (line + 1) * across]
        ]
        for parts in zip(*blocks, strict=True):
            spans: list[Span] = []
            for part in parts:
                used = sum(width_of(span.text) for span in part.spans)
                spans += [*part.spans, Span(" " * (width - used + 2))]
            rows.append(Row(tuple(spans), drawn=any(part.drawn for part in parts)))
        rows.append(BLANK)
    return rows[:-1]


def _fan(
    compared: Comparison, option: OptionView, look: Look, width: int, height: int
) -> list[Row]:
    number = compared.card.options.index(option) + 1
    head = row(
        Span(f"{number} ", "key"),
        Span(cut(option.label, width - 2, look.glyphs.more), "strong"),
    )
    outlook = compared.outlooks.get(option.id)
    fan = fan_of(outlook.fans, compared.gauge.id) if outlook else None
    if outlook is None or fan is None or not fan.months:
        words = say("working it out", look.language)
        if compared.problem:
            words = failed(compared.problem, look)
        text = paragraph(words, width, "dim")[:height]
        return [head, *text, *(BLANK for _ in range(height - len(text)))]
    gauge = compared.gauge
    chart = chart_of(gauge, fan, fan_of(outlook.hold, gauge.id))
    chart = replace(chart, scale=_scale(compared))
    now = say("now", look.language)
    return [head, *fan_rows(chart, width, height, look.glyphs, now)]


def _scale(compared: Comparison) -> tuple[float, float]:
    """Return the axis that holds every fan, so that heights can be compared."""
    gauge = compared.gauge
    ends = [
        limits(chart_of(gauge, fan, fan_of(outlook.hold, gauge.id)))
        for outlook in compared.outlooks.values()
        if (fan := fan_of(outlook.fans, gauge.id)) is not None and fan.months
    ]
    return min(low for low, _ in ends), max(high for _, high in ends)
