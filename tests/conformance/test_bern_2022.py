"""What the crisis of Bern's re-export ban means, played in many worlds."""

from __future__ import annotations

from collections import Counter
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


def play(scenario: Scenario, lines: str, tmp_path: Path) -> tuple[Spec, State]:
    """Play lines, or a policy by name, in the same worlds, and return the end."""
    name = lines
    if " " in lines:
        file = tmp_path / "lines.txt"
        file.write_text(lines, encoding="utf-8")
        name = str(file)
    policy = find_policy(scenario, name, 3, "en")
    spec = scenario.spec()
    model, chance = compile_spec(spec), Chance(3)
    state = begin(model, chance, np.arange(WORLDS, dtype=np.uint64))
    for month in months(model, policy, chance, state):
        state = month.step.state
    return spec, state


def mean(spec: Spec, state: State, variable: str) -> float:
    """Return the mean of a variable over the worlds."""
    row = [each.id for each in spec.variables].index(variable)
    return float(state.values[row].mean())


def test_nobody_in_it_is_an_adversary(bern: Scenario) -> None:
    """The crisis needs no retaliation to work."""
    roles = {actor.role for actor in bern.document.actors.values()}
    assert "adversary" not in roles


def test_a_refusal_and_an_exception_have_different_prices(
    bern: Scenario, tmp_path: Path
) -> None:
    """The same request refused or granted moves law, neutrality and works apart."""
    refused = play(bern, "1: carriers no\n6: rounds no\n", tmp_path)
    granted = play(bern, "1: carriers yes\n6: rounds yes\n", tmp_path)
    for kept in ("law", "neutral", "written_out", "pressure"):
        assert mean(*refused, kept) > mean(*granted, kept)
    for won in ("orders", "rel_ber", "help", "precedent"):
        assert mean(*granted, won) > mean(*refused, won)


def test_what_is_hidden_decides_what_an_exception_costs(
    bern: Scenario, tmp_path: Path
) -> None:
    """Neutrality falls further where an exception is read as taking sides."""
    spec, state = play(bern, "1: carriers yes\n", tmp_path)
    eye = state.types[[each.id for each in spec.types].index("third_eye")]
    neutral = state.values[[each.id for each in spec.variables].index("neutral")]
    assert neutral[eye < 0.3].mean() - neutral[eye > 0.8].mean() > 10


def test_the_record_ends_with_the_law_standing(bern: Scenario, tmp_path: Path) -> None:
    """Refusing as was done leaves more law than orders, in most worlds."""
    spec, state = play(bern, "history", tmp_path)
    ends = Counter(spec.endings[int(row)].id for row in state.ending)
    assert ends["customers_leave"] > WORLDS / 2


def test_random_play_reaches_the_end(bern: Scenario, tmp_path: Path) -> None:
    """At least half of the games of chance last as long as the calendar."""
    _, state = play(bern, "random", tmp_path)
    assert (state.ended == bern.document.scenario.turns).mean() >= 0.5


def test_lines_lead_to_many_endings(bern: Scenario, tmp_path: Path) -> None:
    """The reference lines reach at least eight endings, losses among them."""
    reached: set[str] = set()
    for name, row in bern.document.policies.items():
        if row.reference:
            spec, state = play(bern, name, tmp_path)
            reached |= {spec.endings[int(each)].id for each in state.ending}
    assert len(reached) >= 8
    assert reached & losses_of(bern)
