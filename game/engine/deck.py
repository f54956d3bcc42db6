"""The deck: which cards come up on the desk at an opening.

What a month costs here hangs on the cards that may come up in it, not on those there
are: the others are left aside before anything is worked out world by world.
"""

from __future__ import annotations

import numpy as np

from game.engine.agreement import Row
from game.engine.arithmetic import accumulated
from game.engine.cards import Resting, lying
from game.engine.expression import NEVER
from game.engine.model import Model
from game.engine.program import Frame
from game.engine.rows import integers
from game.engine.state import LONG_AGO, Array, Integers, Mask, State, passed


def _may_again(state: State, resting: Resting) -> Row:
    """Tell where `once` and `cooldown` let a card come up again.

    Args:
        state: the opening.
        resting: the terms of the card, of `CardRows.resting`.
    """
    happenings, once, cooldown = resting
    latest: Row = LONG_AGO
    for row in happenings:
        last = state.last[row]
        if last.ndim or last != LONG_AGO:
            latest = np.maximum(latest, last) if latest is not LONG_AGO else last
    if once:
        return np.logical_and(latest == LONG_AGO, cooldown < NEVER)
    return passed(latest, state.turn) > cooldown if cooldown else np.True_


def _ready(
    model: Model, state: State, frame: Frame, opened: Array
) -> tuple[list[int], Mask]:
    """Return the cards that may come up in some world, and where, (cards, W)."""
    cards = model.cards
    results = model.programs.deck.run(frame)
    rows = [row for row, when in enumerate(results) if when.ndim or when]
    # Those of a family stand together, in the order in which they are tried.
    rows.sort(key=cards.order.__getitem__)
    ready = np.empty((len(rows), opened.shape[1]), dtype=np.bool_)
    again: dict[int, Row] = {}
    for truth, row in zip(ready, rows, strict=True):
        rests = cards.rests[row]
        if rests not in again:
            again[rests] = _may_again(state, cards.resting[rests])
        np.logical_and(results[row], again[rests], out=truth)
    frozen = state.ending >= 0.0
    if frozen.any():
        ready &= ~frozen
    _keep_first(model, rows, ready, opened)
    some = np.flatnonzero(ready.any(axis=1))
    return [rows[place] for place in some.tolist()], ready[some]


def _keep_first(model: Model, rows: list[int], ready: Mask, opened: Array) -> None:
    """Leave of each family only the first that may come, and none while one lies.

    Args:
        model: the model.
        rows: the cards, those of a family together.
        ready: (cards, W) where each may come; written on.
        opened: (C, W) what lies.
    """
    family = model.cards.family
    taken: dict[int, Mask] = {}
    there = lying(opened)
    for row, lies in zip(there.tolist(), opened[there] > 0.0, strict=True):
        own = family[row]
        taken[own] = taken[own] | lies if own in taken else lies
    for truth, row in zip(ready, rows, strict=True):
        own = family[row]
        if own in taken:
            # Of two truths the greater is: the first and not the second.
            np.greater(truth, taken[own], out=truth)
            taken[own] = taken[own] | truth
        else:
            taken[own] = truth


def _come_up(
    weights: Array,
    rows: Integers,
    ready: Mask,
    draw: Array,
    *,
    free: Mask,
    opened: Array,
    turn: int,
) -> None:
    """Open, by weight, one of some ready cards in each world.

    Args:
        weights: (cards, 1)
        rows: (cards,) in the order of the file.
        ready: (cards, W) where each may come.
        draw: (W,) uniforms.
        free: (W,) where a card may come; what has got one is struck off.
        opened: (C, W) written on.
        turn: the month that opens.
    """
    may = ready & free
    running = accumulated(may * weights)
    come = draw * running[-1] < running
    # Once reached it stays so: the first one counts.
    come[1:] = np.greater(come[1:], come[:-1])
    place, world = np.divmod(np.flatnonzero(come), draw.size)
    opened[rows[place], world] = turn
    free &= ~may.any(axis=0)


def deal(model: Model, state: State, frame: Frame, draws: Array, opened: Array) -> None:
    """Open the cards that come up in the month that a state stands before.

    Args:
        model: the model.
        state: the opening.
        frame: what is read at it.
        draws: (3, W) uniforms of `luck.DECK`.
        opened: (C, W) the cards still on the desk; what comes up is added.
    """
    cards = model.cards
    found, ready = _ready(model, state, frame, opened)
    tiers: dict[int, list[tuple[int, int]]] = {}
    for place, row in enumerate(found):
        tiers.setdefault(cards.tier[row], []).append((row, place))
    duty, optional, chances = draws
    free = np.ones(chances.shape, dtype=np.bool_)
    lucky = chances < model.spec.desk.optional
    for tier in sorted(tiers):
        rows, places = map(integers, zip(*sorted(tiers[tier]), strict=True))
        must = tier < cards.duty
        _come_up(
            cards.weight[rows],
            rows,
            ready[places],
            duty if must else optional,
            free=free if must else lucky,
            opened=opened,
            turn=state.turn,
        )
