"""Scores and baselines of a back-test: integrals, laws and hand-worked cases."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from game.engine import Array, Chance
from game.study.backtest.baselines import (
    Past,
    ar1,
    chances,
    climatology,
    fitted,
    number_scores,
    persistence,
)
from game.study.backtest.scores import (
    LEVELS,
    crps,
    histogram,
    inside,
    normal_crps,
    pit,
    uniform_crps,
)
from game.study.backtest.summing import block_error

REAL = st.floats(-50, 50, allow_nan=False, width=32)


def integral(values: Array, record: float) -> float:
    """Return the integral of (F - H)^2, F the steps of draws, H that of the record.

    Between two neighbouring steps both are constant, so the sum is exact.
    """
    edges = np.sort(np.append(values, record))
    middles, widths = (edges[1:] + edges[:-1]) / 2.0, np.diff(edges)
    below = (values[None, :] <= middles[:, None]).mean(axis=1)
    return float(np.sum((below - (record <= middles)) ** 2 * widths))


@settings(deadline=None)
@given(values=st.lists(REAL, min_size=2, max_size=12), record=REAL)
def test_fair_crps_is_the_integral_less_what_few_draws_add(
    values: list[float], record: float
) -> None:
    """For n draws the integral is too large by the mean distance / 2n (Ferro 2014)."""
    draws = np.array(values)
    count = draws.size
    apart = np.abs(draws[:, None] - draws[None, :]).sum() / (count * (count - 1))
    wanted = integral(draws, record) - apart / (2.0 * count)
    assert crps(draws, record) == pytest.approx(wanted, abs=1e-9)


@settings(deadline=None, max_examples=50)
@given(mean=REAL, spread=st.floats(0.2, 9), record=REAL)
def test_crps_of_a_normal_and_of_an_even_spread_are_their_integrals(
    mean: float, spread: float, record: float
) -> None:
    """The closed forms agree with fine sums."""
    grid = np.linspace(mean - 9 * spread, mean + 9 * spread, 20_001)
    grid = np.union1d(grid, np.linspace(min(record, mean), max(record, mean), 2_001))
    below = np.array([0.5 * math.erfc(-(x - mean) / spread / 2**0.5) for x in grid])
    error = (below - (grid >= record)) ** 2
    summed = float(np.sum((error[1:] + error[:-1]) / 2.0 * np.diff(grid)))
    assert normal_crps(mean, spread, record) == pytest.approx(
        summed, rel=0.01, abs=spread * 0.01
    )
    low, high = mean - spread, mean + spread
    steps = np.linspace(low, high, 2_001)
    assert uniform_crps(low, high, record) == pytest.approx(
        integral(steps, record), rel=0.01, abs=spread * 0.01
    )


def test_crps_of_a_certain_forecast_is_its_distance() -> None:
    """With no spread only the distance is left."""
    assert normal_crps(3.0, 0.0, 5.0) == 2.0
    assert crps(np.array([3.0, 3.0, 3.0]), 5.0) == 2.0


@settings(deadline=None, max_examples=40)
@given(
    shift=st.sampled_from([-1.5, -0.5, 0.0, 0.5, 1.5]),
    stretch=st.sampled_from([0.3, 0.6, 1.0, 1.7, 3.0]),
    seed=st.integers(0, 1000),
)
def test_crps_is_proper(shift: float, stretch: float, seed: int) -> None:
    """Who forecasts with the truth's own distribution is best on average.

    The same draws, moved and stretched, are never better in the mean of 1,000 cases.
    """
    chance, worlds = Chance(seed, "show"), np.arange(1000, dtype=np.uint64)
    truth = chance.normal("truth", 0, worlds)
    draws = chance.normals([f"draw:{n}" for n in range(20)], 0, worlds)
    own = np.mean([crps(d, r) for d, r in zip(draws.T, truth, strict=True)])
    others = shift + stretch * draws
    other = np.mean([crps(d, r) for d, r in zip(others.T, truth, strict=True)])
    if (shift, stretch) == (0.0, 1.0):
        assert other == own
    else:
        assert other > own


@pytest.mark.parametrize("count", [9, 19, 60, 200])
def test_calibrated_forecasts_have_an_even_pit_and_keep_their_levels(
    count: int,
) -> None:
    """Truth and draws of one distribution: all fifths alike, intervals as named."""
    cases = 6000
    chance, worlds = Chance(5, "show"), np.arange(cases, dtype=np.uint64)
    truth = chance.uniform("truth", 0, worlds)
    draws = chance.uniforms([f"draw:{n}" for n in range(count)], 0, worlds).T
    lots = chance.uniform("lot", 0, worlds)
    places = [pit(*row) for row in zip(draws, truth, lots.tolist(), strict=True)]
    wanted = cases / 5
    for bin_count in histogram(places):
        assert abs(bin_count - wanted) < 4 * math.sqrt(wanted)
    found = np.mean(
        [inside(d, float(r)) for d, r in zip(draws, truth, strict=True)], axis=0
    )
    # A few draws have no rank at exactly the level: the nearest one is taken.
    slack = 4 * math.sqrt(0.25 / cases) + 1.0 / (count + 1)
    assert found == pytest.approx([level / 100 for level in LEVELS], abs=slack)


def test_where_draws_equal_the_record_the_lot_decides() -> None:
    """A forecast of nothing but zeros says nothing of where a zero falls."""
    zeros = np.zeros(9)
    assert [pit(zeros, 0.0, lot) for lot in (0.0, 0.5, 1.0)] == [0.0, 0.5, 1.0]
    assert inside(zeros, 0.0) == (True, True, True)
    assert inside(zeros, 0.1) == (False, False, False)


def past(*values: float, first: int = 1) -> Past:
    """Return values of neighbouring turns."""
    return Past(
        places=tuple(range(first, first + len(values))),
        values=values,
        range=(0.0, 12.0),
    )


def test_persistence_by_hand() -> None:
    """Steps of 1 and 3 a turn: variance 5 a turn, so 10 two turns ahead."""
    assert persistence(past(4.0, 5.0, 8.0), 5, 9.0) == normal_crps(
        8.0, math.sqrt(10.0), 9.0
    )
    assert persistence(past(4.0), 3, 9.0) == 5.0
    gap = Past(places=(1, 5), values=(2.0, 6.0), range=(0.0, 12.0))
    assert persistence(gap, 6, 6.0) == normal_crps(6.0, 2.0, 6.0)


def test_climatology_by_hand() -> None:
    """Three values 0, 2 and 4: the mean distance to 2 is 4/3, the mean gap 8/3."""
    assert climatology(past(0.0, 2.0, 4.0), 2.0) == pytest.approx(4 / 3 - 8 / 6)
    # Fewer: even from 0 to 12, whose CRPS at the middle is a twelfth of its width.
    assert climatology(past(0.0, 2.0), 6.0) == pytest.approx(1.0)
    assert climatology(past(0.0, 2.0), 15.0) == pytest.approx(3.0 + 4.0)


def test_ar1_by_hand() -> None:
    """8, 4, 2, 1 halve at every turn: slope 1/2, mean 0, no noise."""
    line = fitted(past(8.0, 4.0, 2.0, 1.0))
    assert line is not None
    assert (line.slope, line.mean, line.noise) == pytest.approx((0.5, 0.0, 0.0))
    assert ar1(past(8.0, 4.0, 2.0, 1.0), 6, 1.0) == pytest.approx(0.75)


def test_noise_of_an_ar1_adds_up_turn_by_turn() -> None:
    """Two turns ahead the variance is that of one turn times 1 + slope^2."""
    known = past(0.0, 2.0, 0.5, 1.5, 0.2)
    line = fitted(known)
    assert line is not None
    assert line.slope < 0.0
    pairs = list(zip(known.values, known.values[1:], strict=False))
    left = [b - line.mean - line.slope * (a - line.mean) for a, b in pairs]
    assert line.noise == pytest.approx(math.sqrt(sum(x * x for x in left) / 2))
    mean = line.mean + line.slope**2 * (0.2 - line.mean)
    spread = line.noise * math.sqrt(1 + line.slope**2)
    assert ar1(known, 7, 3.0) == pytest.approx(normal_crps(mean, spread, 3.0))


def test_where_there_is_no_ar1_it_is_the_persistence() -> None:
    """Too few neighbours, nothing that moves, or no mean to come back to."""
    far = Past(places=(1, 3, 5, 7), values=(8.0, 4.0, 2.0, 1.0), range=(0.0, 12.0))
    for known in (past(1.0, 2.0, 3.0), past(5.0, 5.0, 5.0, 5.0), far):
        assert fitted(known) is None
        assert ar1(known, 9, 4.0) == persistence(known, 9, 4.0)
    assert fitted(past(1.0, 2.0, 4.0, 8.0)) is None


def test_the_three_come_in_their_order() -> None:
    """Persistence, climatology, AR(1)."""
    known = past(8.0, 4.0, 2.0, 1.0)
    assert number_scores(known, 6, 1.0) == (
        persistence(known, 6, 1.0),
        climatology(known, 1.0),
        ar1(known, 6, 1.0),
    )


def test_chances_by_hand() -> None:
    """Yes, yes, no, yes with a stated rate of 1/4."""
    told = [(1, True), (2, True), (3, False), (4, True)]
    last, rate, chain = chances(told, 0.25, 5)
    assert last == 1.0
    assert rate == pytest.approx((3 + 0.25) / 5)
    # After a yes came yes and no; after a no came yes.
    stays, starts = (1 + rate) / 3, (1 + rate) / 2
    assert chain == pytest.approx(stays)
    two = chances(told, 0.25, 6)[2]
    assert two == pytest.approx(stays * stays + (1 - stays) * starts)
    assert chances([], 0.25, 3) == (0.25, 0.25, 0.25)


def test_block_bootstrap_needs_turns_and_sees_what_goes_together() -> None:
    """None for a short record; nothing where skill never varies; more in blocks."""
    turns = list(range(24))
    flat = np.array([[1.0, 2.0]] * 24)
    assert block_error(flat[:11], turns[:11], 1, seed=1) is None
    assert block_error(flat, turns, 1, seed=1) == 0.0
    wave = np.array([[2.0 if turn % 12 < 6 else 0.5, 2.0] for turn in turns])
    single = block_error(wave, turns, 1, seed=1)
    blocks = block_error(wave, turns, 6, seed=1)
    assert single is not None
    assert blocks is not None
    # The mean of 24 values of standard deviation 3/8.
    assert single == pytest.approx(0.375 / math.sqrt(24), rel=0.15)
    assert blocks > 1.3 * single
