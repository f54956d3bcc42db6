"""October 2024: what silence after a clash leads to, and what an answer does."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from game.engine import Chance, begin, compile_spec, legal, step
from game.scenario import Scenario, load
from game.session.choices import Grammar
from game.session.policies import policy_named

FOLDER = Path(__file__).parents[2] / "scenarios"
WORLDS = 12000
ON_FIRE, TENSE, EARLY = 1.4, 78.0, 9
"""Where the ladder stands when fire was exchanged, where tension is high, and until
which turn there is time for it to climb."""
LINES = {
    "answered": ("always exchange_of_fire stop", "always exchange_of_fire_again stop"),
}


@pytest.fixture(scope="module")
def scenario() -> Scenario:
    """Load the crisis once."""
    return load(FOLDER / "kursk-2024" / "scenario.toml", (FOLDER,))


def lost_after_a_clash(scenario: Scenario, line: str) -> tuple[float, float, int]:
    """Return the share lost early in all worlds and in the worst, and how many."""
    model, chance = compile_spec(scenario.spec()), Chance(1)
    policy = policy_named(line, Grammar(model.choices), LINES, Chance(1, "show"))
    state = begin(model, chance, np.arange(WORLDS, dtype=np.uint64))
    names = [row.id for row in model.spec.variables]
    ladder, tension = names.index("ladder"), names.index("tension")
    fire, clash = (np.zeros(WORLDS, dtype=np.bool_) for _ in range(2))
    while state.turn <= model.spec.turns:
        decision = policy.decide(legal(model, state), state.turn, state.worlds)
        state = step(model, state, decision, chance).state
        first = (state.values[ladder] >= ON_FIRE) & ~fire
        fire |= first
        if state.turn <= EARLY:
            clash |= first & (state.values[tension] >= TENSE)
    ending = [row.id for row in model.spec.endings].index("out_of_our_hands")
    lost = state.ending == ending
    return float(lost.mean()), float(lost[clash].mean()), int(clash.sum())


def test_silence_after_a_clash_may_lose_and_an_answer_hardly_does(
    scenario: Scenario,
) -> None:
    """Who does nothing comes through about half of the worst worlds."""
    everywhere, silent, many = lost_after_a_clash(scenario, "hold")
    _, answered, _ = lost_after_a_clash(scenario, "answered")
    assert many >= 200
    assert everywhere < 0.02
    assert 0.46 < silent < 0.56
    assert answered <= 0.01
