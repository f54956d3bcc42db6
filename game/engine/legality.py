"""Legality: what may be chosen, what it costs, and what a decision carries out."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from game.engine.arithmetic import blocks, snap
from game.engine.cards import lying
from game.engine.frames import opening_frame
from game.engine.model import Model
from game.engine.rows import distinct
from game.engine.state import (
    Array,
    ChoiceKind,
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
    """The terms of some choices at one opening, taken alone, capital and desk apart."""

    closed: Integers
    """(listed, W)"""
    cost: Array
    """(listed, W)"""
    desk: Array
    """(W,)"""


class Verdict(NamedTuple):
    """What a decision carries out."""

    accepted: Integers
    """(K, W) values of `Closed`; REST where the decision rests."""
    cost: Array
    """(K, W) the price of what was carried out, else 0."""


def _raw_terms(
    model: Model, state: State, listed: Integers
) -> tuple[Array, Mask, Array]:
    """Return the desk (W,), requirements and unrounded prices (listed, W)."""
    width, rows = state.worlds.size, model.choice_rows
    met = np.ones((listed.size, width), dtype=np.bool_)
    cost = np.zeros((listed.size, width))
    program = model.programs.opening
    results = program.run(opening_frame(model, state, program))
    desk = np.empty(width)
    desk[:] = np.rint(np.maximum(results[0], 0.0))
    # Slots that are no number are none.
    desk[~(desk < np.inf)] = 0.0
    for place, row in enumerate(listed.tolist()):
        if row < rows.paired:
            # The desk, then two terms of each.
            met[place], cost[place] = results[2 * row + 1], results[2 * row + 2]
        elif rows.kind[row] == ChoiceKind.LEVER:
            number, rung = int(rows.item[row]), int(rows.rung[row])
            # Before it the terms of those in pairs, and of each lever two more.
            at = rows.paired + row + 1 + 2 * (number + 1)
            up, down = results[at - rung - 2], results[at - rung - 1]
            rises = rung > state.levers[number]
            met[place] = results[at]
            cost[place] = up if up is down else np.where(rises, up, down)
        else:
            cost[place] = np.where(state.declared > 0.0, model.spec.mandate.cost, 0.0)
    return desk, met, cost


def terms(model: Model, state: State, listed: Integers) -> Terms:
    """Work out the terms of some choices at an opening.

    Args:
        model: the model.
        state: the opening.
        listed: the choices, in order.
    """
    rows = model.choice_rows
    turn = float(state.turn)
    desk, met, cost = _raw_terms(model, state, listed)
    np.maximum(cost, 0.0, out=cost)
    closed = np.zeros(cost.shape, dtype=np.int64)

    # Choices stand kind by kind.
    kinds = (ChoiceKind.CARD, ChoiceKind.INITIATIVE, ChoiceKind.LEVER)
    ends = np.searchsorted(rows.kind[listed], kinds, "right").tolist()
    cards, levers = slice(0, ends[0]), slice(ends[1], ends[2])
    item = rows.item[listed]
    standing = state.levers[item[levers]]
    wanted = rows.rung[listed[levers], None]
    too_far = np.abs(wanted - standing) > rows.max_step[item[levers]]
    np.putmask(closed[levers], too_far, Closed.STEP)
    np.putmask(closed, ~met, Closed.REQUIREMENT)
    np.putmask(closed[levers], wanted == standing, Closed.SAME)

    opened = state.opened[item[cards]]
    cost[cards] += rows.delay[listed[cards]] * (turn - opened)
    np.putmask(closed[cards], opened <= 0.0, Closed.NOT_NOW)
    acts = model.initiatives
    for place in range(cards.stop, levers.start):
        act = item[place]
        last = state.last[acts.happening[act]]
        resting = passed(last, state.turn) <= acts.cooldown[act]
        np.copyto(closed[place], Closed.NOT_NOW, where=resting)
    mandate = model.spec.mandate
    again = (state.declared == 1.0) & (turn >= mandate.again)
    may_declare = (turn >= mandate.turn) & ((state.declared == 0.0) | again)
    np.copyto(closed[levers.stop :], Closed.NOT_NOW, where=~may_declare)
    over = _over(model, state)
    if over.any():
        np.copyto(closed, Closed.OVER, where=over)
    for cut in blocks(len(cost), over.size):
        _settle_prices(cost[cut], closed[cut])
    return Terms(closed, cost, desk)


def _over(model: Model, state: State) -> Mask:
    """Tell where the game is over, (W,)."""
    over: Mask = (state.ending >= 0.0) | (state.turn > model.spec.turns)
    return over


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
    rows, width = model.choice_rows, state.worlds.size
    # What cannot be open anywhere is not worked out.
    there = np.zeros(len(model.spec.cards), dtype=np.bool_)
    there[lying(state.opened)] = True
    answers = rows.kind == ChoiceKind.CARD
    may = ~answers
    may[answers] = there[rows.item[answers]]
    listed = np.flatnonzero(may)
    with np.errstate(all="ignore"):
        some, prices, desk = terms(model, state, listed)
    available = state.values[model.variables.budget]
    slots = rows.slots[:, None]
    for cut in blocks(listed.size, width):
        here, price, wide = some[cut], prices[cut], slots[listed[cut]]
        dear = (here == Closed.OPEN) & (price > available) & (price != 0.0)
        np.putmask(here, dear, Closed.CAPITAL)
        late = (here == Closed.OPEN) & (wide > desk) & (wide != 0)
        np.putmask(here, late, Closed.SLOTS)
    closed = np.full((len(model.choices), width), Closed.NOT_NOW, dtype=np.int64)
    np.copyto(closed, Closed.OVER, where=_over(model, state))
    cost = np.zeros(closed.shape)
    closed[listed], cost[listed] = some, prices
    return Legality(
        closed=closed,
        cost=cost,
        slots=rows.slots,
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
    chosen = decision[decision != REST]
    if not chosen.size:
        return Verdict(accepted, charged)
    if decision.min() < REST or decision.max() >= count:
        raise ValueError("a decision names a choice that does not exist")
    listed = distinct(chosen)
    rows = model.choice_rows
    closed, cost, desk = terms(model, state, listed)
    available = state.values[model.variables.budget]
    columns = np.arange(width)
    taken = np.zeros((rows.groups, width), dtype=np.bool_)
    spent, used = np.zeros(width), np.zeros(width)
    for place, chosen in enumerate(decision):
        real = chosen != REST
        group, slots = rows.group[chosen], rows.slots[chosen]
        places = np.where(real, np.searchsorted(listed, chosen), 0)
        price = cost[places, columns]
        verdict = closed[places, columns]
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
