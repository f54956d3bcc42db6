"""What is kept: lists of games and scenarios, and whether they are sound."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import TYPE_CHECKING

from game.errors import GameError
from game.scenario import Severity, check, find, format_text, to_github, to_json
from game.session import Table
from game.session.recovering import recovery_text
from game.words import Message, message, render, say

if TYPE_CHECKING:
    import argparse

    from game.report.views import GameView, ScenarioView
    from game.scenario import Diagnostic


def run(options: argparse.Namespace) -> int:
    """Run `list`, `verify`, `repair`, `scenario list` or `scenario validate`."""
    table = Table(data_dir=options.data_dir, language=options.language)
    if options.command == "verify":
        return _verify(table, options)
    if options.command == "repair":
        return _repair(table, options)
    if options.command == "list":
        return _list(table, options)
    if options.action == "list":
        return _scenarios(table, options)
    return _validate(table, options)


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


def _scenarios(table: Table, options: argparse.Namespace) -> int:
    views = table.scenarios()
    if options.json:
        print(json.dumps([asdict(view) for view in views], ensure_ascii=False))
    else:
        for view in views:
            print(_scenario_line(view, table.language))
    return 1 if any(view.problem for view in views) else 0


def _scenario_line(view: ScenarioView, language: str) -> str:
    if view.problem:
        return f"{view.id}: {view.problem}"
    return say(
        "{id}: {title}, {start}, {turns} turns; {size}",
        language,
        id=view.id,
        title=view.title,
        start=view.start,
        turns=view.turns,
        size=view.size,
    )


def _validate(table: Table, options: argparse.Namespace) -> int:
    found: list[Diagnostic] = []
    for name in options.path:
        found += check(find(name, table.folders), table.folders).diagnostics
    told = [row for row in found if row.severity is not Severity.NOTE]
    errors = sum(row.severity is Severity.ERROR for row in told)
    if options.format == "json":
        rows = [to_json(row, table.language) for row in found]
        print(json.dumps(rows, ensure_ascii=False))
    elif options.format == "github":
        for row in told:
            print(to_github(row, table.language))
    else:
        for row in told:
            print(format_text(row, table.language))
            print()
        print(
            say(
                "{errors} errors, {warnings} warnings, {notes} notes",
                table.language,
                errors=errors,
                warnings=len(told) - errors,
                notes=len(found) - len(told),
            ),
        )
    return 1 if errors or (options.strict and told) else 0
