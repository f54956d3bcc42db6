"""Seats: any way to play, at many games at once, a month at a time.

A policy needs to know what is open, a bot what is seen; only the oracle is handed
the worlds themselves.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np

from game.engine import (
    REST,
    Array,
    Chance,
    Decision,
    Integers,
    Legality,
    Model,
    State,
    Step,
    fitting,
    hold,
    legal,
    observe,
    step,
)
from game.outlook.bots import (
    Bot,
    Follower,
    FollowerSitting,
    Sitting,
)
from game.outlook.oracle import Oracle, OracleSitting
from game.outlook.scoring import declarations
from game.session.policies import Policy

Way = Policy | Bot | Follower | Oracle
"""A way to play."""

CHUNK = 8192
"""Worlds of one pass: the state of more would not stay near the processor."""

_IMAGINED = 256
"""Worlds that a bot imagines for each of its games."""


@dataclass(frozen=True, slots=True)
class Opening:
    """What may be shown to whoever plays."""

    state: State
    legality: Legality
    last: Step | None
    before: State | None


@dataclass(frozen=True, slots=True)
class Month:
    """One month of a run: its opening, what was chosen, what came."""

    before: State
    legality: Legality | None
    """None where a policy rests, whatever is open."""
    decision: Decision
    step: Step


Seat = Callable[[Opening], Decision]
"""Decides a month, for all games."""


def chunk_of(way: Way, model: Model) -> int:
    """Return how many games of a way to play fit in one pass."""
    worlds = fitting(model, CHUNK)
    return worlds if isinstance(way, Policy) else max(1, worlds // _IMAGINED)


def seat(
    way: Way,
    model: Model,
    chance: Chance,
    start: State,
    mandates: Integers,
    *,
    told: bool = False,
) -> Seat:
    """Sit down at the games of a state.

    Args:
        way: how to play.
        model: the crisis.
        chance: the luck of the games.
        start: their first opening.
        mandates: (W,) what each declares; -1 declares nothing.
        told: whether a bot is told the hidden types.
    """
    if isinstance(way, Policy):
        return _policy(way, model, mandates)
    if isinstance(way, Follower):
        follower = FollowerSitting(way, model, mandates)
        return lambda opening: follower.choose(opening.state.turn, opening.legality)
    if isinstance(way, Oracle):
        oracle = OracleSitting(way, model, chance, mandates)
        return lambda opening: oracle.choose(opening.state, opening.legality)
    return _bot(way, model, start, mandates, start.types if told else None)


def months(
    model: Model,
    way: Way,
    chance: Chance,
    start: State,
    mandates: Integers | None = None,
    *,
    told: bool = False,
    account: bool = False,
) -> Iterator[Month]:
    """Play to the end of the calendar, a month at a time.

    A ledger is only written where it is asked for, or for a bot, which sees what a
    player sees.

    Args:
        model: the crisis.
        way: how to play.
        chance: the luck of the games.
        start: their first opening.
        mandates: (W,) what each declares; nothing when left out.
        told: whether a bot is told the hidden types.
        account: whether to write the ledger.

    Raises:
        NotFiniteError: a number of the scenario leaves the real line.
    """
    if mandates is None:
        mandates = np.full(start.worlds.size, REST)
    decide = seat(way, model, chance, start, mandates, told=told)
    written = account or isinstance(way, Bot)
    state, before, last = start, None, None
    while state.turn <= model.spec.turns:
        legality = None if _rests(way, state.turn, model) else legal(model, state)
        if legality is None:
            decision = hold(model, state.worlds.size)
        else:
            decision = decide(Opening(state, legality, last, before))
        before, last = state, step(model, state, decision, chance, account=written)
        yield Month(before, legality, decision, last)
        state = last.state


def _rests(way: Way, turn: int, model: Model) -> bool:
    """Tell whether nothing is tried in a month, whatever is open."""
    declares = turn == model.spec.mandate.turn
    return isinstance(way, Policy) and way.rests(turn) and not declares


def _policy(policy: Policy, model: Model, mandates: Integers) -> Seat:
    declared = declarations(model, mandates)[None]

    def decide(opening: Opening) -> Decision:
        state = opening.state
        chosen = policy.decide(opening.legality, state.turn, state.worlds)
        if state.turn != model.spec.mandate.turn:
            return chosen
        return np.concatenate([declared, chosen])

    return decide


def _bot(
    bot: Bot, model: Model, start: State, mandates: Integers, types: Array | None
) -> Seat:
    sitting = Sitting(bot, model, start.worlds, mandates, types)

    def decide(opening: Opening) -> Decision:
        state = opening.state
        seen = [
            observe(model, state, opening.last, opening.before, column)
            for column in range(state.worlds.size)
        ]
        return sitting.choose(seen)

    return decide
