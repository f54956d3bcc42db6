"""What may come: in many worlds, beside a record, or of one saved game."""

from __future__ import annotations

import json
import sys
from dataclasses import asdict
from typing import TYPE_CHECKING

from game.cli.progress import note, settle, tell
from game.errors import ChoiceError, NotFiniteError, ScenarioError
from game.plain.beliefs import assessment_lines
from game.plain.pages import Pages
from game.scenario import Severity, UnreadableRecordError, format_text
from game.session import Table
from game.study import run as run_study
from game.study import run_balance
from game.study.backtest import run_backtest
from game.study.sensitivity import run_sensitivity

if TYPE_CHECKING:
    import argparse


def run(options: argparse.Namespace) -> int:
    """Run `simulate`, `balance`, `backtest`, `sensitivity` or `forecast`."""
    table = Table(data_dir=options.data_dir, language=options.language)
    if options.command == "forecast":
        return _forecast(table, options)
    if options.command == "backtest":
        text = _backtest(table, options)
    elif options.command == "sensitivity":
        text = run_sensitivity(
            options.scenario,
            options.lines,
            table=table,
            worlds=options.worlds,
            seed=options.seed,
            level=options.level,
            model=options.model,
            trajectories=options.trajectories,
            processes=options.processes,
            json=options.format == "json",
            tell=tell,
            note=note(table.language),
        )
    elif options.command == "balance":
        text = run_balance(
            options.scenario,
            options.lines,
            options.worlds,
            options.seed,
            table=table,
            json=options.format == "json",
            level=options.level,
            model=options.model,
            games=options.games,
            parts=options.parts,
            processes=options.processes,
            tell=tell,
            note=note(table.language),
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
            model=options.model,
            processes=options.processes,
            progress=_progress if sys.stderr.isatty() else None,
            note=note(table.language),
        )
    settle()
    sys.stdout.write(text)
    return 0


def _backtest(table: Table, options: argparse.Namespace) -> str:
    """Return a back-test; what is wrong with a record is told as of a scenario."""
    try:
        return run_backtest(
            options.scenario,
            options.record,
            table=table,
            worlds=options.worlds,
            seed=options.seed,
            level=options.level,
            json=options.format == "json",
            tell=tell,
            note=note(table.language),
        )
    except UnreadableRecordError as error:
        for row in error.diagnostics:
            if row.severity is not Severity.NOTE:
                print(format_text(row, table.language), end="\n\n", file=sys.stderr)
        raise


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
        found = {
            **asdict(outlook),
            "assessment": asdict(assessment),
            "damage": replay.damage,
        }
        print(json.dumps(found, ensure_ascii=False))
        return 0
    if replay.damage:
        print(replay.damage)
    for line in Pages(table.language).outlook(outlook, replay.titles()):
        print(line)
    for line in assessment_lines(assessment, table.language):
        print(line)
    return 0
