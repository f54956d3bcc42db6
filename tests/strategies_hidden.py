"""Random hidden types and reports of them, from any `random.Random`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from random import Random

from game.engine import HiddenType, Number, Prior, Report, Truth
from tests.strategies_language import Maker, on_grid

ACTORS = ("a", "b")
"""Who acts in a random Spec."""


def linked(random: Random, prior: Prior, leaders: Sequence[str]) -> Prior:
    """Let a prior follow one of some types, or none."""
    if not leaders or random.random() < 0.5:
        return prior
    rank = random.choice((-1.0, 0.0, 1.0, random.uniform(-1.0, 1.0)))
    return replace(prior, follows=random.choice(leaders), rank=rank)


def hidden_types(make: Maker, count: int) -> tuple[HiddenType, ...]:
    """Return hidden types that follow one another in any order but no circle."""
    random = make.random
    names = [f"t{number}" for number in range(count)]
    order = random.sample(names, count)
    priors = {
        name: linked(random, make.prior(-2.0, 3.0), order[:place])
        for place, name in enumerate(order)
    }
    return tuple(
        HiddenType(id=name, prior=priors[name], owner=random.choice(("", *ACTORS)))
        for name in names
    )


def reports(make: Maker, subjects: Sequence[str], count: int) -> tuple[Report, ...]:
    """Return reports about some of what is hidden."""
    random = make.random
    found = []
    for number in range(count if subjects else 0):
        cuts = sorted({on_grid(random.uniform(-9.0, 20.0)) for _ in range(4)})
        cuts = cuts[: random.randint(1, 4)]
        found.append(
            Report(
                id=f"p{number}",
                about=random.choice(subjects),
                cuts=tuple(cuts),
                when=random.choice((Truth(True), make.truth())),
                right=random.choice((Number(0.7), make.bounded(1.2))),
                planted=random.choice((Number(0.0), Number(0.3), make.number(1))),
                plant=random.randint(0, len(cuts)),
            )
        )
    return tuple(found)
