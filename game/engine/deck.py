"""The deck: which cards come up on the desk at an opening."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache, partial
from itertools import pairwise

import numpy as np

from game.engine.agreement import Row, somewhere
from game.engine.model import Model
from game.engine.program import Frame
from game.engine.rows import integers
from game.engine.state import LONG_AGO, Array, Integers, Mask, State, passed


def _last(state: State, happenings: tuple[int, ...]) -> Row:
    """Return when the latest of some happenings took place."""
    found = state.last[happenings[0]]
    for row in happenings[1:]:
        found = np.maximum(found, state.last[row])
    return found


def _keep_first(model: Model, rows: Integers, ready: Mask, opened: Array) -> None:
    """Leave of each family only the first that may come, and none while one lies."""
    places = {row: place for place, row in enumerate(rows.tolist())}
    for family in model.cards.families:
        waiting = [places[row] for row in family if row in places]
        if not waiting:
            continue
        free = ~(opened[list(family)] > 0.0).any(axis=0)
        for place in waiting:
            ready[place] &= free
            free &= ~ready[place]


def _ready(model: Model, state: State, frame: Frame, opened: Array) -> dict[int, Mask]:
    """Return the cards that may come up in some world, and where, (W,) each."""
    results = model.programs.deck.run(frame)
    rows = integers([row for row, when in enumerate(results) if somewhere(when)])
    ready = (opened[rows] <= 0.0) & (state.ending < 0.0)
    # A card and its variants have the same kin: it is looked up once for all of them.
    latest = cache(partial(_last, state))
    for place, row in enumerate(rows.tolist()):
        card, last = model.spec.cards[row], latest(model.cards.kin[row])
        if results[row].ndim:
            ready[place] &= results[row]
        if card.once:
            ready[place] &= last == LONG_AGO
        if card.cooldown:
            ready[place] &= passed(last, state.turn) > card.cooldown
    _keep_first(model, rows, ready, opened)
    some = ready.any(axis=1)
    return dict(zip(rows[some].tolist(), ready[some], strict=True))


def _come_up(
    model: Model,
    tiers: Sequence[Integers],
    ready: Mapping[int, Mask],
    draw: Array,
    *,
    free: Mask,
    opened: Array,
    turn: int,
) -> None:
    """Open, by weight, one of the ready cards of the highest priority.

    Args:
        model: the model.
        tiers: rows of cards by priority, the highest first.
        ready: the cards that may come up, and where.
        draw: (W,) uniforms.
        free: (W,) where a card may come; what has got one is struck off.
        opened: (C, W) written on.
        turn: the month that opens.
    """
    for tier in tiers:
        rows = [row for row in tier.tolist() if row in ready]
        if not rows:
            continue
        may = np.array([ready[row] for row in rows])
        may &= free
        running = may * model.cards.weight[rows]
        for before, row in pairwise(running):
            np.add(row, before, out=row)
        come = draw * running[-1] < running
        come[1:] &= ~come[:-1]
        for card, here in zip(rows, come, strict=True):
            np.putmask(opened[card], here, turn)
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
    ready = _ready(model, state, frame, opened)
    duty, optional, chances = draws
    every = np.ones(chances.shape, dtype=np.bool_)
    lucky = chances < model.spec.desk.optional
    for tiers, draw, free in (
        (model.cards.duty, duty, every),
        (model.cards.optional, optional, lucky),
    ):
        _come_up(model, tiers, ready, draw, free=free, opened=opened, turn=state.turn)
