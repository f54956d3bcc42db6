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
from game.tui.draw import duties, gauges
from game.tui.draw.lines import chosen, tick
from game.tui.draw.outlook import over
from game.words import say

if TYPE_CHECKING:
    from collections.abc import Sequence

    from game.report.views import Room


def no_card(room: Room, look: Look, cells: int) -> list[Row]:
    """Say that the desk is empty, and what can be done instead."""
    lines = paragraph(say("No card is open.", look.language), cells)
    hint = say(
        "p changes standing policy, a opens initiatives, e ends the {tick}.",
        look.language,
        tick=tick(room, look),
    )
    if room.over:
        hint = over(look)
    return [*lines, BLANK, *paragraph(hint, cells, "dim")]


def headlines(room: Room, look: Look, cells: int) -> list[Row]:
    """List headlines by title, one or two lines each; clickable."""
    if not room.headlines:
        words = say(
            "No news yet: e ends the {tick} and brings it.",
            look.language,
            tick=tick(room, look),
        )
        return paragraph(words, cells, "dim")
    rows: list[Row] = []
    for item in room.headlines:
        rows += paragraph(
            item.title,
            cells,
            first=f"{look.glyphs.dot} ",
            indent=2,
            pick=f"news:{item.id}",
        )
    return rows


def news(room: Room, look: Look, cells: int, lines: int) -> list[Row]:
    """List the headlines; where there is room, those of the turns before too."""
    rows = headlines(room, look, cells)
    for turn in room.earlier:
        more = [BLANK, *paragraph(turn.date, cells, "accent")]
        for item in turn.items:
            first = f"{look.glyphs.dot} "
            more += paragraph(item.title, cells, "dim", first=first, indent=2)
        if len(rows) + len(more) > lines:
            break
        rows += more
    return rows


def desk(
    room: Room, names: dict[str, str], look: Look, cells: int, lines: int
) -> list[Row]:
    """List what is staged, standing policy, and how the duties stand.

    Where that is too much for its lines, and the panel beside it has the room, the
    duties stand there.
    """
    rows = _staged(room, names, look, cells)
    stands = _duties(room, look, cells)
    end = _may_declare(room, look)
    if len(rows) + len(stands) + len(end) <= lines:
        return [*rows, *stands, *end]
    if len(_relations(room, look, cells)) + len(stands) <= lines:
        return [*rows, *([BLANK, *end] if end else [])]
    return [*rows, *stands, *end]


def relations(
    room: Room, names: dict[str, str], look: Look, cells: int, lines: int
) -> list[Row]:
    """List the relations, and how the duties stand if the desk cannot hold that."""
    rows, stands = _relations(room, look, cells), _duties(room, look, cells)
    desk_rows = [*_staged(room, names, look, cells), *stands, *_may_declare(room, look)]
    held = len(desk_rows) <= lines or len(rows) + len(stands) > lines
    return rows if held else [*rows, *stands]


def _relations(room: Room, look: Look, cells: int) -> list[Row]:
    return gauges.relations(room.relations or room.numbers, look, cells)


def _duties(room: Room, look: Look, cells: int) -> list[Row]:
    stands = duties.section(room.objectives, look, cells, pick="!declare")
    return [BLANK, *stands] if stands else []


def _may_declare(room: Room, look: Look) -> list[Row]:
    words = say("d declares priorities", look.language)
    return [Row((Span(words, "warn", "!declare"),))] if room.may_declare else []


def _staged(room: Room, names: dict[str, str], look: Look, cells: int) -> list[Row]:
    """List what is staged, and standing policy."""
    rows: list[Row] = [row(Span(say("Staged", look.language), "accent"))]
    if not room.staged:
        rows.append(
            row(Span("  " + say("nothing yet: a digit answers", look.language), "dim"))
        )
    for line in room.staged:
        rows += paragraph(
            chosen(line, names, look), cells, "strong", first=f"{look.glyphs.staged} "
        )
    rows += [BLANK, row(Span(say("Standing policy", look.language), "accent"))]
    widest = max((width_of(lever.label) for lever in room.levers), default=0)
    label = min(widest, cells * 3 // 5)
    for lever in room.levers:
        current = next((rung.label for rung in lever.rungs if rung.current), "")
        # A long label goes out of line rather than be cut, where its rung is short.
        free = cells - 2 - width_of(current)
        own = max(label, min(width_of(lever.label), free))
        name = fit(lever.label, own, look.glyphs.more) + "  "
        stands = cut(current, cells - own - 2, look.glyphs.more)
        rows.append(row(Span(name, "dim", "!policy"), Span(stands, "text", "!policy")))
    return rows


def taken_back(before: Sequence[str], room: Room, look: Look) -> str:
    """Say what undo took back, by its name: a staging, or that one was taken back.

    Args:
        before: The lines that were staged before it.
        room: The room after it.
        look: Language and glyphs.
    """
    names = names_of(room, before)
    gone, back = (
        "; ".join(chosen(line, names, look) for line in lines if line not in others)
        for lines, others in ((before, room.staged), (room.staged, before))
    )
    if gone:
        return say("taken back: {names}", look.language, names=gone)
    if back:
        return say("staged again: {names}", look.language, names=back)
    return say("nothing to take back", look.language)
