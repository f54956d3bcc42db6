"""Rows of toned text, laid out by the width of terminal cells.

A tone is a role (`dim`, `good`), never a colour: the theme decides. Text is
always plain; a `pick` names what a click or enter on it means.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Literal, get_args

from rich.cells import cell_len, chop_cells, set_cell_size

from game.tui.glyphs import ASCII, Glyphs

Tone = Literal[
    "text",
    "dim",
    "strong",
    "accent",
    "good",
    "bad",
    "warn",
    "key",
    "picked",
    "band",
    "median",
    "path",
    "hold",
    "median-band",
    "path-band",
    "hold-band",
    "shade-0",
    "shade-1",
    "shade-2",
    "shade-3",
    "shade-4",
    "label",
]
_SHAPES = dict.fromkeys([*range(0x2580, 0x25A0), *range(0x2800, 0x2900)])
"""Blocks and Braille, of which bars and histories are made."""
_WORD = re.compile(r"\S*\d %\S*|\S+")
_STROKES = re.compile(rf"(?<!\w)[{re.escape(ASCII.empty + ASCII.sparks)}]{{2,}}(?!\w)")
"""The same in ASCII, where one alone is a sign and `49..82` a range."""
TONES: tuple[Tone, ...] = get_args(Tone)


@dataclass(frozen=True, slots=True)
class Span:
    """A run of text in one tone; `pick` is what a click on it means."""

    text: str
    tone: Tone = "text"
    pick: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """One line on screen; rows of the same `pick` are one item of a list."""

    spans: tuple[Span, ...] = ()
    pick: str = ""
    drawn: bool = False
    """Whether it is a line of a chart, which is nothing in words."""
    aside: bool = False
    """Whether it is of something else, shown where a tall screen has room for it."""

    @property
    def text(self) -> str:
        """The plain text of the line."""
        return "".join(span.text for span in self.spans)


@dataclass(frozen=True, slots=True)
class Look:
    """How a face speaks and draws: its language and its glyphs."""

    language: str
    glyphs: Glyphs

    @property
    def ascii(self) -> bool:
        """Whether nothing but ASCII may be drawn."""
        return self.glyphs is ASCII


BLANK = Row()


def row(*parts: Span | str, pick: str = "") -> Row:
    """Make a row; a bare string is a span in the ordinary tone."""
    return Row(tuple(Span(p) if isinstance(p, str) else p for p in parts), pick)


def width_of(text: str) -> int:
    """Return the number of cells that a text takes."""
    return cell_len(text)


def cut(text: str, cells: int, more: str = "…") -> str:
    """Return a text of at most `cells` cells, marked where it was cut."""
    if cell_len(text) <= cells:
        return text
    if cells <= 0:
        return ""
    return set_cell_size(text, cells - 1).rstrip() + more


def whole(text: str, cells: int) -> str:
    """Return a text if it fits, else nothing: a number that is cut is another one."""
    return text if cell_len(text) <= cells else ""


def fit(text: str, cells: int, more: str = "…") -> str:
    """Return a text of exactly `cells` cells, cut or padded on the right."""
    return set_cell_size(cut(text, cells, more), max(0, cells))


def right(text: str, cells: int, more: str = "…") -> str:
    """Return a text of exactly `cells` cells, cut or padded on the left."""
    shown = cut(text, cells, more)
    return " " * (cells - cell_len(shown)) + shown


def wrap(text: str, cells: int) -> list[str]:
    """Break a text into lines of at most `cells` cells, at spaces if it can.

    A number and its sign of percent stay together.
    """
    cells = max(2, cells)
    lines: list[str] = []
    for paragraph in text.split("\n"):
        line, used = "", 0
        for word in _WORD.findall(paragraph):
            wide = cell_len(word)
            if line and used + 1 + wide <= cells:
                line, used = f"{line} {word}", used + 1 + wide
                continue
            if line:
                lines.append(line)
            line, used = word, wide
            if wide > cells:
                *whole, line = chop_cells(word, cells)
                lines.extend(whole)
                used = cell_len(line)
        lines.append(line)
    return lines


def in_words(row: Row) -> str:
    """Return what a row says, without cursor and bars.

    Empty for a line of a chart, for numbers that no word stands beside, and for what
    is told of something else.
    """
    told = _STROKES.sub("", row.text.translate(_SHAPES))
    words = told.strip().lstrip("\u25b8>").strip()
    is_told = not (row.drawn or row.aside) and any(sign.isalpha() for sign in words)
    return words if is_told else ""


def paragraph(
    text: str,
    cells: int,
    tone: Tone = "text",
    *,
    first: str = "",
    indent: int = 0,
    pick: str = "",
) -> list[Row]:
    """Wrap a text into rows with a hanging indent.

    Args:
        text: Plain text.
        cells: Width of the rows.
        tone: Tone of the text.
        first: What stands before the first line, in the dim tone.
        indent: Cells before the following lines (and at least the first's).
        pick: The pick of every row.
    """
    hang = max(indent, width_of(first))
    lines = wrap(text, cells - hang)
    rows = []
    for number, line in enumerate(lines):
        lead = fit(first, hang) if number == 0 else " " * hang
        rows.append(Row((Span(lead, "dim"), Span(line, tone)), pick))
    return rows


def led(
    lead: str,
    text: str,
    cells: int,
    *,
    indent: int = 0,
    pick: str = "",
    tone: Tone = "text",
) -> list[Row]:
    """Wrap a text after a dim lead of a word or two, all lines indented alike."""
    lines = wrap(f"{lead} {text}", cells - indent)
    space = Span(" " * indent)
    rows = [Row((space, Span(line, tone)), pick) for line in lines]
    if lines[0].startswith(lead):
        rest = Span(lines[0][len(lead) :], tone)
        rows[0] = Row((space, Span(lead, "dim"), rest), pick)
    return rows


def pointed(rows: Sequence[Row], cursor: str, sign: str) -> tuple[Row, ...]:
    """Put the sign of the cursor before the first row of its item."""
    drawn, before = [], ""
    for one in rows:
        here = bool(one.pick) and one.pick == cursor and one.pick != before
        span = Span(f"{sign if here else ' '} ", "key")
        drawn.append(Row((span, *one.spans), one.pick))
        before = one.pick
    return tuple(drawn)


def filled(
    rows: Sequence[Row],
    blocks: Iterable[Sequence[Row]],
    look: Look,
    size: tuple[int, int],
) -> list[Row]:
    """Add blocks about something else below rows and a line, as many as fit whole."""
    full = [*rows, BLANK, row(Span(look.glyphs.rule * size[0], "dim"))]
    end = len(full)
    for block in blocks:
        if len(full) + 1 + len(block) > size[1]:
            break
        full += [] if len(full) == end else [BLANK]
        full += [replace(told, aside=True) for told in block]
    return full if len(full) > end else list(rows)


def two_sides(
    left: Sequence[Span], end: Sequence[Span], cells: int, more: str = "…"
) -> Row:
    """Set spans at both ends of a line; the left side is cut if it must be."""
    ending = sum(cell_len(span.text) for span in end)
    room = max(0, cells - ending - (1 if ending else 0))
    kept = shorten(left, room, more)
    used = sum(cell_len(span.text) for span in kept)
    return Row((*kept, Span(" " * max(0, cells - ending - used)), *end))


def shorten(spans: Iterable[Span], cells: int, more: str = "…") -> tuple[Span, ...]:
    """Return the spans that fit into `cells` cells, the last one cut."""
    kept: list[Span] = []
    for span in spans:
        size = cell_len(span.text)
        if size > cells:
            kept.append(Span(cut(span.text, cells, more), span.tone, span.pick))
            break
        kept.append(span)
        cells -= size
    return tuple(kept)


def beside(
    left: Sequence[Row], other: Sequence[Row], cells: int, gap: int = 2
) -> list[Row]:
    """Put two blocks of rows next to each other, the left one `cells` wide."""
    rows = []
    for number in range(max(len(left), len(other))):
        near = left[number].spans if number < len(left) else ()
        far = other[number].spans if number < len(other) else ()
        used = sum(cell_len(span.text) for span in near)
        space = Span(" " * max(0, cells - used + gap))
        rows.append(Row((*near, space, *far)))
    return rows
