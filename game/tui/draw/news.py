"""All headlines of a game by turn, and one of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from game.tui.cells import BLANK, Look, Row, Span, cut, filled, paragraph, row
from game.words import say

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from game.report.views import Headline, NewsTurn


def pick_of(turn: NewsTurn, item: Headline) -> str:
    """Return the pick of a headline; the same one may come in several turns."""
    return f"{turn.turn}:{item.id}"


def actors(turns: Sequence[NewsTurn]) -> list[str]:
    """Return who is in the headlines, after nobody in particular."""
    found = {item.actor for turn in turns for item in turn.items}
    return ["", *sorted(found - {""})]


def shown(turns: Sequence[NewsTurn], actor: str) -> Iterator[tuple[NewsTurn, Headline]]:
    """Yield the headlines of one actor, or of all, the newest turn first."""
    for turn in turns:
        for item in turn.items:
            if actor in {"", item.actor}:
                yield turn, item


def titles(
    turns: Sequence[NewsTurn], actor: str, look: Look, cells: int, cursor: str
) -> list[Row]:
    """List headlines under the turn that opened with them."""
    rows: list[Row] = []
    last = 0
    for turn, item in shown(turns, actor):
        if turn.turn != last:
            last = turn.turn
            head = say("turn {turn}", look.language, turn=turn.turn)
            rows += [BLANK] if rows else []
            rows.append(row(Span(f"{head} {look.glyphs.dot} {turn.date}", "accent")))
        pick = pick_of(turn, item)
        mark = look.glyphs.cursor if pick == cursor else " "
        by = f"{item.actor}: " if item.actor and not actor else ""
        title = cut(by + item.title, cells - 2, look.glyphs.more)
        spans = (Span(f"{mark} ", "key"), Span(title[: len(by)], "dim"))
        rows.append(Row((*spans, Span(title[len(by) :])), pick))
    return rows or paragraph(say("Nothing was reported.", look.language), cells, "dim")


def detail(
    turns: Sequence[NewsTurn],
    actor: str,
    cursor: str,
    look: Look,
    size: tuple[int, int],
) -> list[Row]:
    """Open one headline; where lines are left, those that came with it and before."""
    cells = size[0]
    found = next((p for p in shown(turns, actor) if pick_of(*p) == cursor), None)
    if found is None:
        return []
    turn, item = found
    rows = paragraph(item.title, cells, "strong")
    rows += paragraph(turn.date, cells, "dim")
    if item.actor:
        rows.append(row(Span(item.actor, "accent", f"actor:{item.actor}")))
    if item.text != item.title:
        rows += [BLANK, *paragraph(item.text, cells)]
    if item.entry:
        words = say("enter: what the codex says of it", look.language)
        rows += [BLANK, Row((Span(words, "dim", "!pick"),))]
    listed = list(shown(turns, actor))
    others = _others(listed[listed.index(found) + 1 :], cells)
    return filled(rows, others, look, size)


def _others(
    found: Sequence[tuple[NewsTurn, Headline]], cells: int
) -> Iterator[list[Row]]:
    """Tell the headlines that follow in the list, one block each."""
    for turn, item in found:
        rows = [
            *paragraph(item.title, cells, "text"),
            *paragraph(turn.date, cells, "dim"),
        ]
        if item.text != item.title:
            rows += paragraph(item.text, cells, "dim")
        yield rows
