"""The scenario files: a list of them, and whether they are sound."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import TYPE_CHECKING

from game.cli.complaining import complain
from game.cli.telling import print_folded
from game.errors import ScenarioError
from game.report.choosing import level_words, result_words
from game.scenario import Severity, format_text, to_github, to_json
from game.scenario.tally import tally, tally_of_notes
from game.session import Table
from game.words import render, say

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator

    from game.report.shelved import ResultView, ScenarioView
    from game.scenario import Diagnostic


def run(options: argparse.Namespace) -> int:
    """Run `scenario list` or `scenario validate`."""
    table = Table(data_dir=options.data_dir, language=options.language)
    if options.action == "list":
        return _scenarios(table, options)
    return _validate(table, options)


def _scenarios(table: Table, options: argparse.Namespace) -> int:
    views = [
        view if view.problem else table.before(view.id) for view in table.scenarios()
    ]
    if options.format == "json":
        print(json.dumps([asdict(view) for view in views], ensure_ascii=False))
    else:
        results = table.results(views, table.games())
        for view in views:
            print(_scenario_line(view, table.language))
            for words in _before_a_game(view, results.get(view.id), table.language):
                print(f"  {words}")
    return 1 if any(view.problem for view in views) else 0


def _before_a_game(
    view: ScenarioView, result: ResultView | None, language: str
) -> Iterator[str]:
    """Tell what the title tells: what came of it so far, and its levels in numbers."""
    if not view.problem:
        yield result_words(result, view, language)
        for level in view.levels:
            words = level_words(level, language)
            yield say("level {level}", language, level=words)
            if level.note:
                yield f"  {level.note}"


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
    unread: list[ScenarioError] = []
    paths = [table.reader.find(name) for name in options.path]
    for one in table.reader.findings(paths):
        if isinstance(one, ScenarioError):
            unread.append(one)
        else:
            found += one
    told = [row for row in found if row.severity is not Severity.NOTE]
    errors = sum(row.severity is Severity.ERROR for row in told)
    if options.format == "json":
        rows = [to_json(row, table.language) for row in found]
        print(json.dumps(rows, ensure_ascii=False))
    else:
        for row in told:
            if options.format == "github":
                print(to_github(row, table.language))
            else:
                print(format_text(row, table.language), end="\n\n")
        counts = tally(found, table.language), tally_of_notes(found, table.language)
        print_folded([", ".join(counts)])
    # Said last, and where errors go: it has no place in a file.
    for error in unread:
        complain(render(error, table.language))
    return 1 if errors or unread or (options.strict and told) else 0
