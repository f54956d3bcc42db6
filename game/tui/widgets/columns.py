"""In which column each span of a row stands."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.segment import Segment
from textual.strip import Strip

from game.tui.cells import width_of
from game.tui.glyphs import to_ascii

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from rich.style import Style

    from game.tui.cells import Row, Span


def columns(row: Row, *, ascii_only: bool) -> Iterator[tuple[int, Span]]:
    """Yield the first cell of each span, from 0, with the span."""
    column = 0
    for span in row.spans:
        yield column, span
        column += width_of(to_ascii(span.text) if ascii_only else span.text)


def pick_at(row: Row, cell: int, *, ascii_only: bool) -> str:
    """Return the pick of the span in a cell; empty where it has none of its own."""
    before = [
        span.pick for at, span in columns(row, ascii_only=ascii_only) if at <= cell
    ]
    end = width_of(to_ascii(row.text) if ascii_only else row.text)
    return before[-1] if before and cell < end else ""


def labelled(row: Row, marks: Mapping[str, str], *, ascii_only: bool) -> dict[int, str]:
    """Return the labels over spans by their first cell: one for spans of one pick."""
    places, before = {}, ""
    for column, span in columns(row, ascii_only=ascii_only):
        if span.pick and span.pick != before and span.pick in marks:
            places[column] = marks[span.pick]
        before = span.pick
    return places


def written_over(strip: Strip, labels: Mapping[int, str], style: Style) -> Strip:
    """Return a line with labels over it, each from its first cell on."""
    for place, label in labels.items():
        after = strip.crop(place + len(label))
        strip = Strip.join(
            [strip.crop(0, place), Strip([Segment(label, style)]), after]
        )
    return strip
