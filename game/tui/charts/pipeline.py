"""What is on its way: a bar for each turn in which something arrives."""

from __future__ import annotations

from collections.abc import Sequence

from game.tui.cells import Row, Span, fit, right, shorten, width_of
from game.tui.glyphs import Glyphs


def pipeline_rows(
    amounts: Sequence[float],
    texts: Sequence[str],
    width: int,
    height: int,
    glyphs: Glyphs,
) -> list[Row]:
    """Draw what arrives, the next turn first.

    Args:
        amounts: What arrives in each of the turns to come.
        texts: The same as it is to be written.
        width: Cells in all.
        height: Lines in all; where the turns are more, a mark stands for the rest.
        glyphs: The glyph table.

    Returns:
        At most `height` rows of at most `width` cells.
    """
    shown = len(amounts) if len(amounts) <= height else max(0, height - 1)
    most = max(map(abs, amounts), default=0.0)
    label = width_of(f"+{len(amounts)}")
    text = max(map(width_of, texts), default=0)
    room = max(0, width - label - text - 2)
    rows = []
    for number, (amount, words) in enumerate(
        zip(amounts[:shown], texts[:shown], strict=True), 1
    ):
        filled = round(abs(amount) / most * room) if most else 0
        spans = (
            Span(fit(f"+{number}", label) + " ", "dim"),
            Span(right(words, text) + " ", "strong"),
            Span(glyphs.full * filled, "accent"),
        )
        rows.append(Row(shorten(spans, width, glyphs.more)))
    if shown < len(amounts) and height > 0:
        rows.append(Row((Span(glyphs.more[:width], "dim"),)))
    return rows
