"""Two lines of play: gauges with their difference, and the ledger of one."""

from __future__ import annotations

from itertools import takewhile
from typing import TYPE_CHECKING

from game.tui.cells import (
    BLANK,
    Look,
    Row,
    Span,
    Tone,
    cut,
    fit,
    paragraph,
    right,
    row,
    width_of,
    wrap,
)
from game.tui.draw.gauges import alone
from game.words import say

if TYPE_CHECKING:
    from game.report.pairs import GaugePair, Pair

_NUMBER, _TIGHT = 10, 7
"""Cells of a number, and where there is little room."""
_AMOUNT = 8
_ROOMY = 48
"""Cells from which both games have a column of their own."""


def last_turn(pair: Pair) -> int:
    """Return the last opening that every gauge has in both games."""
    return max((len(gauge.points) for gauge in pair.gauges), default=1)


def table(pair: Pair, turn: int, look: Look, cells: int, cursor: str) -> list[Row]:
    """List the gauges at an opening: the first game, the second, the difference."""
    damages = [side.damage for side in (pair.a, pair.b) if side.damage]
    word = say("difference", look.language)
    label, *columns = _columns(pair, word, cells, look.language)
    names = told_apart((pair.a.name, pair.b.name), columns[0] - 1, look.glyphs.more)
    head = (*names, word)
    rows = [words for damage in damages for words in paragraph(damage, cells, "warn")]
    rows += [*paragraph(pair.difference, cells, "dim"), BLANK]
    rows.append(
        Row(
            (
                Span(" " * (label + 2)),
                *(
                    Span(" " + right(words, wide - 1, look.glyphs.more), "accent")
                    for words, wide in zip(head, columns, strict=True)
                ),
            )
        )
    )
    for gauge in pair.gauges:
        mark = look.glyphs.cursor if gauge.id == cursor else " "
        spans = [Span(f"{mark} ", "key"), Span(fit(gauge.label, label))]
        if turn <= len(gauge.points):
            point = gauge.points[turn - 1]
            tone: Tone = "strong" if point.value else "dim"
            a, b = (alone(text, look.language) for text in (point.a, point.b))
            numbers = (a, b, point.difference)
            spans += [
                Span(right(shown, wide), tone if n == 2 else "text")  # noqa: PLR2004 - the last column
                for n, (shown, wide) in enumerate(zip(numbers, columns, strict=True))
            ]
        else:
            words = cut(_missing(look), sum(columns), look.glyphs.more)
            spans.append(Span(right(words, sum(columns)), "dim"))
        rows.append(Row(tuple(spans), gauge.id))
    return [*rows, BLANK, *_choices(pair, turn, look, cells), *_marks(pair, cells)]


def _marks(pair: Pair, cells: int) -> list[Row]:
    """Say what sets each game apart: where it branched off, hindsight, new luck."""
    rows: list[Row] = []
    for side in (pair.a, pair.b):
        if side.marks:
            words = f"{side.name}: {'; '.join(side.marks)}"
            rows += [BLANK, *paragraph(words, cells, "dim")]
    return rows


def _columns(
    pair: Pair, difference: str, cells: int, language: str
) -> tuple[int, int, int, int]:
    """Return the widths of the labels, of both games and of the difference.

    Labels keep what they need before names do; a heading is cut last.
    """
    room = cells - 2
    tight = max(_TIGHT, _widest(pair, language) + 1)
    label = max((width_of(gauge.label) for gauge in pair.gauges), default=0)
    label = max(6, min(label, room - 3 * tight))
    last = max(tight, min(width_of(difference) + 1, room - label - 2 * tight))
    name = max(_NUMBER, *(width_of(side.name) + 1 for side in (pair.a, pair.b)))
    side = max(tight, min(name, (room - label - last) // 2))
    return max(6, room - 2 * side - last), side, side, last


def _widest(pair: Pair, language: str) -> int:
    """Return the cells of the widest number of both games."""
    points = [point for gauge in pair.gauges for point in gauge.points]
    numbers = [alone(text, language) for point in points for text in (point.a, point.b)]
    return max((width_of(text) for text in numbers), default=0)


def told_apart(names: tuple[str, str], cells: int, more: str) -> tuple[str, str]:
    """Shorten two names to cells so that what sets them apart stays.

    What both begin with goes first, up to the last hyphen in it, then what stands
    farthest to the left.
    """
    a, b = names
    pairs = zip(a, b, strict=False)
    alike = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))
    shared = a[:alike].rfind("-") + 1
    return _tail(a, shared, cells, more), _tail(b, shared, cells, more)


def _tail(name: str, shared: int, cells: int, more: str) -> str:
    if width_of(name) <= cells:
        return name
    text = name[shared:]
    while text and width_of(more + text) > cells:
        text = text[1:]
    return more + text


def _missing(look: Look) -> str:
    """Say why a gauge has no numbers at an opening that others have."""
    return say("not assessed in both", look.language)


def _choices(pair: Pair, turn: int, look: Look, cells: int) -> list[Row]:
    """Say what both decided in a turn."""
    language = look.language
    month = next((month for month in pair.months if month.turn == turn), None)
    if month is None:
        return []
    rows = [row(Span(say("Decided in {date}", language, date=month.date), "accent"))]
    if month.same:
        both = "; ".join(month.a) or say("nothing", language)
        return [*rows, *paragraph(both, cells, "dim", first=_both(look), indent=2)]
    for side, chosen in ((pair.a, month.a), (pair.b, month.b)):
        words = "; ".join(chosen) or say("nothing", language)
        if turn > side.months:
            words = say("not decided", language)
        rows += paragraph(words, cells, first=f"{side.name}  ", indent=2)
    return rows


def _both(look: Look) -> str:
    return say("both", look.language) + "  "


def ledger(gauge: GaugePair | None, turn: int, look: Look, cells: int) -> list[Row]:
    """Say why a gauge differs at an opening: the causes, which sum to it."""
    language = look.language
    if gauge is None:
        return []
    if turn > len(gauge.ledgers):
        words = say(
            "This chance was assessed in both games up to turn {turn} only.",
            language,
            turn=len(gauge.ledgers),
        )
        return [row(Span(gauge.label, "strong")), BLANK, *paragraph(words, cells)]
    found = gauge.ledgers[turn - 1]
    head = say("{date}, turn {turn}", language, date=found.date, turn=turn)
    spans = (Span(gauge.label, "strong"), Span(f"  {head}", "dim"))
    fits = sum(width_of(span.text) for span in spans) <= cells
    rows = [row(*spans)] if fits else [row(spans[0]), *paragraph(head, cells, "dim")]
    rows.append(BLANK)
    if not found.lines:
        rows += paragraph(say("Nothing differs here.", language), cells, "dim")
    for line in found.lines:
        rows += _line(line.label, (line.a, line.b, line.difference), cells)
    if found.same:
        words = say("alike in both", language)
        rows += _line(words, (found.same, found.same, "0"), cells)
    total = say("sum of the causes", language) if found.closes else ""
    rows.append(row(Span(look.glyphs.rule * cells, "dim")))
    rows += _line(total, (found.a, found.b, found.difference), cells)
    if gauge.note:
        rows += [BLANK, *paragraph(gauge.note, cells, "dim")]
    return rows


def _line(label: str, numbers: tuple[str, str, str], cells: int) -> list[Row]:
    """Draw a cause: what it did in both games, where there is room, and the rest.

    A label that is too long for the line goes on below its numbers.
    """
    shown = numbers if cells >= _ROOMY else numbers[2:]
    wide = max(4, cells - len(shown) * _AMOUNT)
    *sides, difference = shown
    first, *more = wrap(label, wide - 1) or [""]
    return [
        Row(
            (
                Span(fit(first, wide)),
                *(Span(right(number, _AMOUNT), "dim") for number in sides),
                Span(right(difference, _AMOUNT), "strong"),
            )
        ),
        *(row(Span("  " + words)) for words in more),
    ]
