"""Chance: the mapping is pinned, its draws are good, and luck stays put."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.engine import Array, Chance, Worlds
from tests.oracle import Luck

SOME = np.array([0, 7, 2**43], dtype=np.uint64)
MANY: Worlds = np.arange(20_000, dtype=np.uint64)
CHANCE = Chance(20240601)


def chi_square(uniform: Array, bins: int) -> float:
    """Return how far counts in equal bins lie from even, in standard deviations."""
    counts = np.bincount((uniform * bins).astype(np.int64), minlength=bins)
    expected = uniform.size / bins
    statistic = float((((counts - expected) ** 2) / expected).sum())
    return (statistic - (bins - 1)) / float(np.sqrt(2 * (bins - 1)))


def key(chance: Chance, stream: str, turn: int) -> int:
    """Return the key of one stream."""
    return int(chance.keys((stream,), turn)[0])


def test_mapping_is_pinned() -> None:
    """Key, uniform and normal of fixed streams have the values they always had."""
    assert key(CHANCE, "rule:quiet", 3) == KEY
    assert CHANCE.uniform("rule:quiet", 3, SOME).tolist() == UNIFORM
    assert CHANCE.uniform("effect:x", 3, SOME, 1)[1] == SECOND
    assert CHANCE.normal("bias:e", 0, SOME)[1] == NORMAL


@given(
    st.integers(0, 2**64),
    st.sampled_from(["play", "outlook", "lookahead"]),
    st.text("abcxyz:._", max_size=12),
    st.integers(0, 40),
    st.integers(0, 2**44 - 1),
    st.integers(0, 2**20 - 1),
)
def test_draws_equal_the_scalar_reference(  # noqa: PLR0917 - one name a part of the key
    seed: int, domain: str, stream: str, turn: int, world: int, index: int
) -> None:
    """Any draw equals the one that integers alone give."""
    changes = ((3, 5), (9, 6))
    column = np.array([world], dtype=np.uint64)
    found = Chance(seed, domain, changes).uniform(stream, turn, column, index)
    assert found == Luck(seed, domain, changes).uniform(stream, turn, world, index)


def test_changed_luck_begins_at_its_month_and_spares_what_is_drawn_once() -> None:
    """Months before a change and month 0 keep their draws; later ones move."""
    always = Chance(CHANCE.seed, "play", ((0, 97),))
    assert key(always, "type:a", 0) == key(CHANCE, "type:a", 0)
    assert key(always, "rule:a", 1) == key(Chance(97), "rule:a", 1)
    changed = Chance(CHANCE.seed, "play", ((3, 99), (5, 98)))
    for turn in (0, 1, 2):
        assert key(changed, "rule:a", turn) == key(CHANCE, "rule:a", turn)
    assert key(changed, "rule:a", 4) == key(Chance(99), "rule:a", 4)
    assert key(changed, "rule:a", 5) == key(Chance(98), "rule:a", 5)


@pytest.mark.parametrize("bins", [16, 64, 1024])
def test_draws_over_worlds_are_even(bins: int) -> None:
    """Counts over worlds lie within four deviations of even."""
    assert abs(chi_square(CHANCE.uniform("rule:a", 1, MANY), bins)) < 4.0


def test_draws_over_streams_months_and_indices_are_even() -> None:
    """One world's draws over streams, months and indices are even too."""
    one = np.zeros(1, dtype=np.uint64)
    streams = [f"effect:e{n}" for n in range(8_000)]
    by_stream = CHANCE.uniforms(streams, 1, one)[:, 0]
    by_month = np.concatenate([CHANCE.uniform("rule:a", t, one) for t in range(8_000)])
    by_index = np.concatenate(
        [CHANCE.uniform("rule:a", 1, one, i) for i in range(8_000)]
    )
    for drawn in (by_stream, by_month, by_index):
        assert abs(chi_square(drawn, 64)) < 4.0


def test_neighbours_are_independent() -> None:
    """Pairs of neighbouring worlds, months and streams fill the square evenly."""
    here = CHANCE.uniform("rule:a", 1, MANY)
    others = (
        CHANCE.uniform("rule:a", 1, MANY + np.uint64(1)),
        CHANCE.uniform("rule:a", 2, MANY),
        CHANCE.uniform("rule:b", 1, MANY),
        CHANCE.uniform("rule:a", 1, MANY, 1),
        Chance(CHANCE.seed + 1).uniform("rule:a", 1, MANY),
    )
    for other in others:
        square = (np.floor(here * 16) + other) / 16
        assert abs(chi_square(square, 256)) < 4.0


def test_normals_have_the_moments_of_a_normal() -> None:
    """Mean 0, deviation 1, bounded by 3.1, symmetric."""
    drawn = CHANCE.normal("bias:a", 0, MANY)
    assert abs(drawn.mean()) < 0.03
    assert abs(drawn.std() - 1.0) < 0.02
    assert np.abs(drawn).max() < 3.1
    assert abs((drawn**3).mean()) < 0.1


KEY = 6951529985322098963
UNIFORM = [0.8211240481725388, 0.9897970543229989, 0.897878438167657]
SECOND = 0.6790834463425341
NORMAL = 0.03898835306380012


STRATIFIED = Chance(CHANCE.seed, "outlook", stratified=True)
STREAMS = [f"event:{number}" for number in range(40)]


@pytest.mark.parametrize("first", [0, 64, 64 * 1000])
def test_stratified_worlds_share_out_the_range_of_every_draw(first: int) -> None:
    """Each 64 worlds take every stratum once, in orders that differ by stream."""
    block = np.arange(first, first + 64, dtype=np.uint64)
    drawn = STRATIFIED.uniforms(STREAMS, 5, block)
    strata = np.floor(drawn * 64).astype(np.int64)
    assert (np.sort(strata, axis=1) == np.arange(64)).all()
    assert len({tuple(row) for row in strata.tolist()}) == len(STREAMS)
    assert 0.0 <= drawn.min() < drawn.max() < 1.0


def test_stratified_draws_are_even_and_do_not_go_together() -> None:
    """Alone they are uniform; two streams, and neighbours, fill all pairs of cells."""
    drawn = STRATIFIED.uniforms(STREAMS, 5, MANY)
    assert all(abs(chi_square(row, 100)) < 5.0 for row in drawn)
    for left, right in pairwise(drawn):
        cells = np.floor(left * 8) * 8 + np.floor(right * 8)
        assert abs(chi_square((cells + 0.5) / 64, 64)) < 5.5
        assert abs(np.corrcoef(left, right)[0, 1]) < 0.05
        assert abs(np.corrcoef(left[:-1], left[1:])[0, 1]) < 0.06


def test_stratified_means_are_nearer() -> None:
    """The mean of 256 draws lies far nearer to a half than that of plain ones."""
    plain = Chance(CHANCE.seed, "outlook")
    gaps = [
        np.abs(chance.uniforms(STREAMS, 5, MANY[:256]).mean(axis=1) - 0.5).mean()
        for chance in (STRATIFIED, plain)
    ]
    assert gaps[0] < 0.1 * gaps[1]


def test_a_stratified_draw_is_the_worlds_own() -> None:
    """It hangs on stream, month and world alone, not on the other worlds asked for."""
    some = MANY[::7]
    whole = STRATIFIED.uniforms(STREAMS, 5, MANY)
    assert np.array_equal(STRATIFIED.uniforms(STREAMS, 5, some), whole[:, ::7])
    assert not np.array_equal(STRATIFIED.uniforms(STREAMS, 6, some), whole[:, ::7])


@pytest.mark.parametrize("chance", [CHANCE, STRATIFIED])
def test_nothing_to_draw_is_drawn(chance: Chance) -> None:
    """A crisis without hidden types asks for no draw at all."""
    assert chance.uniforms([], 5, MANY[:7]).shape == (0, 7)
    assert chance.normals([], 5, MANY[:7]).shape == (0, 7)
