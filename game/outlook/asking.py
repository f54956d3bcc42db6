"""Asking: what is worth a question to those who can find out.

A planner plans in worlds that teach it nothing, so it cannot see what an answer is
worth. Whoever asks follows a rule instead: what an answer is expected to tell (the
information that it shares with the world, Shannon 1948), times how much of what may
be chosen for the declared duties hangs on what it tells of, times how much of the
calendar is left to use it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np

from game.engine import (
    Array,
    ChoiceKind,
    Closed,
    Expression,
    Legality,
    Mask,
    Model,
    Source,
    Spec,
    State,
    reads,
    report_odds,
)
from game.outlook.lines import Choices

_WORTH = 0.03
"""Below this an answer is not worth its price."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Questions:
    """What can be asked in a crisis."""

    choices: Choices
    """The initiatives that bring a report and do nothing else at once."""
    reports: tuple[tuple[int, ...], ...]
    """For each, the places of the reports that it brings."""
    more: Mask
    """For each, whether something else comes with the answer."""
    hangs: Array
    """(objectives, reports) of the answers and acts that move what an objective reads,
    the share whose effect on it hangs on what the report tells of."""


def questions(model: Model) -> Questions:
    """Return what can be asked."""
    spec = model.spec
    moves = _moves(spec)
    acts = {move.act for move in moves}
    wanted = _wanted(spec)
    hangs = np.zeros((len(wanted), len(spec.reports)))
    for row, variables in enumerate(wanted):
        own = [move for move in moves if move.variable in variables]
        for column, report in enumerate(spec.reports):
            hanging = {move.act for move in own if report.about in move.types}
            hangs[row, column] = len(hanging) / max(1, len({m.act for m in own}))
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
    later = _later(spec)
    return Questions(
        choices=tuple(asked),
        more=np.array([model.choices[row].id in later for row in asked], dtype=bool),
        reports=tuple(asked.values()),
        hangs=hangs,
    )


def asked(
    known: Questions,
    model: Model,
    state: State,
    weights: Array,
    *,
    duties: Array,
    legality: Legality,
) -> tuple[tuple[Choices, ...], Legality]:
    """Return for each game the question that is worth most, or none, and what is left.

    Of the questions that bring something besides the answer a planner may want any, for
    what comes with it: it is left the one whose answer is worth most.

    Args:
        known: what can be asked in the crisis.
        model: the crisis.
        state: (G * P) the worlds that are believed, those of one game side by side.
        weights: (G, P) how much each weighs.
        duties: (objectives, G) the share of each in the score.
        legality: (choices, G) what is open.
    """
    games = len(weights)
    if not known.choices or state.turn >= model.spec.turns:
        return ((),) * games, legality
    left = (model.spec.turns - state.turn) / model.spec.turns
    told = (known.hangs.T @ duties) * _told(model, state, weights) * left
    worth = np.stack([told[list(rows)].max(axis=0) for rows in known.reports])
    rows = np.array(known.choices)
    worth = np.where(legality.closed[rows] == Closed.OPEN, worth, 0.0)
    best = worth.argmax(axis=0)
    asks = tuple(
        (known.choices[row],) if worth[row, game] > _WORTH else ()
        for game, row in enumerate(best.tolist())
    )
    more = np.where(known.more[:, None], worth, -1.0)
    first = more.argmax(axis=0) == np.arange(len(more))[:, None]
    shut = known.more[:, None] & ~first
    closed = legality.closed.copy()
    closed[rows] = np.where(
        shut & (closed[rows] == Closed.OPEN), Closed.REQUIREMENT, closed[rows]
    )
    return asks, replace(legality, closed=closed)


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


def _later(spec: Spec) -> frozenset[str]:
    """Return what numbers change by, some months after it was done."""
    rows = [row.amount for row in spec.effects]
    rows += [row.expression for row in spec.derived]
    return frozenset(name for row in rows for name in _named(Source.SINCE, row))


@dataclass(frozen=True, slots=True)
class _Move:
    """What an answer or act does to a number."""

    act: str
    variable: str
    types: frozenset[str]
    """The hidden types that it hangs on."""


def _moves(spec: Spec) -> tuple[_Move, ...]:
    """Return what every act does to every number."""
    derived = _derived(Source.TYPE, spec)
    own = {row.id for row in spec.initiatives}
    own |= {f"{c.id}.{option.id}" for c in spec.cards for option in c.options}
    return tuple(
        _Move(act, effect.target, _reached(Source.TYPE, effect.amount, derived))
        for effect in spec.effects
        for act in sorted(_named(Source.HAPPENED, effect.amount) & own)
    )


def _wanted(spec: Spec) -> tuple[frozenset[str], ...]:
    """Return the numbers that each objective reads, also by what it derives."""
    derived = _derived(Source.VARIABLE, spec)
    return tuple(
        _reached(Source.VARIABLE, row.value, derived) for row in spec.objectives
    )


def _derived(source: Source, spec: Spec) -> Mapping[str, frozenset[str]]:
    """Return what of a source every derived quantity reads."""
    found: dict[str, frozenset[str]] = {}
    for row in spec.derived:
        found[row.id] = _reached(source, row.expression, found)
    return found


def _reached(
    source: Source, expression: Expression, derived: Mapping[str, frozenset[str]]
) -> frozenset[str]:
    """Return what of a source an expression reads, also by what it derives."""
    found = set(_named(source, expression))
    for name in _named(Source.DERIVED, expression):
        found |= derived.get(name, frozenset())
    return frozenset(found)


def _named(source: Source, expression: Expression) -> frozenset[str]:
    return frozenset(r.id for r in reads(expression) if r.source is source)
