"""The card on the desk, its answers, and the panels around it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from game.tui.cells import (
    BLANK,
    Look,
    Row,
    Span,
    Tone,
    cut,
    fit,
    led,
    paragraph,
    row,
    two_sides,
    width_of,
    wrap,
)
from game.words import say

if TYPE_CHECKING:
    from collections.abc import Sequence

    from game.report.views import CardView, Headline, OptionView, Room

SILENCE = "silence"
"""The pick of `give no answer`."""


def card_rows(card: CardView, look: Look, cells: int, cursor: str) -> list[Row]:
    """Draw a card: its text, its deadline, and its answers.

    The answer under the cursor is opened; the others take one line each, so
    that all of them stay in view.
    """
    rows = paragraph(card.text, cells)
    if card.deadline:
        tone: Tone = "warn" if card.duty or card.left <= 1 else "dim"
        rows += paragraph(card.deadline, cells, tone)
    rows.append(BLANK)
    for number, option in enumerate(card.options, 1):
        rows += _option(number, option, look, cells, opened=option.id == cursor)
    answered = any(option.staged for option in card.options)
    opened = cursor == SILENCE
    rows.append(
        Row(
            (
                Span(look.glyphs.cursor if opened else " ", "key"),
                Span(" 0  ", "key"),
                Span(say("No answer this month", look.language), "text"),
                Span("" if answered else f"  {look.glyphs.staged}", "dim"),
            ),
            SILENCE,
        )
    )
    if opened and card.silence:
        rows += paragraph(card.silence, cells, "dim", indent=5, pick=SILENCE)
    if card.sources:
        rows += [BLANK, *paragraph(card.sources, cells, "dim")]
    return rows


def _option(
    number: int, option: OptionView, look: Look, cells: int, *, opened: bool
) -> list[Row]:
    glyphs = look.glyphs
    sign = glyphs.staged if option.staged else " "
    label: Tone = "text" if option.open or option.staged else "dim"
    if option.staged:
        label = "strong"
    head = (
        Span(glyphs.cursor if opened else " ", "key"),
        Span(f"{sign}{number}  ", "key"),
    )
    cost, space = option.cost, cells - 5
    beside = bool(cost) and width_of(option.label) + 2 + width_of(cost) <= space
    rows = []
    for at, line in enumerate(wrap(option.label, space)):
        end = [Span(cost, "accent")] if beside else []
        shown = two_sides([Span(line, label)], end, space, glyphs.more)
        start = head if at == 0 else (Span("     "),)
        rows.append(Row((*start, *shown.spans), option.id))
        if not opened and not beside:
            first = fit(option.label, space, glyphs.more)
            rows = [Row((*head, Span(first, label)), option.id)]
            break
    if opened and cost and not beside:
        rows.append(Row((Span("     "), Span(cost, "accent")), option.id))
    if opened:
        rows += _opened(option, look, cells)
    return rows


def _opened(option: OptionView, look: Look, cells: int) -> list[Row]:
    rows: list[Row] = []
    if option.text:
        rows += paragraph(option.text, cells, indent=5, pick=option.id)
    for lead, words in (
        (say("later:", look.language), option.later),
        (say("hangs on:", look.language), option.hangs),
    ):
        if words:
            rows += led(lead, words, cells, indent=5, pick=option.id)
    if not option.open and option.locked:
        lead = say("not open:", look.language)
        rows += led(lead, option.locked, cells, indent=5, pick=option.id, tone="warn")
    return rows


def no_card(room: Room, look: Look, cells: int) -> list[Row]:
    """Say that the desk is empty, and what can be done instead."""
    lines = paragraph(say("No card is open this month.", look.language), cells)
    hint = say(
        "p changes standing policy, a opens initiatives, e ends the month.",
        look.language,
    )
    if room.over:
        hint = say("The game is over: e opens the review.", look.language)
    return [*lines, BLANK, *paragraph(hint, cells, "dim")]


def headlines(news: Sequence[Headline], look: Look, cells: int) -> list[Row]:
    """List headlines by title, one or two lines each; clickable."""
    if not news:
        return paragraph(say("No news last month.", look.language), cells, "dim")
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
    """List what is staged, standing policy, and the declared duties."""
    rows: list[Row] = [row(Span(say("Staged this month", look.language), "accent"))]
    if not room.staged:
        rows.append(row(Span("  " + say("nothing yet", look.language), "dim")))
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
    roles = [o for o in room.objectives if o.role]
    if roles or room.may_declare:
        rows += [BLANK, row(Span(say("Duties", look.language), "accent"))]
    for objective in roles:
        lead = say("lead", look.language) if objective.role == "lead" else " " * 4
        rows.append(
            row(
                Span(f"{lead} ", "dim"),
                cut(objective.label, cells - 5, look.glyphs.more),
            )
        )
    if room.may_declare:
        rows.append(
            Row(
                (Span(say("d declares priorities", look.language), "warn", "!declare"),)
            )
        )
    return rows


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
