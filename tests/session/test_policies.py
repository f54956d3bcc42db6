"""Policies decide only what is open, in every world on its own."""

from __future__ import annotations

import contextlib
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.engine import (
    Chance,
    begin,
    choices,
    compile_spec,
    legal,
    observe,
    select,
    step,
)
from game.errors import ChoiceError
from game.scenario import load
from game.session.choices import Grammar
from game.session.policies import policy_named, policy_of
from game.session.staging import Staging, slots_of

if TYPE_CHECKING:
    from game.engine.state import Choice

FERRY = load(Path(__file__).parent / "files" / "ferry.toml")
MODEL = compile_spec(FERRY.spec())
GRAMMAR = Grammar(choices(MODEL.spec))
WRITTEN = {key: row.lines for key, row in FERRY.document.policies.items()}
LUCK = Chance(5, "play")
WORLDS = np.arange(40, dtype=np.uint64)


@pytest.mark.parametrize(
    "name", ["hold", "random", "timetable=strict", "quiet", "brisk"]
)
def test_everything_decided_is_carried_out(name: str) -> None:
    """No policy decides what the engine then refuses, in any world and month."""
    policy = policy_named(name, GRAMMAR, WRITTEN, Chance(5, "show"))
    state = begin(MODEL, LUCK, WORLDS)
    for month in range(1, MODEL.spec.turns + 1):
        decision = policy.decide(legal(MODEL, state), month, WORLDS)
        made = step(MODEL, state, decision, LUCK)
        assert not made.accepted[decision >= 0].any()
        state = made.state


@pytest.mark.parametrize("name", ["random", "timetable=strict", "brisk"])
def test_a_world_decides_alone_as_it_does_among_others(name: str) -> None:
    """The decision of a world does not depend on the worlds beside it."""
    policy = policy_named(name, GRAMMAR, WRITTEN, Chance(5, "show"))
    state = begin(MODEL, LUCK, WORLDS)
    for month in (1, 2, 3):
        together = policy.decide(legal(MODEL, state), month, WORLDS)
        one = select(state, np.array([7]))
        alone = policy.decide(legal(MODEL, one), month, WORLDS[7:8])
        assert np.array_equal(alone[:, 0], together[:, 7])
        state = step(MODEL, state, together, LUCK).state


def test_a_lever_policy_climbs_to_its_rung_and_stays() -> None:
    """`LEVER=RUNG` moves a rung at a time towards the rung and never away."""
    policy = policy_named("timetable=even", GRAMMAR, WRITTEN, Chance(5, "show"))
    state = begin(MODEL, LUCK, WORLDS)
    for month in (1, 2, 3):
        decision = policy.decide(legal(MODEL, state), month)
        state = step(MODEL, state, decision, LUCK).state
        assert (state.levers[0] == 1).all()


def test_a_line_that_is_not_open_leaves_its_row_empty() -> None:
    """A skipped line is -1 in its own row; the lines after it still stand."""
    lines = ["1: timetable strict", "1: speech"]
    policy = policy_of(lines, GRAMMAR, name="skips")
    decision = policy.decide(legal(MODEL, begin(MODEL, LUCK, WORLDS)), 1)
    assert (decision[0] == -1).all()
    assert (decision[1] == GRAMMAR.parse("speech")).all()


@given(st.lists(st.sampled_from(GRAMMAR.choices), max_size=12))
def test_a_policy_stages_a_month_as_a_hand_does(chosen: list[Choice]) -> None:
    """Lines about one thing replace each other; those that are not open do nothing."""
    state = begin(MODEL, LUCK, WORLDS[:1])
    slots = [slots_of(choice, MODEL.spec) for choice in GRAMMAR.choices]
    seen = observe(MODEL, state, None, None, 0)
    staging = Staging(GRAMMAR.choices, slots, seen)
    for choice in chosen:
        with contextlib.suppress(ChoiceError):
            staging.stage(GRAMMAR.parse(choice.line))
    lines = [f"1: {choice.line}" for choice in chosen]
    policy = policy_of(lines, GRAMMAR, name="month")
    decision = policy.decide(legal(MODEL, state), 1)
    assert tuple(decision[decision >= 0].tolist()) == staging.staged


def test_random_play_differs_between_worlds_and_repeats_by_seed() -> None:
    """The random policy is chance: spread over worlds, the same for a seed."""
    policy = policy_named("random", GRAMMAR, WRITTEN, Chance(5, "show"))
    legality = legal(MODEL, begin(MODEL, LUCK, WORLDS))
    first = policy.decide(legality, 1, WORLDS)
    assert np.array_equal(first, policy.decide(legality, 1, WORLDS))
    assert len({tuple(column) for column in first.T.tolist()}) > 5


def test_an_unknown_policy_is_refused_with_those_that_exist() -> None:
    """The error lists the names that would do."""
    with pytest.raises(ChoiceError, match="quiet, brisk"):
        policy_named("loud", GRAMMAR, WRITTEN, Chance(5, "show"))
