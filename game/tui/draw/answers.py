"""A card and its answers: every answer and its price is in view at once.

What is too long for its place is cut with a mark; the space key opens the whole.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from game.tui.cells import (
    BLANK,
    Look,
    Row,
    Span,
    Tone,
    fit,
    led,
    paragraph,
    right,
    width_of,
    wrap,
)
from game.tui.draw.lines import price
from game.words import say

if TYPE_CHECKING:
    from collections.abc import Sequence

    from game.report.views import CardView, OptionView

SILENCE = "silence"
"""The pick of `give no answer`."""
_LEAD = 5
"""Cells before a label: cursor, sign, number."""
_TEXT = 2
"""Lines of the card's text that stay, however little room there is."""


def whole(
    card: CardView, look: Look, cells: int, cursor: str, *, gaps: bool = True
) -> list[Row]:
    """Write a card in full: its text, every answer with all that is said of it.

    Args:
        card: The card.
        look: Language and glyphs.
        cells: Width.
        cursor: The answer under the cursor.
        gaps: Whether the answers stand apart from each other.
    """
    rows = _text(card, cells)
    for place, pick in enumerate((*(o.id for o in card.options), SILENCE)):
        rows += [BLANK] if gaps or not place else []
        rows += _answer(card, pick, look, cells, opened=pick == cursor)
        rows += detail(card, pick, look, cells, pick=pick)[1:]
    return [*rows, *_sources(card, look, cells)]


def _sources(card: CardView, look: Look, cells: int) -> list[Row]:
    """Say what the question rests on, if the file says it."""
    if not card.sources:
        return []
    words = say("Source: {source}", look.language, source=card.sources)
    return [BLANK, *paragraph(words, cells, "dim")]


def fitted(
    card: CardView,
    look: Look,
    size: tuple[int, int],
    cursor: str,
    *,
    beside: bool = False,
) -> list[Row]:
    """Lay a card out so that every answer is in view with its price.

    Args:
        card: The card.
        look: Language and glyphs.
        size: Cells and lines that there are.
        cursor: The answer under the cursor.
        beside: Whether what an answer does is told in another panel.
    """
    cells, lines = size
    picks = [*(option.id for option in card.options), SILENCE]
    answers = [
        line
        for pick in picks
        for line in _answer(card, pick, look, cells, opened=pick == cursor)
    ]
    if len(answers) > lines - _TEXT:
        answers = [
            _answer(card, pick, look, cells, opened=pick == cursor, lines=1)[0]
            for pick in picks
        ]
    text = _text(card, cells)
    below = [] if beside else detail(card, cursor, look, cells)
    free = lines - len(answers)
    gaps = [BLANK] if free > _TEXT + 1 else []
    free -= len(gaps)
    if below and free > _TEXT + 2:
        below = [BLANK, *below]
    kept = max(min(len(text), _TEXT), min(len(text), free - len(below)))
    above = shortened(text, kept, look, keep=len(_deadline(card, cells)))
    below = shortened(below, free - len(above), look)
    rows = [*above, *gaps, *answers, *below]
    sources = _sources(card, look, cells)
    return [*rows, *sources] if len(rows) + len(sources) <= lines else rows


def detail(
    card: CardView, cursor: str, look: Look, cells: int, *, pick: str = ""
) -> list[Row]:
    """Say what the answer under the cursor does: at once, later, and on what."""
    if cursor == SILENCE:
        head = paragraph(say("No answer now", look.language), cells, "strong")
        indent = _LEAD if pick else 0
        return [*head, *paragraph(card.silence, cells, indent=indent, pick=pick)]
    option = next((option for option in card.options if option.id == cursor), None)
    if option is None:
        return []
    rows = paragraph(option.label, cells, "strong")[:1] if pick else []
    indent = _LEAD if pick else 0
    lead = say("price:", look.language)
    if option.cost:
        rows += led(lead, option.cost, cells, indent=indent, pick=pick)
    if option.text:
        rows += paragraph(option.text, cells, indent=indent, pick=pick)
    parts: tuple[tuple[str, str, Tone], ...] = (
        (say("later:", look.language), option.later, "text"),
        (say("hangs on:", look.language), option.hangs, "text"),
        (say("not open:", look.language), "" if option.open else option.locked, "warn"),
    )
    for lead, words, tone in parts:
        if words:
            rows += led(lead, words, cells, indent=indent, pick=pick, tone=tone)
    return rows


def said(words: str, cells: int) -> list[Row]:
    """Say what was done last where the eye is: at the top of the card."""
    return paragraph(words, cells, "picked") if words else []


def shortened(
    rows: Sequence[Row], lines: int, look: Look, *, keep: int = 0
) -> list[Row]:
    """Return at most so many rows; a cut is marked with the key that opens the rest.

    Args:
        rows: The rows.
        lines: How many there may be.
        look: Language and glyphs.
        keep: Rows at the end that stay before any other.
    """
    if len(rows) <= lines:
        return list(rows)
    keep = min(keep, max(0, lines - 1))
    tail = list(rows[len(rows) - keep :])
    head = list(rows[: max(0, lines - keep)])
    if not head:
        return tail
    last = head[-1]
    cells = max(width_of(row.text) for row in rows)
    end = f"{look.glyphs.more} " + say("space: all", look.language)
    room = max(0, cells - width_of(end) - 1)
    text = wrap(last.text.strip(), room)[0] if last.text.strip() and room else ""
    tone = last.spans[-1].tone if last.spans else "text"
    head[-1] = Row((Span(text + " ", tone), Span(end, "key", "!read")), last.pick)
    return [*head, *tail]


def _deadline(card: CardView, cells: int) -> list[Row]:
    tone: Tone = "warn" if card.duty or card.left <= 1 else "dim"
    return paragraph(card.deadline, cells, tone) if card.deadline else []


def _text(card: CardView, cells: int) -> list[Row]:
    return [*paragraph(card.text, cells), *_deadline(card, cells)]


def _answer(
    card: CardView,
    pick: str,
    look: Look,
    cells: int,
    *,
    opened: bool,
    lines: int = 99,
) -> list[Row]:
    """Draw one answer: number, label, and its price at the right."""
    number = next((n for n, o in enumerate(card.options, 1) if o.id == pick), 0)
    option = card.options[number - 1] if number else None
    label, tone, cost, staged = _told(card, option, look)
    cursor = look.glyphs.cursor if opened else " "
    sign = look.glyphs.staged if staged else " "
    head = (Span(cursor, "key"), Span(f"{sign}{number}  ", "key"))
    space = cells - _LEAD - (width_of(cost) + 2 if cost else 0)
    parts = wrap(label, space) if lines > 1 else [fit(label, space, look.glyphs.more)]
    rows = [Row((Span(" " * _LEAD), Span(part, tone)), pick) for part in parts]
    price_tone: Tone = "accent" if option is not None and option.open else "dim"
    end = Span(right(cost, width_of(cost) + 2), price_tone) if cost else Span("")
    rows[0] = Row((*head, Span(fit(parts[0], space), tone), end), pick)
    return rows


def _told(
    card: CardView, option: OptionView | None, look: Look
) -> tuple[str, Tone, str, bool]:
    """Return label, tone, price and whether it is what stands for this month."""
    if option is None:
        answered = any(other.staged for other in card.options)
        words = say("No answer now", look.language)
        return words, "text", "", not answered
    tone: Tone = "text" if option.open else "dim"
    tone = "strong" if option.staged else tone
    cost = price(option.capital, option.slots, look)
    if not option.open:
        cost = say("not open", look.language)
    return option.label, tone, cost, option.staged
