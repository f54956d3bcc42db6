"""The library: saved games as a tree, and what one of them is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from game.tui.cells import BLANK, Look, Row, Span, Tone, paragraph, row, two_sides
from game.tui.draw.title import state_words
from game.words import say

if TYPE_CHECKING:
    from collections.abc import Sequence

    from game.report.shelved import GameView

_KIB = 1024
_LEAD = 10


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
        end = f"{game.turn}/{game.turns}"
        if game.state != "open":
            end = state_words(game, look)
        tone: Tone = "dim" if game.state in {"open", "over"} else "warn"
        line = two_sides(
            [Span(f"{mark}{sign}", "key"), Span(branch, "dim"), Span(game.name)],
            [Span(end, tone)],
            cells,
            look.glyphs.more,
        )
        rows.append(Row(line.spans, game.name))
    return rows


def brief(
    games: Sequence[GameView], name: str, look: Look, cells: int, *, deleted: bool
) -> list[Row]:
    """Say what a game is: how far it came, where it branched off, what was noted."""
    game = next((game for game in games if game.name == name), None)
    if game is None:
        return []
    language = look.language
    rows = [
        *paragraph(game.name, cells, "strong"),
        *paragraph(game.title, cells),
        BLANK,
    ]
    for lead, words in _facts(game, look):
        if words:
            rows += paragraph(words, cells, first=lead, indent=_LEAD)
    if game.problem:
        rows += [BLANK, *paragraph(game.problem, cells, "warn")]
    if game.note:
        rows += [BLANK, row(Span(say("Note", language), "accent"))]
        rows += paragraph(game.note, cells)
    hint = (
        say("enter restores it", language)
        if deleted
        else say(
            "enter opens it, or replays it when it is over; m marks it, then c on "
            "another compares the two",
            language,
        )
    )
    return [*rows, BLANK, *paragraph(hint, cells, "dim")]


def _facts(game: GameView, look: Look) -> list[tuple[str, str]]:
    language = look.language
    origin = ""
    if game.parent and game.branched:
        origin = say(
            "{parent}, turn {turn}", language, parent=game.parent, turn=game.branched
        )
    elif game.history:
        origin = say("what was really done", language)
    elif game.parent_id:
        origin = game.parent or say("a game that is not here", language)
    marks = []
    if game.hindsight:
        marks.append(say("with hindsight", language))
    if game.luck:
        turns = ", ".join(map(str, game.luck))
        marks.append(say("new luck from turn {turns}", language, turns=turns))
    size = say("{size} KiB", language, size=-(-game.size // _KIB))
    turn = f"{game.turn}/{game.turns}, {game.date}" if game.turns else ""
    return [
        (say("turn", language), turn if game.state != "over" else ""),
        (say("state", language), state_words(game, look)),
        (say("ending", language), game.ending),
        (say("level", language), str(game.level or "")),
        (say("from", language), origin),
        (say("mark", language), "; ".join(marks)),
        (say("made", language), game.created),
        (say("size", language), size),
    ]
