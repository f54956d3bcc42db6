"""Nobody claims what cannot come in time: held against what came in many worlds."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from game.engine import Chance, begin, compile_spec, step
from game.engine.compiler import compile_program
from game.engine.frames import closing_frame
from game.outlook.barred import out_of_reach
from game.report.advice import spoken
from game.scenario import Scenario, load
from game.session import Table
from game.study.lint.claims import claims_of

FOLDER = Path(__file__).parents[2] / "scenarios"
SHIPPED = sorted(path.parent.name for path in FOLDER.glob("*/scenario.toml"))
WORLDS = 400


def opened(name: str) -> Scenario:
    """Load a shipped crisis."""
    return load(FOLDER / name / "scenario.toml", (FOLDER,))


def barred_openings(scenario: Scenario) -> dict[str, int]:
    """Return by claim in how many openings it was out of reach, while nobody acts.

    In none of them does it come true within its horizon.
    """
    model, claims = compile_spec(scenario.spec()), claims_of(scenario)
    expects = compile_program(model.names, [one.expects for one in claims])
    state = begin(model, Chance(3), np.arange(WORLDS, dtype=np.uint64))
    held = np.full((0, 1), -1, dtype=np.int64).repeat(WORLDS, axis=1)
    barred, came = [], []
    for _ in range(model.spec.turns):
        barred.append(
            [out_of_reach(model, state, one.expects, one.horizon) for one in claims]
        )
        made = step(model, state, held, Chance(3))
        running = state.ending < 0.0
        truths = expects.run(closing_frame(model, state, made))
        came.append([running & np.asarray(row, dtype=np.bool_) for row in truths])
        state = made.state
    found = {}
    for row, claim in enumerate(claims):
        count = 0
        for turn in range(model.spec.turns):
            within = np.any([now[row] for now in came[turn:][: claim.horizon]], axis=0)
            assert not (barred[turn][row] & within).any(), (claim.claim, turn)
            count += int(barred[turn][row].sum())
        found[f"{claim.adviser}.{claim.claim}"] = count
    return found


@pytest.mark.parametrize("name", SHIPPED)
def test_what_is_out_of_reach_never_comes(name: str) -> None:
    """Of every claim of every adviser, in every opening of many worlds."""
    assert barred_openings(opened(name))


def test_what_rests_or_came_for_good_is_out_of_reach() -> None:
    """More troops right after more troops, and a bill that has passed."""
    found = barred_openings(opened("seoul-2024"))
    assert found["researcher.second_wave"] > 0
    assert sum(map(bool, found.values())) > 1


class Barring:
    """Lets every claim be made, but for what somebody expects."""

    def __init__(self, expects: object) -> None:
        """Keep what is out of reach."""
        self._expects = expects

    def holds(self, expression: object, turn: int) -> bool:
        """Let every claim be made."""
        return bool(expression) and turn > 0

    def came(self, expression: object, turn: int) -> bool:
        """Let nothing come."""
        return not expression and turn < 0

    def may_come(self, expression: object, turn: int, months: int) -> bool:
        """Rule one thing out."""
        return expression != self._expects and turn > 0 and months > 0


@pytest.mark.parametrize("name", SHIPPED)
def test_an_adviser_turns_to_the_next_claim(tmp_path: Path, name: str) -> None:
    """What cannot come is not said by any adviser, whatever it weighs."""
    with Table(data_dir=tmp_path).new(name, seed=1) as game:
        labels = game._telling.labels
    told = 0
    for adviser, row in labels.scenario.document.advisers.items():
        for claim in row.claims.values():
            found = spoken(labels, Barring(claim.expects), adviser, 1)
            assert found is None or found[1].expects != claim.expects
            told += found is not None
    assert told
