"""Bots choose what is open, by what they see alone, and better than nobody."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from game.engine import (
    REST,
    Apply,
    Array,
    Chance,
    Decision,
    Effect,
    Initiative,
    Model,
    Number,
    Observation,
    Operator,
    Prior,
    Read,
    Rung,
    Seen,
    Source,
    Spec,
    State,
    Step,
    Truth,
    Variable,
    begin,
    compile_spec,
    legal,
    observe,
    step,
)
from game.errors import ChoiceError
from game.outlook.bots import (
    Bot,
    Follower,
    FollowerSitting,
    Sitting,
)
from game.outlook.doctrine import find_doctrine
from game.outlook.kinds import bot_named
from game.outlook.lines import Doctrine, Lines
from game.outlook.openers import openers
from game.outlook.oracle import Oracle, OracleSitting
from game.outlook.scoring import duties, shares, worth
from tests.outlook.crisis import CRISIS, if_happened
from tests.strategies import random_spec, seeded

TALKATIVE = replace(
    CRISIS,
    effects=tuple(
        replace(row, amount=Number(3.0))
        if row.id == "income"
        else replace(row, amount=if_happened("talk", -16.0))
        if row.id == "calls"
        else row
        for row in CRISIS.effects
    ),
)
"""The same crisis with capital to spend, and calls that are worth it."""

MODEL = compile_spec(TALKATIVE)
FAIR = ("greedy-1", "greedy-3", "rollout-8", "belief-8")
ALL = (*FAIR, "doctrine", "oracle")
LINES = Lines(own=((1, Doctrine((2,))),))
LOSSES = frozenset({"closed"})


def _openings(
    model: Model, states: list[State], steps: list[Step]
) -> list[Observation]:
    last = steps[-1] if steps else None
    before = states[-2] if steps else None
    return [
        observe(model, states[-1], last, before, column)
        for column in range(states[-1].worlds.size)
    ]


def _play(
    model: Model, name: str, worlds: list[int], mandate: int = -1, seed: int = 5
) -> tuple[list[State], list[Step], list[Decision]]:
    """Play a bot in some worlds; every state, step and decision."""
    way = bot_named(name, LINES if model is MODEL else Lines(), LOSSES)
    chance, numbers = Chance(seed), np.array(worlds, dtype=np.uint64)
    mandates = np.full(len(worlds), mandate)
    states, steps = [begin(model, chance, numbers)], list[Step]()
    decisions: list[Decision] = []
    sitting = Sitting(way, model, numbers, mandates) if isinstance(way, Bot) else None
    follower = (
        FollowerSitting(way, model, mandates) if isinstance(way, Follower) else None
    )
    oracle = (
        OracleSitting(way, model, chance, mandates) if isinstance(way, Oracle) else None
    )
    while states[-1].turn <= model.spec.turns:
        state = states[-1]
        if sitting:
            chosen = sitting.choose(_openings(model, states, steps))
        elif follower:
            chosen = follower.choose(state.turn, legal(model, state))
        else:
            assert oracle is not None
            chosen = oracle.choose(state, legal(model, state))
        decisions.append(chosen)
        steps.append(step(model, state, chosen, chance))
        states.append(steps[-1].state)
    return states, steps, decisions


def _worth(name: str, count: int = 24, mandate: int = 0) -> Array:
    states, steps, _ = _play(MODEL, name, list(range(count)), mandate)
    weights = shares(MODEL, np.full(count, mandate))
    return worth(MODEL, states[-2], steps[-1], weights, LOSSES)


def _all_accepted(steps: list[Step], decisions: list[Decision]) -> bool:
    return not any(
        made.accepted[chosen != REST].any()
        for made, chosen in zip(steps, decisions, strict=True)
    )


@pytest.mark.parametrize("name", ALL)
def test_everything_chosen_is_carried_out(name: str) -> None:
    """No bot chooses what the engine then refuses, and each declares its mandate."""
    states, steps, decisions = _play(MODEL, name, [0, 1, 2, 3], mandate=1)
    assert _all_accepted(steps, decisions)
    assert (states[-1].mandate == 1.0).all()
    assert any(chosen.size for chosen in decisions)


@settings(max_examples=12, deadline=None)
@given(seed=st.integers(0, 2**20), name=st.sampled_from(ALL))
def test_everything_chosen_is_carried_out_in_any_crisis(seed: int, name: str) -> None:
    """So it is in crises of any shape."""
    spec = random_spec(seeded(seed), wild=0.0)
    model = compile_spec(spec)
    _, steps, decisions = _play(model, name, [0, 1], seed=seed)
    assert _all_accepted(steps, decisions)


def _hidden_otherwise(state: State, spec: Spec, number: int) -> State:
    luck = np.random.default_rng(number)
    unseen = [i for i, row in enumerate(spec.variables) if row.seen is not Seen.EXACT]
    values = state.values.copy()
    values[unseen] = luck.uniform(0.0, 100.0, values[unseen].shape)
    return replace(
        state,
        values=values,
        delays=luck.uniform(0.0, 5.0, state.delays.shape),
        types=luck.uniform(0.0, 4.0, state.types.shape),
        thresholds=luck.uniform(35.0, 80.0, state.thresholds.shape),
        biases=luck.normal(0.0, 1.0, state.biases.shape),
    )


@pytest.mark.parametrize("name", FAIR)
def test_two_worlds_that_look_alike_are_played_alike(name: str) -> None:
    """What is hidden changes nothing that a fair bot chooses."""
    states, steps, decisions = _play(MODEL, name, [4], mandate=2)
    way = bot_named(name, LINES, LOSSES)
    assert isinstance(way, Bot)
    other = Sitting(way, MODEL, np.array([4], dtype=np.uint64), np.array([2]))
    for month, chosen in enumerate(decisions):
        veiled = [
            _hidden_otherwise(state, CRISIS, month) for state in states[: month + 1]
        ]
        made = [
            replace(row, state=state)
            for row, state in zip(steps[:month], veiled[1:], strict=True)
        ]
        seen = _openings(MODEL, veiled, made)
        assert seen == _openings(MODEL, states[: month + 1], steps[:month])
        assert other.choose(seen).tobytes() == chosen.tobytes()


def test_the_oracle_sees_what_is_hidden() -> None:
    """Another hidden side makes it choose otherwise: it is no fair player."""
    way = bot_named("oracle", Lines(), LOSSES)
    assert isinstance(way, Oracle)
    state = begin(MODEL, Chance(5), np.arange(40, dtype=np.uint64))
    chosen = []
    for opened in (state, _hidden_otherwise(state, CRISIS, 1)):
        oracle = OracleSitting(way, MODEL, Chance(5), np.zeros(40, dtype=np.int64))
        chosen.append(oracle.choose(opened, legal(MODEL, opened)))
    assert chosen[0].shape != chosen[1].shape or (chosen[0] != chosen[1]).any()


@pytest.mark.parametrize("name", ALL)
def test_a_game_is_played_alike_in_any_company(name: str) -> None:
    """What a bot does in a world does not hang on the worlds beside it."""
    _, _, together = _play(MODEL, name, [0, 3, 7], mandate=0)
    _, _, alone = _play(MODEL, name, [7], mandate=0)
    for many, one in zip(together, alone, strict=True):
        own = many[:, 2]
        assert own[own != REST].tolist() == one[one != REST].tolist()


def test_who_looks_further_does_better() -> None:
    """Planning beats standing still, and hardly ever is the oracle beaten."""
    still = _worth("doctrine")
    belief, oracle = _worth("belief-8"), _worth("oracle")
    assert belief.mean() > still.mean() + 2.0
    assert np.mean(oracle >= belief - 1e-9) >= 0.75


def test_a_doctrine_is_better_than_none() -> None:
    """What was found by trying gains in worlds that were not tried."""
    found = find_doctrine(MODEL, 0, LOSSES, 1)
    assert found.choices
    weights = shares(MODEL, duties(MODEL, np.zeros(200, dtype=np.int64)))
    means = []
    for line in (Doctrine(), found):
        chance = Chance(9)
        before = state = begin(MODEL, chance, np.arange(200, dtype=np.uint64))
        made = None
        for month in range(1, CRISIS.turns + 1):
            rows = np.array(line.wanted(month), dtype=np.int64)[:, None]
            before, made = state, step(MODEL, state, rows.repeat(200, axis=1), chance)
            state = made.state
        assert made is not None
        means.append(worth(MODEL, before, made, weights, LOSSES).mean())
    assert means[1] > means[0] + 1.0
    assert find_doctrine(MODEL, 0, LOSSES, 1) == found


def test_a_doctrine_finds_what_lies_behind_a_gate() -> None:
    """A rung that pays is found where only an initiative that pays nothing opens it."""
    gate = Read(Source.VARIABLE, "gate")
    stands = Apply(Operator.MULTIPLY, (Read(Source.LEVER, "patrol"), Number(-8.0)))
    heavy = Rung(id="heavy", requires=Apply(Operator.GREATER, (gate, Number(0.5))))
    model = compile_spec(
        replace(
            CRISIS,
            variables=(
                *CRISIS.variables,
                Variable(id="gate", low=0.0, high=1.0, start=Prior(low=0.0)),
            ),
            levers=(replace(CRISIS.levers[0], rungs=(Rung(id="none"), heavy)),),
            initiatives=(*CRISIS.initiatives, Initiative(id="permit")),
            effects=(
                *(row for row in CRISIS.effects if row.id != "patrols"),
                Effect(id="permits", target="gate", amount=if_happened("permit", 1.0)),
                Effect(id="calms", target="anger", amount=stands),
            ),
        )
    )
    rows = {choice.line: row for row, choice in enumerate(model.choices)}
    assert openers(model) == {rows["patrol heavy"]: (rows["permit"],)}
    assert rows["patrol heavy"] in find_doctrine(model, 0, LOSSES, 1).choices


@pytest.mark.parametrize("start", [0.0, 1.0])
def test_what_opens_a_rung_moves_its_number_the_right_way(start: float) -> None:
    """A gate that has to rise is not opened by what closes it, nor the other way."""
    gate = Read(Source.VARIABLE, "gate")
    low = Apply(Operator.LESS, (gate, Number(0.5)))
    high = Apply(Operator.GREATER, (gate, Number(0.5)))
    late = Apply(Operator.GREATER_EQUAL, (Read(Source.TURN), Number(2.0)))
    rungs = (
        Rung(id="low", requires=Apply(Operator.AND, (low, late))),
        Rung(id="high", requires=Apply(Operator.AND, (late, high))),
        Rung(id="late", requires=Apply(Operator.AND, (late, Truth(True)))),
    )
    model = compile_spec(
        replace(
            CRISIS,
            variables=(
                *CRISIS.variables,
                Variable(id="gate", low=0.0, high=1.0, start=Prior(low=start)),
            ),
            levers=(replace(CRISIS.levers[0], rungs=(Rung(id="none"), *rungs)),),
            initiatives=(
                *CRISIS.initiatives,
                Initiative(id="permit"),
                Initiative(id="forbid"),
            ),
            effects=(
                *(row for row in CRISIS.effects if row.id != "patrols"),
                Effect(id="permits", target="gate", amount=if_happened("permit", 1.0)),
                Effect(id="forbids", target="gate", amount=if_happened("forbid", -1.0)),
            ),
        )
    )
    rows = {choice.line: row for row, choice in enumerate(model.choices)}
    opened = {
        0.0: {rows["patrol high"]: (rows["permit"],)},
        1.0: {rows["patrol low"]: (rows["forbid"],)},
    }
    assert openers(model) == opened[start]


@pytest.mark.parametrize("name", ["belief-7", "belief-2000", "rollout", "greedy-2"])
def test_an_unknown_bot_is_refused(name: str) -> None:
    """The error names those that exist."""
    with pytest.raises(ChoiceError, match="oracle"):
        bot_named(name, Lines(), LOSSES)
