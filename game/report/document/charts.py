"""Charts as inline SVG: drawn by hand, coloured by the page's own variables.

No meaning hangs on colour alone: lines differ by dash and by their end marks, and
every chart stands beside a table of its numbers. All words are escaped.
"""

from __future__ import annotations

import math
from html import escape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from game.report.document.blocks import Plot

_WIDTH, _HEIGHT = 640, 240
_LEFT, _RIGHT, _TOP, _BOTTOM = 52, 16, 12, 28
_ROW = 44
"""Height of a row of ranges: its name, and the range below."""
_LEGEND = 24
"""Height of a line of a legend."""
_DASHES = ("", "7 4", "2 4", "10 4 2 4", "1 6")
_TICKS = 5
_LONGEST = 48
"""Characters of a name inside a chart."""


def svg(plot: Plot, title: str, alt: str, id: str) -> str:
    """Return a chart as an SVG element.

    Args:
        plot: what to draw.
        title: its name, not escaped.
        alt: what it says, not escaped.
        id: unique in the page; letters, digits and hyphens.
    """
    draw = {"lines": _lines, "bars": _bars, "ranges": _ranges, "curve": _curve}
    height, body = draw[plot.kind](plot)
    return (
        f'<svg viewBox="0 0 {_WIDTH} {height}" role="img" '
        f'aria-labelledby="{id}-t {id}-d" class="chart">'
        f'<title id="{id}-t">{escape(title)}</title>'
        f'<desc id="{id}-d">{escape(alt)}</desc>{"".join(body)}</svg>'
    )


def ticks(low: float, high: float, count: int = _TICKS) -> tuple[float, ...]:
    """Return round numbers that span a range, about so many."""
    span = high - low
    if not (math.isfinite(span) and span > 0.0):
        return (low,)
    rough = span / count
    power = 10.0 ** math.floor(math.log10(rough))
    step = next(power * f for f in (1, 2, 5, 10) if power * f >= rough)
    first = math.ceil(low / step - 1e-9)
    last = math.floor(high / step + 1e-9)
    return tuple(number * step for number in range(first, last + 1))


class _Scale:
    """From values to places on the paper, over a plain frame."""

    def __init__(self, low: float, high: float, count: int) -> None:
        if not low < high:
            low, high = low - 1.0, high + 1.0
        margin = 0.05 * (high - low)
        self.low, self.high = low - margin, high + margin
        self._count = count

    def x(self, place: float) -> float:
        """Return where a place along stands."""
        span = _WIDTH - _LEFT - _RIGHT
        return _LEFT + span * (place + 0.5) / max(1, self._count)

    def y(self, value: float) -> float:
        """Return where a value stands."""
        share = (value - self.low) / (self.high - self.low)
        return _HEIGHT - _BOTTOM - share * (_HEIGHT - _TOP - _BOTTOM)

    def frame(self, places: Sequence[str]) -> list[str]:
        """Draw the grid with its numbers."""
        parts = []
        for tick in ticks(self.low, self.high):
            y = self.y(tick)
            parts.append(_line(_LEFT, y, _WIDTH - _RIGHT, y, "grid"))
            parts.append(_text(_LEFT - 6, y + 4, f"{tick:g}", "end"))
        every = max(1, math.ceil(len(places) / 12))
        for number, place in enumerate(places):
            if number % every == 0:
                parts.append(_text(self.x(number), _HEIGHT - 8, place, "middle"))
        return parts


def _lines(plot: Plot) -> tuple[int, list[str]]:
    values = [v for row in plot.series for v in row.values if v is not None]
    ends = [end for pair in plot.band if pair is not None for end in pair]
    scale = _Scale(min(values + ends), max(values + ends), len(plot.places))
    parts = scale.frame(plot.places)
    for number, pair in enumerate(plot.band):
        if pair is not None:
            x = scale.x(number)
            top, bottom = scale.y(pair[1]), scale.y(pair[0])
            parts.append(
                f'<rect x="{x - 5:.1f}" y="{top:.1f}" width="10" '
                f'height="{max(1.0, bottom - top):.1f}" class="band"/>'
            )
    for number, row in enumerate(plot.series):
        points = [
            (scale.x(place), scale.y(value))
            for place, value in enumerate(row.values)
            if value is not None
        ]
        parts.append(_path(points, number))
        parts += [
            f'<circle cx="{x:.1f}" cy="{y:.1f}" r="2.5" class="dot s{number}"/>'
            for x, y in points
        ]
    height = _HEIGHT
    if len(plot.series) > 1:
        height, legend = _legend(plot)
        parts += legend
    return height, parts


def _legend(plot: Plot) -> tuple[int, list[str]]:
    parts = []
    for number, row in enumerate(plot.series):
        y = _HEIGHT + 14 + _LEGEND * number
        parts.append(_path([(_LEFT, y), (_LEFT + 40, y)], number))
        parts.append(_text(_LEFT + 48, y + 4, row.label, "start"))
    return _HEIGHT + 10 + _LEGEND * len(plot.series), parts


def _bars(plot: Plot) -> tuple[int, list[str]]:
    worth, margin = plot.series[0].values, plot.series[1].values
    pairs = [(v or 0.0, m or 0.0) for v, m in zip(worth, margin, strict=True)]
    low = min(0.0, *(v - m for v, m in pairs))
    high = max(0.0, *(v + m for v, m in pairs))
    scale = _Scale(low, high, len(plot.places))
    parts = scale.frame(plot.places)
    zero = scale.y(0.0)
    parts.append(_line(_LEFT, zero, _WIDTH - _RIGHT, zero, "axis"))
    wide = 0.6 * (_WIDTH - _LEFT - _RIGHT) / max(1, len(plot.places))
    for number, (value, error) in enumerate(pairs):
        x, y = scale.x(number), scale.y(value)
        marked = " marked" if plot.places[number] in plot.marks else ""
        parts.append(
            f'<rect x="{x - wide / 2:.1f}" y="{min(y, zero):.1f}" '
            f'width="{wide:.1f}" height="{max(0.5, abs(y - zero)):.1f}" '
            f'class="bar{marked}"/>'
        )
        top, bottom = scale.y(value + error), scale.y(value - error)
        parts.append(_line(x, top, x, bottom, "whisker"))
    return _HEIGHT, parts


def _ranges(plot: Plot) -> tuple[int, list[str]]:
    low, mean, high, here = (row.values for row in plot.series)
    every = [v for row in plot.series for v in row.values if v is not None]
    least, most = min(every), max(every)
    if least == most:
        least, most = least - 1.0, most + 1.0
    span = _WIDTH - 2 * _RIGHT

    def x(value: float | None) -> float:
        share = ((value or 0.0) - least) / (most - least)
        return _RIGHT + share * span

    height = _ROW * len(plot.places) + _BOTTOM
    parts = []
    for tick in ticks(least, most):
        parts.append(_line(x(tick), 0, x(tick), height - _BOTTOM, "grid"))
        parts.append(_text(x(tick), height - 8, f"{tick:g}", "middle"))
    for number, name in enumerate(plot.places):
        y = _ROW * (number + 0.75)
        parts.append(_text(_RIGHT, y - 12, name, "start"))
        parts.append(_line(x(low[number]), y, x(high[number]), y, "range"))
        parts.append(
            f'<circle cx="{x(mean[number]):.1f}" cy="{y:.1f}" r="4" class="dot s0"/>'
        )
        at = x(here[number])
        parts.append(f'<path d="M{at:.1f} {y - 6:.1f}l6 6l-6 6l-6 -6z" class="here"/>')
    return height, parts


def _curve(plot: Plot) -> tuple[int, list[str]]:
    scale = _Scale(0.0, 100.0, len(plot.places))
    span = _WIDTH - _LEFT - _RIGHT

    def x(value: float) -> float:
        return _LEFT + span * (value + 5.0) / 110.0

    parts = []
    for tick in ticks(0.0, 100.0):
        parts.append(
            _line(_LEFT, scale.y(tick), _WIDTH - _RIGHT, scale.y(tick), "grid")
        )
        parts.append(_text(_LEFT - 6, scale.y(tick) + 4, f"{tick:g}", "end"))
        parts.append(_text(x(tick), _HEIGHT - 8, f"{tick:g}", "middle"))
    parts.append(_line(x(0), scale.y(0), x(100), scale.y(100), "diagonal"))
    rows = [
        (x(called or 0.0), scale.y(came or 0.0), count)
        for called, came, count in zip(
            plot.series[0].values, plot.series[1].values, plot.places, strict=True
        )
    ]
    parts.append(_path([(along, up) for along, up, _ in rows], 0))
    for along, up, count in rows:
        size = 3.0 + min(9.0, math.sqrt(float(count)))
        parts.append(
            f'<circle cx="{along:.1f}" cy="{up:.1f}" r="{size:.1f}" class="dot s0"/>'
        )
        parts.append(_text(along + size + 4, up + 4, count, "start"))
    return _HEIGHT, parts


def _path(points: Sequence[tuple[float, float]], number: int) -> str:
    way = "L".join(f"{x:.1f} {y:.1f}" for x, y in points)
    dash = _DASHES[number % len(_DASHES)]
    dashed = f' stroke-dasharray="{dash}"' if dash else ""
    return f'<path d="M{way}" class="line s{number}"{dashed}/>' if points else ""


def _line(x1: float, y1: float, x2: float, y2: float, kind: str) -> str:
    return (
        f'<line x1="{x1:.1f}" y1="{y1:.1f}" x2="{x2:.1f}" y2="{y2:.1f}" '
        f'class="{kind}"/>'
    )


def _text(x: float, y: float, words: str, anchor: str) -> str:
    short = words if len(words) <= _LONGEST else words[: _LONGEST - 1] + "…"
    return (
        f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}">{escape(short)}</text>'
    )
