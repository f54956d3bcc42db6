"""Beliefs follow what is seen, and only that."""

from __future__ import annotations

import numpy as np

from game.engine import Chance, begin, compile_spec, hold, observe, public, step
from game.outlook import Particles, Request
from game.outlook.likelihood import DOUBT, weigh_month, weigh_readings
from game.outlook.particles import POPULATION
from tests.outlook.crisis import CRISIS, played


def _believed(world: int, months: int) -> tuple[Particles, float]:
    decisions = ((),) * months
    model, states, seen = played(5, decisions, world)
    request = Request(spec=CRISIS, history=seen, decisions=decisions, plans=((),))
    particles = Particles()
    for _ in particles.follow(request):
        pass
    state = particles.sample(0, POPULATION, 1)
    exact = public(model).exact
    assert np.all(state.values[exact] == states[-1].values[exact])
    assert np.all(state.levers == states[-1].levers)
    assert np.all(state.opened == states[-1].opened)
    return particles, float(states[-1].types[0, 0])


def test_beliefs_agree_with_what_is_seen() -> None:
    """Every believed world shows the player's exact numbers, rungs and desk."""
    for world in range(3):
        _believed(world, 6)


def test_beliefs_learn_a_hidden_type_from_acts() -> None:
    """Over many games the believed temper lies nearer the truth than the prior."""
    believed, prior = [], []
    for world in range(24):
        particles, truth = _believed(world, 8)
        mean = float(particles.sample(0, POPULATION, 1).types[0].mean())
        believed.append((mean - truth) ** 2)
        prior.append((2.0 - truth) ** 2)
    assert np.mean(believed) < 0.75 * np.mean(prior)


def test_weights_follow_the_odds_of_what_was_seen() -> None:
    """Where a strike was seen, hot tempers weigh more; where none was, less."""
    model, chance = compile_spec(CRISIS), Chance(1)
    state = begin(model, chance, np.arange(400, dtype=np.uint64))
    result = step(model, state, hold(model, 400), chance)
    hot = state.types[0] > 3.0
    cold = state.types[0] < 1.0
    for act, sign in ((0, 1.0), (1, -1.0)):
        column = int(np.nonzero(result.acts[0] == act)[0][0])
        seen = observe(model, result.state, result, state, column)
        weights = weigh_month(model, state, result, seen)
        readings = weigh_readings(model, result.state, seen)
        ratio = weights / readings
        assert sign * (ratio[hot].mean() - ratio[cold].mean()) > 0.0


def test_no_month_rules_a_world_out() -> None:
    """Every weight is positive, however far a reading lies from the value."""
    model, chance = compile_spec(CRISIS), Chance(1)
    state = begin(model, chance, np.arange(200, dtype=np.uint64))
    seen = observe(model, state, None, None, 0)
    weights = weigh_readings(model, state, seen)
    assert weights.min() >= DOUBT
    assert weights.max() <= 1.0
    near = np.abs(state.values[2] - seen.readings[0][1])
    assert weights[near.argmin()] > weights[near.argmax()]
