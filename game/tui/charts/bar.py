"""Bars and sparklines: one line of text each."""

from __future__ import annotations

from collections.abc import Sequence

from game.tui.cells import Span, Tone
from game.tui.glyphs import Glyphs


def bar(
    share: float, cells: int, glyphs: Glyphs, tone: Tone = "accent"
) -> tuple[Span, ...]:
    """Draw a place within a range as a bar.

    Args:
        share: 0 (empty) to 1 (full); other values are clipped.
        cells: Width in cells.
        glyphs: The glyph table.
        tone: Tone of the filled part.
    """
    filled = round(min(1.0, max(0.0, share)) * cells)
    return (
        Span(glyphs.full * filled, tone),
        Span(glyphs.empty * (cells - filled), "dim"),
    )


def marks_over(marks: Sequence[bool], cells: int, sign: str) -> str:
    """Return a line of marks for over a sparkline: the last `cells`, right-aligned.

    Args:
        marks: Whether something happened, value by value.
        cells: Width in cells.
        sign: What stands where it did.
    """
    shown = list(marks)[-cells:] if cells > 0 else []
    return "".join(sign if mark else " " for mark in shown).rjust(max(0, cells))


def sparkline(values: Sequence[float], cells: int, glyphs: Glyphs) -> str:
    """Draw the last `cells` values as one line, lowest to highest."""
    shown = list(values)[-cells:] if cells > 0 else []
    if not shown:
        return " " * max(0, cells)
    low, high = min(shown), max(shown)
    top = len(glyphs.sparks) - 1
    signs = [
        glyphs.sparks[round((v - low) / (high - low) * top) if high > low else top // 2]
        for v in shown
    ]
    return "".join(signs).rjust(cells)
