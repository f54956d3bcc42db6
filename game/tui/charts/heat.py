"""The heat map: a table whose cells are shaded by value and say the number too."""

from __future__ import annotations

from dataclasses import dataclass

from game.tui.cells import Row, Span, fit, right, shorten, width_of
from game.tui.glyphs import Glyphs

_SHADE = 2
"""Cells of shade that a value has where there is room."""
_LABEL = 0.3
"""The share of the width that the labels of the rows may take."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HeatMap:
    """What a heat map shows: a value, or nothing, for each row and column."""

    rows: tuple[str, ...]
    """Labels of the rows."""
    columns: tuple[str, ...]
    """Labels of the columns; the short form, they are cut at a cell's width."""
    values: tuple[tuple[float | None, ...], ...]
    """By row, then by column; None where there is nothing to know."""
    texts: tuple[tuple[str, ...], ...]
    """The same as it is to be written: `+64`, `40..60`, or nothing."""
    scale: tuple[float, float]
    """The values of the lightest and of the darkest shade."""
    picks: tuple[tuple[str, ...], ...] = ()
    """What a click on a cell means; empty, or of the shape of the values."""


def shade(value: float, scale: tuple[float, float], glyphs: Glyphs) -> str:
    """Return the sign of a value: the higher, the darker; outside is clipped."""
    low, high = scale
    last = len(glyphs.shades) - 1
    share = (value - low) / (high - low) if high > low else 0.5
    return glyphs.shades[round(min(1.0, max(0.0, share)) * last)]


def heat_rows(
    heat: HeatMap,
    width: int,
    height: int,
    glyphs: Glyphs,
    at: tuple[int, int] | None = None,
) -> list[Row]:
    """Draw a heat map: a line of column labels, then a line for each row.

    Args:
        heat: Labels, values and what is written.
        width: Cells in all.
        height: Lines in all, the labels of the columns included.
        glyphs: The glyph table.
        at: Row and column of the cursor; what does not fit is scrolled so that
            it stays in view, and a mark in the corner says that there is more.

    Returns:
        At most `height` rows of at most `width` cells.
    """
    label = min(
        max((width_of(name) for name in heat.rows), default=0), int(width * _LABEL)
    )
    text = max((width_of(word) for line in heat.texts for word in line), default=0)
    many = max(1, len(heat.columns))
    dark = _SHADE if label + many * (text + _SHADE + 2) <= width else 1
    size = text + dark + 2
    across = _window(len(heat.columns), (width - label) // size, at[1] if at else 0)
    down = _window(len(heat.rows), height - 1, at[0] if at else 0)
    hidden = len(across) < len(heat.columns) or len(down) < len(heat.rows)
    corner = fit(glyphs.more if hidden else "", label, glyphs.more)
    heads = [
        Span(right(heat.columns[column], size, glyphs.more), "accent")
        for column in across
    ]
    drawn = [Row((Span(corner, "dim"), *heads))] if height > 0 else []
    for line in down:
        spans = [Span(fit(heat.rows[line], label, glyphs.more))]
        for column in across:
            spans += _cell(heat, (line, column), (dark, text), glyphs, at)
        drawn.append(Row(tuple(spans)))
    return [Row(shorten(row.spans, width, glyphs.more), row.pick) for row in drawn]


def legend(heat: HeatMap, glyphs: Glyphs, low: str, high: str) -> Row:
    """Write what the shades mean, from the lightest to the darkest.

    Args:
        heat: The heat map.
        glyphs: The glyph table.
        low: The word for the lightest shade.
        high: The word for the darkest.
    """
    first, last = (f"{end:g}" for end in heat.scale)
    return Row(
        (
            Span(f"{low} {first} ", "dim"),
            Span(f"[{glyphs.shades}]", "accent"),
            Span(f" {last} {high}", "dim"),
        )
    )


def _window(many: int, room: int, at: int) -> range:
    """Return the run of `many` places that fits into the room and holds one."""
    room = max(0, min(many, room))
    first = min(max(0, at - room // 2), many - room)
    return range(first, first + room)


def _cell(
    heat: HeatMap,
    place: tuple[int, int],
    sizes: tuple[int, int],
    glyphs: Glyphs,
    at: tuple[int, int] | None,
) -> tuple[Span, ...]:
    line, column = place
    dark, text = sizes
    value, words = heat.values[line][column], heat.texts[line][column]
    pick = heat.picks[line][column] if heat.picks else ""
    here = place == at
    lead = Span(glyphs.cursor if here else " ", "key", pick)
    if value is None:
        rest = right(words or glyphs.dot, dark + 1 + text, glyphs.more)
        return lead, Span(rest, "picked" if here else "dim", pick)
    return (
        lead,
        Span(shade(value, heat.scale, glyphs) * dark, "accent", pick),
        Span(" " + right(words, text), "picked" if here else "text", pick),
    )
