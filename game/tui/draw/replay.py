"""The timeline, and one month of a replay as it was known then."""

from __future__ import annotations

from typing import TYPE_CHECKING

from game.report.expected import UNFORESEEN
from game.report.naming import names_of
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
from game.tui.draw import duties
from game.tui.draw.gauges import alone, bare, because
from game.tui.draw.lines import chosen
from game.tui.draw.pages import news
from game.words import render, say

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from game.report.expected import Expected, ExpectedFan
    from game.report.views import Frame

_ODDS = 2
"""Endings whose odds are shown."""


def strip(
    turn: int,
    months: int,
    chosen: Collection[int],
    look: Look,
    cells: int,
    *,
    events: Sequence[str] = (),
) -> list[Row]:
    """Draw the timeline: marks of decisions and events, the line, the turn numbers.

    Args:
        turn: The month shown.
        months: How many months there are.
        chosen: The months in which something was chosen.
        look: Language and glyphs.
        cells: Width.
        events: By opening, the title of an event that came before it, or empty.
    """
    width = max(2, cells - 2)
    places = {
        n: 1 + round((n - 1) / max(1, months - 1) * (width - 2))
        for n in range(1, months + 1)
    }
    marks = [" "] * (width + 1)
    for number in chosen:
        if number in places:
            marks[places[number]] = look.glyphs.staged
    for number, title in enumerate(events):
        at = places.get(number, 0)
        if title and at:
            at += marks[at] != " "  # beside the decision of the same turn
            marks[at] = look.glyphs.event
    here = places.get(turn, 1)
    line = (
        Span(look.glyphs.median * here, "accent"),
        Span(look.glyphs.marker, "strong"),
        Span(look.glyphs.rule * (width - here), "dim"),
    )
    numbers = [" "] * (width + 2)
    for number in sorted(places, key=lambda n: n != turn):
        word = str(number)
        at = max(0, min(width + 1 - len(word), places[number] - len(word) + 1))
        if all(c == " " for c in numbers[max(0, at - 1) : at + len(word) + 1]):
            numbers[at : at + len(word)] = list(word)
    spans: list[Span] = []
    for number, sign in enumerate(numbers):
        near = min(places, key=lambda n: abs(places[n] - number))
        tone: Tone = "strong" if near == turn and sign != " " else "dim"
        spans.append(Span(sign, tone, f"month:{near}"))
    return [row(Span("".join(marks), "accent")), Row(line), Row(tuple(spans))]


def board(frame: Frame, look: Look, cells: int) -> list[Row]:
    """Draw what was known at the opening of the month."""
    room = frame.room
    rows = because(room.gauges, look, cells, room.marks)
    if room.objectives:
        rows += [*duties.section(room.objectives, look, cells), BLANK]
    if room.headlines:
        words = say("What had happened", look.language)
        rows += [row(Span(words, "accent")), *news(room.headlines, look, cells)]
    return rows


def happened(frame: Frame, look: Look, cells: int) -> list[Row]:
    """Draw what was chosen and what came."""
    names = names_of(frame.room)
    rows = [row(Span(say("Chosen", look.language), "accent"))]
    if not frame.chosen:
        words = (
            frame.lost or say("Still open.", look.language)
            if frame.reveal is None
            else say("Nothing; the turn passed as it came.", look.language)
        )
        rows += paragraph(words, cells, "dim")
    for line in frame.chosen:
        first = f"{look.glyphs.staged} "
        rows += paragraph(chosen(line, names, look), cells, "strong", first=first)
    if frame.expected is not None:
        rows += [BLANK, *expected(frame.expected, look, cells)]
    elif frame.reveal is not None:
        words = render(UNFORESEEN, look.language)
        rows += [BLANK, *paragraph(words, cells, "dim")]
    if frame.reveal is not None:
        rows += [BLANK, row(Span(say("What came", look.language), "accent"))]
        rows += news(frame.reveal.headlines, look, cells)
    if frame.digest:
        rows += [BLANK, row(Span(right(frame.digest[:12], min(12, cells)), "dim"))]
    return rows


def expected(view: Expected, look: Look, cells: int) -> list[Row]:
    """Draw the ranges that stood on the screen, and what came of them."""
    language = look.language
    head = say(
        "Expected for turn {turn}, {date}; came",
        language,
        turn=view.turn,
        date=view.date,
    )
    rows = paragraph(head, cells, "accent")
    shown = [(_spread(fan, language), _came(fan, language)) for fan in view.fans]
    ranges = max((width_of(spread) for spread, _ in shown), default=0) + 1
    arrivals = max((width_of(came) for _, came in shown), default=0) + 1
    wide = max(6, cells - ranges - arrivals - 2)
    for fan, (spread, came) in zip(view.fans, shown, strict=True):
        signs = (look.glyphs.down, " ", look.glyphs.up)
        sign = signs[fan.place + 1] if fan.came else " "
        rows.append(
            Row(
                (
                    Span(fit(fan.label, wide, look.glyphs.more)),
                    Span(right(spread, ranges), "dim"),
                    Span(right(came, arrivals), "strong"),
                    Span(f" {sign}", "warn"),
                )
            )
        )
    for title, share in view.endings[:_ODDS]:
        words = say("{share} % {title}", language, share=share, title=title)
        rows += paragraph(words, cells, "dim", indent=2)
    return rows


def _spread(fan: ExpectedFan, language: str) -> str:
    """Return what was expected of a gauge, without its unit; a chance has its sign."""
    if fan.chance:
        return bare(fan.middle, language)
    return f"{alone(fan.low, language)}..{alone(fan.high, language)}"


def _came(fan: ExpectedFan, language: str) -> str:
    """Return what came of it in the same way; a dash while it has not."""
    shown = bare if fan.chance else alone
    return shown(fan.came, language) if fan.came else "-"
