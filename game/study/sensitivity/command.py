"""Sensitivity as a command: names in, printed text out."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import replace

from game.errors import UsageError
from game.session.table import Table
from game.study.command import compared_lines, pool
from game.study.cost import Note, forewarn, unheard
from game.study.field import Tell, silent
from game.study.printing import as_json
from game.study.sensitivity.measuring import (
    Task,
    measure_sensitivity,
    seconds_of_sensitivity,
)
from game.study.sensitivity.points import bench_of, params_of
from game.study.sensitivity.text import report_text

FEWEST = 2
"""Worlds, and trajectories: of fewer there is no standard error."""
MOST_WORLDS = 8192
MOST_TRAJECTORIES = 1000
WORLDS = 50
TRAJECTORIES = 10


def run_sensitivity(
    scenario: str | None,
    lines: Sequence[str],
    *,
    table: Table,
    worlds: int = WORLDS,
    seed: int = 1,
    level: int | None = None,
    model: str = "",
    trajectories: int = TRAJECTORIES,
    processes: int = 1,
    json: bool = False,
    tell: Tell = silent,
    note: Note = unheard,
) -> str:
    """Measure what a crisis hangs on and return what is printed.

    Args:
        scenario: its id or path; the default one when none is named.
        lines: policies by name or file; those that are references when empty.
        table: where scenarios are found, and the language.
        worlds: how many worlds each point is played in.
        seed: the seed of their luck and of the trajectories.
        level: the level of difficulty; the standard one when none is given.
        model: the rival model that it is played under, by id; none when empty.
        trajectories: how many.
        processes: how many processes play, no more than the machine has processors.
        json: JSON instead of text.
        tell: told what is being done and how far it is.
        note: told what to know before it begins.

    Raises:
        UsageError: a number is out of its range, or there is nothing to compare.
        ScenarioError: there is no such scenario, level or model.
        ChoiceError: there is no such policy, or a line of it is wrong.
        StorageError: a policy file cannot be read.
        NotFiniteError: a number of the scenario leaves the real line.
    """
    if not FEWEST <= worlds <= MOST_WORLDS:
        raise UsageError(
            "The number of worlds is {worlds}; it must be from {least} to {most}.",
            worlds=worlds,
            least=FEWEST,
            most=MOST_WORLDS,
        )
    if not FEWEST <= trajectories <= MOST_TRAJECTORIES:
        raise UsageError(
            "The number of trajectories is {trajectories}; it must be from {least} to "
            "{most}.",
            trajectories=trajectories,
            least=FEWEST,
            most=MOST_TRAJECTORIES,
        )
    found = table.scenario(scenario).under(model)
    bench = bench_of(found, level, seed)
    if not params_of(found, bench.spec.level):
        raise UsageError(
            "There is nothing to vary: no parameter of the scenario has a range; give "
            "low and high to rows of [params].",
        )
    compared = compared_lines(found, lines, seed, table.language, level)
    task = Task(
        scenario=found,
        bench=bench,
        lines=compared,
        worlds=worlds,
        trajectories=trajectories,
        tell=tell,
        language=table.language,
    )
    forewarn(seconds_of_sensitivity(task), note)
    with pool(min(processes, os.cpu_count() or 1)) as executor:
        report = measure_sensitivity(replace(task, executor=executor))
    return (
        as_json(report) + "\n" if json else report_text(report, found, table.language)
    )
