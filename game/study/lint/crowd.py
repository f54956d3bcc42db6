"""A crowd: many ways to play, side by side in the same worlds with the same luck."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np

from game.engine import (
    REST,
    Chance,
    Decision,
    Legality,
    Model,
    State,
    Worlds,
    begin,
    legal,
    step,
)
from game.study.lint.scored import Scored
from game.study.lint.seen import Seen, Watcher
from game.study.lint.ways import Way, games_of

_LUCK = np.uint64(32)
"""Above the numbers of the worlds: the copies of a way that plays by chance."""

Fork = Callable[[State, Legality], None]
"""Told every opening, before the ways go on."""


def play_crowd(
    model: Model,
    ways: Sequence[Way],
    seed: int,
    worlds: Worlds,
    *,
    scored: Scored,
    fork: Fork | None = None,
    months: int | None = None,
) -> Seen:
    """Play every way in every world and return what was seen.

    Args:
        model: the crisis.
        ways: how to play.
        seed: the seed of the games.
        worlds: (W,) numbers of the worlds.
        scored: what games are scored by.
        fork: told every opening.
        months: how many are played; to the end of the calendar when left out.

    Raises:
        NotFiniteError: a number of the scenario leaves the real line.
    """
    chance = Chance(seed)
    state = begin(model, chance, np.tile(worlds, games_of(ways)))
    watcher = Watcher(model, state, games_of(ways), scored)
    last = min(months or model.spec.turns, model.spec.turns)
    while state.turn <= last:
        legality = legal(model, state)
        watcher.opening(state, legality)
        if fork is not None:
            fork(state, legality)
        decision = _decide(ways, state, legality, worlds.size)
        made = step(model, state, decision, chance, account=True)
        watcher.month(state, made)
        state = made.state
    return watcher.seen(state)


def _decide(
    ways: Sequence[Way], state: State, legality: Legality, width: int
) -> Decision:
    """Return what every way chooses in its own columns."""
    parts: list[tuple[slice, Decision]] = []
    first = 0
    for way in ways:
        columns = slice(first, first + way.copies * width)
        first = columns.stop
        if way.policy.rests(state.turn):
            continue
        own = Legality(
            closed=legality.closed[:, columns],
            cost=legality.cost[:, columns],
            slots=legality.slots,
            available=legality.available[columns],
            desk=legality.desk[columns],
        )
        copies = np.repeat(np.arange(way.copies, dtype=np.uint64), width)
        luck = state.worlds[columns] + (copies << _LUCK)
        parts.append((columns, way.policy.decide(own, state.turn, luck)))
    rows = max((len(part) for _, part in parts), default=0)
    decision = np.full((rows, first), REST, dtype=np.int64)
    for columns, part in parts:
        decision[: len(part), columns] = part
    return decision
