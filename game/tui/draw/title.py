"""The title: scenarios, saved games, and the brief of what is under the cursor."""

from __future__ import annotations

from typing import TYPE_CHECKING

from game.tui.cells import BLANK, Look, Row, Span, Tone, paragraph, row, two_sides
from game.words import message, render, say

if TYPE_CHECKING:
    from collections.abc import Sequence

    from game.report.shelved import GameView, ScenarioView

_KIB = 1024
_LEAD = 10
_STATES = {
    "open": message("open"),
    "over": message("over"),
    "damaged": message("damaged"),
    "unreadable": message("unreadable"),
}


def brand(look: Look) -> list[Row]:
    """Write the name of the game and what it is."""
    return [
        row(Span("G R A V E   C O N C E R N", "strong")),
        row(
            Span(
                say("A political crisis, turn by turn, from one room.", look.language),
                "dim",
            )
        ),
    ]


def newest_open(games: Sequence[GameView]) -> GameView | None:
    """Return the newest game that can be played on."""
    return next((game for game in games if game.state == "open"), None)


def menu(
    scenarios: Sequence[ScenarioView] | None,
    games: Sequence[GameView],
    look: Look,
    cells: int,
    cursor: str,
) -> list[Row]:
    """List the newest game, the scenarios, and the saved games."""
    if scenarios is None:
        words = say("Reading scenarios and saved games.", look.language)
        return paragraph(words, cells, "dim")
    rows: list[Row] = []
    newest = newest_open(games)
    if newest is not None:
        rows += [row(Span(say("Continue", look.language), "accent"))]
        rows += [_game(newest, "last:", look, cells, cursor), BLANK]
    rows.append(row(Span(say("New game", look.language), "accent")))
    rows += [_scenario(item, look, cells, cursor) for item in scenarios]
    if not scenarios:
        words = say("No scenario was found.", look.language)
        rows += paragraph(words, cells, "warn")
    if games:
        rows += [BLANK, row(Span(say("Saved games", look.language), "accent"))]
    rows += [_game(item, "game:", look, cells, cursor) for item in games]
    return rows


def _scenario(item: ScenarioView, look: Look, cells: int, cursor: str) -> Row:
    pick = f"new:{item.id}"
    mark = look.glyphs.cursor if pick == cursor else " "
    tone: Tone = "dim" if item.problem else "text"
    end = say("{minutes} min", look.language, minutes=item.minutes)
    if item.problem:
        end = say("cannot be played", look.language)
    line = two_sides(
        [Span(f"{mark} ", "key"), Span(item.title, tone)],
        [Span(end, "dim")],
        cells,
        look.glyphs.more,
    )
    return Row(line.spans, pick)


def _game(item: GameView, prefix: str, look: Look, cells: int, cursor: str) -> Row:
    pick = prefix + item.name
    mark = look.glyphs.cursor if pick == cursor else " "
    end = f"{item.turn}/{item.turns}"
    if item.state != "open":
        end = state_words(item, look)
    line = two_sides(
        [Span(f"{mark} ", "key"), Span(item.name)],
        [Span(end, "dim" if item.state in {"open", "over"} else "warn")],
        cells,
        look.glyphs.more,
    )
    return Row(line.spans, pick)


def state_words(item: GameView, look: Look) -> str:
    """Say whether a saved game is open, over, or worse."""
    state = _STATES.get(item.state)
    return render(state, look.language) if state else item.state


def scenario_brief(
    item: ScenarioView, seed: int, level: int, look: Look, cells: int
) -> list[Row]:
    """Say what a scenario is: brief, seat, start, length, size, seed."""
    if item.problem:
        return [
            *paragraph(item.title, cells, "strong"),
            BLANK,
            *paragraph(item.problem, cells, "warn"),
        ]
    length = say(
        "{turns} turns ({pace}), about {minutes} minutes",
        look.language,
        turns=item.turns,
        pace=item.pace,
        minutes=item.minutes,
    )
    facts = (
        (say("you are", look.language), item.player),
        (say("start", look.language), item.start),
        (say("length", look.language), length),
        (say("holds", look.language), item.size),
        (
            say("level", look.language),
            str(level) if level else say("standard", look.language),
        ),
        (say("seed", look.language), str(seed)),
    )
    rows = [
        *paragraph(item.title, cells, "strong"),
        BLANK,
        *paragraph(item.brief, cells),
        BLANK,
    ]
    for lead, words in facts:
        if words:
            rows += paragraph(words, cells, first=f"{lead}  ", indent=9)
    words = say("r draws another seed; + and - change the level", look.language)
    return [*rows, BLANK, *paragraph(words, cells, "dim")]


def game_brief(item: GameView, look: Look, cells: int) -> list[Row]:
    """Say what a saved game is and what can be done with it."""
    words = say("enter opens it, t replays it", look.language)
    return [*game_facts(item, look, cells), BLANK, *paragraph(words, cells, "dim")]


def game_facts(game: GameView, look: Look, cells: int) -> list[Row]:
    """Say what a game is: how far it came, where it branched off, what was noted."""
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
        rows += [BLANK, row(Span(say("Note", look.language), "accent"))]
        rows += paragraph(game.note, cells)
    return rows


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
