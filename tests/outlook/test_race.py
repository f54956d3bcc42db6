"""Races find what playing everything everywhere would find, for less."""

from __future__ import annotations

import numpy as np
from hypothesis import example, given, settings
from hypothesis import strategies as st

from game.engine import Chance, begin, compile_spec, digest, step
from game.outlook.lines import Doctrine
from game.outlook.race import race, sizes
from game.outlook.scene import Plans, Scene, slim
from game.outlook.scoring import LOSS, lost, shares
from tests.outlook.crisis import CRISIS
from tests.strategies import random_decision, random_spec, seeded

MODEL = compile_spec(CRISIS)


def _scene(worlds: int, games: int = 2) -> Scene:
    numbers = np.arange(games * worlds, dtype=np.uint64)
    chance = Chance(3, "outlook")
    return Scene(
        model=MODEL,
        state=begin(MODEL, chance, numbers),
        columns=np.arange(games * worlds).reshape(games, worlds),
        numbers=numbers.reshape(games, worlds),
        chance=chance,
        weights=shares(MODEL, np.array([0, 2])),
        declared=np.full(games, -1),
        losses=frozenset({"closed"}),
        lines=(Doctrine(),),
        months=CRISIS.turns,
    )


def _plans() -> Plans:
    every = [-1, *range(6)]
    return Plans(
        game=np.repeat([0, 1], len(every)),
        chosen=np.array([every * 2]),
        line=np.zeros(2 * len(every), dtype=np.int64),
    )


def test_a_race_measures_as_playing_all_would() -> None:
    """Who finishes has the mean and the gain over all worlds; the first always does."""
    scene, plans = _scene(32), _plans()
    values = scene.values(plans, 0, 32)
    found = race(scene, plans, sizes(32))
    assert found.finished[[0, 7]].all()
    assert 2 < found.finished.sum() < found.finished.size
    done = found.finished
    assert np.array_equal(found.mean[done], values[done].mean(axis=1))
    apart = values - values[[0] * 7 + [7] * 7]
    assert np.allclose(found.gain[done], apart[done].mean(axis=1))
    error = apart.std(axis=1, ddof=1) / np.sqrt(32)
    assert np.allclose(found.error[done], error[done])


def test_the_cut_of_the_work_changes_nothing() -> None:
    """Worlds in two halves, or plans one by one, are worth the same."""
    scene, plans = _scene(16), _plans()
    whole = scene.values(plans, 0, 16)
    halves = [scene.values(plans, 0, 8), scene.values(plans, 8, 16)]
    assert np.array_equal(np.concatenate(halves, axis=1), whole)
    for row in range(plans.game.size):
        one = scene.values(plans.part(np.array([row])), 0, 16)
        assert np.array_equal(one[0], whole[row])


def test_an_early_loss_costs_and_other_endings_do_not() -> None:
    """Only an early ending among the losses counts as one."""
    state = begin(MODEL, Chance(1), np.arange(3, dtype=np.uint64))
    names = [row.id for row in CRISIS.endings]
    ending = np.array([-1.0, names.index("closed"), names.index("quiet")])
    state = type(state)(
        **{name: getattr(state, name) for name in state.__slots__ if name != "ending"},
        ending=ending,
    )
    found = lost(MODEL, state, {"closed", "quiet"})
    assert (found * LOSS).tolist() == [0.0, LOSS, 0.0]
    assert lost(MODEL, state, ()).tolist() == [0.0, 0.0, 0.0]


def test_rounds_double_up_to_all() -> None:
    """No round has fewer than two worlds, and the last has all of them."""
    assert sizes(32) == (4, 8, 16, 32)
    assert sizes(8) == (2, 4, 8)
    assert sizes(1) == (1,)


@settings(max_examples=25, deadline=None)
@given(number=st.integers(0, 2**20))
@example(number=3984)
def test_a_slimmed_decision_makes_the_same_month(number: int) -> None:
    """What is left out would not have been carried out, and the order stays."""
    random = seeded(number)
    spec = random_spec(random, wild=0.0)
    model, chance = compile_spec(spec), Chance(number)
    state = begin(model, chance, np.arange(5, dtype=np.uint64))
    while state.turn <= spec.turns:
        decision = random_decision(random, spec, 5, rows=12)
        thin = slim(model, state, decision)
        assert len(thin) <= len(decision)
        whole, made = (step(model, state, d, chance) for d in (decision, thin))
        for column in range(5):
            ends = digest(model, whole.state, column), digest(model, made.state, column)
            assert ends[0] == ends[1]
        state = made.state
