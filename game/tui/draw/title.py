"""The title: scenarios, saved games, and the brief of what is under the cursor."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from game.report.choosing import level_name, level_words, result_words, size_words
from game.tui.cells import (
    BLANK,
    Look,
    Row,
    Span,
    Tone,
    fit,
    paragraph,
    row,
    two_sides,
    width_of,
)
from game.words import message, render, say

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from game.report.shelved import (
        GameView,
        LevelView,
        ModelView,
        ResultView,
        ScenarioView,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Shelf:
    """What there is to play; None while it is being read."""

    scenarios: Sequence[ScenarioView] | None = None
    games: Sequence[GameView] = ()
    results: Mapping[str, ResultView] = field(default_factory=dict)
    whole: bool = False
    """Whether all has been read: the saved games, and more than the crises' names."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Chosen:
    """How the next game is set up."""

    level: int
    """0 leaves it to the scenario."""
    seed: int
    advice: bool
    hints: bool
    model: str = ""
    """The rival model by id; empty for the crisis as it is."""

    def switches(self, look: Look) -> str:
        """Say whether there is advice, and whether there are hints."""
        on, off = say("on", look.language), say("off", look.language)
        return say(
            "advice {advice}, hints {hints}",
            look.language,
            advice=on if self.advice else off,
            hints=on if self.hints else off,
        )


_LEAD = 10
_STATES = {
    "open": message("in play"),
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


def menu(shelf: Shelf, look: Look, cells: int, cursor: str) -> list[Row]:
    """List the newest open game, the crises, and the saved games."""
    reading = say("Reading scenarios and saved games.", look.language)
    if shelf.scenarios is None:
        return paragraph(reading, cells, "dim")
    rows: list[Row] = []
    newest = newest_open(shelf.games)
    if newest is not None:
        rows += [row(Span(say("Continue", look.language), "accent"))]
        rows += [_game(newest, "last:", look, cells, cursor), BLANK]
    rows.append(row(Span(say("New game", look.language), "accent")))
    rows += [
        _scenario(item, shelf.results.get(item.id), look, cells, cursor)
        for item in shelf.scenarios
    ]
    if not shelf.scenarios:
        words = say(
            "No scenario was found. q quits; `grave-concern scenario new` begins one.",
            look.language,
        )
        rows += paragraph(words, cells, "warn")
    rows += [BLANK, row(Span(say("Saved games", look.language), "accent"))]
    rows += [_game(item, "game:", look, cells, cursor) for item in shelf.games]
    if not shelf.whole:
        rows += paragraph(reading, cells, "dim", first="  ", indent=2)
    elif not shelf.games:
        words = say("None yet: enter begins the first.", look.language)
        rows += paragraph(words, cells, "dim", first="  ", indent=2)
    return rows


def _scenario(
    item: ScenarioView, result: ResultView | None, look: Look, cells: int, cursor: str
) -> Row:
    pick = f"new:{item.id}"
    mark = look.glyphs.cursor if pick == cursor else " "
    tone: Tone = "dim" if item.problem else "text"
    end = say("{minutes} min", look.language, minutes=item.minutes)
    if item.sketched:
        end = ""
    elif item.problem:
        end = say("cannot be played", look.language)
    elif result is not None and result.margin is not None:
        end = say("best {margin}", look.language, margin=f"{result.margin:+d}")
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
    item: ScenarioView,
    result: ResultView | None,
    chosen: Chosen,
    look: Look,
    cells: int,
) -> list[Row]:
    """Say what a crisis is, what came of it so far, and how the next game is set up."""
    if item.problem:
        words = say("Another one can be played: up and down.", look.language)
        return [
            *paragraph(item.problem, cells, "warn"),
            BLANK,
            *paragraph(words, cells, "dim"),
        ]
    if item.sketched:
        return paragraph(item.brief, cells)
    length = say(
        "{turns} turns ({pace}), about {minutes} minutes",
        look.language,
        turns=item.turns,
        pace=item.pace,
        minutes=item.minutes,
    )
    level = level_of(item, chosen.level)
    facts = (
        (say("you are", look.language), f"{item.player}, {item.start}"),
        (say("length", look.language), length),
        (say("size", look.language), item.size),
        (say("best so far", look.language), result_words(result, item, look.language)),
        (
            say("level", look.language),
            level_words(level, look.language) if level else "",
        ),
        (say("model", look.language), _model_words(item, chosen, level, look)),
        (say("seed", look.language), f"{chosen.seed}; {chosen.switches(look)}"),
    )
    rows = paragraph(item.brief, cells)
    widest = max(width_of(lead) for lead, _ in facts) + 2
    for lead, words in facts:
        if words:
            first = fit(lead, widest)
            rows += paragraph(words, cells, first=first, indent=widest)
    return rows


def _model_words(
    item: ScenarioView, chosen: Chosen, level: LevelView | None, look: Look
) -> str:
    """Say which model is played under; empty where there is none to choose."""
    if not item.models:
        return ""
    if level is not None and level.draws_model:
        return say("drawn unseen", look.language)
    model = model_of(item, chosen.model)
    return say("standard", look.language) if model is None else model.label


def model_of(item: ScenarioView, id: str) -> ModelView | None:
    """Return a rival model of a crisis; None for the crisis as it is."""
    return next((model for model in item.models if model.id == id), None)


def model_detail(model: ModelView | None, look: Look, cells: int) -> list[Row]:
    """Tell all that a model claims and changes; of none, what stands without one."""
    if model is None:
        words = say("The crisis as its file has it.", look.language)
        return paragraph(words, cells)
    rows = paragraph(model.label, cells, "strong")
    if model.note:
        rows += paragraph(model.note, cells)
    for words in model.numbers:
        rows += paragraph(words, cells, first=f"{look.glyphs.dot} ", indent=2)
    return [*rows, BLANK, *paragraph(model.source, cells, "dim")]


def level_of(item: ScenarioView, number: int) -> LevelView | None:
    """Return the level of a number, or the standard one where there is none."""
    found = (level for level in item.levels if level.number == number)
    usual = (level for level in item.levels if level.standard)
    return next(found, None) or next(usual, None)


def level_detail(level: LevelView, look: Look, cells: int) -> list[Row]:
    """Say what a level is like, then tell all that it sets, in numbers."""
    rows = paragraph(level_name(level.number, level.label), cells, "strong")
    if level.standard:
        words = say("Played unless another is chosen.", look.language)
        rows += paragraph(words, cells, "dim")
    if level.note:
        rows += [*paragraph(level.note, cells), BLANK]
    for words in level.numbers:
        rows += paragraph(words, cells, first=f"{look.glyphs.dot} ", indent=2)
    return rows


def game_brief(item: GameView, look: Look, cells: int) -> list[Row]:
    """Say what a saved game is and what can be done with it."""
    words = say("enter opens it, t replays it", look.language)
    return [*game_facts(item, look, cells), BLANK, *paragraph(words, cells, "dim")]


def game_facts(game: GameView, look: Look, cells: int) -> list[Row]:
    """Say what a game is: how far it came, where it branched off, what was noted."""
    rows = [
        *paragraph(game.name, cells, "strong"),
        *paragraph(say('crisis "{title}"', look.language, title=game.title), cells),
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
    if game.model:
        marks.append(say("model {model}", language, model=game.model_label))
    if game.luck:
        turns = ", ".join(map(str, game.luck))
        marks.append(say("new luck from turn {turns}", language, turns=turns))
    last = game.turn - (game.state == "over")
    turn = f"{last}/{game.turns}, {game.date}" if game.turns else ""
    level = level_name(game.level, game.level_label) if game.level else ""
    size = say(
        "{size} on disk: its crisis and all that was decided",
        language,
        size=size_words(game.size, language),
    )
    return [
        (say("turn", language), turn),
        (say("state", language), state_words(game, look)),
        (say("ending", language), game.ending),
        (say("level", language), level),
        (say("from", language), origin),
        (say("mark", language), "; ".join(marks)),
        (say("made", language), game.created),
        (say("size", language), size),
    ]
