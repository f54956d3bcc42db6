"""Beliefs follow what is seen, and only that."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from game.engine import (
    Apply,
    Chance,
    Number,
    Operator,
    Prior,
    Read,
    Report,
    Source,
    begin,
    compile_spec,
    hold,
    observe,
    public,
    step,
)
from game.outlook import Particles, Request, forecast
from game.outlook.beliefs import Beliefs
from game.outlook.likelihood import DOUBT, given, weigh
from game.outlook.odds import odds
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
        weights, _ = weigh(model, state, result, given(model, [seen], 400))
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
        weights, strange = weigh(model, state, result, given(model, [seen], 400))
        assert np.array_equal(strange, crossed != crossed[column])
        alike = crossed == crossed[column]
        assert weights[alike].mean() > 10.0 * weights[~alike].mean()
        assert weights.min() >= DOUBT**4


def test_what_is_only_estimated_is_found_better_than_by_one_reading() -> None:
    """Months of readings bring a noisy number nearer than its last reading alone.

    The spread that is believed is as wide as the believed means are off.
    """
    off, alone, spread = [], [], []
    for world in range(40):
        decisions = ((),) * 6
        model, states, seen = played(5, decisions, world)
        beliefs = Beliefs(model, seen[:1], Chance(3, "outlook"), 256)
        for month, (chosen, shown) in enumerate(zip(decisions, seen[1:], strict=True)):
            beliefs.advance([chosen], [shown], Chance(3 + month, "outlook"))
        believed = beliefs.state.values[2, beliefs.draw(256)[0]]
        truth = float(states[-1].values[2, 0])
        off.append((believed.mean() - truth) ** 2)
        spread.append(believed.var())
        alone.append((float(states[-1].readings[0, 0]) - truth) ** 2)
    assert np.mean(off) < 0.6 * np.mean(alone)
    assert 0.5 < np.mean(off) / np.mean(spread) < 1.6


def test_games_side_by_side_do_not_touch_each_other() -> None:
    """Beliefs of three games are those of the three alone, world number by number."""
    games = [played(5, ((),) * 5, world) for world in range(3)]
    model = games[0][0]
    histories = [seen for _, _, seen in games]
    both = Beliefs(model, [h[0] for h in histories], Chance(1, "outlook"), 64)
    first = Beliefs(model, [histories[0][0]], Chance(1, "outlook"), 64)
    for month in range(1, 6):
        chance = Chance(month, "outlook")
        both.advance([()] * 3, [h[month] for h in histories], chance)
        first.advance([()], [histories[0][month]], chance)
    assert np.array_equal(both.weights[0], first.weights[0])
    assert np.array_equal(both.state.values[:, :64], first.state.values)


def test_beliefs_that_nothing_explains_say_so_and_stay_numbers() -> None:
    """A crossed line that no world has, and a type that rules out what was done."""
    steady = replace(CRISIS.types[0], prior=Prior(low=0.0))
    distant = replace(CRISIS.red_lines[0], threshold=Prior(low=100.0))
    never = replace(CRISIS.events[0], hazard=Number(0.0))
    spec = replace(CRISIS, types=(steady,), red_lines=(distant,), events=(never,))
    _, _, seen = played(5, ((),) * 2, 0)
    model = compile_spec(spec)
    for strange in ("walkout", "storm"):
        beliefs = Beliefs(model, seen[:1], Chance(1, "outlook"), 64)
        beliefs.advance([()], [seen[1]], Chance(2, "outlook"))
        calm = beliefs.strained
        shown = replace(seen[2], happened=(*seen[2].happened, strange))
        beliefs.advance([()], [shown], Chance(3, "outlook"))
        assert beliefs.strained == (True,)
        assert calm == (False,)
        assert np.isfinite(beliefs.weights).all()
        assert abs(beliefs.weights.sum() - 1.0) < 1e-9


def test_reports_are_worth_what_their_source_is_worth() -> None:
    """A report moves the odds of its band by Bayes' rule; a planted one by less."""
    report = Report(
        id="whisper",
        about="temper",
        cuts=(2.0,),
        right=Number(0.75),
        planted=Number(0.2),
        plant=1,
    )
    spec = replace(CRISIS, reports=(report,))
    model, chance = compile_spec(spec), Chance(1, "outlook")
    state = begin(model, Chance(3), np.zeros(1, dtype=np.uint64))
    seen = observe(model, state, None, None, 0)
    for band, ratio in ((0, 0.75 / 0.25), (1, 0.8 / 0.4)):
        told = replace(seen, reports=(("whisper", band),))
        beliefs = Beliefs(model, [told], chance, 256)
        high = beliefs.state.types[0] >= 2.0
        share = beliefs.weights[0, high].sum() / beliefs.weights[0, ~high].sum()
        prior = high.sum() / (~high).sum()
        moved = share / prior
        assert abs((moved if band else 1.0 / moved) - ratio) < 1e-9
        assert beliefs.strained == (False,)
    sure = replace(spec, reports=(replace(report, right=Number(1.0)),))
    steady = replace(sure, types=(replace(CRISIS.types[0], prior=Prior(low=3.0)),))
    told = replace(seen, reports=(("whisper", 0),))
    assert Beliefs(compile_spec(steady), [told], chance, 64).strained == (True,)


def test_that_a_report_comes_tells_something_where_that_is_hidden() -> None:
    """A report that comes in hot worlds alone leaves those, and its lack the others."""
    hot = Apply(Operator.GREATER, (Read(Source.TYPE, "temper"), Number(3.0)))
    report = Report(id="whisper", about="temper", cuts=(2.0,), when=hot)
    model = compile_spec(replace(CRISIS, reports=(report,)))
    state = begin(model, Chance(3), np.zeros(1, dtype=np.uint64))
    seen = observe(model, state, None, None, 0)
    for told, is_hot in (((("whisper", 1),), True), ((), False)):
        shown = replace(seen, reports=told)
        beliefs = Beliefs(model, [shown], Chance(1, "outlook"), 256)
        share = beliefs.weights[0, beliefs.state.types[0] > 3.0].sum()
        assert abs(share - is_hot) < 0.01


PLAIN = replace(
    CRISIS,
    gauges=CRISIS.gauges[:1],
    effects=tuple(
        row for row in CRISIS.effects if row.id in {"income", "patrols", "rumours"}
    ),
)
"""Whose effects read neither happenings nor types."""


def test_at_first_the_odds_are_those_of_the_file() -> None:
    """Before anything was seen, now and at first are the same shares."""
    spec = replace(PLAIN, rules=(), events=(), estimates=())
    model = compile_spec(spec)
    state = begin(model, Chance(3), np.zeros(1, dtype=np.uint64))
    seen = observe(model, state, None, None, 0)
    beliefs = Beliefs(model, [seen], Chance(1, "outlook"), 128)
    for row in odds(beliefs, {"temper": (1.3, 4.0), "walkout": (50.0, 80.0)}):
        assert np.allclose(row.now, row.prior, atol=1e-12)


@pytest.mark.parametrize(
    "left_out", ["rules", "events", "types", "estimates", "red_lines", "cards"]
)
def test_crises_without_something_are_believed_too(left_out: str) -> None:
    """Whatever a file does not have, its games are followed and forecast."""
    changes: dict[str, Any] = {left_out: ()}
    if left_out == "types":
        changes["rules"] = ()
    spec = replace(PLAIN, **changes)
    model = compile_spec(spec)
    state = begin(model, Chance(3), np.zeros(1, dtype=np.uint64))
    history = [observe(model, state, None, None, 0)]
    for _ in range(3):
        made = step(model, state, hold(model, 1), Chance(3))
        history.append(observe(model, made.state, made, state, 0))
        state = made.state
    request = Request(
        spec=spec,
        history=tuple(history),
        decisions=((),) * 3,
        plans=((),),
        worlds=64,
    )
    (found,) = forecast(request)
    assert sum(count for _, count in found.endings) == 64
