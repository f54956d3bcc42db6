"""What the main scenario lets a player learn, and who plans against him."""

from __future__ import annotations

import math
from pathlib import Path

import numpy as np
import pytest

from game.engine import (
    Chance,
    Source,
    Spec,
    State,
    begin,
    compile_spec,
    legal,
    reactive,
    step,
)
from game.scenario import Scenario, load
from game.session.choices import Grammar
from game.session.policies import policy_of

PATH = Path(__file__).parent.parent.parent / "scenarios/seoul-2024/scenario.toml"
WORLDS = 1500
TASKS = ("intelligence_task", "task_line", "task_fee", "task_north")


@pytest.fixture(scope="module")
def scenario() -> Scenario:
    """Load the main scenario once."""
    return load(PATH)


def played(spec: Spec, lines: list[str], months: int) -> list[State]:
    """Play lines in many worlds; return the openings from month 1 on."""
    model, chance = compile_spec(spec), Chance(11)
    policy = policy_of(lines, Grammar(model.choices), name="asks")
    states = [begin(model, chance, np.arange(WORLDS, dtype=np.uint64))]
    for month in range(1, months + 1):
        now = states[-1]
        decision = policy.decide(legal(model, now), month, now.worlds)
        states.append(step(model, now, decision, chance).state)
    return states


@pytest.mark.parametrize("level", [3, 4])
def test_the_service_is_right_as_often_as_it_says(
    scenario: Scenario, level: int
) -> None:
    """Asked once, each question is answered two months later, as reliably as stated.

    At the higher levels part of the answers are planted, so they are right less
    often than the player is told.
    """
    spec = reactive(scenario.spec(level))
    model = compile_spec(spec)
    for task, report in zip(
        TASKS,
        ("service_resolve", "service_line", "service_fee", "service_north"),
        strict=True,
    ):
        lines = [f"1: {task}"]
        state = played(spec, lines, 2)[-1]
        row = [item.id for item in spec.reports].index(report)
        told = state.reports[row]
        came = told >= 0.0
        assert came.mean() > 0.99
        about = spec.reports[row]
        types = model.names.rows[Source.TYPE]
        truth = (
            state.types[types[about.about]]
            if about.about in types
            else state.thresholds[0]
        )
        band = np.searchsorted(about.cuts, truth, "right")
        share = float((told == band)[came].mean())
        stated = scenario.document.reports[report].reliability
        assert stated is not None
        error = 4.0 * math.sqrt(stated * (1.0 - stated) / WORLDS)
        if level < 4:
            assert abs(share - stated) < error
        else:
            assert share < stated


def test_a_case_file_comes_with_every_answer(scenario: Scenario) -> None:
    """At the opening that tells the answers there is one file more for each of them."""
    spec = reactive(scenario.spec())
    model = compile_spec(spec)
    files = model.names.rows[Source.VARIABLE]["files"]
    held = played(spec, [], 2)
    for asked in (TASKS[:1], TASKS[:2]):
        asks = played(spec, [f"1: {task}" for task in asked], 2)
        more = [
            float((one.values[files] - other.values[files]).mean())
            for one, other in zip(asks, held, strict=True)
        ]
        answers = (asks[-1].reports >= 0.0).sum(axis=0)
        assert answers.min() == answers.max() == len(asked)
        assert more[:2] == pytest.approx([0.0, 0.0], abs=0.01)
        assert more[2] == pytest.approx(len(asked), abs=0.2)


def test_a_firm_moscow_draws_its_line_lower(scenario: Scenario) -> None:
    """Resolve and the line go together as far as the file says, and no further."""
    spec = scenario.spec()
    model = compile_spec(spec)
    state = begin(model, Chance(5), np.arange(20_000, dtype=np.uint64))
    resolve = state.types[model.names.rows[Source.TYPE]["resolve"]]
    line = state.thresholds[0]
    firm, calm = line[resolve > 0.8].mean(), line[resolve < 0.2].mean()
    assert 0.2 < calm - firm < 1.2


def test_who_looks_ahead_at_which_level(scenario: Scenario) -> None:
    """Two governments plan at the two highest levels, and nobody below them."""
    for level in range(1, 6):
        ahead = {rule.id for rule in scenario.spec(level).rules if rule.ahead}
        assert ahead == ({"moscow", "pyongyang"} if level >= 4 else set())
