"""Legality: what may be chosen, what it costs, and what a decision carries out."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from game.engine.arithmetic import blocks, snap
from game.engine.frames import opening_frame
from game.engine.model import Model
from game.engine.state import (
    Array,
    Closed,
    Decision,
    Integers,
    Legality,
    Mask,
    State,
    passed,
)

REST = -1
"""Fills up a decision; it is neither carried out nor refused."""


class Terms(NamedTuple):
    """The terms of every choice at one opening, taken alone, capital and desk apart."""

    closed: Integers
    """(choices, W)"""
    cost: Array
    """(choices, W)"""
    desk: Array
    """(W,)"""


class Verdict(NamedTuple):
    """What a decision carries out."""

    accepted: Integers
    """(K, W) values of `Closed`; REST where the decision rests."""
    cost: Array
    """(K, W) the price of what was carried out, else 0."""


def _raw_terms(model: Model, state: State) -> tuple[Array, Mask, Array]:
    """Return the desk (W,), requirements and unrounded prices (choices, W)."""
    width = state.worlds.size
    count = len(model.choices)
    met = np.ones((count, width), dtype=np.bool_)
    cost = np.zeros((count, width))
    results = iter(model.programs.opening.run(opening_frame(model, state)))
    desk = np.empty(width)
    desk[:] = np.rint(np.maximum(next(results), 0.0))
    # Slots that are no number are none.
    desk[~(desk < np.inf)] = 0.0
    row = 0
    for _ in range(model.choice_rows.paired):
        met[row] = next(results)
        cost[row] = next(results)
        row += 1
    for place, lever in enumerate(model.spec.levers):
        up, down = next(results), next(results)
        for rung in range(len(lever.rungs)):
            met[row] = next(results)
            rises = rung > state.levers[place]
            cost[row] = up if up is down else np.where(rises, up, down)
            row += 1
    second = np.where(state.declared > 0.0, model.spec.mandate.cost, 0.0)
    cost[row:] = second
    return desk, met, cost


def terms(model: Model, state: State) -> Terms:
    """Work out the terms of every choice at an opening."""
    rows = model.choice_rows
    turn = float(state.turn)
    desk, met, cost = _raw_terms(model, state)
    np.maximum(cost, 0.0, out=cost)
    closed = np.zeros(cost.shape, dtype=np.int64)

    levers = slice(rows.paired, len(rows.kind) - len(model.mandates))
    standing = state.levers[rows.item[levers]]
    wanted = rows.rung[levers, None]
    too_far = np.abs(wanted - standing) > rows.max_step[rows.item[levers]]
    np.putmask(closed[levers], too_far, Closed.STEP)
    np.putmask(closed, ~met, Closed.REQUIREMENT)
    np.putmask(closed[levers], wanted == standing, Closed.SAME)

    acts = model.initiatives
    cards = slice(0, rows.paired - len(acts.happening))
    opened = state.opened[rows.item[cards]]
    cost[cards] += rows.delay[cards] * (turn - opened)
    np.putmask(closed[cards], opened <= 0.0, Closed.NOT_NOW)
    for item, happening in enumerate(acts.happening.tolist()):
        resting = passed(state.last[happening], state.turn) <= acts.cooldown[item]
        np.copyto(closed[cards.stop + item], Closed.NOT_NOW, where=resting)
    mandate = model.spec.mandate
    again = (state.declared == 1.0) & (turn >= mandate.again)
    may_declare = (turn >= mandate.turn) & ((state.declared == 0.0) | again)
    np.copyto(closed[levers.stop :], Closed.NOT_NOW, where=~may_declare)
    over = (state.ending >= 0.0) | (state.turn > model.spec.turns)
    if over.any():
        np.copyto(closed, Closed.OVER, where=over)
    for cut in blocks(len(cost), over.size):
        _settle_prices(cost[cut], closed[cut])
    return Terms(closed, cost, desk)


def _settle_prices(cost: Array, closed: Integers) -> None:
    """Round prices in place; there is none where a choice does not apply."""
    snap(cost)
    # A price that is no number is nobody's to pay.
    np.putmask(cost, ~(cost < np.inf), np.inf)
    absent = closed == Closed.NOT_NOW
    absent |= closed == Closed.SAME
    absent |= closed == Closed.OVER
    np.putmask(cost, absent, 0.0)


def legal(model: Model, state: State) -> Legality:
    """Tell what may be chosen at the opening of a month, each choice taken alone."""
    with np.errstate(all="ignore"):
        closed, cost, desk = terms(model, state)
    available = state.values[model.variables.budget]
    slots = model.choice_rows.slots[:, None]
    for cut in blocks(len(cost), available.size):
        here, price = closed[cut], cost[cut]
        dear = (here == Closed.OPEN) & (price > available) & (price != 0.0)
        np.putmask(here, dear, Closed.CAPITAL)
        late = (here == Closed.OPEN) & (slots[cut] > desk) & (slots[cut] != 0)
        np.putmask(here, late, Closed.SLOTS)
    return Legality(
        closed=closed,
        cost=cost,
        slots=model.choice_rows.slots,
        available=available,
        desk=desk,
    )


def settle(model: Model, state: State, decision: Decision) -> Verdict:
    """Go through a decision in order and tell what is carried out.

    Raises:
        ValueError: the decision does not fit the worlds, or names no choice.
    """
    count, width = len(model.choices), state.worlds.size
    if decision.ndim != 2 or decision.shape[1] != width:  # noqa: PLR2004 - rows and worlds
        raise ValueError(f"a decision for {width} worlds has shape {decision.shape}")
    accepted = np.full(decision.shape, REST, dtype=np.int64)
    charged = np.zeros(decision.shape)
    if not (decision != REST).any():
        return Verdict(accepted, charged)
    if decision.min() < REST or decision.max() >= count:
        raise ValueError("a decision names a choice that does not exist")
    rows = model.choice_rows
    closed, cost, desk = terms(model, state)
    available = state.values[model.variables.budget]
    columns = np.arange(width)
    taken = np.zeros((rows.groups, width), dtype=np.bool_)
    spent, used = np.zeros(width), np.zeros(width)
    for place, chosen in enumerate(decision):
        real = chosen != REST
        group, slots = rows.group[chosen], rows.slots[chosen]
        price = cost[chosen, columns]
        verdict = closed[chosen, columns]
        again = taken[group, columns] & (verdict != Closed.OVER)
        verdict[again] = Closed.TAKEN
        dear = (spent + price > available) & (price != 0.0)
        verdict[(verdict == Closed.OPEN) & dear] = Closed.CAPITAL
        late = (used + slots > desk) & (slots != 0)
        verdict[(verdict == Closed.OPEN) & late] = Closed.SLOTS
        done = real & (verdict == Closed.OPEN)
        accepted[place] = np.where(real, verdict, REST)
        charged[place] = np.where(done, price, 0.0)
        spent += charged[place]
        used += np.where(done, slots, 0)
        taken[group[done], columns[done]] = True
    return Verdict(accepted, charged)
