"""The hint above the desk: what it is about, its words, and the keys that end it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from game.tui.cells import Look, Row, Span, paragraph, width_of
from game.words import say

if TYPE_CHECKING:
    from game.report.hints import HintView


def hint(shown: HintView, look: Look, cells: int) -> list[Row]:
    """Write a hint; the keys stand behind its last line, or below it."""
    lead = say("Hint", look.language) + "  "
    words = shown.text
    if shown.about and shown.about not in words:
        words = f"{shown.about}: {words}"
    rows = paragraph(words, cells, first=lead, indent=width_of(lead))
    first = rows[0].text.removeprefix(lead)
    rows[0] = Row((Span(lead, "accent"), Span(first)))
    keys = (
        Span("f", "key", "!next_hint"),
        Span(f" {say('next hint', look.language)}  ", "dim", "!next_hint"),
        Span("F", "key", "!no_hints"),
        Span(f" {say('no hints', look.language)}", "dim", "!no_hints"),
    )
    used = sum(width_of(span.text) for span in keys)
    gap = cells - width_of(rows[-1].text.rstrip()) - used
    if gap > 1:
        last = [*rows[-1].spans[:-1], Span(rows[-1].spans[-1].text.rstrip())]
        return [*rows[:-1], Row((*last, Span(" " * gap), *keys))]
    return [*rows, Row((Span(" " * (cells - used)), *keys))]
