"""The course of a number over the turns: its line, or the band of its estimates."""

from __future__ import annotations

from collections.abc import Sequence

from game.tui.cells import Row, Span, right
from game.tui.charts.fan import Plot, axis_labels, columns
from game.tui.glyphs import Glyphs

_FLAT = 0.1
"""The share of its range that is shown at least, so that noise is no mountain."""
_LEAST = 4
"""Cells and rows below which nothing legible fits."""


def course_rows(
    points: Sequence[tuple[float, float]],
    scale: tuple[float, float],
    size: tuple[int, int],
    glyphs: Glyphs,
    here: int,
) -> list[Row]:
    """Draw a course, its turns counted from 1.

    Args:
        points: The lowest and the highest estimate of each turn; at least one turn.
        scale: The ends of the number's range.
        size: Cells and rows in all, the axis of turns included.
        glyphs: The glyph table.
        here: The place, from 0, of the turn that is marked under the axis.

    Returns:
        Exactly as many rows as asked for, none wider than asked for.
    """
    width, height = size
    low, high = _limits(points, scale)
    lines = height - 1
    marks = sorted({0, max(0, lines - 1)})
    drawn = min(p[0] for p in points), max(p[1] for p in points)
    labels = axis_labels(marks, (low, high), drawn, lines)
    margin = max(len(label) for label in labels.values())
    plot_width = width - margin - 1
    if plot_width < _LEAST or lines < _LEAST - 1:
        return [Row() for _ in range(height)]
    plot = Plot(plot_width, lines, low, high)
    places = columns(len(points), 0.0, plot_width - 1.0)
    _draw(plot, points, places)
    rows = []
    for y in range(lines):
        sign = glyphs.tick if y in labels else "│" if glyphs.braille else " "
        label = right(labels.get(y, ""), margin) + sign
        rows.append(Row((Span(label, "dim"), *plot.row(y, glyphs)), drawn=True))
    return [*rows, _axis(margin, plot_width, places, glyphs, here)]


def _limits(
    points: Sequence[tuple[float, float]], scale: tuple[float, float]
) -> tuple[float, float]:
    low, high = min(p[0] for p in points), max(p[1] for p in points)
    least = (scale[1] - scale[0]) * _FLAT
    spare = max(0.0, least - (high - low)) / 2 + (high - low) * 0.08
    return low - spare, high + spare


def _draw(
    plot: Plot, points: Sequence[tuple[float, float]], places: Sequence[float]
) -> None:
    if any(low != high for low, high in points):
        for column in range(plot.width):
            last = plot.width - 1.0
            at = column / last * (len(points) - 1)
            k = min(len(points) - 1, int(at))
            near, part = min(k + 1, len(points) - 1), at - k
            low, high = (
                points[k][side] + (points[near][side] - points[k][side]) * part
                for side in (0, 1)
            )
            plot.fill(column, low, high, 1)
    middle = [
        (place, (p[0] + p[1]) / 2) for place, p in zip(places, points, strict=True)
    ]
    plot.line(middle if len(middle) > 1 else middle * 2, "median")


def _axis(
    margin: int, width: int, places: Sequence[float], glyphs: Glyphs, here: int
) -> Row:
    """Write turns under the plot, as many as fit apart, and mark one."""
    text = [glyphs.rule] * width
    last = len(places) - 1
    stride = next((s for s in (1, 2, 3, 6, 12, 24, 60) if last / s <= 8), last)  # noqa: PLR2004 - at most eight marks
    turns = dict.fromkeys((here, last, *range(0, last + 1, max(1, stride))))
    taken: list[tuple[int, int]] = []
    for place in turns:
        word = f"({place + 1})" if place == here else str(place + 1)
        at = min(width - len(word), max(0, round(places[place]) - len(word) // 2))
        if all(at + len(word) < first or at > end for first, end in taken):
            text[at : at + len(word)] = list(word)
            taken.append((at, at + len(word)))
    words = " " * margin + glyphs.corner + "".join(text)
    return Row((Span(words, "dim"),), drawn=True)
