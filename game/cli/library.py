"""The library of saved games: list, rename, note, export, delete, restore."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import TYPE_CHECKING

from game.session import Table
from game.words import message, say, tell

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable

    from game.report.shelved import GameView

_KIB = 1024


def run(options: argparse.Namespace) -> int:
    """Run one command of the library."""
    table = Table(data_dir=options.data_dir, language=options.language)
    commands: dict[str, Callable[[Table, argparse.Namespace], int]] = {
        "list": _list,
        "rename": _rename,
        "note": _note,
        "export": _export,
        "delete": _delete,
        "restore": _restore,
    }
    return commands[options.command](table, options)


def _list(table: Table, options: argparse.Namespace) -> int:
    games = table.saved_games.deleted() if options.deleted else table.games()
    if options.format == "json":
        print(json.dumps([asdict(view) for view in games], ensure_ascii=False))
        return 0
    if not games:
        empty = (
            message("There are no deleted games in {folder}.")
            if options.deleted
            else message("There are no saved games in {folder}.")
        )
        folder = table.saved_games.trash if options.deleted else table.saves
        print(tell(empty, table.language, folder=folder))
    for view in games:
        print(f"{'  ' * view.depth}{game_line(view, table.language)}")
    return 0


def game_line(view: GameView, language: str) -> str:
    """Say in one line what a saved game is and how far it came."""
    if view.state in {"damaged", "unreadable"}:
        return f"{view.name}: {view.problem}"
    template = (
        message("{name}: {title}, over ({ending}){more}")
        if view.state == "over"
        else message("{name}: {title}, turn {turn} of {turns}, {date}{more}")
    )
    return tell(
        template,
        language,
        name=view.name,
        title=view.title,
        ending=view.ending or "-",
        turn=min(view.turn, view.turns) or view.turn,
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
    if view.luck:
        months = ", ".join(map(str, view.luck))
        marks.append(say("new luck from turn {turns}", language, turns=months))
    marks.append(say("{size} KiB", language, size=-(-view.size // _KIB)))
    marks.append(view.created)
    if view.note:
        marks.append(say("note: {note}", language, note=view.note))
    return marks


def _rename(table: Table, options: argparse.Namespace) -> int:
    path = table.saved_games.rename(options.game, options.name)
    print(
        say(
            "{game} is called {name} now.",
            table.language,
            game=options.game,
            name=path.stem,
        )
    )
    return 0


def _note(table: Table, options: argparse.Namespace) -> int:
    table.saved_games.note(options.game, " ".join(options.text))
    print(say("Noted in {game}.", table.language, game=options.game))
    return 0


def _export(table: Table, options: argparse.Namespace) -> int:
    path, size = table.saved_games.export(options.game, options.file)
    print(
        say(
            "Copied {game} to {path}: {size} bytes, read back.",
            table.language,
            game=options.game,
            path=path,
            size=size,
        )
    )
    return 0


def _delete(table: Table, options: argparse.Namespace) -> int:
    name = table.saved_games.delete(options.game)
    print(
        say(
            "{game} is deleted; `restore {name}` brings it back.",
            table.language,
            game=options.game,
            name=name,
        )
    )
    return 0


def _restore(table: Table, options: argparse.Namespace) -> int:
    path = table.saved_games.restore(options.game, options.name)
    print(say("{name} is back.", table.language, name=path.stem))
    return 0
