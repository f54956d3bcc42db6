"""A generated crisis about as large as a scenario file written by hand.

200 effects: a quarter are couplings between variables (a slope, a ramp or a
saturation, some with a draw), a quarter what a lever does at each of its rungs
(some by way of a delay of two stages), a quarter what an act of an actor does (in
proportion to a hidden type), a quarter what an event does (a fixed amount). With
them go 40 variables (half of them drift), 8 hidden types, 12 levers of 4 rungs,
6 derived quantities, 5 actors of 4 options, 40 events, 6 red lines, 20 cards of 3
options, 6 initiatives, 10 estimates and 8 endings, over 24 months.
"""

from __future__ import annotations

from random import Random

from game.engine import (
    Apply,
    Card,
    CardOption,
    Derived,
    Desk,
    Draw,
    Effect,
    Ending,
    Estimate,
    Event,
    Expression,
    Gauge,
    HiddenType,
    Initiative,
    Lever,
    Number,
    Operator,
    Option,
    Prior,
    PriorKind,
    Read,
    RedLine,
    Rule,
    Rung,
    Seen,
    Source,
    Spec,
    Variable,
)
from tests.strategies import on_grid

_VARIABLES, _TYPES, _LEVERS, _RULES, _EVENTS = 40, 8, 12, 5, 40
_OPTIONS, _RUNGS = 4, 4


def _number(random: Random, low: float, high: float) -> Number:
    return Number(on_grid(random.uniform(low, high)))


def _apply(operator: Operator, *arguments: Expression) -> Apply:
    return Apply(operator, arguments)


def _variable(random: Random) -> Read:
    return Read(Source.VARIABLE, f"v{random.randrange(_VARIABLES):02}")


def _slope(random: Random) -> Expression:
    """Return a straight, a ramped or a saturating response to a variable."""
    read = _variable(random)
    kind = random.randrange(3)
    if kind == 0:
        away = _apply(Operator.SUBTRACT, read, Number(50.0))
        return _apply(Operator.MULTIPLY, _number(random, -0.02, 0.02), away)
    if kind == 1:
        shape = _apply(Operator.RAMP, read, Number(30.0), Number(70.0))
    else:
        shape = _apply(Operator.SAT, read, Number(40.0))
    return _apply(Operator.MULTIPLY, _number(random, -1.0, 1.0), shape)


def _rungs(random: Random, lever: int) -> Expression:
    """Return an amount for each rung of a lever, times a response."""
    amount: Expression = Number(0.0)
    for rung in range(1, _RUNGS):
        stands = _apply(
            Operator.EQUAL, Read(Source.LEVER, f"l{lever:02}"), Number(float(rung))
        )
        amount = _apply(Operator.IF, stands, _number(random, -2.0, 2.0), amount)
    return _apply(Operator.MULTIPLY, amount, _slope(random))


def _when(name: str, amount: Expression) -> Expression:
    return _apply(Operator.IF, Read(Source.HAPPENED, name), amount, Number(0.0))


def _effect(random: Random, number: int) -> Effect:
    name, target = f"x{number:03}", f"v{random.randrange(_VARIABLES):02}"
    kind = number % 4
    if kind == 0:
        draw = Draw.NORMAL if number % 16 == 0 else Draw.NONE
        return Effect(id=name, target=target, amount=_slope(random), draw=draw)
    if kind == 1:
        amount = _rungs(random, random.randrange(_LEVERS))
        stages = 2 if number % 16 == 1 else 0
        rate = 0.5 if stages else 0.0
        return Effect(id=name, target=target, amount=amount, stages=stages, rate=rate)
    if kind == 2:
        force = Read(Source.TYPE, f"t{random.randrange(_TYPES)}")
        act = f"u{random.randrange(_RULES)}.o{random.randrange(_OPTIONS)}"
        amount = _apply(Operator.MULTIPLY, force, _slope(random))
        return Effect(id=name, target=target, amount=_when(act, amount))
    event = f"e{random.randrange(_EVENTS):02}"
    amount = _number(random, -3.0, 3.0)
    return Effect(id=name, target=target, amount=_when(event, amount))


def _rule(random: Random, number: int) -> Rule:
    def utility() -> Expression:
        liked = _apply(
            Operator.MULTIPLY,
            Read(Source.TYPE, f"t{random.randrange(_TYPES)}"),
            _slope(random),
        )
        shared = Read(Source.DERIVED, f"q{random.randrange(6)}")
        return _apply(Operator.ADD, _apply(Operator.ADD, liked, shared), _slope(random))

    options = tuple(Option(id=f"o{n}", utility=utility()) for n in range(_OPTIONS))
    return Rule(id=f"u{number}", actor=f"a{number}", options=options)


def _event(random: Random, number: int) -> Event:
    above = _apply(Operator.GREATER, _variable(random), Number(60.0))
    hazard = _apply(
        Operator.IF, above, _number(random, 0.05, 0.2), _number(random, 0.0, 0.05)
    )
    return Event(
        id=f"e{number:02}",
        hazard=hazard,
        once=number % 3 == 0,
        cooldown=number % 4,
        turn=1 + number % 24 if number % 8 == 0 else 0,
    )


def _card(random: Random, number: int) -> Card:
    return Card(
        id=f"c{number:02}",
        duty=number % 3 == 0,
        options=tuple(
            CardOption(id=f"o{n}", cost=_number(random, 0.0, 6.0)) for n in range(3)
        ),
        when=_apply(Operator.GREATER, _variable(random), _number(random, 20.0, 60.0)),
        priority=number % 2,
        deadline=1 + number % 3,
        once=number % 2 == 0,
        cooldown=3,
        default="o0",
    )


def generated(effects: int = 200, seed: int = 1) -> Spec:
    """Return the crisis that this module describes, of as many effects."""
    random = Random(seed)  # noqa: S311 - a fixed example
    noisy = {n for n in range(_VARIABLES) if n % 4 == 0}
    return Spec(
        mechanics="generated",
        turns=24,
        level=3,
        desk=Desk(budget="v01"),
        variables=tuple(
            Variable(
                id=f"v{n:02}",
                low=0.0,
                high=100.0,
                start=Prior(kind=PriorKind.UNIFORM, low=40.0, high=60.0),
                seen=Seen.NOISY if n in noisy else Seen.EXACT,
                rest=50.0,
                rate=0.125 if n % 2 else 0.0,
            )
            for n in range(_VARIABLES)
        ),
        types=tuple(
            HiddenType(id=f"t{n}", prior=Prior(kind=PriorKind.UNIFORM, high=1.0))
            for n in range(_TYPES)
        ),
        levers=tuple(
            Lever(
                id=f"l{n:02}",
                rungs=tuple(Rung(id=f"r{rung}") for rung in range(_RUNGS)),
                start=n % _RUNGS,
            )
            for n in range(_LEVERS)
        ),
        derived=tuple(Derived(id=f"q{n}", expression=_slope(random)) for n in range(6)),
        effects=tuple(_effect(random, n) for n in range(effects)),
        rules=tuple(_rule(random, n) for n in range(_RULES)),
        events=tuple(_event(random, n) for n in range(_EVENTS)),
        red_lines=tuple(
            RedLine(
                id=f"z{n}",
                actor="a0",
                watches=_variable(random),
                threshold=Prior(kind=PriorKind.UNIFORM, low=70.0, high=95.0),
            )
            for n in range(6)
        ),
        cards=tuple(_card(random, n) for n in range(20)),
        initiatives=tuple(
            Initiative(id=f"i{n}", cost=Number(4.0), cooldown=2) for n in range(6)
        ),
        estimates=tuple(
            Estimate(id=f"v{n:02}.s", variable=f"v{n:02}", bias=2.0, noise=2.0)
            for n in sorted(noisy)
        ),
        gauges=(Gauge(id="g", variable="v00"),),
        endings=tuple(
            Ending(
                id=f"n{n}",
                rank=n,
                when=_apply(Operator.GREATER, _variable(random), Number(98.0 - 5 * n)),
                early=n < 2,
                hold=2,
            )
            for n in range(8)
        ),
    )
