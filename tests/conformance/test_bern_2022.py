"""What the tests in Bern's own file cannot say of it."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from game.engine import Chance, Spec, State, begin, compile_spec
from game.scenario import Scenario, load
from game.study.finding import find_policy, losses_of
from game.study.seats import months

BERN = Path(__file__).parent.parent.parent / "scenarios" / "bern-2022"
WORLDS = 64


@pytest.fixture(scope="module")
def bern() -> Scenario:
    """Read the crisis once."""
    return load(BERN)


def play(scenario: Scenario, name: str) -> tuple[Spec, State]:
    """Play a policy in some worlds, and return the end."""
    policy = find_policy(scenario, name, 3, "en")
    spec = scenario.spec()
    model, chance = compile_spec(spec), Chance(3)
    state = begin(model, chance, np.arange(WORLDS, dtype=np.uint64))
    for month in months(model, policy, chance, state):
        state = month.step.state
    return spec, state


def test_nobody_in_it_is_an_adversary(bern: Scenario) -> None:
    """The crisis needs no retaliation to work."""
    roles = {actor.role for actor in bern.document.actors.values()}
    assert "adversary" not in roles


def test_random_play_reaches_the_end(bern: Scenario) -> None:
    """At least half of the games of chance last as long as the calendar."""
    _, state = play(bern, "random")
    assert (state.ended == bern.document.scenario.turns).mean() >= 0.5


def test_lines_lead_to_many_endings(bern: Scenario) -> None:
    """The reference lines reach at least eight endings, losses among them."""
    reached: set[str] = set()
    for name, row in bern.document.policies.items():
        if row.reference:
            spec, state = play(bern, name)
            reached |= {spec.endings[int(each)].id for each in state.ending}
    assert len(reached) >= 8
    assert reached & losses_of(bern)
