"""Odds by bands: nothing is lost between them, and the cuts are where they say."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from game.engine import Prior, PriorKind, compile_spec, grid
from game.outlook import Particles, Request
from game.outlook.odds import divide, divide_prior, odds
from game.outlook.witness import trace
from tests.outlook.crisis import CRISIS, played


def test_shares_are_the_weights_within_the_bands() -> None:
    """A value at a cut belongs below it; what is above the last cut to the last."""
    values = np.array([0.0, 1.0, 1.5, 2.0, 9.0])
    weights = np.array([0.1, 0.2, 0.3, 0.15, 0.25])
    assert divide(values, weights, (1.0, 2.0)) == pytest.approx((0.3, 0.7))


@pytest.mark.parametrize("cut", [0.35, 0.4, 0.7, 1 / 3, 0.1])
def test_a_choice_is_found_in_the_band_that_names_it(cut: float) -> None:
    """A value that was rounded to the grid does not slip over its own cut."""
    drawn = grid(np.array([cut]))
    assert divide(drawn, np.ones(1), (cut, 1.0)) == (1.0, 0.0)


def test_priors_are_divided_as_many_draws_would_be() -> None:
    """Bands of a range get its share of length, those of a choice its weights."""
    ranged = Prior(kind=PriorKind.UNIFORM, low=1.0, high=3.0)
    assert divide_prior(ranged, (0.5, 1.5, 4.0)) == pytest.approx((0.0, 0.25, 0.75))
    choice = Prior(kind=PriorKind.CHOICE, values=(0.4, 1.0, 2.0), weights=(1, 2, 1))
    assert divide_prior(choice, (0.4, 1.0, 2.0)) == pytest.approx((0.25, 0.5, 0.25))
    fixed = Prior(low=2.0)
    assert divide_prior(fixed, (1.0, 3.0)) == (0.0, 1.0)


@pytest.mark.parametrize("months", [0, 4])
def test_odds_start_at_the_prior_and_always_sum_to_one(months: int) -> None:
    """Before the first month the odds are the prior's; later they still sum to 1."""
    decisions = ((),) * months
    _, _, seen = played(5, decisions, 0)
    request = Request(spec=CRISIS, history=seen, decisions=decisions, plans=((),))
    particles = Particles()
    for _ in particles.follow(request):
        pass
    hidden = {row.id for row in CRISIS.types} | {row.id for row in CRISIS.red_lines}
    cuts = dict.fromkeys(hidden, (1.0, 2.0, 60.0))
    found = odds(particles.beliefs, cuts)
    assert {row.id for row in found} == hidden
    for row in found:
        assert sum(row.now) == pytest.approx(1.0)
        assert sum(row.prior) == pytest.approx(1.0)
        if months == 0:
            assert row.now == pytest.approx(row.prior, abs=0.06)


@pytest.mark.parametrize("seed", [3, 5])
def test_what_moved_a_belief_sums_to_what_it_became(seed: int) -> None:
    """Each thing that was seen has its share of it; to be watched changes nothing."""
    decisions = ((), (2,), (4,), ())
    _, _, seen = played(seed, decisions, 0)
    request = Request(spec=CRISIS, history=seen, decisions=decisions, plans=((),))
    particles = Particles()
    for _ in particles.follow(request):
        pass
    middle = (CRISIS.types[0].prior.low + CRISIS.types[0].prior.high) / 2
    for key, cuts in (
        (CRISIS.types[0].id, (middle, CRISIS.types[0].prior.high)),
        (CRISIS.red_lines[0].id, (CRISIS.red_lines[0].threshold.low + 1.0, 99.0)),
    ):
        (found,) = odds(particles.beliefs, {key: cuts})
        shifts = trace(request, compile_spec(CRISIS), key, cuts)
        total = [sum(row.odds[band] for row in shifts) for band in range(2)]
        gained = [n - p for n, p in zip(found.now, found.prior, strict=True)]
        assert total == pytest.approx(gained)
        assert all(sum(row.odds) == pytest.approx(0.0) for row in shifts)
        assert all(1 <= row.turn <= len(seen) for row in shifts)


@pytest.mark.parametrize("seed", [3, 5])
def test_nothing_that_was_not_seen_is_named(seed: int) -> None:
    """An act that is kept secret moves odds, under the name of no act."""
    (rule,) = CRISIS.rules
    secret = tuple(replace(one, secret=one.id == "strike") for one in rule.options)
    spec = replace(CRISIS, rules=(replace(rule, options=secret),))
    decisions = ((),) * 6
    _, _, seen = played(seed, decisions, spec=spec)
    assert any("dockers.wait" not in row.happened for row in seen[1:])
    request = Request(spec=spec, history=seen, decisions=decisions, plans=((),))
    shifts = trace(request, compile_spec(spec), "temper", (2.0, 4.0))
    for row in shifts:
        if row.kind in {"act", "event"}:
            assert row.id in seen[row.turn - 1].happened
    assert any((row.kind, row.id) == ("quiet", "dockers") for row in shifts)


@pytest.mark.parametrize("seed", [3, 5])
def test_what_stayed_away_moves_odds_from_where_it_was_likelier(seed: int) -> None:
    """How likely it was to come is kept by band, of nothing else than that."""
    (rule,) = CRISIS.rules
    secret = tuple(replace(one, secret=one.id != "strike") for one in rule.options)
    spec = replace(CRISIS, rules=(replace(rule, options=secret),))
    decisions = ((),) * 6
    _, _, seen = played(seed, decisions, spec=spec)
    request = Request(spec=spec, history=seen, decisions=decisions, plans=((),))
    shifts = trace(request, compile_spec(spec), "temper", (2.0, 4.0))
    told = 0
    for row in shifts:
        assert bool(row.missed) == (row.kind == "quiet")
        if (row.kind, row.id) == ("quiet", "dockers"):
            low, high = row.missed
            assert 0.0 <= low <= 1.0
            assert 0.0 <= high <= 1.0
            if abs(low - high) > 0.05:
                assert (row.odds[0] > 0.0) == (low < high)
                told += 1
    assert told
