"""Two lines of play: gauges with their difference, and the ledger of one."""

from __future__ import annotations

from typing import TYPE_CHECKING

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
    from game.report.pairs import GaugePair, Pair

_NUMBER, _TIGHT = 10, 8
"""Cells of a number, and where there is little room."""
_AMOUNT = 8
_ROOMY = 48
"""Cells from which both games have a column of their own."""


def last_turn(pair: Pair) -> int:
    """Return the last opening that every gauge has in both games."""
    return max((len(gauge.points) for gauge in pair.gauges), default=1)


def table(pair: Pair, turn: int, look: Look, cells: int, cursor: str) -> list[Row]:
    """List the gauges at an opening: the first game, the second, the difference."""
    number = _NUMBER if cells >= _ROOMY else _TIGHT
    label = max(6, cells - 3 * number - 2)
    head = (pair.a.name, pair.b.name, say("difference", look.language))
    rows = [
        Row(
            (
                Span(" " * (label + 2)),
                *(
                    Span(" " + right(words, number - 1, look.glyphs.more), "accent")
                    for words in head
                ),
            )
        )
    ]
    for gauge in pair.gauges:
        mark = look.glyphs.cursor if gauge.id == cursor else " "
        spans = [Span(f"{mark} ", "key"), Span(fit(gauge.label, label))]
        if turn <= len(gauge.points):
            point = gauge.points[turn - 1]
            tone: Tone = "strong" if point.value else "dim"
            numbers = (point.a.split()[0], point.b.split()[0], point.difference)
            spans += [
                Span(right(shown, number), tone if n == 2 else "text")  # noqa: PLR2004 - the last column
                for n, shown in enumerate(numbers)
            ]
        rows.append(Row(tuple(spans), gauge.id))
    return [*rows, BLANK, *_choices(pair, turn, look, cells)]


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
    if gauge is None or turn > len(gauge.ledgers):
        words = say("Not both games have come so far.", language)
        return paragraph(words, cells, "dim")
    found = gauge.ledgers[turn - 1]
    head = say("{date}, turn {turn}", language, date=found.date, turn=turn)
    spans = (Span(gauge.label, "strong"), Span(f"  {head}", "dim"))
    fits = sum(width_of(span.text) for span in spans) <= cells
    rows = [row(*spans)] if fits else [row(spans[0]), *paragraph(head, cells, "dim")]
    rows.append(BLANK)
    if not found.lines:
        rows += paragraph(say("Nothing differs here.", language), cells, "dim")
    for line in found.lines:
        rows.append(_line(line.label, (line.a, line.b, line.difference), look, cells))
    if found.same:
        words = say("alike in both", language)
        rows.append(_line(words, (found.same, found.same, "0"), look, cells))
    total = say("sum of the causes", language) if found.closes else ""
    rows.append(row(Span(look.glyphs.rule * cells, "dim")))
    rows.append(_line(total, (found.a, found.b, found.difference), look, cells))
    if gauge.note:
        rows += [BLANK, *paragraph(gauge.note, cells, "dim")]
    return rows


def _line(label: str, numbers: tuple[str, str, str], look: Look, cells: int) -> Row:
    """Draw a cause: what it did in both games, where there is room, and the rest."""
    shown = numbers if cells >= _ROOMY else numbers[2:]
    wide = max(4, cells - len(shown) * _AMOUNT)
    *sides, difference = shown
    return Row(
        (
            Span(fit(label, wide, look.glyphs.more)),
            *(Span(right(number, _AMOUNT), "dim") for number in sides),
            Span(right(difference, _AMOUNT), "strong"),
        )
    )
