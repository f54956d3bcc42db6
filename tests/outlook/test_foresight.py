"""What actors that look ahead may expect is fitted to what they do expect."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from game.engine import (
    Apply,
    Chance,
    Number,
    Operator,
    Read,
    Source,
    begin,
    compile_spec,
    expect,
    hold,
    reactive,
)
from game.outlook import Particles, Request, forecast
from game.outlook.foresight import Foresight
from tests.outlook.crisis import CRISIS, played

WANTS = Apply(
    Operator.MULTIPLY, (Read(Source.TYPE, "temper"), Read(Source.VARIABLE, "anger"))
)
PLANNING = replace(
    CRISIS,
    types=(replace(CRISIS.types[0], owner="dockers"),),
    rules=(replace(CRISIS.rules[0], ahead=2, imagined=4, wants=WANTS),),
)


def test_expectations_follow_the_actors_own_type() -> None:
    """The fitted line gives each world nearly what its actor expects there."""
    model, chance = compile_spec(PLANNING), Chance(2, "outlook")
    state = begin(model, chance, np.arange(256, dtype=np.uint64))
    columns = np.arange(256).reshape(2, 128)
    foresight = Foresight(model, state, columns, hold(model, 256), chance)
    (leaning,) = foresight.leanings(state.types, 2)
    (exact,) = expect(model, state, hold(model, 256), chance, 32)
    assert leaning is not None
    assert exact is not None
    gain, wanted = leaning[0] - leaning[1], exact[0] - exact[1]
    assert np.corrcoef(gain, wanted)[0, 1] > 0.9
    assert gain.mean() == pytest.approx(wanted.mean(), rel=0.15)


def test_a_forecast_counts_on_actors_that_look_ahead() -> None:
    """Who wants anger strikes more often in the forecast too, and only then."""
    _, _, seen = played(5, ((),) * 2)
    ways = []
    for spec in (PLANNING, reactive(PLANNING)):
        request = Request(spec=spec, history=seen, decisions=((),) * 2, plans=((),))
        (found,) = forecast(request, Particles())
        ways.append(found.band("stoppage").middle[0])
    assert ways[0] > ways[1] + 0.05
    calm = replace(PLANNING, rules=(replace(PLANNING.rules[0], wants=Number(1.0)),))
    request = Request(spec=calm, history=seen, decisions=((),) * 2, plans=((),))
    (same,) = forecast(request)
    assert same.band("stoppage").middle[0] == ways[1]
