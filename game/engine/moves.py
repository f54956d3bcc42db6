"""Moves: what the decision and the deadlines of cards make of the opening."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from game.engine.arithmetic import grid
from game.engine.cards import lying
from game.engine.legality import Verdict, settle
from game.engine.model import Model
from game.engine.rows import distinct
from game.engine.state import (
    Array,
    ChoiceKind,
    Closed,
    Decision,
    Mask,
    State,
    passed,
)


@dataclass(frozen=True, slots=True)
class Moves:
    """The month after the player's own doing; the arrays are still being filled."""

    verdict: Verdict
    levers: Array
    """(L, W)"""
    opened: Array
    """(C, W)"""
    happened: Mask
    """(H, W)"""
    rows: set[int]
    """Those of `happened` that were written."""
    mandate: Array
    """(W,)"""
    declared: Array
    """(W,)"""
    freshness: Array
    """(I, W)"""


def apply_sets(
    levers: Array, sets: tuple[tuple[int, int, int], ...], happened: Mask
) -> bool:
    """Move levers, in place, where the happening of a setting takes place.

    Args:
        levers: (L, W)
        sets: (happening, lever row, rung)
        happened: (H, W)

    Returns:
        Whether there was anything to set.
    """
    for row, lever, rung in sets:
        np.putmask(levers[lever], happened[row], rung)
    return bool(sets)


def _carry_out(model: Model, decision: Decision, moves: Moves) -> None:
    """Write what was accepted into the moves, in place."""
    rows = model.choice_rows
    for chosen, accepted in zip(decision, moves.verdict.accepted, strict=True):
        (done,) = np.nonzero(accepted == Closed.OPEN)
        index = chosen[done]
        kind, item, brings = rows.kind[index], rows.item[index], rows.happening[index]
        acts = brings >= 0
        moves.happened[brings[acts], done[acts]] = True
        card = kind == ChoiceKind.CARD
        over = model.cards.happening[item[card]]
        moves.happened[over, done[card]] = True
        moves.rows.update(brings[acts].tolist(), over.tolist())
        moves.opened[item[card], done[card]] = 0.0
        lever = kind == ChoiceKind.LEVER
        moves.levers[item[lever], done[lever]] = rows.rung[index[lever]]
        mandate = kind == ChoiceKind.MANDATE
        moves.mandate[done[mandate]] = item[mandate]
        moves.declared[done[mandate]] += 1.0


def _follow_settings(model: Model, decision: Decision, moves: Moves) -> None:
    """Apply the settings of accepted choices, in the order of the decision."""
    sets = model.choice_rows.sets
    for chosen, accepted in zip(decision, moves.verdict.accepted, strict=True):
        done = accepted == Closed.OPEN
        for index in distinct(chosen[done]):
            for lever, rung in sets[index]:
                moves.levers[lever, done & (chosen == index)] = rung


def _pass_deadlines(model: Model, state: State, moves: Moves) -> None:
    """Close the cards whose time is over, by their default."""
    cards = model.cards
    there = lying(moves.opened)
    opened = moves.opened[there]
    late = (opened > 0.0) & (opened <= state.turn + 1.0 - cards.deadline[there])
    for place in np.flatnonzero(late.any(axis=1)).tolist():
        card = there[place]
        for row in (cards.happening[card], cards.default[card]):
            moves.happened[row] |= late[place]
            moves.rows.add(int(row))
        np.putmask(moves.opened[card], late[place], 0.0)
        for lever, rung in cards.sets[card]:
            np.putmask(moves.levers[lever], late[place], rung)


def _wear_down(model: Model, state: State, moves: Moves) -> None:
    """Wear down, in place, the initiatives that are used within their window."""
    acts = model.initiatives
    for item, row in enumerate(acts.happening.tolist()):
        if row in moves.rows:
            again = passed(state.last[row], state.turn) <= acts.window[item]
            worn = grid(state.freshness[item] * acts.wear[item])
            force = np.where(again, worn, 1.0)
            np.copyto(moves.freshness[item], force, where=moves.happened[row])


def make_moves(model: Model, state: State, decision: Decision) -> Moves:
    """Carry out a decision and the deadlines of the month.

    Args:
        model: the model.
        state: the opening.
        decision: (K, W) indices into the choices.

    Raises:
        ValueError: the decision does not fit the worlds, or names no choice.
    """
    moves = Moves(
        verdict=settle(model, state, decision),
        levers=state.levers.copy(),
        opened=state.opened.copy(),
        happened=np.zeros((len(state.last), state.worlds.size), dtype=np.bool_),
        rows=set(),
        mandate=state.mandate.copy(),
        declared=state.declared.copy(),
        freshness=state.freshness.copy(),
    )
    _carry_out(model, decision, moves)
    _follow_settings(model, decision, moves)
    if model.default_mandate >= 0 and state.turn >= model.spec.mandate.turn:
        moves.mandate[moves.mandate < 0.0] = model.default_mandate
    _pass_deadlines(model, state, moves)
    _wear_down(model, state, moves)
    return moves
