"""The panels around the card: the desk, the headlines, an empty desk."""

from __future__ import annotations

from typing import TYPE_CHECKING

from game.report.naming import names_of
from game.tui.cells import (
    BLANK,
    Look,
    Row,
    Span,
    cut,
    fit,
    paragraph,
    row,
    width_of,
)
from game.tui.draw import duties
from game.words import say

if TYPE_CHECKING:
    from collections.abc import Sequence

    from game.report.views import Headline, Room


def no_card(room: Room, look: Look, cells: int) -> list[Row]:
    """Say that the desk is empty, and what can be done instead."""
    lines = paragraph(say("No card is open.", look.language), cells)
    hint = say(
        "p changes standing policy, a opens initiatives, e ends the turn.",
        look.language,
    )
    if room.over:
        hint = say("The game is over: e opens the review.", look.language)
    return [*lines, BLANK, *paragraph(hint, cells, "dim")]


def headlines(news: Sequence[Headline], look: Look, cells: int) -> list[Row]:
    """List headlines by title, one or two lines each; clickable."""
    if not news:
        return paragraph(
            say("No news yet: e ends the turn and brings it.", look.language),
            cells,
            "dim",
        )
    rows: list[Row] = []
    for item in news:
        rows += paragraph(
            item.title,
            cells,
            first=f"{look.glyphs.dot} ",
            indent=2,
            pick=f"news:{item.id}",
        )
    return rows


def desk(room: Room, names: dict[str, str], look: Look, cells: int) -> list[Row]:
    """List what is staged, standing policy, and how the duties stand."""
    rows: list[Row] = [row(Span(say("Staged", look.language), "accent"))]
    if not room.staged:
        rows.append(
            row(Span("  " + say("nothing yet: a digit answers", look.language), "dim"))
        )
    for line in room.staged:
        rows += paragraph(
            names.get(line, line), cells, "strong", first=f"{look.glyphs.staged} "
        )
    rows += [BLANK, row(Span(say("Standing policy", look.language), "accent"))]
    widest = max((width_of(lever.label) for lever in room.levers), default=0)
    label = min(widest, cells * 3 // 5)
    for lever in room.levers:
        current = next((rung.label for rung in lever.rungs if rung.current), "")
        rows.append(
            Row(
                (
                    Span(
                        fit(lever.label, label, look.glyphs.more) + "  ",
                        "dim",
                        "!policy",
                    ),
                    Span(
                        cut(current, cells - label - 2, look.glyphs.more),
                        "text",
                        "!policy",
                    ),
                )
            )
        )
    if room.objectives:
        words = say("Duties, as things stand", look.language)
        rows += [BLANK, row(Span(words, "accent"))]
        rows += duties.rows(room.objectives, look, cells)
    if room.may_declare:
        rows.append(
            Row(
                (Span(say("d declares priorities", look.language), "warn", "!declare"),)
            )
        )
    return rows


def taken_back(lines: Sequence[str], room: Room, look: Look) -> str:
    """Say what undo took back, by its name; that there was nothing, where none is."""
    if not lines:
        return say("nothing to take back", look.language)
    names = names_of(room)
    return say(
        "taken back: {names}",
        look.language,
        names="; ".join(names.get(line, line) for line in lines),
    )
