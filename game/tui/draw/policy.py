"""Standing policy, initiatives and the declaration of priorities."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from game.report.kinds import standing_words
from game.tui.cells import (
    BLANK,
    Look,
    Row,
    Span,
    Tone,
    cut,
    filled,
    paragraph,
    right,
    row,
    two_sides,
    width_of,
)
from game.tui.charts import pipeline_rows
from game.tui.draw import duties
from game.tui.draw.ahead import ahead
from game.tui.draw.lines import price
from game.words import say

if TYPE_CHECKING:
    from collections.abc import Sequence

    from game.report.views import (
        DeliveryView,
        InitiativeView,
        LeverView,
        ObjectiveView,
        Room,
        RungView,
    )
    from game.tui.draw.ahead import Ahead

DECLARE = "declare"
PRIORITIES = 3
_SCORE = 5
"""Cells of a score and its sign: `~100!`."""
_BELOW = 60
"""Cells of a list from which a reason that is too long for its row stands below it."""
_SIGNS = 4
"""Cells of the cursor and of the sign before a name."""
_GAP = " " * 2
"""Keeps words at the end apart from the name before them; a price has its signs."""


def levers(room: Room, look: Look, cells: int, cursor: str) -> list[Row]:
    """List every lever as a ladder, lowest rung first."""
    if not room.levers:
        words = say("There is no standing policy here; q goes back.", look.language)
        return paragraph(words, cells, "dim")
    rows: list[Row] = []
    for lever in room.levers:
        rows.append(row(Span(cut(lever.label, cells, look.glyphs.more), "accent")))
        rows += [_rung(rung, look, cells, cursor) for rung in lever.rungs]
        rows.append(BLANK)
    return rows[:-1]


def _rung(rung: RungView, look: Look, cells: int, cursor: str) -> Row:
    glyphs = look.glyphs
    sign = glyphs.staged if rung.staged else glyphs.stands if rung.current else " "
    tone: Tone = "text" if rung.open else "dim"
    if rung.current or rung.staged:
        tone = "strong"
    mark = glyphs.cursor if rung.line == cursor else " "
    end = price("+".join(filter(None, (rung.capital, rung.toll))), rung.slots, look)
    if rung.dear:
        end = f"({end})"
    elif not rung.open:
        end = _closed(rung.locked, rung.label, look, cells)
    if rung.current:
        end = say("in force", look.language)
    lead = Span(f"{mark} {sign} ", "key")
    tail = Span(end, "accent" if rung.open and not rung.current else "dim")
    return _item((lead, Span(rung.label, tone)), tail, rung.line, cells, glyphs.more)


def _closed(reason: str, label: str, look: Look, cells: int) -> str:
    """Return why something is not open, where there is room for it beside its name."""
    room = cells - _SIGNS - width_of(label) - 1 - width_of(_GAP)
    fits = 0 < width_of(reason) <= room
    return _GAP + (reason if fits else say("not open", look.language))


def _item(left: tuple[Span, Span], tail: Span, pick: str, cells: int, more: str) -> Row:
    """Draw one line; a label gives way to the price, and stands whole beside it."""
    lead, label = left
    room = cells - width_of(lead.text) - 1 - width_of(tail.text)
    label = replace(label, text=cut(label.text, room, more))
    return Row(two_sides([lead, label], [tail], cells).spans, pick)


def rung_detail(
    room: Room,
    line: str,
    look: Look,
    size: tuple[int, int],
    known: Ahead | None = None,
) -> list[Row]:
    """Say what a rung is, its price, where it may lead, and why it is not open.

    Args:
        room: The room.
        line: The rung as a line that can be staged.
        look: Language and glyphs.
        size: Cells and lines; where lines are left the whole ladder is told.
        known: The forecast of it, if one is to be had.
    """
    cells = size[0]
    found = _find(room.levers, line)
    if found is None:
        return []
    lever, rung = found
    rows = [*paragraph(rung.label, cells, "strong"), *paragraph(rung.note, cells)]
    rows.append(BLANK)
    if rung.current:
        rows += paragraph(say("This is in force.", look.language), cells, "dim")
    else:
        first = say("price", look.language) + "  "
        rows += paragraph(rung.cost, cells, "accent", first=first)
    if rung.locked and not rung.current:
        first = say("not open", look.language) + "  "
        rows += paragraph(rung.locked, cells, "warn", first=first)
    if rung.staged:
        rows += paragraph(
            say("Staged for this turn; enter takes it back.", look.language),
            cells,
            "good",
        )
    rows += _ahead(known, room, look, cells)
    rows += [BLANK, *paragraph(lever.note, cells, "dim")]
    if room.initiatives and not rung.current:
        words = say(
            "Holds turn after turn until it is changed; what is done once is an "
            "initiative.",
            look.language,
        )
        rows += paragraph(words, cells, "dim")
    for delivery in room.deliveries:
        if lever.id in delivery.levers and delivery.amounts:
            rows += [BLANK, *_on_its_way(delivery, look, cells)]
    return filled(rows, [_ladder(lever, look, cells)], look, size)


def _ladder(lever: LeverView, look: Look, cells: int) -> list[Row]:
    """Tell every rung of a lever, and what keeps one from being taken."""
    rows = [row(Span(lever.label, "accent"))]
    for rung in lever.rungs:
        sign = look.glyphs.stands if rung.current else " "
        rows += paragraph(rung.label, cells, "strong", first=f"{sign} ")
        rows += paragraph(rung.note, cells, indent=2) if rung.note else []
        if rung.locked and not rung.current:
            rows += paragraph(rung.locked, cells, "dim", indent=2)
    return rows


def _ahead(known: Ahead | None, room: Room, look: Look, cells: int) -> list[Row]:
    """Draw the forecast of what is under the cursor, if one is to be had."""
    if known is None:
        return []
    its = duties.ordered(room.objectives)
    return [BLANK, *ahead(known, room.gauges, its, look, cells)]


def _on_its_way(delivery: DeliveryView, look: Look, cells: int) -> list[Row]:
    """Draw what a lever has sent and when it arrives."""
    language = look.language
    head = say(
        "On its way: {label}, {total}",
        language,
        label=delivery.label,
        total=delivery.total,
    )
    note = say(
        "What arrives turn by turn at {target}, if nothing more is sent.",
        language,
        target=delivery.target,
    )
    many = len(delivery.amounts)
    drawn = pipeline_rows(delivery.amounts, delivery.texts, cells, many, look.glyphs)
    return [
        *paragraph(head.strip(), cells, "accent"),
        *drawn,
        *paragraph(note, cells, "dim"),
    ]


def _find(items: Sequence[LeverView], line: str) -> tuple[LeverView, RungView] | None:
    for lever in items:
        for rung in lever.rungs:
            if rung.line == line:
                return lever, rung
    return None


def initiatives(room: Room, look: Look, cells: int, cursor: str) -> list[Row]:
    """List initiatives by group, with price and freshness."""
    if not room.initiatives:
        words = say("There are no initiatives here; q goes back.", look.language)
        return paragraph(words, cells, "dim")
    rows: list[Row] = []
    group = None
    for act in sorted(room.initiatives, key=lambda act: act.group):
        if act.group != group:
            group = act.group
            if rows:
                rows.append(BLANK)
            words = group or say("Others", look.language)
            rows.append(row(Span(words, "accent")))
        rows += _initiative(act, look, cells, cursor)
    return rows


def _initiative(act: InitiativeView, look: Look, cells: int, cursor: str) -> list[Row]:
    glyphs = look.glyphs
    sign = glyphs.staged if act.staged else " "
    tone: Tone = "strong" if act.staged else "text" if act.open else "dim"
    mark = glyphs.cursor if act.line == cursor else " "
    end = price(act.capital, act.slots, look)
    if act.dear:
        end = f"({end})"
    elif not act.open and not act.staged:
        end = _closed(act.locked, act.label, look, cells)
    lead = Span(f"{mark} {sign} ", "key")
    tail = Span(end, "accent" if act.open else "dim")
    rows = [_item((lead, Span(act.label, tone)), tail, act.line, cells, glyphs.more)]
    told = act.open or act.staged or act.dear or act.locked in end
    if not told and cells >= _BELOW:
        rows += paragraph(act.locked, cells, "dim", indent=_SIGNS + 2, pick=act.line)
    return rows


def initiative_detail(
    room: Room,
    line: str,
    look: Look,
    size: tuple[int, int],
    known: Ahead | None = None,
) -> list[Row]:
    """Say what an initiative does, its price, its force, and where it may lead.

    Args:
        room: The room.
        line: The initiative as a line that can be staged.
        look: Language and glyphs.
        size: Cells and lines; where lines are left others of its group are told.
        known: The forecast of it, if one is to be had.
    """
    cells = size[0]
    act = next((act for act in room.initiatives if act.line == line), None)
    if act is None:
        return []
    rows = [*paragraph(act.label, cells, "strong"), *paragraph(act.text, cells)]
    if act.ready:
        rows += paragraph(act.ready, cells, "strong")
    rows.append(BLANK)
    rows += paragraph(
        act.cost, cells, "accent", first=say("price", look.language) + "  "
    )
    if act.locked:
        first = say("not open", look.language) + "  "
        rows += paragraph(act.locked, cells, "warn", first=first)
    if act.staged:
        rows += paragraph(
            say("Staged for this turn; enter takes it back.", look.language),
            cells,
            "good",
        )
    rows += [*_ahead(known, room, look, cells), BLANK]
    for heading, lines in act.brings:
        rows += paragraph(heading, cells, "accent")
        for words in lines:
            rows += paragraph(words, cells, first=f"{look.glyphs.dot} ")
        rows.append(BLANK)
    force = say(
        "{fresh} % of its force is left; repeating wears it out.",
        look.language,
        fresh=act.fresh,
    )
    rows += paragraph(force, cells, "dim" if act.fresh >= 100 else "warn")  # noqa: PLR2004 - percent
    words = say(
        "Done once, in this turn; what is to hold turn after turn is standing policy.",
        look.language,
    )
    rows += paragraph(words, cells, "dim") if room.levers else []
    group = (o for o in room.initiatives if o.group == act.group and o is not act)
    told = [
        [*paragraph(o.label, cells, "strong"), *paragraph(o.text, cells, "dim")]
        for o in group
    ]
    if told:
        told[0].insert(0, row(Span(say("Of the same kind", look.language), "accent")))
    return filled(rows, told, look, size)


def declare(
    room: Room, taken: Sequence[str], look: Look, cells: int, cursor: str
) -> list[Row]:
    """List the duties as they stand; while it may be, as they are declared."""
    words = say("Take one lead duty, then two priorities.", look.language)
    if not room.may_declare:
        words = say("They cannot be declared in this turn.", look.language)
    if not room.objectives:
        words = say("This scenario sets no objectives.", look.language)
    rows = paragraph(words, cells, "dim")
    rows.append(BLANK)
    names = (say("lead", look.language), say("priority", look.language))
    for objective in room.objectives:
        mark = look.glyphs.cursor if objective.id == cursor else " "
        place = taken.index(objective.id) if objective.id in taken else -1
        sign = str(place + 1) if place >= 0 else " "
        known = dict(zip(("lead", "priority"), names, strict=True))
        role = names[min(place, 1)] if place >= 0 else known.get(objective.role, "")
        end = f"{role}  {right(duties.stands(objective, look), _SCORE)}"
        line = two_sides(
            [
                Span(f"{mark} {sign} ", "key"),
                Span(objective.label, "strong" if place >= 0 else "text"),
            ],
            [Span(end, "accent" if place >= 0 else "dim")],
            cells,
            look.glyphs.more,
        )
        rows.append(Row(line.spans, objective.id))
    if not room.may_declare:
        return rows
    mark = look.glyphs.cursor if cursor == DECLARE else " "
    ready = len(taken) == PRIORITIES
    words = say("Stage the declaration", look.language)
    rows.append(BLANK)
    rows.append(
        Row(
            (Span(f"{mark}   ", "key"), Span(words, "strong" if ready else "dim")),
            DECLARE,
        )
    )
    return rows


def objective_detail(
    objectives: Sequence[ObjectiveView],
    id: str,
    cost: str,
    look: Look,
    size: tuple[int, int],
) -> list[Row]:
    """Say what an objective asks and what declaring costs; all others where it fits."""
    cells = size[0]
    rows: list[Row] = []
    for found in objectives:
        if found.id == id:
            rows += [*_objective(found, look, cells), BLANK]
    if cost:
        first = say("price", look.language) + "  "
        rows += paragraph(cost, cells, "accent", first=first)
    words = say(
        "The lead duty counts most, the two priorities next. The review judges all of "
        "them by what was declared: a broken duty among these three is a mandate kept "
        "at a price at best.",
        look.language,
    )
    rows += paragraph(words, cells, "dim")
    others = (_objective(duty, look, cells) for duty in objectives if duty.id != id)
    return filled(rows, others, look, size)


def _objective(duty: ObjectiveView, look: Look, cells: int) -> list[Row]:
    rows = [row(Span(duty.label, "strong")), *paragraph(duty.text, cells)]
    return [*rows, *paragraph(_stands(duty, look), cells, "accent")]


def _stands(duty: ObjectiveView, look: Look) -> str:
    """Say what a duty would score now, and how sure that is."""
    if duty.score is None:
        return say("How it stands is opened at the end.", look.language)
    words = say(
        "Stands at {score} of 100 as things are now.",
        look.language,
        score=standing_words(duty),
    )
    if not duty.rough:
        return words
    more = say("It rests on estimates.", look.language)
    return f"{words} {more}"
