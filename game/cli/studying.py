"""What may come: a policy in many worlds, or the outlook of one saved game."""

from __future__ import annotations

import json
import sys
from dataclasses import asdict
from typing import TYPE_CHECKING

from game.cli.progress import tell
from game.errors import ChoiceError, NotFiniteError, ScenarioError
from game.plain.beliefs import assessment_lines
from game.plain.pages import Pages
from game.session import Table
from game.study import run as run_study
from game.study import run_balance

if TYPE_CHECKING:
    import argparse


def run(options: argparse.Namespace) -> int:
    """Run `simulate`, `balance` or `forecast`."""
    table = Table(data_dir=options.data_dir, language=options.language)
    if options.command == "forecast":
        return _forecast(table, options)
    if options.command == "balance":
        text = run_balance(
            options.scenario,
            options.lines,
            options.worlds,
            options.seed,
            table=table,
            json=options.format == "json",
            level=options.level,
            games=options.games,
            parts=options.parts,
            processes=options.processes,
            tell=tell,
        )
    else:
        text = run_study(
            options.scenario,
            options.policy,
            options.worlds,
            options.seed,
            table=table,
            json=options.format == "json",
            level=options.level,
            processes=options.processes,
            progress=_progress if sys.stderr.isatty() else None,
        )
    sys.stdout.write(text)
    return 0


def _progress(done: int, total: int) -> None:
    end = "\n" if done == total else ""
    print(f"\r{done}/{total}", end=end, file=sys.stderr, flush=True)


def _forecast(table: Table, options: argparse.Namespace) -> int:
    try:
        replay = table.replay(options.game)
        outlook = replay.outlook()
        if outlook is None:
            raise ChoiceError("The game is over; nothing more may come.")
        assessment = replay.assessment(replay.months)
    except NotFiniteError as error:
        raise ScenarioError(
            "The forecast cannot be worked out: {problem}.", problem=str(error)
        ) from error
    if options.format == "json":
        found = {**asdict(outlook), "assessment": asdict(assessment)}
        print(json.dumps(found, ensure_ascii=False))
        return 0
    for line in Pages(table.language).outlook(outlook, replay.titles()):
        print(line)
    for line in assessment_lines(assessment, table.language):
        print(line)
    return 0
