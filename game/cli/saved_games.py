"""Saved games: list, rename, note, export, delete, restore."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import TYPE_CHECKING

from game.plain import shelf
from game.session import Table

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable, Iterable


def run(options: argparse.Namespace) -> int:
    """Run one command about saved games."""
    table = Table(data_dir=options.data_dir, language=options.language)
    if options.command == "list" and options.format == "json":
        games = table.saved_games.deleted() if options.deleted else table.games()
        print(json.dumps([asdict(view) for view in games], ensure_ascii=False))
        return 0
    for line in _COMMANDS[options.command](table, options):
        print(line)
    return 0


_COMMANDS: dict[str, Callable[[Table, argparse.Namespace], Iterable[str]]] = {
    "list": lambda table, options: shelf.list_lines(table, deleted=options.deleted),
    "rename": lambda table, options: [
        shelf.rename_line(table, options.game, options.name)
    ],
    "note": lambda table, options: [
        shelf.note_line(table, options.game, " ".join(options.text))
    ],
    "export": lambda table, options: [
        shelf.export_line(table, options.game, options.file)
    ],
    "delete": lambda table, options: [shelf.delete_line(table, options.game)],
    "restore": lambda table, options: [
        shelf.restore_line(table, options.game, options.name)
    ],
}
