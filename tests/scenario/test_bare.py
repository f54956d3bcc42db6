"""What is left out of a scenario in play is not missed there."""

from __future__ import annotations

from pathlib import Path

import pytest

from game.engine.spec import Spec
from game.errors import ScenarioError
from game.scenario import Scenario, bare, load

SCENARIOS = Path(__file__).parents[2] / "scenarios"
SEOUL = SCENARIOS / "seoul-2024"


@pytest.fixture(scope="module")
def whole() -> Scenario:
    """Return the largest crisis that is shipped."""
    return load(SEOUL, [SCENARIOS])


def specs(scenario: Scenario) -> list[Spec]:
    """Return the Specs of all levels."""
    return [scenario.spec(level) for level in scenario.levels]


def test_it_plays_by_the_same_rules(whole: Scenario) -> None:
    """Every level compiles to the same, before and after others were compiled."""
    played = bare(load(SEOUL, [SCENARIOS]))
    assert played.mechanics == whole.mechanics
    assert specs(played) == specs(whole)
    assert specs(bare(whole)) == specs(whole)


def test_it_says_and_reads_the_same(whole: Scenario) -> None:
    """Texts, and expressions that advisers and policies are written in."""
    played = bare(load(SEOUL, [SCENARIOS]))
    assert played.texts == whole.texts
    assert played.document == whole.document
    for path, meaning in whole.meanings.items():
        assert played.meanings[path].expression == meaning.expression
        assert played.parameters_of(path) == whole.parameters_of(path)
    # Hundreds of rows are written alike, and what is read hangs on nothing else.
    for written in set(whole.written.values()):
        for truth in (True, False):
            assert read(played, written, truth=truth) == read(
                whole, written, truth=truth
            )


def read(scenario: Scenario, written: str, *, truth: bool) -> object:
    """Return what an expression means, and whether the player sees all it reads."""
    try:
        found = scenario.compile_expression(written, truth)
    except ScenarioError as error:
        return str(error)
    return found, scenario.reads_exact_only(found)
