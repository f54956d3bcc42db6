"""Claims are weighed in the worlds of the forecast, and reasons name no secret."""

from __future__ import annotations

import numpy as np
import pytest

from game.engine import (
    UNKNOWN,
    Apply,
    Array,
    Number,
    Operator,
    Read,
    Source,
    Truth,
    compile_spec,
    public,
    step,
)
from game.outlook import Claim, Particles, Request, forecast, weigh_claims
from game.outlook.beliefs import side_by_side
from game.outlook.particles import luck
from tests.outlook.crisis import CRISIS, played

MODEL = compile_spec(CRISIS)
EXACT = [CRISIS.variables[row].id for row in public(MODEL).exact.tolist()]


def asked(months: int, horizon: int = 2) -> Request:
    """Return a question after some months of a game."""
    decisions = ((),) * months
    _, _, seen = played(5, decisions, 1)
    return Request(
        spec=CRISIS,
        history=seen,
        decisions=decisions,
        plans=((),),
        worlds=200,
        horizon=horizon,
    )


@pytest.mark.parametrize("months", [0, 3])
def test_the_forecast_is_the_one_without_claims(months: int) -> None:
    """Weighing claims, near or far, changes no number of the forecast."""
    request = asked(months)
    (plain,) = forecast(request)
    far = Claim(expects=Truth(value=True), months=6)
    assert weigh_claims(request, (), Particles())[0] == plain
    assert weigh_claims(request, (far,), Particles())[0] == plain


def test_what_is_always_true_comes_and_what_is_never_does_not() -> None:
    """The share is 1 for a certainty, 0 for an impossibility."""
    claims = [Claim(expects=Truth(value=value), months=2) for value in (True, False)]
    _, (sure, never) = weigh_claims(asked(2), claims, Particles())
    assert (sure.came, never.came, sure.worlds) == (200, 0, 200)


def test_more_time_never_makes_a_claim_less_likely() -> None:
    """A claim over more months comes true in at least as many worlds."""
    name = EXACT[0]
    row = next(v for v in CRISIS.variables if v.id == name)
    middle = Number((row.low + row.high) / 2.0)
    high = Apply(Operator.GREATER, (Read(Source.VARIABLE, name), middle))
    claims = [Claim(expects=high, months=months) for months in range(1, 7)]
    _, weighed = weigh_claims(asked(1), claims, Particles())
    counts = [found.came for found in weighed]
    assert counts == sorted(counts)


@pytest.mark.parametrize("variable", EXACT)
def test_reasons_sum_to_the_change_and_name_no_hidden_cause(variable: str) -> None:
    """The causes told add up to the mean change; what reads a secret is merged."""
    request = asked(2)
    claim = Claim(expects=Truth(value=True), months=1, about=variable)
    particles = Particles()
    _, (found,) = weigh_claims(request, (claim,), particles)
    hidden = {MODEL.causes[row].id for row in public(MODEL).hidden_causes.tolist()}
    assert not hidden & {cause for cause, _ in found.moves}
    known = {cause.id for cause in MODEL.causes} - hidden
    assert {cause for cause, _ in found.moves} <= known | {UNKNOWN}
    own = next(n for n, row in enumerate(CRISIS.variables) if row.id == variable)
    before = particles.sample(0, 200, 1)
    after = _month_later(request)
    change = float(np.mean(after[own] - before.values[own]))
    assert sum(mean for _, mean in found.moves) == pytest.approx(change)


def _month_later(request: Request) -> Array:
    particles = Particles()
    for _ in particles.follow(request):
        pass
    chance = luck(request.seed, request.history[-1])
    state = particles.sample(0, 200, 1)
    return step(MODEL, state, side_by_side(((),), 200), chance).state.values
