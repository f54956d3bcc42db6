"""Why a number moved: the causes, which add up, and what each rests on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from game.tui.cells import (
    BLANK,
    Look,
    Row,
    Span,
    Tone,
    filled,
    fit,
    paragraph,
    right,
    row,
    width_of,
    wrap,
)
from game.tui.charts import bar, sparkline
from game.tui.draw.gauges import bare, ends_of
from game.words import Message, message, render, say

if TYPE_CHECKING:
    from collections.abc import Sequence

    from game.report.views import NumberView
    from game.report.whys import CauseView, Why

_BY: dict[str, Message] = {
    "mine": message("yours"),
    "theirs": message("theirs"),
    "drift": message("drift"),
    "chance": message("by chance"),
    "event": message("event"),
    "limit": message("limit"),
    "unknown": message("not yet known"),
}
_BAR = 8
_NAME = 20
"""Cells that the name of a number has before its unit is left out."""
_LEAST = 8
"""Cells that it has in any case."""


_HOMES = {
    "effect": ("effects",),
    "price": ("agenda", "levers", "initiatives"),
    "variable": ("variables",),
    "derived": ("derived",),
}


def terms(asked: str, line: str) -> tuple[str, ...]:
    """Return the codex entries of a cause, then of what is explained.

    Args:
        asked: the id of that: of a number, a gauge, a duty, an ending or a belief.
        line: the id of the cause; a part, and what was seen earlier, says so before.
    """
    cause = line.removeprefix("since:").removeprefix("part:")
    kind, _, key = cause.partition(":")
    named = _HOMES.get(kind, ("events", "rules", "red_lines"))
    own = asked.removeprefix("beliefs.")
    homes = ("variables.", "gauges.", "")
    if own != asked:
        homes = ("types.", "red_lines.", "")
    return (
        *(f"{home}.{key or kind}" for home in named),
        *(f"{home}{own}" for home in homes),
    )


def by_words(cause: CauseView, look: Look) -> str:
    """Say whose cause it is."""
    marked = _BY.get(cause.by)
    return render(marked, look.language) if marked else cause.by


def change_of(why: Why, look: Look) -> str:
    """Return `before → after`."""
    return f"{why.before} {look.glyphs.arrow} {why.after}"


def causes(why: Why, look: Look, cells: int, cursor: str) -> list[Row]:
    """List the causes, largest first, the line that closes the sum, what it is of."""
    if not why.lines and not why.change:
        rows = [
            *paragraph(why.note, cells),
            *_made_of(why, look, cells, cursor),
        ]
        return [*rows, *_notes((why.below,), cells, rows)]
    rows = paragraph(say("Nothing moved it this turn.", look.language), cells)
    if why.lines:
        rows = _moved(why, look, cells, cursor)
    rows += _made_of(why, look, cells, cursor)
    told = why.lines or why.parts or why.ahead
    return [*rows, *_notes((why.note, why.below), cells, rows if told else ())]


def _notes(notes: Sequence[str], cells: int, above: Sequence[Row]) -> list[Row]:
    """Tell how to read it, a line under what stands above."""
    words = " ".join(filter(None, notes))
    gap = [BLANK] if above else []
    return [*gap, *paragraph(words, cells, "dim")] if words else []


def _amounts(why: Why) -> int:
    """Return the cells of the amounts of causes."""
    return max(map(width_of, (why.change, *(line.amount for line in why.lines))))


def _moved(why: Why, look: Look, cells: int, cursor: str) -> list[Row]:
    amounts = _amounts(why)
    largest = max(abs(line.value) for line in why.lines) or 1.0
    whose = min(13, max(width_of(by_words(line, look)) for line in why.lines))
    length = _BAR if cells >= 50 else 0  # noqa: PLR2004 - the label comes first
    label = cells - 2 - amounts - 1 - (length + 1 if length else 0) - whose - 1
    rows: list[Row] = []
    for line in why.lines:
        mark = look.glyphs.cursor if line.id == cursor else " "
        tone: Tone = "dim" if line.by == "unknown" else "text"
        spans = [
            Span(f"{mark} ", "key"),
            Span(right(line.amount, amounts) + " ", "strong"),
        ]
        if length:
            spans += bar(abs(line.value) / largest, length, look.glyphs, "accent")
            spans.append(Span(" "))
        lead = sum(width_of(span.text) for span in spans)
        for number, words in enumerate(wrap(line.label, label)):
            end = by_words(line, look) if number == 0 else ""
            start = spans if number == 0 else [Span(" " * lead)]
            named = Span(fit(words, label) + " ", tone)
            its = Span(fit(end, whose, look.glyphs.more), "dim")
            rows.append(Row((*start, named, its), line.id))
    rows.append(row(Span(look.glyphs.rule * cells, "dim")))
    rows += _closing(why, amounts, look, cells)
    return rows


def _made_of(why: Why, look: Look, cells: int, cursor: str) -> list[Row]:
    """List what moves it until the end, then what it is made of."""
    shown = (*why.ahead, *why.parts)
    if not shown:
        return []
    own = max(width_of(part.amount) for part in shown)
    # Below the causes, in one row with them where they are as wide.
    amounts = max(own, _amounts(why))
    rows: list[Row] = []
    for heading, parts in ((why.ahead_of, why.ahead), (why.made_of, why.parts)):
        rows += [BLANK, *paragraph(heading, cells, "accent")] if parts else []
        for part in parts:
            mark = look.glyphs.cursor if part.id == cursor else " "
            first = f"{mark} {right(part.amount, amounts)} "
            # What lies ahead is told whole beside the list.
            sentence = part.sentence if parts is why.parts else ""
            told = ": ".join(words for words in (part.label, sentence) if words)
            rows += paragraph(told, cells, first=first, pick=part.id)
    return rows


def _closing(why: Why, amounts: int, look: Look, cells: int) -> list[Row]:
    words = (
        say("sum of the causes = the change; nothing is left over", look.language)
        if why.closes
        else say("these causes do not close; please report it", look.language)
    )
    first = "  " + right(why.change, amounts) + " "
    rows = paragraph(words, cells, "good" if why.closes else "bad", first=first)
    head = rows[0].spans
    rows[0] = Row((Span(head[0].text, "strong"), *head[1:]))
    return rows


def cause_detail(why: Why, id: str, look: Look, size: tuple[int, int]) -> list[Row]:
    """Open one cause: its sentence, its rule, its parameters.

    Where lines are left below it, the causes that follow it are told too.
    """
    lines = (*why.lines, *why.ahead, *why.parts)
    at = next((n for n, line in enumerate(lines) if line.id == id), len(lines))
    others = (_cause(why, line.id, look, size[0]) for line in lines[at + 1 :])
    return filled(_cause(why, id, look, size[0]), others, look, size)


def _cause(why: Why, id: str, look: Look, cells: int) -> list[Row]:
    lines = (*why.lines, *why.ahead, *why.parts)
    line = next((line for line in lines if line.id == id), None)
    if line is None:
        return []
    head = row(Span(f"{line.amount}  ", "strong"), Span(by_words(line, look), "accent"))
    rows = [*paragraph(line.label, cells, "strong"), head, BLANK]
    rows += paragraph(line.sentence, cells)
    if line.believed:
        words = say("In it, by what is believed", look.language)
        rows += [BLANK, row(Span(words, "accent"))]
    for told, sides in line.believed:
        rows += paragraph(told, cells)
        for side in sides:
            rows += paragraph(side, cells, "dim", indent=2)
    if line.rule:
        rows += [BLANK, row(Span(say("Rule", look.language), "accent"))]
        rows += paragraph(line.rule, cells, "text")
    elif line.by in {"unknown", "theirs"}:
        words = say("The rule opens at the end of the game.", look.language)
        rows += [BLANK, *paragraph(words, cells, "dim")]
    if line.parameters:
        rows += [BLANK, row(Span(say("Numbers it rests on", look.language), "accent"))]
    for name, value, grade, source in line.parameters:
        rows += paragraph(f"{name} = {value}", cells, "text")
        rows += paragraph(f"{grade}; {source}", cells, "dim", indent=2)
    return rows


def numbers(
    items: tuple[NumberView, ...], look: Look, cells: int, cursor: str
) -> list[Row]:
    """List every number that the player can see, names and numbers whole.

    Where names would be left too little, units are told beside the list alone.
    """
    changes = max((width_of(n.change) for n in items), default=0)
    texts = [n.text for n in items]
    if cells - 4 - changes - max(map(width_of, texts), default=0) < _NAME:
        texts = [bare(text, look.language) for text in texts]
    values = max(map(width_of, texts), default=0)
    label = max(_LEAST, cells - 4 - values - changes)
    rows = []
    for item, text in zip(items, texts, strict=True):
        mark = look.glyphs.cursor if item.id == cursor else " "
        first, *more = wrap(item.label, label)
        spans = (
            Span(f"{mark} ", "key"),
            Span(fit(first, label) + " "),
            Span(right(text, values) + " ", "strong"),
            Span(fit(item.change, changes), "dim"),
        )
        rows.append(Row(spans, item.id))
        rows += [Row((Span("  "), Span(words)), item.id) for words in more]
    return rows


def past(history: Sequence[float], like: str, look: Look, cells: int) -> list[Row]:
    """Draw what a number was in the turns so far, if there were two.

    Args:
        history: its values.
        like: the number as it is shown.
        look: language and glyphs.
        cells: width.
    """
    if len(history) <= 1:
        return []
    many = min(cells, len(history))
    spark = sparkline(history, many, look.glyphs)
    words = say("the last {turns} turns", look.language, turns=many)
    if ends := ends_of(history[-many:], like):
        words = f"{words}, {ends}"
    return [BLANK, row(Span(spark, "accent")), *paragraph(words, cells, "dim")]


def number_detail(
    items: tuple[NumberView, ...], id: str, look: Look, cells: int
) -> list[Row]:
    """Say what a number is, its history, and who estimates it how well."""
    item = next((item for item in items if item.id == id), None)
    if item is None:
        return []
    rows = [
        *paragraph(item.label, cells, "strong"),
        row(Span(f"{item.text}  ", "strong"), Span(item.change, "dim")),
        row(*bar(item.share, min(30, cells), look.glyphs)),
        BLANK,
        *paragraph(item.note, cells),
    ]
    rows += past(item.history, item.text, look, cells)
    if item.estimates:
        rows += [BLANK, row(Span(say("Estimates", look.language), "accent"))]
    for source, reading, reliability in item.estimates:
        rows += paragraph(f"{source}: {reading}", cells, "text")
        rows += paragraph(reliability, cells, "dim", indent=2)
    words = say("enter or w: why it moved", look.language)
    return [*rows, BLANK, Row((Span(words, "dim", "!why"),))]
