"""The deck: which cards come up on the desk at an opening."""

from __future__ import annotations

import numpy as np

from game.engine.chance import Chance
from game.engine.expression import NEVER
from game.engine.frames import opening_frame
from game.engine.model import Model
from game.engine.state import Array, Integers, Mask, State


def _pick(weights: Array, draw: Array) -> Mask:
    """Pick one row in each world by weight, first come in row order, (rows, W)."""
    total = np.zeros(draw.shape)
    running = np.empty(weights.shape)
    for row, weight in enumerate(weights):
        total = total + weight
        running[row] = total
    reached = draw * total < running
    reached[1:] &= ~reached[:-1]
    return reached


def _come_up(model: Model, rows: Integers, ready: Mask, draw: Array) -> Mask:
    """Pick among the ready cards of the highest priority, (rows, W)."""
    cards = model.cards
    priority = np.where(ready[rows], cards.priority[rows], -np.inf)
    highest = np.maximum.reduce(priority, axis=0)
    first = ready[rows] & (priority == highest)
    return _pick(np.where(first, cards.weight[rows], 0.0), draw)


def deal(model: Model, state: State, chance: Chance) -> Array:
    """Open the cards that come up in the month that a state stands before.

    Args:
        model: the model.
        state: the opening, whose own `opened` holds the cards still on the desk.
        chance: where the draws come from.

    Returns:
        (C, W) the new `opened`.
    """
    cards = model.cards
    opened = state.opened.copy()
    ready = np.empty(opened.shape, dtype=np.bool_)
    for row, when in enumerate(model.programs.deck.run(opening_frame(model, state))):
        ready[row] = when
    since = state.since[cards.happening]
    ready &= opened <= 0.0
    ready &= ~(cards.once & (since < NEVER)) & (since > cards.cooldown)
    ready &= state.ending < 0.0
    streams = ("deck:duty", "deck:optional", "deck:chance")
    duty, optional, luck = chance.uniforms(streams, state.turn, state.worlds)
    if cards.duty.size:
        comes = _come_up(model, cards.duty, ready, duty)
        opened[cards.duty] = np.where(comes, state.turn, opened[cards.duty])
    if cards.optional.size:
        comes = _come_up(model, cards.optional, ready, optional)
        comes &= luck < model.spec.desk.optional
        opened[cards.optional] = np.where(comes, state.turn, opened[cards.optional])
    return opened
