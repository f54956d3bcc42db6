"""What the crisis of Yeonpyeong must mean when it is played."""

from __future__ import annotations

from datetime import date
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pytest

from game.engine import Chance, begin, compile_spec
from game.scenario import Scenario, load
from game.scenario.calendar import calendar_of
from game.study.finding import find_policy
from game.study.seats import months

if TYPE_CHECKING:
    from game.engine.state import Array, State

PATH = Path(__file__).parent.parent.parent / "scenarios/yeonpyeong-2010/scenario.toml"
WORLDS = 240
SUCCESSION, SEA_LINE, TALKS = 1, 2, 3


@cache
def crisis() -> Scenario:
    """Load the crisis once."""
    return load(PATH)


@cache
def played(policy: str) -> tuple[State, ...]:
    """Return the state after every turn of a policy, the opening first."""
    spec = crisis().spec()
    model, chance = compile_spec(spec), Chance(4)
    start = begin(model, chance, np.arange(WORLDS, dtype=np.uint64))
    way = find_policy(crisis(), policy, 4)
    turns = [m.step.state for m in months(model, way, chance, start)]
    return (start, *turns)


def shellings(policy: str, aim: int) -> float:
    """Return how often, on average, the North fires where it has that aim."""
    spec = crisis().spec()
    row = [v.id for v in spec.variables].index("attacks")
    kind = [t.id for t in spec.types].index("aim")
    states = played(policy)
    counts: Array = states[-1].values[row]
    return float(counts[states[0].types[kind] == aim].mean())


def test_the_drill_falls_on_its_day() -> None:
    """Hours become days, and the turn of the drill is 20 December 2010."""
    calendar = calendar_of(crisis().document.scenario)
    turn = round(crisis().document.params["drill_turn"].value)
    assert calendar.opening(1).hour == 15
    assert calendar.opening(turn).date() == date(2010, 12, 20)


@pytest.mark.parametrize(
    ("aim", "feeds", "spares"),
    [
        (SUCCESSION, "tone=threat", "tone=plain"),
        (SEA_LINE, "drill=planned", "drill=suspended"),
        (TALKS, "line=silent", "line=telephone"),
    ],
)
def test_each_purpose_has_a_trigger_of_its_own(
    aim: int, feeds: str, spares: str
) -> None:
    """What is done against one reading of the shelling feeds that reading only."""
    assert shellings(feeds, aim) > shellings(spares, aim) + 0.1
    others = {SUCCESSION, SEA_LINE, TALKS} - {aim}
    own = shellings(feeds, aim) - shellings(spares, aim)
    for other in others:
        assert shellings(feeds, other) - shellings(spares, other) < own


def test_the_first_answer_parts_the_odds_of_the_first_hour() -> None:
    """An announced strike on what fires leaves fewer shells than holding fire."""
    row = [v.id for v in crisis().spec().variables].index("attacks")
    struck = played("response=battery")[1].values[row].mean()
    held = played("response=hold")[1].values[row].mean()
    assert held - struck >= 0.1


def test_nobody_is_dismissed_in_the_first_night() -> None:
    """The room is not emptied before the days begin; chance players mostly last."""
    spec = crisis().spec()
    emptied = [e.id for e in spec.endings].index("room_emptied")
    for policy in ("hold", "random", "strike"):
        end = played(policy)[-1]
        assert (end.ended[end.ending == emptied] > 9).all()
    losses = [k for k, e in crisis().document.endings.items() if e.grade == "loss"]
    ends = np.array([e.id for e in spec.endings])[
        played("random")[-1].ending.astype(int)
    ]
    assert np.isin(ends, losses).mean() < 0.5


def test_many_endings_are_reached() -> None:
    """The lines of play and chance reach at least eight endings."""
    lines = ["random", *crisis().document.policies]
    reached = {int(e) for line in lines for e in played(line)[-1].ending}
    assert len(reached) >= 8
