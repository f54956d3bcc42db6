"""A month of which something is known beforehand."""

from __future__ import annotations

from dataclasses import fields, replace

import numpy as np
import pytest

from game.engine import (
    Chance,
    Given,
    Model,
    Number,
    Option,
    Rule,
    Step,
    begin,
    compile_spec,
    hold,
    nothing_given,
    step,
)
from tests.engine.small import CHANCE, opened, small, worlds
from tests.engine.test_worlds import equal
from tests.strategies import random_decision, random_spec, seeded

WIDTH = 24


def same(left: Step, right: Step) -> bool:
    """Compare two steps array by array."""
    pairs = [
        (getattr(left, field.name), getattr(right, field.name))
        for field in fields(Step)
        if field.name not in {"state", "odds", "utilities"}
    ]
    pairs += [*zip(left.odds, right.odds, strict=True)]
    pairs += [*zip(left.utilities, right.utilities, strict=True)]
    arrays = all(np.array_equal(a, b, equal_nan=True) for a, b in pairs)
    return arrays and equal(left.state, right.state)


def what_came(model: Model, made: Step) -> Given:
    """Return everything that a step drew, as if it had been known."""
    return Given(
        options=tuple(
            np.arange(len(rule.options))[:, None] == made.acts[row]
            for row, rule in enumerate(model.spec.rules)
        ),
        events=made.happened[model.events.happening].astype(np.int64),
        red_lines=made.happened[model.events.red_lines].astype(np.int64),
    )


@pytest.mark.parametrize("seed", range(12))
def test_knowing_what_comes_or_nothing_changes_nothing(seed: int) -> None:
    """What a month drew, told beforehand, makes the same month."""
    random = seeded(seed)
    spec = random_spec(random, 3)
    model, chance = compile_spec(spec), Chance(seed)
    state = begin(model, chance, worlds(WIDTH))
    for _ in range(spec.turns):
        decision = random_decision(random, spec, WIDTH)
        made = step(model, state, decision, chance)
        assert same(
            made, step(model, state, decision, chance, given=nothing_given(model))
        )
        known = what_came(model, made)
        assert same(made, step(model, state, decision, chance, given=known))
        # Whatever the luck, what is known takes place.
        other = step(model, state, decision, Chance(seed + 1), given=known)
        assert np.array_equal(other.acts, made.acts)
        for rows in (model.events.happening, model.events.red_lines):
            assert np.array_equal(other.happened[rows], made.happened[rows])
        state = made.state


def test_among_several_options_the_odds_decide_and_are_told_as_they_stand() -> None:
    """Only what may be chosen is chosen; the odds told stay those of all options."""
    options = tuple(
        Option(id=name, utility=Number(weight))
        for name, weight in (("a", 0.0), ("b", 0.0), ("c", 1.0), ("d", 3.0))
    )
    spec = small(rules=(Rule(id="rule", actor="them", options=options),))
    model, state = opened(spec, 4000)
    free = step(model, state, hold(model, 4000), CHANCE)
    may = np.array([[False], [True], [True], [False]])
    given = replace(nothing_given(model), options=(may,))
    made = step(model, state, hold(model, 4000), CHANCE, given=given)
    assert set(made.acts[0].tolist()) == {1, 2}
    (odds,) = made.odds
    assert np.array_equal(odds, free.odds[0])
    share = float(odds[2, 0] / (odds[1, 0] + odds[2, 0]))
    assert np.mean(made.acts[0] == 2) == pytest.approx(share, abs=0.03)
