"""The panels around the card: the desk, the headlines, an empty desk."""

from __future__ import annotations

from typing import TYPE_CHECKING

from game.errors import ChoiceError
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

    from game.report.views import (
        Headline,
        InitiativeView,
        OptionView,
        Room,
        RungView,
    )


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


def refusal(room: Room, line: str) -> ChoiceError | None:
    """Return why a line of the room cannot be staged, by its name; None if it can."""
    items: list[OptionView | RungView | InitiativeView] = [
        *(option for card in room.cards for option in card.options),
        *(rung for lever in room.levers for rung in lever.rungs),
        *room.initiatives,
    ]
    reason = next((item.locked for item in items if item.line == line), "")
    if not reason:
        return None
    what = names_of(room).get(line, line)
    return ChoiceError("{what}: {reason}", what=what, reason=reason)


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


def names_of(room: Room) -> dict[str, str]:
    """Return a readable label for every line that the room can stage."""
    names: dict[str, str] = {}
    for card in room.cards:
        for option in card.options:
            names[option.line] = f"{card.title}: {option.label}"
    for lever in room.levers:
        for rung in lever.rungs:
            names[rung.line] = f"{lever.label}: {rung.label}"
    for act in room.initiatives:
        names[act.line] = act.label
    labels = {objective.id: objective.label for objective in room.objectives}
    for line in room.staged:
        words = line.split()
        if line not in names and words[:1] == ["declare"]:
            names[line] = ", ".join(labels.get(word, word) for word in words[1:])
    return names
