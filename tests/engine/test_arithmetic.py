"""The operations that may reach a stored value."""

from __future__ import annotations

import math

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from game.engine import GRID, grid, qexp

numbers = st.floats(-1e6, 1e6)
utilities = st.floats(-100.0, 100.0)


@given(st.lists(numbers, min_size=1))
def test_grid_is_idempotent_and_near(values: list[float]) -> None:
    """What is on the grid stays, and nothing moves more than half a step."""
    array = np.array(values)
    rounded = grid(array)
    assert (grid(rounded) == rounded).all()
    assert (np.abs(rounded - array) <= 0.5 / GRID).all()
    assert (rounded * GRID == np.rint(rounded * GRID)).all()


def test_grid_rounds_halves_to_even_and_knows_no_negative_zero() -> None:
    """Half steps go to the even neighbour; -0.0 becomes 0.0."""
    halves = np.array([0.5, 1.5, 2.5, -0.5, -1.5, -0.0]) / GRID
    found = grid(halves)
    assert (found * GRID).tolist() == [0.0, 2.0, 2.0, 0.0, -2.0, 0.0]
    assert not np.signbit(found[found == 0.0]).any()


@given(utilities)
def test_qexp_of_the_opposite_is_the_reciprocal(value: float) -> None:
    """qexp(-x) == 1 / qexp(x) for x >= 0, bit for bit."""
    size = np.array([abs(value)])
    assert qexp(-size) == 1.0 / qexp(size)


@given(utilities, utilities)
def test_qexp_never_falls(left: float, right: float) -> None:
    """A higher utility never has a lower weight."""
    low, high = sorted((left, right))
    assert qexp(np.array([low])) <= qexp(np.array([high]))


def test_qexp_is_close_to_exp_near_zero_and_flat_far_out() -> None:
    """Within 1 % of exp for small utilities; constant beyond 64; 1 at 0."""
    near = np.linspace(-1.5, 1.5, 301)
    expected = np.array([math.exp(x) for x in near])
    assert (np.abs(qexp(near) / expected - 1.0) < 0.01).all()
    assert qexp(np.array([0.0])) == 1.0
    assert qexp(np.array([64.0])) == qexp(np.array([1e9]))
    assert qexp(np.array([-64.0])) == qexp(np.array([-math.inf]))
    assert np.isnan(qexp(np.array([math.nan])))


def test_qexp_golden_values() -> None:
    """The mapping itself is pinned."""
    found = qexp(np.array([1.0, -1.0, 3.5, 64.0])).tolist()
    assert found == GOLDEN


GOLDEN = [2.7165157912755595, 0.3681186036950821, 32.22269674498981, 359379754094595.0]
