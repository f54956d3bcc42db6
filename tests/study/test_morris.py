"""Elementary effects of functions whose effects are known."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from game.engine import Array, Chance
from game.study.sensitivity.morris import (
    LEVELS,
    STEP,
    Sizes,
    effects,
    sizes,
    trajectories,
)

NUMBERS = st.floats(-1e3, 1e3, allow_nan=False).filter(lambda one: abs(one) > 1e-3)


def measured(function: str, count: int = 4000) -> Sizes:
    """Return the sizes of the effects of a function of three factors."""
    paths = trajectories(("a", "b", "c"), count, Chance(5, "sensitivity"))
    work = {"ishigami": ishigami, "product": product}[function]
    return sizes(np.stack([effects(path, work(path.points))[None] for path in paths]))


def ishigami(points: Array) -> Array:
    """Return the function of Ishigami and Homma (1990), a = 7, b = 0.1, (P,)."""
    first, second, third = (np.pi * (2.0 * points - 1.0)).T
    found: Array = (
        np.sin(first) + 7.0 * np.sin(second) ** 2 + 0.1 * third**4 * np.sin(first)
    )
    return found


def product(points: Array) -> Array:
    """Return a function of two factors that hang on each other, and not on a third."""
    found: Array = points[:, 0] * points[:, 1]
    return found


@given(st.lists(NUMBERS, min_size=1, max_size=8), st.integers(0, 2**40))
@settings(deadline=None, max_examples=60)
def test_a_linear_function_is_measured_exactly(weights: list[float], seed: int) -> None:
    """mu* is the size of each weight; nothing hangs on anything else."""
    names = [f"p{place}" for place in range(len(weights))]
    paths = trajectories(names, 3, Chance(seed, "sensitivity"))
    found = sizes(
        np.stack([effects(p, p.points @ np.array(weights))[None] for p in paths])
    )
    assert found.mu_star == pytest.approx(np.abs(weights), rel=1e-6, abs=1e-6)
    assert found.sigma == pytest.approx(0.0, abs=1e-6)
    assert found.error == pytest.approx(0.0, abs=1e-6)


@given(st.integers(1, 12), st.integers(0, 2**40))
@settings(deadline=None, max_examples=60)
def test_each_step_moves_one_factor_on_the_grid(count: int, seed: int) -> None:
    """Every factor moves once, by the step, and never leaves its range."""
    names = [f"p{place}" for place in range(count)]
    for path in trajectories(names, 4, Chance(seed, "sensitivity")):
        moved = np.abs(np.diff(path.points, axis=0))
        assert sorted(path.order.tolist()) == list(range(count))
        for row, factor in zip(moved, path.order, strict=True):
            assert row[factor] == pytest.approx(STEP)
            assert np.count_nonzero(row) == 1
        on_grid = path.points * (LEVELS - 1)
        assert on_grid == pytest.approx(np.round(on_grid))
        assert path.points.min() >= 0.0
        assert path.points.max() <= 1.0 + 1e-12


def test_a_trajectory_hangs_on_no_other() -> None:
    """More trajectories, or a further factor, leave what there was."""
    few = trajectories(("a", "b"), 2, Chance(1, "sensitivity"))
    many = trajectories(("a", "b"), 9, Chance(1, "sensitivity"))
    wide = trajectories(("a", "b", "c"), 2, Chance(1, "sensitivity"))
    for one, other, further in zip(few, many, wide, strict=False):
        assert np.array_equal(one.points, other.points)
        assert np.array_equal(one.points[0], further.points[0, :2])


def test_a_known_function_is_ranked_as_it_is_known() -> None:
    """Ishigami: the second factor moves always the same, the third only by the first.

    On the grid of four values the second gives 7 sin^2(pi / 3) / STEP = 7.875 exactly;
    the others are means over the grid, worked out by hand.
    """
    found = measured("ishigami")
    fourth = [0.1 * np.pi**4, 0.1 * (np.pi / 3) ** 4]
    sine = np.sin(np.pi / 3)
    first = sine * (1.0 + sum(fourth) / 2.0) / STEP
    third = sine * (fourth[0] - fourth[1]) / STEP / 2.0
    assert found.mu_star[1] == pytest.approx(7.875)
    assert found.error[1] == pytest.approx(0.0, abs=1e-12)
    for place, expected in ((0, first), (2, third)):
        away = abs(found.mu_star[place] - expected)
        assert away <= 5.0 * found.error[place]
    assert list(np.argsort(-found.mu_star)) == [1, 0, 2]
    assert found.sigma.min() > 1.0


def test_what_hangs_on_others_has_sigma_and_what_is_not_read_has_nothing() -> None:
    """A product gives each of its factors a spread; a third one gives exactly 0."""
    found = measured("product")
    assert found.sigma[0] > 0.1
    assert found.mu_star[2] == found.error[2] == found.sigma[2] == 0.0


def test_one_trajectory_says_nothing_of_its_error() -> None:
    """Fewer than two are refused."""
    with pytest.raises(ValueError, match="1"):
        sizes(np.zeros((1, 1, 2)))
