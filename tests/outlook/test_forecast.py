"""Laws of a forecast: what it may depend on, and that its parts add up."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from game.engine import Chance, begin, compile_spec, observe
from game.outlook import OPEN, Particles, Request, forecast, refine
from tests.outlook.crisis import CRISIS, played

HOLD: tuple[int, ...] = ()
TALK = (2,)
PATROL = (4,)


def _request(months: int = 2, seed: int = 3, **changes: object) -> Request:
    decisions = (HOLD, TALK, PATROL, HOLD, HOLD, HOLD)[:months]
    _, _, seen = played(seed, decisions)
    request = Request(
        spec=CRISIS,
        history=seen,
        decisions=decisions,
        plans=(HOLD, TALK, PATROL),
        worlds=96,
        horizon=6,
    )
    return replace(request, **changes)  # type: ignore[arg-type] # fields by name


def test_worlds_that_look_alike_have_the_same_outlook() -> None:
    """Hidden types, thresholds and the live luck change nothing in a forecast."""
    model = compile_spec(CRISIS)
    seeing = {}
    for seed in range(2):
        state = begin(model, Chance(seed), np.array([0], dtype=np.uint64))
        alike = replace(state, readings=np.array([[30.0]]))
        assert not np.array_equal(state.types, np.zeros((1, 1)))
        seen = observe(model, alike, None, None, 0)
        request = Request(spec=CRISIS, history=(seen,), decisions=(), plans=(HOLD,))
        seeing[float(state.types[0, 0])] = forecast(request)
    first, second = seeing.values()
    assert first == second


def test_equal_plans_have_equal_forecasts() -> None:
    """A plan asked for twice, or among others, has one forecast."""
    request = _request()
    hold, _, _ = forecast(request)
    twice = forecast(replace(request, plans=(HOLD, HOLD)))
    assert twice[0] == twice[1] == hold


def test_plans_share_their_luck() -> None:
    """A plan that moves one gauge leaves every other gauge of every world alone."""
    hold, talk, patrol = forecast(_request())
    assert hold.band("strain") == talk.band("strain")
    assert hold.band("anger").middle[0] == patrol.band("anger").middle[0]
    assert hold.band("anger").mean[1] - talk.band("anger").mean[1] == pytest.approx(4.0)


@settings(max_examples=12, deadline=None)
@given(
    months=st.integers(0, 5),
    worlds=st.integers(1, 200),
    horizon=st.integers(1, 20),
    seed=st.integers(0, 2**32),
)
def test_parts_of_a_chance_sum_to_it(
    months: int, worlds: int, horizon: int, seed: int
) -> None:
    """Counts of first acts sum to the chance, endings to the worlds, bands ascend."""
    request = _request(months, worlds=worlds, horizon=horizon, seed=seed)
    for found in forecast(request):
        chance = found.band("stoppage")
        assert sum(n for _, n in chance.acts) == round(chance.middle[0] * worlds)
        assert [name for name, _ in chance.acts] == ["walkout", "dockers.strike", ""]
        assert sum(n for _, n in found.endings) == found.worlds == worlds
        for band in found.bands:
            assert band.months[0] == months + 1
            assert all(map(_ascends, band.low, band.middle, band.high))
        left = CRISIS.turns - months
        assert len(found.band("anger").months) == min(horizon, left) + 1
        assert len(chance.months) == min(horizon + 1, left)


def _ascends(low: float, middle: float, high: float) -> bool:
    return low <= middle <= high


def test_month_zero_is_what_is_seen() -> None:
    """The first point of an exactly seen gauge is its observed value."""
    request = _request(4)
    seen = dict(request.history[-1].exact)["anger"]
    for found in forecast(request):
        band = found.band("anger")
        assert (band.low[0], band.middle[0], band.high[0]) == (seen, seen, seen)


def test_every_ending_is_decided_at_the_end_of_the_calendar() -> None:
    """Worlds are open within a short horizon, and end by name where they can."""
    near = dict(forecast(_request(2, horizon=1))[0].endings)
    far = dict(forecast(_request(2, horizon=12))[0].endings)
    assert near[OPEN] > far.get(OPEN, 0)
    assert far["quiet"] > 0


def test_kept_beliefs_only_save_time() -> None:
    """A request answered after others equals the same request answered alone."""
    kept = Particles()
    for months in (1, 2, 5, 3):
        request = _request(months)
        assert forecast(request, kept) == forecast(request)
    other = _request(3, seed=9)
    assert forecast(other, kept) == forecast(other)


def test_finer_answers_grow_from_coarser_ones() -> None:
    """Refining ends with the forecast itself, in ever more worlds."""
    request = _request(worlds=300)
    answers = [answer for answer in refine(request) if answer is not None]
    assert [answer.forecasts[0].worlds for answer in answers] == [64, 300]
    assert [answer.final for answer in answers] == [False, True]
    assert answers[-1].forecasts == forecast(request)


@pytest.mark.parametrize("first", [1, 2, 3])
def test_plans_asked_for_first_are_answered_first_and_alike(first: int) -> None:
    """An early answer holds the first plans alone; the later ones are unchanged."""
    request = _request(worlds=300)
    answers = [a for a in refine(replace(request, first=first)) if a is not None]
    plain = [a for a in refine(request) if a is not None]
    if first < len(request.plans):
        early = answers.pop(0)
        assert early.forecasts == plain[0].forecasts[:first]
        assert not early.final
    assert answers == plain


def test_a_forecast_never_repeats_the_luck_of_another_month() -> None:
    """The same seed at another opening draws other worlds."""
    first, second = _request(1), _request(2)
    spread = [
        tuple(high - low for low, high in zip(band.low, band.high, strict=True))[1]
        for band in (forecast(request)[0].band("anger") for request in (first, second))
    ]
    assert spread[0] != spread[1]


def test_a_finished_game_has_nothing_to_come() -> None:
    """After the calendar's end a forecast shows the ending that was reached."""
    decisions = (HOLD,) * CRISIS.turns
    _, states, seen = played(3, decisions)
    request = Request(spec=CRISIS, history=seen, decisions=decisions, plans=(HOLD,))
    (found,) = forecast(request)
    row = int(states[-1].ending[0])
    name = CRISIS.endings[row].id if row >= 0 else OPEN
    assert found.endings == ((name, found.worlds),)
    assert len(found.band("anger").months) == 1
    assert found.band("stoppage").middle == (0.0,)


def test_an_unknown_gauge_is_an_error() -> None:
    """A band is asked for by the id of a gauge."""
    with pytest.raises(KeyError):
        forecast(_request())[0].band("tide")


def test_a_plan_is_set_against_holding_world_by_world() -> None:
    """The gap is the difference of the means, and its error that of paired worlds."""
    hold, talk, _ = forecast(_request(worlds=200))
    assert {gap for band in hold.bands for gap in band.gap} == {0.0}
    for plain, band in zip(hold.bands, talk.bands, strict=True):
        assert len(band.gap) == len(band.error) == len(band.mean)
        for own, other, gap in zip(band.mean, plain.mean, band.gap, strict=True):
            assert gap == pytest.approx(own - other, abs=1e-9)
        assert all(error >= 0.0 for error in band.error)
        if not any(band.gap):
            assert not any(band.error)


def test_without_holding_there_is_nothing_to_set_against() -> None:
    """A request that does not ask for holding has no gaps."""
    (talk,) = forecast(_request(plans=(TALK,)))
    assert all(band.gap == band.error == () for band in talk.bands)


def test_a_plan_can_be_set_against_any_other() -> None:
    """Against a base the gap is what the plan adds to it: nothing to itself."""
    _, talk, other = _request().plans
    hold, first, second = forecast(_request(worlds=200, base=talk))
    assert {gap for band in first.bands for gap in band.gap} == {0.0}
    for plain, band in zip(first.bands, second.bands, strict=True):
        for own, base, gap in zip(band.mean, plain.mean, band.gap, strict=True):
            assert gap == pytest.approx(own - base, abs=1e-9)
    assert hold.plan == HOLD
    assert second.plan == other


def test_duties_score_what_the_worlds_come_to() -> None:
    """At the end of the calendar each has a range, and none where the play stops."""
    # Of 101 worlds as many lie below 10 % as above 90 %.
    request = _request(horizon=CRISIS.turns, base=HOLD, worlds=101)
    for found in forecast(request):
        calm, means, order = found.duties
        assert (calm.objective, means.objective) == ("calm", "means")
        assert 0.0 <= means.low <= means.middle <= means.high <= 100.0
        for duty, gauge in ((calm, "anger"), (order, "strain")):
            band = found.band(gauge)
            ends = (band.high[-1], band.middle[-1], band.low[-1])
            left = tuple(100.0 - end for end in ends)
            assert (duty.low, duty.middle, duty.high) == pytest.approx(left)
            assert duty.gap == pytest.approx(-band.gap[-1])
    assert all(found.duties == () for found in forecast(_request(horizon=1)))


def test_a_duty_is_set_against_the_same_worlds() -> None:
    """Against itself nothing differs; a plan that moves what it reads moves it."""
    hold, talk, _ = forecast(_request(horizon=CRISIS.turns, base=HOLD))
    assert all(duty.gap == duty.error == 0.0 for duty in hold.duties)
    assert any(duty.gap for duty in talk.duties)
    for own, base in zip(talk.duties, hold.duties, strict=True):
        assert own.gap == pytest.approx(own.mean - base.mean, abs=1e-9)
    (alone,) = forecast(_request(horizon=CRISIS.turns, plans=(TALK,)))
    assert all(duty.gap is None for duty in alone.duties)
