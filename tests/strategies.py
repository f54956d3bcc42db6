"""Random valid Specs, decisions and expressions, from any `random.Random`.

Hypothesis drives the same generator through `randoms`, so its examples shrink.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from random import Random

import numpy as np
from hypothesis import strategies as st

from game.engine import (
    Apply,
    Card,
    CardOption,
    Decision,
    Derived,
    Desk,
    Draw,
    Effect,
    Ending,
    Estimate,
    Event,
    Gauge,
    Initiative,
    Lever,
    MandateTerms,
    Number,
    Objective,
    Operator,
    Option,
    Owner,
    Prior,
    RedLine,
    Rule,
    Rung,
    Seen,
    Setting,
    Source,
    Spec,
    Truth,
    Variable,
    choices,
    happenings,
)
from tests.strategies_hidden import ACTORS, hidden_types, linked, reports
from tests.strategies_language import Maker, on_grid, seeded

_PLAIN = (Source.LEVER, Source.FRESHNESS, Source.LEAD, Source.PRIORITY)
"""What the player of any Spec sees exactly, whatever it is called."""


def _variables(make: Maker, count: int) -> tuple[Variable, ...]:
    random = make.random
    found = [Variable(id="v00", low=-20.0, high=60.0, start=Prior(low=30.0))]
    for number in range(1, count):
        low = float(random.randint(-50, 0))
        high = low + random.randint(1, 100)
        found.append(
            Variable(
                id=f"v{number:02}",
                low=low,
                high=high,
                start=make.prior(low - 5.0, high + 5.0),
                seen=random.choice(tuple(Seen)),
                rest=on_grid(random.uniform(low, high)),
                rate=random.choice((0.0, on_grid(random.uniform(0.0, 0.5)))),
                known_to=random.choice(((), ACTORS[:1], ACTORS)),
            )
        )
    return tuple(found)


def _sets(random: Random, levers: Sequence[Lever]) -> tuple[Setting, ...]:
    if not levers or random.random() < 0.6:
        return ()
    picked = [random.choice(levers) for _ in range(random.randint(1, 2))]
    return tuple(
        Setting(lever=lever.id, rung=random.randrange(len(lever.rungs)))
        for lever in picked
    )


def _card(make: Maker, number: int, levers: Sequence[Lever]) -> Card:
    random = make.random
    options = tuple(
        CardOption(
            id=f"o{place}",
            cost=random.choice((Number(0.0), make.bounded(8.0))),
            slots=random.randint(0, 2),
            requires=random.choice((Truth(True), make.truth())),
            delay=random.choice((0.0, 1.25)),
            sets=_sets(random, levers),
        )
        for place in range(random.randint(2, 4))
    )
    return Card(
        id=f"c{number:02}",
        duty=random.random() < 0.5,
        options=options,
        when=random.choice((Truth(True), make.truth())),
        weight=random.uniform(0.1, 3.0),
        priority=random.randint(0, 1),
        deadline=random.randint(1, 3),
        once=random.random() < 0.4,
        cooldown=random.randint(0, 3),
        default=random.choice(("silence", "o0", "o1")),
    )


def _families(random: Random, cards: Sequence[Card]) -> tuple[Card, ...]:
    """Make some cards variants of the first ones."""
    heads = [card.id for card in cards[: 1 + len(cards) // 4]]
    return tuple(
        replace(card, family=random.choice(heads), rank=random.randint(0, 1))
        if card.id not in heads and random.random() < 0.5
        else card
        for card in cards
    )


def _event(make: Maker, number: int, levers: Sequence[Lever], turns: int) -> Event:
    random = make.random
    hazards = (
        Number(0.0),
        Number(random.uniform(0.0, 0.6)),
        Apply(Operator.DIVIDE, (make.number(), Number(20.0))),
    )
    return Event(
        id=f"e{number:02}",
        hazard=random.choice(hazards),
        trigger=random.choice((Truth(False), make.truth())),
        turn=random.choice((0, 0, random.randint(1, turns))),
        once=random.random() < 0.4,
        cooldown=random.randint(0, 3),
        sets=_sets(random, levers),
        secret=random.random() < 0.3,
    )


def _lever(make: Maker, number: int) -> Lever:
    random = make.random
    rungs = tuple(
        Rung(
            id=f"r{place}",
            requires=random.choice((Truth(True), Truth(True), make.truth())),
        )
        for place in range(random.randint(2, 5))
    )
    return Lever(
        id=f"l{number:02}",
        rungs=rungs,
        start=random.randrange(len(rungs)),
        max_step=random.randint(1, 4),
        up=random.choice((Number(2.0), make.bounded(6.0))),
        down=random.choice((Number(0.0), make.bounded(6.0))),
        slots=random.randint(0, 2),
    )


def _effect(make: Maker, number: int, targets: Sequence[str]) -> Effect:
    random = make.random
    stages = random.choice((0, 0, 1, 2, 3))
    return Effect(
        id=f"x{number:03}",
        target=random.choice(targets),
        amount=make.bounded(random.choice((0.5, 6.0))),
        owner=random.choice(tuple(Owner)),
        draw=random.choice((Draw.NONE, *Draw)),
        stages=stages,
        rate=on_grid(random.uniform(0.1, 1.0)) if stages else 0.0,
    )


def _names_of_objectives(count: int) -> tuple[str, ...]:
    return tuple(f"d{number}" for number in range(count))


def _foresight(random: Random, make: Maker, rule: Rule, share: float) -> Rule:
    """Let some actors look ahead."""
    if random.random() >= share:
        return rule
    return replace(
        rule,
        ahead=random.randint(1, 3),
        imagined=random.randint(1, 3),
        wants=make.bounded(random.choice((1.0, 30.0))),
    )


def random_spec(
    random: Random, scale: int = 1, wild: float = 0.04, foresight: float = 0.08
) -> Spec:
    """Return a random valid Spec that uses every part of the language.

    Args:
        random: the source of every decision.
        scale: about how many times larger than the smallest.
        wild: the chance of an operation that may leave the real line, where a
            Spec may hold one (never in an effect).
        foresight: the chance that an actor looks ahead.
    """
    tame, make = Maker(random), Maker(random, wild)
    turns = random.randint(2, 8)
    variables = _variables(tame, random.randint(3, 4 + 2 * scale))
    values = [variable.id for variable in variables]
    types = hidden_types(tame, random.randint(0, 2 * scale))
    duties = _names_of_objectives(random.choice((0, 1, 3, 4)))
    shells = Spec(
        mechanics="random",
        turns=turns,
        level=random.randint(1, 5),
        desk=Desk(budget="v00"),
        variables=variables,
        types=types,
        levers=(),
        effects=(),
        endings=(),
        rules=tuple(
            Rule(
                id=f"u{n}",
                actor=random.choice(ACTORS),
                options=tuple(
                    Option(id=f"o{place}", utility=Number(0.0))
                    for place in range(random.randint(1, 4))
                ),
            )
            for n in range(random.randint(0, 2 * scale))
        ),
    )
    counts = {kind: random.randint(0, 2 + scale) for kind in "lceir"}
    names = {
        Source.VARIABLE: values,
        Source.PREVIOUS: values,
        Source.TYPE: [hidden.id for hidden in types],
        Source.LEVER: [f"l{n:02}" for n in range(counts["l"])],
        Source.FRESHNESS: [f"i{n:02}" for n in range(counts["i"])],
        Source.LEAD: list(duties),
        Source.PRIORITY: list(duties),
    }
    names[Source.PREVIOUS_LEVER] = names[Source.LEVER]
    happening = [
        *happenings(shells),
        *(f"c{n:02}" for n in range(counts["c"])),
        *(f"c{n:02}.o0" for n in range(counts["c"])),
        *(f"c{n:02}.silence" for n in range(counts["c"])),
        *(f"e{n:02}" for n in range(counts["e"])),
        *(f"i{n:02}" for n in range(counts["i"])),
        *(f"z{n:02}" for n in range(counts["r"])),
    ]
    for source in (Source.HAPPENED, Source.EVER, Source.SINCE):
        names[source] = happening
    for maker in (make, tame):
        maker.names.update(names)
    derived: list[Derived] = []
    for number in range(random.randint(0, 3 * scale)):
        derived.append(Derived(id=f"q{number:02}", expression=tame.number()))
        for maker in (make, tame):
            maker.names[Source.DERIVED] = [quantity.id for quantity in derived]
    plain = Maker(random, wild)
    exact = [v.id for v in variables if v.seen is Seen.EXACT]
    plain.names.update({source: names[source] for source in _PLAIN})
    plain.names.update({Source.VARIABLE: exact, Source.PREVIOUS: exact})
    plain.names[Source.SINCE] = [f"i{n:02}" for n in range(counts["i"])]
    levers = tuple(_lever(make, n) for n in range(counts["l"]))
    default = None
    if len(duties) >= 3 and random.random() < 0.5:
        lead, first, second = random.sample(duties, 3)
        default = (lead, first, second)
    return replace(
        shells,
        desk=Desk(
            budget="v00",
            slots=random.choice((Number(3.0), make.number(2))),
            optional=random.random(),
        ),
        derived=tuple(derived),
        levers=levers,
        estimates=tuple(
            Estimate(
                id=f"{variable.id}.s{n}",
                variable=variable.id,
                bias=on_grid(random.uniform(0.0, 4.0)),
                noise=on_grid(random.uniform(0.0, 4.0)),
                focus=random.choice((Number(1.0), plain.number(2))),
            )
            for variable in variables
            if variable.seen is not Seen.EXACT
            for n in range(random.randint(0, 2))
        ),
        reports=reports(
            make,
            [
                *(hidden.id for hidden in types),
                *(v.id for v in variables if v.seen is not Seen.EXACT),
                *(f"z{n:02}" for n in range(counts["r"])),
            ],
            random.randint(0, 2),
        ),
        effects=tuple(
            _effect(tame, n, values) for n in range(random.randint(1, 8 * scale))
        ),
        rules=tuple(
            replace(
                _foresight(random, make, rule, foresight),
                temperature=random.choice((1.0, 0.3, 2.5)),
                options=tuple(
                    replace(option, utility=make.number(), secret=random.random() < 0.3)
                    for option in rule.options
                ),
            )
            for rule in shells.rules
        ),
        events=tuple(_event(make, n, levers, turns) for n in range(counts["e"])),
        red_lines=tuple(
            RedLine(
                id=f"z{n:02}",
                actor=random.choice(ACTORS),
                watches=make.number(),
                threshold=linked(
                    random, tame.prior(-10.0, 30.0), [hidden.id for hidden in types]
                ),
                secret=random.random() < 0.3,
            )
            for n in range(counts["r"])
        ),
        cards=_families(random, [_card(make, n, levers) for n in range(counts["c"])]),
        initiatives=tuple(
            Initiative(
                id=f"i{n:02}",
                cost=make.bounded(8.0),
                slots=random.randint(0, 2),
                requires=random.choice((Truth(True), make.truth())),
                cooldown=random.randint(0, 2),
                wear=on_grid(random.uniform(0.2, 1.0)),
                window=random.randint(0, 4),
                sets=_sets(random, levers),
            )
            for n in range(counts["i"])
        ),
        gauges=(Gauge(id="g", variable="v00"),),
        objectives=tuple(
            Objective(id=name, value=make.number(), bottom=0.0, top=10.0)
            for name in duties
        ),
        endings=tuple(
            Ending(
                id=f"n{n}",
                rank=random.randint(0, 2),
                when=make.truth(),
                early=random.random() < 0.4,
                hold=random.randint(1, 3),
            )
            for n in range(random.randint(0, 4))
        ),
        mandate=MandateTerms(
            turn=random.randint(1, 3),
            again=random.randint(1, 6),
            cost=random.choice((0.0, 3.0, 0.1)),
            default=default,
        ),
    )


def random_decision(random: Random, spec: Spec, worlds: int, rows: int = 6) -> Decision:
    """Return a random decision, legal and illegal choices mixed, shape (K, W)."""
    count = len(choices(spec))
    shape = (random.randint(0, rows), worlds)
    draw = np.random.default_rng(random.getrandbits(64))
    return draw.integers(-1, count, size=shape, dtype=np.int64)


specs = st.randoms(use_true_random=False).map(random_spec)
"""Random valid Specs."""

__all__ = ["Maker", "on_grid", "random_decision", "random_spec", "seeded", "specs"]
