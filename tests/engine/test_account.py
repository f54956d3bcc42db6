"""A month without an account of it, or that nobody watches, is the same month."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from game.engine import (
    Apply,
    Chance,
    Event,
    Number,
    Operator,
    begin,
    compile_spec,
    hold,
    step,
)
from tests.engine.small import (
    CHANCE,
    effect,
    happened,
    opened,
    small,
    variable,
    worlds,
)
from tests.engine.test_worlds import same_step
from tests.strategies import random_decision, random_spec, seeded

WIDTH = 7


@settings(max_examples=20, deadline=None)
@given(seed=st.integers(0, 2**32))
def test_without_an_account_only_the_ledger_is_missing(seed: int) -> None:
    """Every other array of the step is the same, in worlds that ended too."""
    random = seeded(seed)
    spec = random_spec(random, random.randint(1, 2))
    model, chance = compile_spec(spec), Chance(random.getrandbits(40))
    state = begin(model, chance, worlds(WIDTH))
    for _ in range(spec.turns):
        decision = random_decision(random, spec, WIDTH)
        full = step(model, state, decision, chance)
        lean = step(model, state, decision, chance, account=False)
        assert lean.ledger.shape == (0, WIDTH)
        assert same_step(replace(full, ledger=np.zeros((0, WIDTH))), lean)
        state = full.state


@settings(max_examples=20, deadline=None)
@given(seed=st.integers(0, 2**32))
def test_a_month_that_nobody_watches_only_leaves_out_what_is_told(seed: int) -> None:
    """Its readings and reports are those of before, and move nothing later on."""
    random = seeded(seed)
    spec = random_spec(random, random.randint(1, 2))
    model, chance = compile_spec(spec), Chance(random.getrandbits(40))
    state = start = begin(model, chance, worlds(WIDTH))
    unseen = start
    for _ in range(spec.turns):
        decision = random_decision(random, spec, WIDTH)
        full = step(model, state, decision, chance)
        lean = step(model, unseen, decision, chance, watched=False)
        state, unseen = full.state, lean.state
        assert np.array_equal(unseen.readings, start.readings)
        assert np.array_equal(unseen.reports, start.reports)
        told = replace(unseen, readings=state.readings, reports=state.reports)
        assert same_step(full, replace(lean, state=told))


def test_an_effect_worked_out_where_it_happens_needs_no_account() -> None:
    """Its amount moves the variable, in the worlds where its happening came."""
    tide = variable("tide")
    gale = Event(id="gale", hazard=Number(0.5))
    spec = small(
        effects=(
            effect("rise", Apply(Operator.IF, (happened("gale"), tide, Number(0.0)))),
        ),
        events=(gale,),
    )
    model, state = opened(spec, 20)
    made = step(model, state, hold(model, 20), CHANCE, account=False)
    came = made.happened[0]
    assert 0 < came.sum() < 20
    expected = np.where(came, 2.0 * state.values[1], state.values[1])
    assert (made.state.values[1] == expected).all()
