"""Crises and saved games as lines, and what is said of what is done with them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from game.errors import ChoiceError
from game.report.choosing import size_words
from game.words import message, say, tell

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from game.report.shelved import GameView, ScenarioView
    from game.session import Table
    from game.session.lines import Fork


def game_line(view: GameView, language: str) -> str:
    """Say in one line what a saved game is and how far it came."""
    if not view.title:
        return f"{view.name}: {view.problem}"
    template = (
        message("{name}: {title}, over after turn {last}, {date} ({ending}){more}")
        if view.state == "over"
        else message("{name}: {title}, turn {turn} of {turns}, {date}{more}")
        if view.state == "open"
        else message("{name}: {title}, damaged{more}")
    )
    return tell(
        template,
        language,
        name=view.name,
        title=view.title,
        ending=view.ending or "-",
        turn=min(view.turn, view.turns) or view.turn,
        last=view.turn - 1,
        turns=view.turns,
        date=view.date,
        more="".join(f"; {part}" for part in _marks(view, language)),
    )


def _marks(view: GameView, language: str) -> list[str]:
    marks = []
    if view.branched:
        marks.append(say("from turn {turn}", language, turn=view.branched))
    elif view.history:
        marks.append(say("branched off what was really done", language))
    elif view.parent_id and not view.parent:
        marks.append(say("branched off a game that is not here", language))
    if view.hindsight:
        marks.append(say("with hindsight", language))
    if view.model:
        marks.append(say("model {model}", language, model=view.model_label))
    if view.luck:
        months = ", ".join(map(str, view.luck))
        marks.append(say("new luck from turn {turns}", language, turns=months))
    marks.append(size_words(view.size, language))
    marks.append(view.created)
    if view.note:
        marks.append(say("note: {note}", language, note=view.note))
    if view.problem:
        marks.append(view.problem)
    return marks


def scenario_lines(view: ScenarioView, number: str, language: str) -> Iterator[str]:
    """Say what a crisis is: title, length, seat, brief."""
    head = f"{number}{view.title} [{view.id}]"
    if view.problem:
        yield say(
            "{crisis}: it cannot be played. {problem}",
            language,
            crisis=head,
            problem=view.problem,
        )
        return
    template = (
        message(
            "{crisis}: from {start}, {turns} turns ({pace}), about {minutes} minutes"
        )
        if view.minutes
        else message("{crisis}: from {start}, {turns} turns ({pace})")
    )
    yield tell(
        template,
        language,
        crisis=head,
        start=view.start,
        turns=view.turns,
        pace=view.pace,
        minutes=view.minutes,
    )
    yield say("  You are: {player}", language, player=view.player)
    yield f"  {view.brief}"


def crisis_of(table: Table, words: str) -> str:
    """Return the id of the crisis of this id or title; empty if there is none."""
    asked, known = words.casefold(), table.scenarios()
    return next((v.id for v in known if asked in {v.id, v.title.casefold()}), "")


def models_of(table: Table) -> dict[str, str]:
    """Return the labels of the rival models that crises have, by id."""
    return {
        model.id: model.label for view in table.scenarios() for model in view.models
    }


def view_of(table: Table, game: str) -> GameView | None:
    """Return the saved game of a name, or None."""
    return next((row for row in table.games() if row.name == game), None)


def parent_of(table: Table, game: str) -> str:
    """Return the name of the game that another branched off.

    Raises:
        ChoiceError: If it branched off none that is here.
    """
    view = view_of(table, game)
    if view is None or not view.parent:
        raise ChoiceError("{game} branched off no game that is here.", game=game)
    return view.parent


def list_lines(table: Table, *, deleted: bool) -> Iterator[str]:
    """Write the saved games, each under the one it branched off, or the deleted."""
    games = table.saved_games.deleted() if deleted else table.games()
    if not games:
        empty = (
            message("There are no deleted games in {folder}.")
            if deleted
            else message("There are no saved games in {folder}.")
        )
        folder = table.saved_games.trash if deleted else table.saves
        yield tell(empty, table.language, folder=folder)
    for view in games:
        yield f"{'  ' * view.depth}{game_line(view, table.language)}"


def branch_off(table: Table, game: str, turn: int, *, new_luck: bool) -> Fork:
    """Begin a game that shares the turns of another before one of them."""
    return table.fork(game, turn, luck=table.new_luck() if new_luck else None)


def rename_line(table: Table, game: str, name: str) -> str:
    """Give a game another name, and say so."""
    path = table.saved_games.rename(game, name)
    return say(
        "{game} is called {name} now.", table.language, game=game, name=path.stem
    )


def note_line(table: Table, game: str, text: str) -> str:
    """Write a player's words into a game, and say so."""
    table.saved_games.note(game, text)
    return say("Noted in {game}.", table.language, game=game)


def export_line(table: Table, game: str, file: Path) -> str:
    """Copy a game, and say where to."""
    path, size = table.saved_games.export(game, file)
    return say(
        "Copied {game} to {path}: {size} bytes, read back.",
        table.language,
        game=game,
        path=path,
        size=size,
    )


def delete_line(table: Table, game: str) -> str:
    """Delete a game, and say how it comes back."""
    name = table.saved_games.delete(game)
    return say(
        "{game} is deleted; `restore {name}` brings it back.",
        table.language,
        game=game,
        name=name,
    )


def restore_line(table: Table, game: str, name: str | None) -> str:
    """Bring a deleted game back, and say so."""
    path = table.saved_games.restore(game, name)
    return say("{name} is back.", table.language, name=path.stem)
