"""A scenario played to see whether it keeps its word: its tests, and its lint."""

from __future__ import annotations

import json
import os
import sys
from typing import TYPE_CHECKING

from game.cli.progress import note, tell
from game.errors import UsageError
from game.scenario import Severity, UnplayableError
from game.session import Table
from game.study.command import pool
from game.study.cost import forewarn
from game.study.lint.command import lint, lint_text, lint_value
from game.study.printing import as_json
from game.study.proof_text import proof_text
from game.study.proving import prove, seconds_of_proof

if TYPE_CHECKING:
    import argparse

    from game.scenario import Checked, Scenario


def run(options: argparse.Namespace) -> int:
    """Run `scenario test` or `scenario lint`."""
    table = Table(data_dir=options.data_dir, language=options.language)
    if options.action == "test":
        return _test(table.scenario(options.scenario), table, options)
    return _lint(_checked(table, options.scenario), table, options)


def _test(scenario: Scenario, table: Table, options: argparse.Namespace) -> int:
    names = [*scenario.document.tests, *scenario.document.tracks]
    if options.word and not any(options.word in name for name in names):
        raise UsageError(
            "No test and no track has `{word}` in its id. There are: {names}.",
            word=options.word,
            names=", ".join(names) or "-",
        )
    wanted = [name for name in names if options.word in name]
    seconds = seconds_of_proof(scenario, wanted, options.seed)
    forewarn(seconds, note(table.language))
    with pool(min(options.processes, os.cpu_count() or 1)) as executor:
        proof = prove(
            scenario, options.seed, options.word, executor=executor, tell=tell
        )
    text = (
        as_json(proof) + "\n"
        if options.format == "json"
        else proof_text(proof, table.language)
    )
    sys.stdout.write(text)
    return 0 if proof.holds else 1


def _lint(checked: Checked, table: Table, options: argparse.Namespace) -> int:
    found = lint(
        checked,
        worlds=options.worlds,
        seed=options.seed,
        quick=options.quick,
        processes=options.processes,
        tell=tell,
        note=note(table.language),
    )
    if options.format == "json":
        value = lint_value(found, table.language)
        print(json.dumps(value, ensure_ascii=False, indent=2, sort_keys=True))
    else:
        sys.stdout.write(lint_text(found, table.language))
    return 0 if found.is_clean else 1


def _checked(table: Table, name: str) -> Checked:
    """Return a scenario by id or path with the places of everything in it.

    Raises:
        ScenarioError: there is none, or it has errors.
    """
    path = table.reader.find(name)
    checked = table.reader.check(path)
    if any(one.severity is Severity.ERROR for one in checked.diagnostics):
        raise UnplayableError(path.name, checked.diagnostics)
    return checked
