"""The deck: which cards come up on the desk at an opening."""

from __future__ import annotations

from itertools import pairwise

import numpy as np

from game.engine.agreement import somewhere
from game.engine.chance import Chance
from game.engine.luck import first_time, repeated
from game.engine.model import Model
from game.engine.program import Frame
from game.engine.rows import integers
from game.engine.state import LONG_AGO, Array, Integers, Mask, State, passed


def _ready(
    model: Model, state: State, frame: Frame, opened: Array
) -> tuple[Integers, Mask]:
    """Return the cards that may come up in some world, and where, (cards, W)."""
    results = model.programs.deck.run(frame)
    rows = integers([row for row, when in enumerate(results) if somewhere(when)])
    ready = (opened[rows] <= 0.0) & (state.ending < 0.0)
    for place, row in enumerate(rows.tolist()):
        card, last = model.spec.cards[row], state.last[model.cards.happening[row]]
        if results[row].ndim:
            ready[place] &= results[row]
        if card.once:
            ready[place] &= last == LONG_AGO
        if card.cooldown:
            ready[place] &= passed(last, state.turn) > card.cooldown
    some = ready.any(axis=1)
    return rows[some], ready[some]


def _come_up(model: Model, rows: Integers, ready: Mask, draw: Array) -> Mask:
    """Pick, by weight, among the ready cards of the highest priority, (rows, W).

    Args:
        model: the model.
        rows: the cards that may come up in some world.
        ready: (rows, W) where.
        draw: (W,) uniforms.
    """
    come = np.zeros(ready.shape, dtype=np.bool_)
    priority = model.cards.priority[rows, 0]
    free = np.ones(draw.shape, dtype=np.bool_)
    for level in np.unique(priority)[::-1]:
        places = np.flatnonzero(priority == level)
        may = ready[places] & free
        running = np.multiply(may, model.cards.weight[rows[places]])
        for before, row in pairwise(running):
            np.add(row, before, out=row)
        reached = draw * running[-1] < running
        reached[1:] &= ~reached[:-1]
        come[places] = reached
        free &= ~may.any(axis=0)
    return come


def deal(
    model: Model, state: State, frame: Frame, chance: Chance, opened: Array
) -> None:
    """Open the cards that come up in the month that a state stands before.

    Args:
        model: the model.
        state: the opening.
        frame: what is read at it.
        chance: where the draws come from.
        opened: (C, W) the cards still on the desk; what comes up is added.
    """
    rows, ready = _ready(model, state, frame, opened)
    streams = ("deck:duty", "deck:optional", "deck:chance")
    luck = chance.opening
    worlds, times = first_time(state.worlds)
    draws = luck.uniforms(streams, state.turn, worlds)
    duty, optional, chances = repeated(draws, times)
    binding = np.isin(rows, model.cards.duty)
    come = np.zeros(ready.shape, dtype=np.bool_)
    come[binding] = _come_up(model, rows[binding], ready[binding], duty)
    lucky = chances < model.spec.desk.optional
    others = _come_up(model, rows[~binding], ready[~binding], optional)
    come[~binding] = others & lucky
    for place in np.flatnonzero(come.any(axis=1)).tolist():
        np.putmask(opened[rows[place]], come[place], state.turn)
