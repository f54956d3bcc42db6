"""The ways in which a crisis is played to find its faults."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from game.engine import Array, Chance, ChoiceKind, Model, choices
from game.scenario import Scenario
from game.session.choices import Grammar, Plan
from game.session.policies import HOLD, RANDOM, Policy, groups_of, policy_named

RANDOMS = 8
"""How often chance plays in every world."""

_MOST = 10
"""Choices that a greedy way always tries."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """One way to play, in all worlds."""

    name: str
    policy: Policy
    copies: int = 1
    """How often it is played in every world; chance has a luck of its own in each."""


def fixed_ways(scenario: Scenario, seed: int) -> tuple[Way, ...]:
    """Return holding, every rung held, the file's own policies, and chance."""
    spec = scenario.spec()
    grammar = Grammar(choices(spec))
    written = {key: row.lines for key, row in scenario.document.policies.items()}

    def named(name: str, copies: int = 1) -> Way:
        policy = policy_named(name, grammar, written, Chance(seed, "show"))
        return Way(name=name, policy=policy, copies=copies)

    rungs = [
        f"{lever.id}={rung.id}"
        for lever in spec.levers
        for place, rung in enumerate(lever.rungs)
        if place != lever.start
    ]
    return (
        named(HOLD),
        *(named(name) for name in rungs),
        *(named(name) for name in sorted(written)),
        named(RANDOM, RANDOMS),
    )


def games_of(ways: Sequence[Way]) -> int:
    """Return how many games are played in every world."""
    return sum(way.copies for way in ways)


def greedy_way(model: Model, gains: Array, name: str, least: float) -> Way:
    """Return a way that always tries what gains most.

    Args:
        model: the crisis.
        gains: (choices,) what each choice gains.
        name: what the way is called.
        least: what a choice must gain to be worth trying.
    """
    groups = groups_of(Grammar(model.choices))
    plan = Plan(dated={}, always=tuple(_best(model, gains, least)))
    return Way(name=name, policy=Policy(name=name, groups=groups, plan=plan))


def _best(model: Model, gains: Array, least: float) -> Iterator[int]:
    """Yield the best choice of each card, lever and initiative that gains at all."""
    seen: set[str] = set()
    for index in np.argsort(-gains, kind="stable").tolist():
        choice = model.choices[index]
        worth = gains[index] > least and choice.kind != ChoiceKind.MANDATE
        if not worth or len(seen) == _MOST:
            return
        if choice.id not in seen:
            seen.add(choice.id)
            yield index
