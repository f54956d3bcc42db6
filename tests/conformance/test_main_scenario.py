"""What the main scenario must hold to be a whole game."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from game.engine import Chance, Model, begin, compile_spec, evaluate, legal, step
from game.engine.state import State
from game.scenario import Scenario, load
from game.session.choices import Grammar
from game.session.policies import policy_named

PATH = Path(__file__).parent.parent.parent / "scenarios/seoul-2024/scenario.toml"


@pytest.fixture(scope="module")
def scenario() -> Scenario:
    """Load the main scenario once."""
    return load(PATH)


def test_holds_enough_to_be_a_whole_game(scenario: Scenario) -> None:
    """The counts that the first playable release promises."""
    spec = scenario.spec()
    assert spec.turns == 24
    assert len(spec.variables) >= 25
    assert len(spec.effects) >= 60
    assert len(spec.levers) >= 8
    assert len(spec.cards) >= 20
    assert len(spec.initiatives) >= 8
    assert len(spec.events) >= 12
    assert len(scenario.document.advisers) >= 4
    assert len(spec.objectives) == 6
    assert len(spec.endings) >= 8
    assert len(spec.rules) >= 3
    assert len(spec.gauges) <= 6
    assert {rule.actor for rule in spec.rules} >= {"moscow", "pyongyang", "washington"}


def test_the_ladder_has_the_seven_rungs(scenario: Scenario) -> None:
    """What can be supplied is the ladder that the crisis is about, in its order."""
    ladder = next(lever for lever in scenario.spec().levers if lever.id == "arms")
    assert [rung.id for rung in ladder.rungs] == [
        "none", "non_lethal", "loan", "shells", "air_defence", "heavy", "long_range",
    ]  # fmt: skip


def played(scenario: Scenario, line: str, worlds: int) -> tuple[Model, State]:
    """Play a policy to the end of the calendar in many worlds."""
    model = compile_spec(scenario.spec())
    written = {name: row.lines for name, row in scenario.document.policies.items()}
    grammar = Grammar(model.choices)
    policy = policy_named(line, grammar, written, Chance(1, "show"))
    chance = Chance(1)
    state = begin(model, chance, np.arange(worlds, dtype=np.uint64))
    while state.turn <= model.spec.turns:
        decision = policy.decide(legal(model, state), state.turn, state.worlds)
        state = step(model, state, decision, chance).state
    return model, state


def test_the_ladder_moves_the_headline_numbers(scenario: Scenario) -> None:
    """Long range against none: relations fall, bands overlap, chance is not all."""
    none = played(scenario, "none", 300)
    most = played(scenario, "long_range", 300)
    read = scenario.compile_expression("rel_rus", truth=False)
    calm = evaluate(*none, read)
    sharp = evaluate(*most, read)
    assert np.median(sharp) <= np.median(calm) - 0.5
    assert np.quantile(sharp, 0.9) > np.quantile(calm, 0.1)
