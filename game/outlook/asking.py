"""Asking: what is worth a question to those who can find out.

A planner plans in worlds that teach it nothing, so it cannot see what an answer is
worth. Whoever asks follows a rule instead: what an answer is expected to tell (the
information that it shares with the world, Shannon 1948), times how much of what may
be chosen hangs on what it tells of, times how much of the calendar is left to use it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

import numpy as np

from game.engine import (
    Array,
    ChoiceKind,
    Closed,
    Expression,
    Legality,
    Model,
    Source,
    Spec,
    State,
    reads,
    report_odds,
)
from game.outlook.lines import Choices

_WORTH = 0.02
"""Below this an answer is not worth its price."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Questions:
    """What can be asked in a crisis."""

    choices: Choices
    """The initiatives that bring a report and do nothing else at once."""
    reports: tuple[tuple[int, ...], ...]
    """For each, the places of the reports that it brings."""
    hangs: Array
    """(reports,) the share of all answers and acts that hang on what it tells of."""


def questions(model: Model) -> Questions:
    """Return what can be asked."""
    spec = model.spec
    acts = _hanging(spec)
    hanging = [
        sum(report.about in types for types in acts.values()) for report in spec.reports
    ]
    found = {
        row: tuple(
            place
            for place, report in enumerate(spec.reports)
            if choice.id in _named(Source.SINCE, report.when)
        )
        for row, choice in enumerate(model.choices)
        if model.choice_rows.kind[row] == ChoiceKind.INITIATIVE
        and choice.id not in acts
    }
    asked = {row: places for row, places in found.items() if places}
    return Questions(
        choices=tuple(asked),
        reports=tuple(asked.values()),
        hangs=np.array(hanging, dtype=np.float64) / max(1, len(acts)),
    )


def asked(
    known: Questions,
    model: Model,
    state: State,
    weights: Array,
    legality: Legality,
) -> tuple[Choices, ...]:
    """Return for each game the question that is worth most, or none.

    Args:
        known: what can be asked in the crisis.
        model: the crisis.
        state: (G * P) the worlds that are believed, those of one game side by side.
        weights: (G, P) how much each weighs.
        legality: (choices, G) what is open.
    """
    games = len(weights)
    if not known.choices or state.turn >= model.spec.turns:
        return ((),) * games
    left = (model.spec.turns - state.turn) / model.spec.turns
    told = known.hangs[:, None] * _told(model, state, weights) * left
    worth = np.stack([told[list(rows)].max(axis=0) for rows in known.reports])
    rows = np.array(known.choices)
    worth = np.where(legality.closed[rows] == Closed.OPEN, worth, 0.0)
    best = worth.argmax(axis=0)
    return tuple(
        (known.choices[row],) if worth[row, game] > _WORTH else ()
        for game, row in enumerate(best.tolist())
    )


def _told(model: Model, state: State, weights: Array) -> Array:
    """Return what each report would tell of the world, in bits, (reports, G)."""
    games, population = weights.shape
    rows = []
    for odds in report_odds(model, state):
        split = odds.reshape(-1, games, population)
        mixed = _entropy(np.sum(split * weights, axis=-1))
        rows.append(mixed - np.sum(_entropy(split) * weights, axis=-1))
    return np.array(rows).reshape(-1, games)


def _entropy(odds: Array) -> Array:
    """Return the entropy over the first axis, in bits."""
    logs = np.log2(np.where(odds > 0.0, odds, 1.0))
    entropy: Array = -np.sum(odds * logs, axis=0)
    return entropy


def _hanging(spec: Spec) -> Mapping[str, frozenset[str]]:
    """Return the hidden types that the effects of each act read, by the act."""
    derived: dict[str, frozenset[str]] = {}
    for row in spec.derived:
        derived[row.id] = _types(row.expression, derived)
    own = {row.id for row in spec.initiatives}
    own |= {f"{c.id}.{option.id}" for c in spec.cards for option in c.options}
    found: dict[str, frozenset[str]] = {}
    for effect in spec.effects:
        types = _types(effect.amount, derived)
        for act in _named(Source.HAPPENED, effect.amount) & own:
            found[act] = found.get(act, frozenset()) | types
    return MappingProxyType(found)


def _types(
    expression: Expression, derived: Mapping[str, frozenset[str]]
) -> frozenset[str]:
    """Return the hidden types that an expression reads, also by what it derives."""
    found = set(_named(Source.TYPE, expression))
    for name in _named(Source.DERIVED, expression):
        found |= derived.get(name, frozenset())
    return frozenset(found)


def _named(source: Source, expression: Expression) -> frozenset[str]:
    return frozenset(r.id for r in reads(expression) if r.source is source)
