"""The ledger: every named cause of the month, which sum to the change exactly."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

import numpy as np

from game.engine.arithmetic import blocks, snap
from game.engine.effects import Books, add_effects
from game.engine.model import Model
from game.engine.moves import Moves
from game.engine.program import Frame
from game.engine.state import Array, Closed, Decision, State


class Account(NamedTuple):
    """What a month adds."""

    ledger: Array
    """(causes, W), or (0, W) where none was wanted."""
    values: Array
    """(V, W) the new values."""
    delays: Array
    """(D, W) the new contents of the delay stocks."""


def _charge(model: Model, decision: Decision, moves: Moves, books: Books) -> None:
    """Take the prices of what was carried out from the budget."""
    verdict = moves.verdict
    budget = books.change[model.variables.budget]
    for chosen, accepted, cost in zip(
        decision, verdict.accepted, verdict.cost, strict=True
    ):
        (done,) = np.nonzero(accepted == Closed.OPEN)
        budget[done] -= cost[done]
        if books.kept:
            price = model.choice_rows.price[chosen[done]]
            books.ledger[price, done] = 0.0 - cost[done]


def _move(model: Model, state: State, books: Books) -> Array:
    """Let the variables drift and change, within their limits, (V, W)."""
    rows, causes = model.variables, model.effects
    width = state.worlds.size
    for cut in blocks(len(rows.drifting), width):
        drifting = rows.drifting[cut]
        drift = rows.rest[cut] - state.values[drifting]
        np.multiply(drift, rows.rate[cut], out=drift)
        snap(drift)
        books.change[drifting] += drift
        if books.kept:
            for row, amount in enumerate(drift, causes.first_drift + cut.start):
                books.write(row, amount)
    values = np.empty(state.values.shape)
    for cut in blocks(len(values), width):
        new = books.change[cut]
        np.add(new, state.values[cut], out=new)
        # A value and its bounds are on the grid, so this is new + (clipped - new).
        np.clip(new, rows.low[cut], rows.high[cut], out=values[cut])
        if books.kept:
            limit = values[cut] - new
            for row, amount in enumerate(limit, causes.first_limit + cut.start):
                books.write(row, amount)
    return values


def keep_books(
    model: Model,
    state: State,
    draws: Array,
    *,
    decision: Decision,
    moves: Moves,
    frame: Frame,
    came: Mapping[int, int],
    account: bool,
) -> Account:
    """Work out every cause of the month and add them to the variables.

    Args:
        model: the model.
        state: the opening of the month.
        draws: (drawn, W) what each effect that has a draw is multiplied by.
        decision: (K, W) what was chosen.
        moves: what of it was carried out, and all that happens.
        frame: what the amounts of effects read.
        came: the rows of the happenings that take place, and in how many worlds.
        account: whether the ledger is wanted.

    Raises:
        NotFiniteError: an effect is not finite.
    """
    width, playing = state.worlds.size, state.ending < 0.0
    # Most rows stay as they are made: a row of zeros costs nothing until touched.
    books = Books(
        change=np.zeros(state.values.shape),
        ledger=np.zeros((len(model.causes) if account else 0, width)),
        kept=account,
        playing=None if playing.all() else playing,
    )
    delays = add_effects(
        model,
        state,
        draws,
        frame=frame,
        happened=moves.happened,
        came=came,
        books=books,
    )
    _charge(model, decision, moves, books)
    return Account(books.ledger, _move(model, state, books), delays)
