"""The back-test as a command: names and files in, printed text out."""

from __future__ import annotations

from pathlib import Path

from game.engine import choices
from game.errors import UsageError
from game.scenario import CheckedRecord, Scenario, load_record, record_beside
from game.session.choices import Grammar
from game.session.places import default_scenario
from game.session.policies import HOLD, Policy, policy_of
from game.session.table import Table
from game.study.backtest.measuring import Tell, measure_record, seconds_of_record
from game.study.backtest.summing import summed
from game.study.backtest.text import report_text
from game.study.cost import Note, forewarn, unheard
from game.study.finding import find_policy
from game.study.printing import as_json

FEWEST_WORLDS = 100
MOST_WORLDS = 100_000
WORLDS = 2000
_LINES = "lines"
"""What the policy is called that a record writes down itself."""


def run_backtest(
    scenario: str | None,
    record: Path | None,
    *,
    table: Table,
    worlds: int = WORLDS,
    seed: int = 1,
    level: int | None = None,
    json: bool = False,
    tell: Tell | None = None,
    note: Note = unheard,
) -> str:
    """Set a scenario beside a record and return what is printed.

    Args:
        scenario: its id or path; the default one when none is named.
        record: the file of the record; the scenario's own when none is named.
        table: where scenarios are found, and the language.
        worlds: how many worlds each forecast has.
        seed: the seed of their luck.
        level: the level of difficulty; the standard one when none is given.
        json: JSON instead of text.
        tell: told how far it is.
        note: told what to know before it begins.

    Raises:
        UsageError: a number is out of its range, or there is no record.
        ScenarioError: there is no such scenario or level, or the record has errors.
        ChoiceError: a line of the record's policy is wrong.
        NotFiniteError: a number of the scenario leaves the real line.
    """
    if not FEWEST_WORLDS <= worlds <= MOST_WORLDS:
        raise UsageError(
            "The number of worlds is {worlds}; it must be from {least} to {most}.",
            worlds=worlds,
            least=FEWEST_WORLDS,
            most=MOST_WORLDS,
        )
    name = default_scenario(table.folders) if scenario is None else scenario
    found = table.scenario(name)
    path = record or record_beside(table.reader.find(name))
    if path is None:
        raise UsageError(
            "The scenario '{name}' has no record of its own; name one with "
            "--record FILE.",
            name=found.id,
        )
    checked = load_record(path, found)
    policy = real_choices(found, checked, level, table.language)
    forewarn(seconds_of_record(found, checked, policy, worlds, level), note)
    report = summed(
        measure_record(
            found,
            checked,
            policy,
            worlds,
            seed,
            level=level,
            language=table.language,
            tell=tell,
        )
    )
    return as_json(report) + "\n" if json else report_text(report, table.language)


def real_choices(
    scenario: Scenario, checked: CheckedRecord, level: int | None, language: str
) -> Policy:
    """Return how the player really played, by a record without errors.

    Raises:
        ChoiceError: a line of it is wrong.
        ValueError: the record has errors.
    """
    if checked.record is None:
        raise ValueError(checked.diagnostics)
    head = checked.record.record
    if head.lines:
        grammar = Grammar(choices(scenario.spec(level)))
        return policy_of(head.lines, grammar, name=_LINES, language=language)
    return find_policy(scenario, head.policy or HOLD, 0, language, level)
