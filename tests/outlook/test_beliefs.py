"""Beliefs follow what is seen, and only that."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from game.engine import Chance, begin, compile_spec, hold, observe, public, step
from game.outlook import Particles, Request
from game.outlook.likelihood import DOUBT, weigh_month
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
        assert sign * (weights[hot].mean() - weights[cold].mean()) > 0.0
        assert weights.min() > 0.0


def test_a_red_line_seen_or_not_tells_thresholds_apart() -> None:
    """Worlds in which the line was crossed as seen weigh more, none weighs nothing."""
    model, chance = compile_spec(CRISIS), Chance(1)
    state = begin(model, chance, np.arange(400, dtype=np.uint64))
    raised = np.zeros_like(state.raised)
    raised[1, ::2] = 1.0
    state = replace(state, raised=raised)
    result = step(model, state, hold(model, 400), chance)
    crossed = raised[1] > 0.0
    for column in (0, 1):
        seen = observe(model, result.state, result, state, column)
        weights = weigh_month(model, state, result, seen)
        alike = crossed == crossed[column]
        assert weights[alike].mean() > 10.0 * weights[~alike].mean()
        assert weights.min() >= DOUBT**4


def test_what_is_only_estimated_stays_uncertain() -> None:
    """Believed values of a noisy number spread about its reading by its error."""
    particles, _ = _believed(0, 4)
    state = particles.sample(0, POPULATION, 1)
    gap = state.values[2] - state.readings[0]
    assert 6.0 < gap.std() < 11.0
    assert abs(gap.mean()) < 2.0
