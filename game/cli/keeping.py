"""Whether saved games are sound, and the codes that pass them on."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import TYPE_CHECKING

from game.cli.started import started
from game.errors import GameError
from game.report.dates import turns_text
from game.session import Table
from game.session.sharing import share_lines
from game.words import Message, message, render

if TYPE_CHECKING:
    import argparse


def run(options: argparse.Namespace) -> int:
    """Run `verify`, `repair` or `share`."""
    table = Table(
        data_dir=options.data_dir, language=options.language, started=started(options)
    )
    if options.command == "verify":
        return _verify(table, options)
    if options.command == "share":
        return _share(table, options)
    return _repair(table, options)


def _verify(table: Table, options: argparse.Namespace) -> int:
    bad = 0
    for game in options.game:
        try:
            found = table.verify(game, chain_only=options.chain)
        except GameError as error:
            print(f"{game}: {render(error, table.language)}")
            bad += 1
            continue
        if found.problem is not None:
            print(f"{game}: {render(found.problem, table.language)}")
            bad += 1
        else:
            sound = (
                message("{game}: whole; {turns}, {digest}")
                if options.chain
                else message(
                    "{game}: whole and plays as recorded; {turns}, {digest}",
                )
            )
            turns = turns_text(found.months)
            fields = {"game": game, "turns": turns, "digest": found.digest}
            print(render(Message(sound.template, fields), table.language))
        if found.left is not None:
            print(f"{game}: {render(found.left, table.language)}")
    return 1 if bad else 0


def _repair(table: Table, options: argparse.Namespace) -> int:
    for line in table.repair_text(options.game):
        print(f"{options.game}: {line}")
    return 0


def _share(table: Table, options: argparse.Namespace) -> int:
    shared = table.share(options.game)
    if options.format == "json":
        print(json.dumps(asdict(shared), ensure_ascii=False))
        return 0
    for text in share_lines(shared, table.language):
        print(text)
    return 0
