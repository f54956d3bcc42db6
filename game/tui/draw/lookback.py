"""The look back in the review: turning points, luck against choice, own calls."""

from __future__ import annotations

from typing import TYPE_CHECKING

from game.report.document.looking_back import (
    bin_sentence,
    call_sentence,
    calls_score,
    luck_sentences,
    point_sentences,
    point_title,
    regret_note,
    share_sentence,
)
from game.tui.cells import (
    BLANK,
    Look,
    Row,
    Span,
    Tone,
    fit,
    paragraph,
    right,
    row,
    width_of,
)
from game.words import say

if TYPE_CHECKING:
    from collections.abc import Sequence

    from game.report.calling import CallsView
    from game.report.doings import PartView
    from game.report.lookback import EndLedger, Glance, Lookback

_LEDGERS = 2
_AGAIN = "b"
"""The key that decides a turn anew: here nobody has to type a command."""


def points(glance: Glance | None, going: str, look: Look, cells: int) -> list[Row]:
    """Tell how turns were measured and what each was worth.

    Args:
        glance: what was worked out; None while that is not known.
        going: how far the work is, or empty while nothing is worked out.
        look: language and glyphs.
        cells: the width.
    """
    language = look.language
    rows: list[Row] = []
    if going:
        rows += [*paragraph(going, cells, "accent"), BLANK]
    found = None if glance is None else glance.lookback
    if found is None or not found.values:
        words = say(
            "Not worked out yet. x works it out and stops it; it takes a minute or "
            "two, and what is done is kept.",
            language,
        )
        if glance is not None and not glance.measurable:
            words = say("The turns of this game cannot be measured.", language)
        return [*rows, *paragraph(words, cells)]
    rows += [*paragraph(regret_note(found, language), cells, "dim"), BLANK]
    return [*rows, *_worths(found, look)]


def _worths(found: Lookback, look: Look) -> list[Row]:
    marked = {point.worth.turn for point in found.points}
    rows = []
    for worth in found.values:
        tone: Tone = "dim"
        if worth.sure:
            tone = "bad" if worth.value < 0 else "good"
        mark = look.glyphs.cursor if worth.turn in marked else " "
        line = (
            Span(f"{mark} {worth.turn:>2}  {fit(worth.date, 12)}"),
            Span(right(worth.difference, 7), tone),
            Span(f"  ±{worth.error}", "dim"),
        )
        rows.append(row(*line))
    return rows


def point(glance: Glance | None, turn: int, look: Look, cells: int) -> list[Row]:
    """Open one turning point."""
    found = None if glance is None else glance.lookback
    chosen = next(
        (p for p in (found.points if found else ()) if p.worth.turn == turn), None
    )
    if chosen is None or found is None:
        return []
    language = look.language
    rows = [*paragraph(point_title(chosen, language), cells, "strong"), BLANK]
    for sentence in point_sentences(chosen, found.game, language, _AGAIN):
        rows += paragraph(sentence, cells)
    words = say("b decides this turn anew.", language)
    rows += [*paragraph(words, cells, "accent"), BLANK]
    rows += _ledger(chosen.duties, chosen.worth.difference, look, cells)
    for ledger in chosen.ledgers[:_LEDGERS]:
        rows += [BLANK, *_end(ledger, look, cells)]
    return rows


def _end(ledger: EndLedger, look: Look, cells: int) -> list[Row]:
    title = say(
        "{number} at the end: {difference}, by its causes",
        look.language,
        number=ledger.label,
        difference=ledger.difference,
    )
    rows = paragraph(title, cells, "strong")
    return [*rows, *_ledger(ledger.lines, ledger.difference, look, cells)]


def _ledger(lines: Sequence[PartView], total: str, look: Look, cells: int) -> list[Row]:
    wide = max(8, cells - 9)
    rows = [
        row(fit(line.label, wide, look.glyphs.more), Span(right(line.amount, 8)))
        for line in lines
    ]
    words = fit(say("difference", look.language), wide)
    return [*rows, row(Span(words, "strong"), Span(right(total, 8), "strong"))]


def luck(glance: Glance | None, look: Look, cells: int) -> list[Row]:
    """Take the score apart, and set it beside other lines of play."""
    found = None if glance is None or not glance.lookback else glance.lookback.luck
    language = look.language
    if found is None:
        words = say("Not worked out yet; x works it out.", language)
        return paragraph(words, cells)
    rows: list[Row] = []
    for sentence in luck_sentences(found, language):
        rows += paragraph(sentence, cells)
    rows.append(BLANK)
    wide = max(8, cells - 22)
    for part in found.parts:
        interval = f"{part.low}..{part.high}"
        rows.append(
            row(
                fit(part.label, wide, look.glyphs.more),
                Span(right(part.amount, 7), "strong"),
                Span(right(interval, 14), "dim"),
            )
        )
    rows.append(
        row(
            Span(fit(say("your score", language), wide), "strong"),
            Span(right(found.score, 7), "strong"),
        )
    )
    rows += [BLANK, *_lines(glance, look, cells), BLANK]
    for share in found.shares:
        rows += paragraph(share_sentence(share, language), cells, "dim")
    return rows


def _lines(glance: Glance | None, look: Look, cells: int) -> list[Row]:
    found = None if glance is None or not glance.lookback else glance.lookback.luck
    if found is None:
        return []
    language = look.language
    heads = say("your luck", language), say("mean", language)
    columns = max(8, *map(width_of, heads)) + 1
    wide = max(8, cells - 2 * columns)
    head = fit("", wide) + "".join(right(words, columns) for words in heads)
    rows = [row(Span(head, "dim"))]
    for line in found.lines:
        tone: Tone = "strong" if line.kind == "you" else "text"
        rows.append(
            row(
                Span(fit(line.label, wide, look.glyphs.more), tone),
                Span(right(line.here, columns), tone),
                Span(right(line.mean, columns), tone),
            )
        )
    return rows


def calls(found: CallsView | None, look: Look, cells: int) -> list[Row]:
    """List the player's own calls, and how good they were."""
    language = look.language
    if found is None or not found.calls:
        words = say(
            "You called no chances. On the page of the advisers, p says how likely "
            "you hold a claim.",
            language,
        )
        return paragraph(words, cells)
    rows: list[Row] = []
    if found.settled:
        rows += [*paragraph(calls_score(found, language), cells, "accent"), BLANK]
    for bin_ in found.curve:
        rows += paragraph(bin_sentence(bin_, language), cells)
    rows.append(BLANK)
    for call in found.calls:
        rows += paragraph(call_sentence(call, language), cells, indent=2)
    return rows
