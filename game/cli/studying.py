"""What may come: a policy in many worlds, or the outlook of one saved game."""

from __future__ import annotations

import json
import sys
from dataclasses import asdict
from typing import TYPE_CHECKING, TypedDict

from game.errors import NotFiniteError, ScenarioError
from game.plain.beliefs import assessment_lines
from game.plain.pages import Pages
from game.session import Table
from game.study import run as run_study
from game.study import run_mandates
from game.words import say

if TYPE_CHECKING:
    import argparse

    from game.study.simulate import Progress


class _Given(TypedDict):
    """What every study is told alike."""

    table: Table
    json: bool
    level: int | None
    progress: Progress | None


def run(options: argparse.Namespace) -> int:
    """Run `simulate`, `balance` or `forecast`."""
    table = Table(data_dir=options.data_dir, language=options.language)
    if options.command == "forecast":
        return _forecast(table, options)
    given = _Given(
        table=table,
        json=options.json,
        level=options.level,
        progress=_progress if sys.stderr.isatty() else None,
    )
    size = options.worlds, options.seed
    if options.command == "balance":
        text = run_mandates(options.scenario, options.lines, *size, **given)
    else:
        text = run_study(
            options.scenario,
            options.policy,
            *size,
            processes=options.processes,
            **given,
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
            print(say("The game is over; nothing more may come.", table.language))
            return 1
        assessment = replay.assessment(replay.months)
    except NotFiniteError as error:
        raise ScenarioError(
            "The forecast cannot be worked out: {problem}.", problem=str(error)
        ) from error
    if options.json:
        found = {**asdict(outlook), "assessment": asdict(assessment)}
        print(json.dumps(found, ensure_ascii=False))
        return 0
    for line in Pages(table.language).outlook(outlook, replay.titles()):
        print(line)
    for line in assessment_lines(assessment, table.language):
        print(line)
    return 0
