"""The fan: a history, bands of 80, 50 and 20 % with their median, and the hold line.

In Unicode, lines are dots of braille (two by four in a cell) over shaded bands,
the narrower the darker; in ASCII, a line is one character a cell.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from game.report.figures import shown
from game.tui.cells import Row, Span, Tone, right, width_of
from game.tui.glyphs import Glyphs

_DOTS = ((0x01, 0x08), (0x02, 0x10), (0x04, 0x20), (0x40, 0x80))
_IN_BAND: dict[Tone, Tone] = {
    "median": "median-band",
    "path": "path-band",
    "hold": "hold-band",
}
_SMALL = 3
"""Rows below which the axis of turns is left out."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FanChart:
    """What a fan shows; all series by month, in the gauge's own unit."""

    history: tuple[float, ...]
    """Months up to now, the last one now; at least one value."""
    low: tuple[float, ...]
    """10 % quantile; the first value is now. At least one value each."""
    middle: tuple[float, ...]
    high: tuple[float, ...]
    hold: tuple[float, ...]
    """Median with nothing chosen; may be empty."""
    within: tuple[tuple[tuple[float, ...], tuple[float, ...]], ...] = ()
    """The ends of narrower bands, the wider first; at most two."""
    scale: tuple[float, float] | None = None
    """Lowest and highest value of the axis; None fits the series."""


class Plot:
    """A raster of cells: one line tone each, dots, and the band behind."""

    def __init__(self, width: int, height: int, low: float, high: float) -> None:
        self.width, self.height = width, height
        self._low, self._span = low, max(high - low, 1e-9)
        self.dots = [[0] * width for _ in range(height)]
        self.tones: list[list[Tone]] = [["text"] * width for _ in range(height)]
        self.band = [[0] * width for _ in range(height)]

    def level(self, value: float, steps: int) -> int:
        """Return the step of a value, counted from the top."""
        place = 1.0 - (value - self._low) / self._span
        return min(steps - 1, max(0, int(place * steps)))

    def fill(self, column: int, low: float, high: float, depth: int) -> None:
        """Shade a column between two values; the deeper, the darker.

        Between a value and itself there is nothing: a cell of shade would be a range.
        """
        if low == high:
            return
        top, bottom = self.level(high, self.height), self.level(low, self.height)
        for line in range(top, bottom + 1):
            self.band[line][column] = depth

    def line(self, points: Sequence[tuple[float, float]], tone: Tone) -> None:
        """Draw a line through points (column in cells, value); a hold is dotted."""
        steps = self.height * 4
        for (x0, y0), (x1, y1) in pairwise(points):
            first, last = round(x0 * 2), round(x1 * 2)
            count = max(
                1, last - first, abs(self.level(y1, steps) - self.level(y0, steps))
            )
            for k in range(count + 1):
                part = k / count
                self._dot(
                    round(first + (last - first) * part), y0 + (y1 - y0) * part, tone
                )

    def _dot(self, column: int, value: float, tone: Tone) -> None:
        if tone == "hold" and column % 3 == 1:
            return
        level = self.level(value, self.height * 4)
        x, y = min(self.width - 1, max(0, column // 2)), level // 4
        if tone == "hold" and self.dots[y][x] and self.tones[y][x] != "hold":
            return
        if self.tones[y][x] == "hold" and tone != "hold":
            self.dots[y][x] = 0
        self.dots[y][x] |= _DOTS[level % 4][column % 2]
        self.tones[y][x] = tone

    def row(self, y: int, glyphs: Glyphs) -> tuple[Span, ...]:
        """Return one line of the raster as spans."""
        spans: list[Span] = []
        text, tone = "", None
        for x in range(self.width):
            sign, its = self._cell(x, y, glyphs)
            if its != tone and tone is not None:
                spans.append(Span(text, tone))
                text = ""
            text, tone = text + sign, its
        if tone is not None:
            spans.append(Span(text, tone))
        return tuple(spans)

    def _cell(self, x: int, y: int, glyphs: Glyphs) -> tuple[str, Tone]:
        dots, tone = self.dots[y][x], self.tones[y][x]
        depth = self.band[y][x]
        if not dots:
            return (glyphs.bands[depth - 1], "band") if depth else (" ", "text")
        sign = {"median": glyphs.median, "hold": glyphs.hold}.get(tone, glyphs.history)
        if glyphs.braille:
            sign = chr(0x2800 + dots)
        return sign, _IN_BAND.get(tone, tone) if depth else tone


def axis_label(value: float, step: float) -> str:
    """Return an axis label with just enough decimals for the step."""
    decimals = 0 if step >= 1 else min(3, math.ceil(-math.log10(step)))
    return shown(value, decimals)


def axis_labels(
    marks: Iterable[int],
    ends: tuple[float, float],
    seen: tuple[float, float],
    lines: int,
) -> dict[int, str]:
    """Return the labels of some lines of an axis: each a value that lies in its line.

    The first and the last one tell the ends of what is drawn where they lie in them;
    any other line tells its middle.

    Args:
        marks: The lines, from 0 at the top.
        ends: The lowest and the highest value of the axis.
        seen: The same of what is drawn.
        lines: How many lines there are.
    """
    low, high = ends
    step = (high - low) / max(1, lines)
    labels = {}
    for y in marks:
        top, bottom = high - y * step, high - (y + 1) * step
        told = {0: seen[1], lines - 1: seen[0]}.get(y, low)
        value = told if lines > 1 and bottom <= told <= top else (top + bottom) / 2
        labels[y] = axis_label(value, step)
    return labels


def columns(count: int, first: float, last: float) -> list[float]:
    """Spread points evenly over cells; a single one stands last."""
    if count == 1:
        return [last]
    return [first + (last - first) * k / (count - 1) for k in range(count)]


def seen(chart: FanChart) -> tuple[float, float]:
    """Return the lowest and the highest value that is drawn."""
    values = (*chart.history, *chart.low, *chart.middle, *chart.high, *chart.hold)
    return min(values), max(values)


def limits(chart: FanChart) -> tuple[float, float]:
    """Return the lowest and the highest value of the axis."""
    if chart.scale is not None:
        return chart.scale
    low, high = seen(chart)
    margin = max((high - low) * 0.08, 0.5 if high - low < 1 else 0.0)
    return low - margin, high + margin


def fan_rows(
    chart: FanChart, width: int, height: int, glyphs: Glyphs, now: str
) -> list[Row]:
    """Draw a fan.

    Args:
        chart: The series.
        width: Cells in all, axis included.
        height: Lines in all, the axis of months included when there is room.
        glyphs: The glyph table.
        now: The word for the present under the axis.

    Returns:
        Exactly `height` rows of at most `width` cells.
    """
    axis = height >= _SMALL
    lines = height - 1 if axis else height
    low, high = limits(chart)
    marks = sorted({0, lines // 2, lines - 1})
    labels = axis_labels(marks, (low, high), seen(chart), lines)
    margin = max(len(label) for label in labels.values())
    plot_width = width - margin - 1
    if plot_width < 4 or lines < 1:  # noqa: PLR2004 - nothing legible fits
        return [Row() for _ in range(height)]
    plot = Plot(plot_width, lines, low, high)
    ahead = max(1, len(chart.middle) - 1)
    past = chart.history[-max(2, ahead) :]
    here = (plot_width - 1) * (len(past) - 1) / max(1, len(past) - 1 + ahead)
    before = columns(len(past), 0.0, here)
    after = columns(ahead + 1, here, plot_width - 1.0)
    _draw(plot, chart, past, before, after)
    rows = []
    for y in range(lines):
        label = right(labels.get(y, ""), margin)
        sign = glyphs.tick if y in labels else " "
        if y not in labels and glyphs.braille:
            sign = "│"
        spans = (Span(label + sign, "dim"), *plot.row(y, glyphs))
        rows.append(Row(spans, drawn=True))
    if axis:
        rows.append(_month_axis(margin, plot_width, after, glyphs, now))
    return rows


def _draw(
    plot: Plot,
    chart: FanChart,
    past: Sequence[float],
    before: Sequence[float],
    after: Sequence[float],
) -> None:
    for depth, ends in enumerate(((chart.low, chart.high), *chart.within), 1):
        _shade(plot, *ends, depth, after)
    plot.line(list(zip(after, chart.hold, strict=False)), "hold")
    plot.line(list(zip(after, chart.middle, strict=False)), "median")
    plot.line(list(zip(before, past, strict=True)), "path")


def _shade(
    plot: Plot,
    low: Sequence[float],
    high: Sequence[float],
    depth: int,
    after: Sequence[float],
) -> None:
    """Fill a band between two series, column by column."""
    first, last = after[0], after[-1]
    many = min(len(after), len(low))
    for column in range(math.ceil(first), plot.width):
        place = (column - first) / max(1e-9, last - first) * (many - 1)
        k = max(0, min(many - 2, int(place)))
        near, part = min(k + 1, many - 1), place - k
        plot.fill(
            column,
            low[k] + (low[near] - low[k]) * part,
            high[k] + (high[near] - high[k]) * part,
            depth,
        )


def _month_axis(
    margin: int, width: int, after: Sequence[float], glyphs: Glyphs, now: str
) -> Row:
    """Write `now` and a few `+n` under the plot, as many as fit apart."""
    ahead = len(after) - 1
    stride = next((s for s in (1, 2, 3, 6, 12, 24, 60) if ahead / s <= 4), ahead)  # noqa: PLR2004 - at most four marks
    marks = [(0, now)] + [
        (n, f"+{n}") for n in range(stride, ahead + 1, max(1, stride))
    ]
    text, free = "", 0
    for number, word in marks:
        size = width_of(word)
        at = min(width - size, max(0, round(after[number]) - size // 2))
        if at >= free:
            filled = width_of(text)
            text += glyphs.rule * (at - filled) + word
            free = at + size + 1
    text += glyphs.rule * (width - width_of(text))
    return Row((Span(" " * margin + glyphs.corner + text, "dim"),), drawn=True)
