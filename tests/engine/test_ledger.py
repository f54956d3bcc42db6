"""The ledger: every change is the sum of its named causes, with ==."""

from __future__ import annotations

import math

import numpy as np
import pytest

from game.engine import (
    Apply,
    Chance,
    Closed,
    Draw,
    Ending,
    HiddenType,
    Initiative,
    Number,
    Operator,
    Prior,
    PriorKind,
    Read,
    Source,
    Truth,
    Variable,
    begin,
    compile_spec,
    hold,
    legal,
    step,
)
from game.errors import NotFiniteError
from tests.engine.small import CHANCE, decide, effect, opened, small, variable, worlds
from tests.strategies import random_decision, random_spec, seeded

WIDTH = 250
SEEDS = range(14)


@pytest.mark.parametrize("seed", SEEDS)
def test_ledger_closes_in_any_order(seed: int) -> None:
    """New minus old equals the sum of causes in every world, in any order."""
    random = seeded(1000 + seed)
    spec = random_spec(random, 3)
    model, chance = compile_spec(spec), Chance(seed)
    state = begin(model, chance, worlds(WIDTH))
    target = np.array([cause.target for cause in model.causes])
    turns = 0
    for _ in range(spec.turns):
        made = step(model, state, random_decision(random, spec, WIDTH), chance)
        order = np.random.default_rng(seed).permutation(len(target))
        for rows in (np.arange(len(target)), order):
            change = np.zeros_like(state.values)
            np.add.at(change, target[rows], made.ledger[rows])
            assert (made.state.values - state.values == change).all()
        bounds = [(v.low, v.high) for v in spec.variables]
        for row, (low, high) in enumerate(bounds):
            assert (
                (made.state.values[row] >= low) & (made.state.values[row] <= high)
            ).all()
        state = made.state
        turns += WIDTH
    assert turns >= 2 * WIDTH


def test_delay_passes_on_all_that_entered() -> None:
    """What enters a chain of delays comes out of it, bit for bit, in time."""
    pulse = Apply(
        Operator.IF,
        (
            Apply(Operator.EQUAL, (Read(Source.TURN), Number(1.0))),
            Number(8.0),
            Number(0.0),
        ),
    )
    spec = small(effects=(effect("wave", pulse, stages=2, rate=0.5),), turns=60)
    model, state = opened(spec)
    arrived: list[float] = []
    for _ in range(spec.turns):
        made = step(model, state, hold(model, 1), CHANCE)
        arrived.append(float(made.ledger[0, 0]))
        state = made.state
        assert sum(arrived) + state.delays.sum() == 8.0
    assert arrived[:5] == [0.0, 0.0, 2.0, 2.0, 1.5]
    assert sum(arrived) > 7.99


def test_limit_is_what_clipping_takes_away() -> None:
    """A variable stops at its bound and the ledger says by how much."""
    spec = small(effects=(effect("flood", Number(100.0)),))
    model, state = opened(spec)
    made = step(model, state, hold(model, 1), CHANCE)
    assert made.state.values[:, 0].tolist() == [20.0, 50.0]
    assert made.ledger[:, 0].tolist() == [100.0, 0.0, 0.0, -60.0]
    assert [cause.id for cause in model.causes] == [
        "effect:flood",
        "price:gate",
        "limit:purse",
        "limit:tide",
    ]


def test_drift_covers_its_share_of_the_distance() -> None:
    """Drift moves a variable by rate times the distance to its rest."""
    tide = Variable(
        id="tide", low=-50.0, high=50.0, start=Prior(low=10.0), rest=2.0, rate=0.25
    )
    spec = small(variables=(small().variables[0], tide))
    model, state = opened(spec)
    made = step(model, state, hold(model, 1), CHANCE)
    assert made.state.values[1, 0] == 8.0
    assert made.ledger[1, 0] == -2.0
    assert model.causes[1].id == "drift:tide"


@pytest.mark.parametrize("amount", [math.inf, -math.inf, math.nan, 2.0**31])
def test_effect_off_the_real_line_is_refused_by_name(amount: float) -> None:
    """The error names the cause, the month and the world."""
    bad = Apply(
        Operator.IF,
        (
            Apply(Operator.GREATER, (Read(Source.TYPE, "deep"), Number(0.5))),
            Number(amount),
            Number(1.0),
        ),
    )
    deep = HiddenType(id="deep", prior=Prior(kind=PriorKind.UNIFORM, high=1.0))
    effects = (effect("calm", Number(1.0)), effect("wild", bad))
    model, state = opened(small(effects=effects, types=(deep,)), 50)
    first = int(np.argmax(state.types[0] > 0.5))
    with pytest.raises(NotFiniteError) as raised:
        step(model, state, hold(model, 50), CHANCE)
    assert raised.value.fields == {"cause": "wild", "turn": 1, "world": first}
    assert str(raised.value) == f"effect wild is not finite in turn 1, world {first}"


def test_frozen_world_raises_nothing() -> None:
    """An effect that is not finite after the end is nobody's concern."""
    late = Apply(Operator.GREATER, (Read(Source.TURN), Number(1.0)))
    wild = Apply(Operator.IF, (late, Number(math.inf), Number(0.0)))
    end = Ending(id="end", rank=0, when=Truth(True), early=True)
    spec = small(effects=(effect("wild", wild),), endings=(end,))
    model, state = opened(spec)
    made = step(model, state, hold(model, 1), CHANCE)
    again = step(model, made.state, hold(model, 1), CHANCE)
    assert (again.ledger == 0.0).all()


@pytest.mark.parametrize("price", [math.inf, math.nan])
def test_price_off_the_real_line_cannot_be_paid(price: float) -> None:
    """A price that is no number closes the choice and is shown as infinite."""
    act = Initiative(id="ring", cost=Number(price))
    spec = small(initiatives=(act,))
    model, state = opened(spec)
    legality = legal(model, state)
    assert legality.closed[0, 0] == Closed.CAPITAL
    assert legality.cost[0, 0] == math.inf
    made = step(model, state, decide(spec, ["ring"]), CHANCE)
    assert made.accepted[0, 0] == Closed.CAPITAL
    assert made.state.values[0, 0] == 20.0


@pytest.mark.parametrize("draw", [Draw.NORMAL, Draw.UNIFORM, Draw.SKEWED])
def test_draw_multiplies_the_amount(draw: Draw) -> None:
    """An effect with a draw is its amount times the stream of its own name."""
    spec = small(effects=(effect("spray", Number(4.0), draw=draw),))
    model, state = opened(spec, 40)
    made = step(model, state, hold(model, 40), CHANCE)
    numbers = worlds(40)
    expected = {
        Draw.NORMAL: CHANCE.normal("effect:spray", 1, numbers),
        Draw.UNIFORM: CHANCE.uniform("effect:spray", 1, numbers),
        Draw.SKEWED: CHANCE.uniform("effect:spray", 1, numbers)
        * CHANCE.uniform("effect:spray", 1, numbers, 1),
    }[draw]
    assert (np.abs(made.ledger[0] - 4.0 * expected) <= 2.0**-21).all()


def test_effects_read_the_opening() -> None:
    """Two effects that read each other's target both read the month's opening."""
    spec = small(
        effects=(
            effect("a", variable("purse")),
            effect("b", variable("tide"), target="purse"),
        )
    )
    model, state = opened(spec)
    made = step(model, state, hold(model, 1), CHANCE)
    assert made.state.values[:, 0].tolist() == [30.0, 30.0]
