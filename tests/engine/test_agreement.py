"""The engine agrees with the scalar oracle bit for bit."""

from __future__ import annotations

import math
from random import Random

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from game.engine import (
    Apply,
    Chance,
    Expression,
    Model,
    Number,
    Operator,
    Spec,
    State,
    Step,
    begin,
    compile_spec,
    digest,
    evaluate,
    evaluate_close,
    is_truth,
    legal,
    step,
)
from tests.engine.small import opened, small, variable
from tests.oracle import Luck, Month, Oracle, World
from tests.strategies import Maker, random_decision, random_spec, seeded

WORLDS = (0, 3, 2**40)
CHANGES = ((2, 77), (4, 78))


def same(engine: object, oracle: object) -> bool:
    """Compare two columns of numbers exactly; NaN equals NaN."""
    left = np.array(engine, dtype=np.float64)
    right = np.array(oracle, dtype=np.float64).reshape(left.shape)
    return np.array_equal(left, right, equal_nan=True)


def check_state(model: Model, state: State, world: World, column: int) -> None:
    """Compare every array of a state, and its digests, with the oracle's world."""
    for name, rows in world.rows().items():
        array = np.atleast_2d(getattr(state, name))
        assert same(array[:, column], rows), name
    assert state.turn == world.turn
    found = digest(model, state, column)
    expected = Oracle(model.spec, Luck(0)).digest(world)
    assert {name: getattr(found, name) for name in expected} == expected


def check_step(model: Model, made: Step, month: Month, column: int) -> None:
    """Compare everything that a turn gives."""
    check_state(model, made.state, month.world, column)
    assert same(made.ledger[:, column], month.ledger)
    assert made.accepted[:, column].tolist() == month.accepted
    happened = np.array(model.happenings)[made.happened[:, column]]
    assert happened.tolist() == month.happened
    assert made.acts[:, column].tolist() == month.acts
    assert same(made.chances[:, column], month.chances)
    for rule in range(len(month.odds)):
        assert same(made.odds[rule][:, column], month.odds[rule])
        assert same(made.utilities[rule][:, column], month.utilities[rule])


def check_expressions(
    oracle: Oracle, model: Model, state: State, worlds: list[World]
) -> None:
    """Compare what objectives and endings read at an opening."""
    terms: list[Expression] = [o.value for o in model.spec.objectives]
    terms += [ending.when for ending in model.spec.endings]
    for expression in terms:
        found = evaluate(model, state, expression)
        expected = [oracle.opening(world).value(expression) for world in worlds]
        assert same(found, expected)


def check_game(spec: Spec, random: Random, worlds: tuple[int, ...] = WORLDS) -> None:
    """Play a whole game both ways, with random decisions."""
    seed = random.getrandbits(64)
    changes = random.choice(((), CHANGES))
    model, chance = compile_spec(spec), Chance(seed, "play", changes)
    oracle = Oracle(spec, Luck(seed, "play", changes))
    assert [cause.id for cause in model.causes] == [name for name, _ in oracle.causes]
    state = begin(model, chance, np.array(worlds, dtype=np.uint64))
    scalars = [oracle.begin(world) for world in worlds]
    for column, world in enumerate(scalars):
        check_state(model, state, world, column)
    for _ in range(spec.turns):
        legality = legal(model, state)
        for column, world in enumerate(scalars):
            closed, cost = oracle.legal(world)
            assert legality.closed[:, column].tolist() == closed
            assert same(legality.cost[:, column], cost)
        check_expressions(oracle, model, state, scalars)
        decision = random_decision(random, spec, len(worlds))
        made = step(model, state, decision, chance)
        for column, world in enumerate(scalars):
            month = oracle.step(world, decision[:, column].tolist())
            check_step(model, made, month, column)
            scalars[column] = month.world
        state = made.state


@pytest.mark.parametrize("seed", range(60))
def test_engine_agrees_with_oracle_on_seeded_games(seed: int) -> None:
    """Every array, ledger and digest of a whole game equals the oracle's."""
    random = seeded(seed)
    check_game(random_spec(random, 1 + seed % 3), random)


@pytest.mark.long
@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.randoms(use_true_random=False))
def test_engine_agrees_with_oracle_on_found_games(random: Random) -> None:
    """Hypothesis finds no Spec, decision and world on which the two differ."""
    check_game(random_spec(random), random, (1,))


@pytest.mark.parametrize("seed", range(30))
def test_expressions_agree_off_the_real_line(seed: int) -> None:
    """Infinities and NaN from wild expressions are the same in both."""
    random = seeded(seed)
    spec = random_spec(random)
    model, chance = compile_spec(spec), Chance(seed)
    oracle = Oracle(spec, Luck(seed))
    state = begin(model, chance, np.array(WORLDS, dtype=np.uint64))
    worlds = [oracle.begin(world) for world in WORLDS]
    make = Maker(random, wild=0.5)
    make.names.update({source: list(rows) for source, rows in model.names.rows.items()})
    for _ in range(40):
        expression = random.choice((make.number, make.truth))(4)
        found = evaluate(model, state, expression)
        assert found.dtype == (np.bool_ if is_truth(expression) else np.float64)
        moments = [oracle.opening(world) for world in worlds]
        assert same(found, [moment.value(expression) for moment in moments])


@pytest.mark.parametrize("seed", range(20))
def test_closing_expressions_agree_with_the_endings(seed: int) -> None:
    """An ending's condition read at the close is what `held` counted."""
    random = seeded(seed)
    spec = random_spec(random)
    model, chance = compile_spec(spec), Chance(seed)
    state = begin(model, chance, np.arange(8, dtype=np.uint64))
    for _ in range(spec.turns):
        made = step(model, state, random_decision(random, spec, 8), chance)
        playing = state.ending < 0
        for row, ending in enumerate(spec.endings):
            holds = evaluate_close(model, state, made, ending.when)
            counted = made.state.held[row] > 0
            assert (holds == counted)[playing].all()
        state = made.state


def test_literal_negative_zero_divides_as_zero() -> None:
    """A literal -0.0, met before any 0.0, leaves the sign of no quotient."""
    zero = Apply(Operator.MULTIPLY, (Number(-1.0), Number(0.0)))
    model, state = opened(small())
    for bottom in (Number(-0.0), zero, Apply(Operator.NEGATE, (Number(0.0),))):
        quotient = Apply(Operator.DIVIDE, (variable("tide"), bottom))
        assert evaluate(model, state, quotient).tolist() == [math.inf]
