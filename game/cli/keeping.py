"""The games that are kept: a list of them, and whether they are sound."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import TYPE_CHECKING

from game.errors import GameError
from game.session import Table
from game.session.recovering import recovery_text
from game.words import Message, message, render, say

if TYPE_CHECKING:
    import argparse

    from game.report.views import GameView


def run(options: argparse.Namespace) -> int:
    """Run `list`, `verify` or `repair`."""
    table = Table(data_dir=options.data_dir, language=options.language)
    if options.command == "verify":
        return _verify(table, options)
    if options.command == "repair":
        return _repair(table, options)
    return _list(table, options)


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
                message("{game}: whole; {months} turns, {digest}")
                if options.chain
                else message(
                    "{game}: whole and plays as recorded; {months} turns, {digest}",
                )
            )
            fields = {"game": game, "months": found.months, "digest": found.digest}
            print(render(Message(sound.template, fields), table.language))
    return 1 if bad else 0


def _repair(table: Table, options: argparse.Namespace) -> int:
    recovery = table.repair(options.game)
    if recovery is None:
        print(say("{game}: nothing to repair", table.language, game=options.game))
    else:
        text = render(recovery_text(recovery), table.language)
        print(say("{game}: {what}", table.language, game=options.game, what=text))
    return 0


def _list(table: Table, options: argparse.Namespace) -> int:
    games = table.games()
    if options.json:
        print(json.dumps([asdict(view) for view in games], ensure_ascii=False))
        return 0
    if not games:
        print(
            say(
                "There are no saved games in {folder}.",
                table.language,
                folder=table.saves,
            )
        )
    for view in games:
        print(_game_line(view, table.language))
    return 0


def _game_line(view: GameView, language: str) -> str:
    if view.state in {"damaged", "unreadable"}:
        return f"{view.name}: {view.problem}"
    if view.state == "over":
        return say(
            "{name}: {title}, over ({ending})",
            language,
            name=view.name,
            title=view.title,
            ending=view.ending or "-",
        )
    return say(
        "{name}: {title}, turn {turn} of {turns}, {date}",
        language,
        name=view.name,
        title=view.title,
        turn=view.turn,
        turns=view.turns,
        date=view.date,
    )
