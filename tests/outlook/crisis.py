"""A small crisis for the tests: a ferry line, a harbour and a hidden temper."""

from __future__ import annotations

import numpy as np

from game.engine import (
    Apply,
    Card,
    CardOption,
    Chance,
    Desk,
    Draw,
    Effect,
    Ending,
    Estimate,
    Event,
    Gauge,
    HiddenType,
    Initiative,
    Lever,
    Model,
    Number,
    Objective,
    Observation,
    Operator,
    Option,
    Owner,
    Prior,
    PriorKind,
    Read,
    RedLine,
    Rule,
    Rung,
    Seen,
    Source,
    Spec,
    State,
    Variable,
    begin,
    compile_spec,
    observe,
    step,
)


def _read(name: str, source: Source = Source.VARIABLE) -> Read:
    return Read(source, name)


def _times(name: str, factor: float, source: Source = Source.VARIABLE) -> Apply:
    return Apply(Operator.MULTIPLY, (_read(name, source), Number(factor)))


def _either(*names: str) -> Apply:
    reads = tuple(_read(name, Source.HAPPENED) for name in names)
    return Apply(Operator.OR, reads)


def if_happened(name: str, amount: float) -> Apply:
    """Return an amount that is there only with a happening."""
    happened = _read(name, Source.HAPPENED)
    return Apply(Operator.IF, (happened, Number(amount), Number(0.0)))


def _fixed(value: float) -> Prior:
    return Prior(low=value)


CRISIS = Spec(
    mechanics="ferry",
    turns=12,
    level=3,
    desk=Desk(budget="capital"),
    variables=(
        Variable(
            id="anger", low=0.0, high=100.0, start=_fixed(30.0), rest=20.0, rate=0.125
        ),
        Variable(id="capital", low=0.0, high=20.0, start=_fixed(8.0)),
        Variable(
            id="strain",
            low=0.0,
            high=100.0,
            start=Prior(kind=PriorKind.UNIFORM, low=10.0, high=50.0),
            seen=Seen.NOISY,
        ),
    ),
    estimates=(Estimate(id="strain.own", variable="strain", bias=2.0, noise=8.0),),
    types=(
        HiddenType(id="temper", prior=Prior(kind=PriorKind.UNIFORM, low=0.0, high=4.0)),
    ),
    levers=(
        Lever(
            id="patrol",
            rungs=(Rung(id="none"), Rung(id="light"), Rung(id="heavy")),
            up=Number(1.0),
            down=Number(1.0),
        ),
    ),
    effects=(
        Effect(
            id="calls",
            target="anger",
            amount=if_happened("talk", -4.0),
            owner=Owner.MINE,
        ),
        Effect(id="income", target="capital", amount=Number(1.0)),
        Effect(
            id="patrols",
            target="strain",
            amount=_times("patrol", 2.0, Source.LEVER),
            owner=Owner.MINE,
            stages=1,
            rate=0.5,
        ),
        Effect(
            id="rumours",
            target="anger",
            amount=Number(3.0),
            owner=Owner.CHANCE,
            draw=Draw.NORMAL,
        ),
        Effect(
            id="strike_costs", target="anger", amount=if_happened("dockers.strike", 6.0)
        ),
        Effect(id="storm_costs", target="strain", amount=if_happened("storm", 5.0)),
        Effect(id="tempers", target="strain", amount=_read("temper", Source.TYPE)),
    ),
    rules=(
        Rule(
            id="dockers",
            actor="dockers",
            options=(
                Option(id="strike", utility=_times("temper", 0.75, Source.TYPE)),
                Option(id="wait", utility=Number(2.0)),
            ),
        ),
    ),
    events=(Event(id="storm", hazard=Number(0.125)),),
    red_lines=(
        RedLine(
            id="walkout",
            actor="dockers",
            watches=_read("anger"),
            threshold=Prior(kind=PriorKind.UNIFORM, low=35.0, high=80.0),
        ),
    ),
    cards=(
        Card(
            id="demand",
            duty=True,
            deadline=2,
            once=False,
            options=(CardOption(id="give", cost=Number(2.0)), CardOption(id="refuse")),
        ),
    ),
    initiatives=(Initiative(id="talk", cost=Number(1.0)),),
    gauges=(
        Gauge(id="anger", variable="anger"),
        Gauge(id="stoppage", chance=_either("walkout", "dockers.strike"), within=3),
        Gauge(id="strain", variable="strain"),
    ),
    objectives=(
        Objective(id="calm", value=_read("anger"), bottom=100.0, top=0.0),
        Objective(id="means", value=_read("capital"), bottom=0.0, top=20.0),
        Objective(id="order", value=_read("strain"), bottom=100.0, top=0.0),
    ),
    endings=(
        Ending(
            id="closed",
            rank=2,
            early=True,
            when=Apply(Operator.GREATER, (_read("strain"), Number(75.0))),
        ),
        Ending(
            id="quiet",
            rank=1,
            when=Apply(Operator.LESS, (_read("anger"), Number(40.0))),
        ),
    ),
)


def played(
    seed: int,
    decisions: tuple[tuple[int, ...], ...],
    world: int = 0,
    spec: Spec = CRISIS,
) -> tuple[Model, tuple[State, ...], tuple[Observation, ...]]:
    """Play decisions in one world; its states and observations, month 1 first."""
    model, chance = compile_spec(spec), Chance(seed)
    state = begin(model, chance, np.array([world], dtype=np.uint64))
    states, seen = [state], [observe(model, state, None, None, 0)]
    for chosen in decisions:
        rows = np.array(chosen, dtype=np.int64).reshape(-1, 1)
        result = step(model, state, rows, chance)
        seen.append(observe(model, result.state, result, state, 0))
        state = result.state
        states.append(state)
    return model, tuple(states), tuple(seen)
