"""Headlines, advisers, the codex, the summary of a month and the help."""

from __future__ import annotations

from typing import TYPE_CHECKING

from game.report.again import again_words
from game.report.assumptions import BRIER
from game.tui.cells import BLANK, Look, Row, Span, fit, paragraph, row, width_of, wrap
from game.tui.charts import sparkline
from game.tui.draw.lines import chosen
from game.words import render, say

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from game.report.views import AdviserView, Headline, Room
    from game.tui.actions import Action
    from game.words import Message


def titles(
    items: Iterable[tuple[str, str]], look: Look, cells: int, cursor: str
) -> list[Row]:
    """List items by title, one line each (id, title)."""
    rows = []
    for key, title in items:
        mark = look.glyphs.cursor if key == cursor else " "
        text = fit(title, cells - 2, look.glyphs.more)
        rows.append(Row((Span(f"{mark} ", "key"), Span(text)), key))
    return rows


def news(items: Sequence[Headline], look: Look, cells: int) -> list[Row]:
    """Write headlines in full, one after the other."""
    if not items:
        return paragraph(say("Nothing was reported.", look.language), cells, "dim")
    rows: list[Row] = []
    for item in items:
        rows += paragraph(item.title, cells, "strong")
        if item.actor:
            rows += paragraph(item.actor, cells, "accent")
        if item.text and item.text != item.title:
            rows += paragraph(item.text, cells)
        rows.append(BLANK)
    return rows[:-1]


def advisers(
    items: Sequence[AdviserView], look: Look, size: tuple[int, int], cursor: str
) -> list[Row]:
    """List the advisers; where lines allow, each with what he claims and the record."""
    names = titles(((i.id, i.name) for i in items), look, size[0], cursor)
    full: list[Row] = []
    for item, name in zip(items, names, strict=True):
        full += [BLANK, name] if full else [name]
        full += paragraph(item.claim, size[0], indent=2, pick=item.id)
        full += paragraph(item.record, size[0], "dim", indent=2, pick=item.id)
    return full if len(full) <= size[1] else names


def adviser_detail(
    advisers: Sequence[AdviserView],
    id: str,
    names: dict[str, str],
    look: Look,
    cells: int,
) -> list[Row]:
    """Say what one adviser argues, how surely, and the track record."""
    item = next((item for item in advisers if item.id == id), None)
    if item is None:
        words = say("No adviser speaks this turn; q goes back.", look.language)
        return paragraph(words, cells, "dim")
    again = again_words(item, look.language)
    rows = [
        *paragraph(item.name, cells, "strong"),
        *paragraph(item.claim, cells, "accent"),
        *(paragraph(again, cells) if again else ()),
        BLANK,
        *paragraph(item.text, cells, "dim" if again else "text"),
        BLANK,
    ]
    if item.reason:
        rows += [*paragraph(item.reason, cells), BLANK]
    rows += [
        *paragraph(
            item.record, cells, "dim", first=say("record", look.language) + "  "
        ),
    ]
    if item.call:
        words = say("{percent} %", look.language, percent=item.call)
        rows += paragraph(words, cells, first=say("your call", look.language) + "  ")
    for words in item.calls:
        rows += paragraph(words, cells, "dim")
    if item.judged:
        rows += paragraph(render(BRIER, look.language), cells, "dim")
    if item.advice:
        named = names.get(item.advice, item.advice)
        rows += paragraph(named, cells, first=say("advises", look.language) + "  ")
    return rows


def _unanswered(room: Room, look: Look, cells: int) -> list[Row]:
    """Say which cards go with this turn and what silence does, and which wait."""
    rows: list[Row] = []
    open_ = [c for c in room.cards if not any(o.staged for o in c.options)]
    last = [card for card in open_ if card.left <= 1]
    waiting = [card for card in open_ if card.left > 1]
    if last:
        head = say("Unanswered, and gone after this turn", look.language)
        rows += [BLANK, row(Span(head, "warn"))]
    for card in last:
        rows += paragraph(card.title, cells, "warn", first=f"{look.glyphs.dot} ")
        rows += paragraph(card.silence, cells, "dim", indent=2) if card.silence else []
    if waiting:
        rows += [BLANK, row(Span(say("Left open", look.language), "accent"))]
    for card in waiting:
        rows += paragraph(card.title, cells, "text", first=f"{look.glyphs.dot} ")
        rows += paragraph(card.deadline, cells, "dim", indent=2)
    return rows


def month_summary(
    room: Room,
    names: dict[str, str],
    look: Look,
    cells: int,
    *,
    endings: Sequence[Row],
    after: str,
    busy: bool,
) -> list[Row]:
    """Say what is staged, where it leads, what is left open, and what is left to spend.

    Args:
        room: The room.
        names: The names of the lines.
        look: Language and glyphs.
        cells: Width.
        endings: How imagined games of what is staged end.
        after: What the next turn's budget will be and why, or empty.
        busy: Whether the turn is being carried out.
    """
    rows: list[Row] = [row(Span(say("Staged", look.language), "accent"))]
    if not room.staged:
        words = say("Nothing. Time passes as it comes.", look.language)
        rows += paragraph(words, cells, "dim")
    for line in room.staged:
        first = f"{look.glyphs.staged} "
        rows += paragraph(chosen(line, names, look), cells, "strong", first=first)
    rows += endings
    if room.by_default:
        words = say(
            "You have not declared what you want to be judged by. The end of this turn"
            " declares {duties}; d declares others.",
            look.language,
            duties=room.by_default,
        )
        rows += [BLANK, *paragraph(words, cells, "warn")]
    rows += _unanswered(room, look, cells)
    left = say(
        "{budget}: {capital}. Desk: {left} of {desk} free.",
        look.language,
        budget=room.budget,
        capital=room.capital_text,
        left=room.desk_left,
        desk=room.desk,
    )
    rows += [BLANK, *paragraph(left, cells)]
    rows += paragraph(after, cells) if after else []
    if busy:
        words = say("Carrying it out.", look.language)
        return [*rows, BLANK, *paragraph(words, cells, "accent")]
    return rows


def menu_rows(
    actions: Sequence[Action], look: Look, cells: int, cursor: str
) -> list[Row]:
    """List actions: label, key, and the sentence, wrapped beside them."""
    names = [render(action.label, look.language) for action in actions]
    label = min(20, max((width_of(name) for name in names), default=0))
    rows: list[Row] = []
    for action, name in zip(actions, names, strict=True):
        mark = look.glyphs.cursor if action.name == cursor else " "
        spans = (
            Span(f"{mark} ", "key"),
            Span(fit(name, label, look.glyphs.more) + " ", "strong"),
            Span(fit(action.shown, 7) + " ", "key"),
        )
        lead = sum(width_of(span.text) for span in spans)
        first, *more = wrap(render(action.help, look.language), cells - lead)
        rows.append(Row((*spans, Span(first, "dim")), action.name))
        rows += [row(" " * lead, Span(w, "dim"), pick=action.name) for w in more]
    return rows or paragraph(say("Nothing is called so.", look.language), cells, "dim")


def panel_rows(
    title: str, panel: Message | None, under: Sequence[str], look: Look, cells: int
) -> list[Row]:
    """Tell of the panel in hand and of what is under its cursor."""
    rows = paragraph(title, cells, "strong") if title else []
    if panel is not None:
        rows += paragraph(render(panel, look.language), cells)
    if under:
        rows += [BLANK, row(Span(say("Under the cursor", look.language), "accent"))]
    for words in under:
        rows += paragraph(words, cells)
    return [*rows, BLANK] if rows else []


def legend_rows(look: Look, cells: int) -> list[Row]:
    """Tell every sign, then how fan and pointer are used."""
    signs = say(
        "Signs: {up} rising, {down} falling, {same} steady, {worse} behind a change: "
        "worse for you; {staged} staged, {stands} in force; {coin} capital, {slot} a "
        "place of the desk; endings: + good, / mixed, - lost; {event} over a history: "
        "an event. Colours only repeat what signs and words say.",
        look.language,
        up=look.glyphs.up,
        down=look.glyphs.down,
        same=look.glyphs.same,
        worse=look.glyphs.worse,
        event=look.glyphs.event,
        staged=look.glyphs.staged,
        stands=look.glyphs.stands,
        coin=look.glyphs.coin,
        slot=look.glyphs.slot,
    )
    fan = say(
        "The fan: the bands hold 80, 50 and 20 of 100 forecast worlds, the narrower "
        "the darker; the line is their middle, the dotted line the middle without the "
        "answer under the cursor. Later cards are answered by their default.",
        look.language,
    )
    history = say(
        "A history in one line, {sparks}, runs from its own lowest to its own highest "
        "value: it tells the course, not how far. Where there is room both values "
        "stand behind it.",
        look.language,
        sparks=sparkline((0.0, 1.0, 2.0, 1.0), 4, look.glyphs),
    )
    mouse = say(
        "Everything can be clicked. Hold shift while dragging to select text with "
        "the terminal itself.",
        look.language,
    )
    return [
        *paragraph(signs, cells),
        BLANK,
        *paragraph(fan, cells),
        BLANK,
        *paragraph(history, cells),
        BLANK,
        *paragraph(mouse, cells),
    ]


def help_rows(
    title: Message, actions: Sequence[Action], look: Look, cells: int
) -> list[Row]:
    """Tell every action of a scope once: its key, and what it does."""
    rows = [row(Span(render(title, look.language), "accent"))]
    told = {(action.shown, action.help.template): action for action in actions}
    for action in told.values():
        rows += paragraph(
            render(action.help, look.language),
            cells,
            first=f"  {action.shown}",
            indent=10,
        )
    return rows


def trouble(what: str, where: str, remedy: str, look: Look, cells: int) -> list[Row]:
    """Say what went wrong, where, and what to do."""
    rows = paragraph(what, cells, "strong")
    for lead, words in (
        (say("where", look.language), where),
        (say("what to do", look.language), remedy),
    ):
        if words:
            hang = width_of(lead) + 2
            rows += [BLANK, *paragraph(words, cells, first=f"{lead}  ", indent=hang)]
    ask = say("enter or q goes back", look.language)
    return [*rows, BLANK, Row((Span(ask, "key", "!back"),))]


def section(title: str, *, first: bool) -> list[Row]:
    """Head a part of a list."""
    head = row(Span(title, "accent"))
    return [head] if first else [BLANK, head]
