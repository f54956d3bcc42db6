"""Saved games as a tree, and what one of them is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from game.tui.cells import BLANK, Look, Row, Span, Tone, cut, paragraph, two_sides
from game.tui.draw.title import game_facts, state_words
from game.words import say

if TYPE_CHECKING:
    from collections.abc import Sequence

    from game.report.shelved import GameView

_ROOMY = 56
"""Cells from which a row also tells the date or the ending."""


def tree(
    games: Sequence[GameView], marked: str, look: Look, cells: int, cursor: str
) -> list[Row]:
    """List games, each below the one that it branched off."""
    if not games:
        words = say(
            "There are no games here. q goes back; enter at the title begins one.",
            look.language,
        )
        return paragraph(words, cells, "dim")
    rows = []
    for game in games:
        mark = look.glyphs.cursor if game.name == cursor else " "
        sign = look.glyphs.staged if game.name == marked else " "
        branch = "  " * (game.depth - 1) + f"{look.glyphs.arrow} " if game.depth else ""
        end = cut(_standing(game, look, cells), cells // 2, look.glyphs.more)
        tone: Tone = "dim" if game.state in {"open", "over"} else "warn"
        line = two_sides(
            [Span(f"{mark}{sign}", "key"), Span(branch, "dim"), Span(game.name)],
            [Span(end, tone)],
            cells,
            look.glyphs.more,
        )
        rows.append(Row(line.spans, game.name))
    return rows


def _standing(game: GameView, look: Look, cells: int) -> str:
    """Say how far a game came: the turn, or how it ended."""
    if game.state != "open":
        words = state_words(game, look)
        return (game.ending or words) if cells >= _ROOMY else words
    turn = f"{game.turn}/{game.turns}"
    return f"{game.date}  {turn}" if cells >= _ROOMY else turn


def brief(
    games: Sequence[GameView], name: str, look: Look, cells: int, *, deleted: bool
) -> list[Row]:
    """Say what a game is: how far it came, where it branched off, what was noted."""
    game = next((game for game in games if game.name == name), None)
    if game is None:
        return []
    language = look.language
    hint = (
        say("enter restores it", language)
        if deleted
        else say(
            "enter opens it, or replays it when it is over; m marks it, then c on "
            "another compares the two",
            language,
        )
    )
    return [*game_facts(game, look, cells), BLANK, *paragraph(hint, cells, "dim")]
