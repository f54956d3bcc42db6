"""The ledger: every named cause of the month, which sum to the change exactly."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from game.engine.arithmetic import grid, snap
from game.engine.chance import Chance, quantile
from game.engine.gates import LARGEST, add_fixed
from game.engine.model import Model
from game.engine.moves import Moves
from game.engine.program import Frame
from game.engine.state import Array, Closed, Decision, Integers, Mask, State
from game.errors import NotFiniteError


class Account(NamedTuple):
    """What a month adds."""

    ledger: Array
    """(causes, W)"""
    values: Array
    """(V, W) the new values."""
    delays: Array
    """(D, W) the new contents of the delay stocks."""


class _Rows(NamedTuple):
    """The effects worked out in this month, the standing ones first."""

    row: Integers
    """(rows,) the row of the ledger of each."""
    target: Sequence[int]
    """The variable that each of those behind a happening moves."""
    amount: Array
    """(rows, W)"""


def _work_out(model: Model, frame: Frame, happened: Mask) -> _Rows:
    """Work out the amounts of the standing effects and of those that are called."""
    amounts = model.programs.effects.run(frame)
    rows: list[int] = []
    targets: list[int] = []
    came = set(np.flatnonzero(happened.any(axis=1)).tolist())
    for varying in model.gates.varying:
        if varying.happening in came:
            amounts += varying.program.run(frame)
            rows += varying.rows
            targets += varying.targets
    block = np.empty((len(amounts), happened.shape[1]))
    for place, amount in enumerate(amounts):
        block[place] = amount
    row = np.concatenate((model.gates.standing, np.array(rows, dtype=np.int64)))
    return _Rows(row, targets, block)


def _draw(model: Model, state: State, chance: Chance, amounts: Array) -> None:
    """Multiply, in place, the standing effects that have a draw by it."""
    rows, effects = model.effects, model.spec.effects
    turn, worlds = state.turn, state.worlds
    for which in (rows.normal, rows.uniform, rows.skewed):
        if which.size == 0:
            continue
        standing = model.gates.standing[which]
        streams = [f"effect:{effects[row].id}" for row in standing]
        draws = chance.uniforms(streams, turn, worlds)
        if which is rows.normal:
            draws = quantile(draws)
        elif which is rows.skewed:
            draws *= chance.uniforms(streams, turn, worlds, 1)
        amounts[which] *= draws


def _demand_finite(model: Model, state: State, rows: _Rows) -> None:
    """Refuse an effect that is not finite in a world that still plays.

    Raises:
        NotFiniteError: naming the first effect and the first world of it.
    """
    tame = np.abs(rows.amount) < LARGEST
    if tame.all():
        return
    wild = ~tame & (state.ending < 0.0)
    places = np.flatnonzero(wild.any(axis=1))
    if places.size:
        place = places[np.argmin(rows.row[places])]
        column = int(np.argmax(wild[place]))
        raise NotFiniteError(
            "effect {cause} is not finite in month {turn}, world {world}",
            cause=model.spec.effects[rows.row[place]].id,
            turn=state.turn,
            world=int(state.worlds[column]),
        )


def _pass_on(model: Model, state: State, amounts: Array) -> Array:
    """Move every chain of delays on by a month.

    Args:
        model: the model.
        state: the opening.
        amounts: of the standing effects; what enters a chain becomes, in place,
            what leaves it.

    Returns:
        (D, W) the new contents.
    """
    rows = model.effects
    out = grid(state.delays * rows.rate)
    delays = state.delays - out
    delays[rows.first] += amounts[rows.delayed]
    delays[rows.passing] += out[rows.passing - 1]
    amounts[rows.delayed] = out[rows.last]
    return delays


def _add_up(model: Model, rows: _Rows, change: Array) -> None:
    """Add the amounts worked out, in place, to the changes (V, W)."""
    # On the grid a sum is exact in any order, so causes are added target by target.
    for variable, first, stop in model.effects.runs:
        np.add.reduce(rows.amount[first:stop], axis=0, out=change[variable])
    called = rows.amount[len(model.gates.standing) :]
    for variable, amount in zip(rows.target, called, strict=True):
        change[variable] += amount


def write_ledger(
    model: Model,
    state: State,
    chance: Chance,
    *,
    decision: Decision,
    moves: Moves,
    frame: Frame,
) -> Account:
    """Write every cause of the month and add them to the variables.

    Args:
        model: the model.
        state: the opening of the month.
        chance: where the draws of effects come from.
        decision: (K, W) what was chosen.
        moves: what of it was carried out, and all that happens.
        frame: what the amounts of effects read.

    Raises:
        NotFiniteError: an effect is not finite.
    """
    effects, variables = model.effects, model.variables
    playing = state.ending < 0.0
    happened = moves.happened & playing
    rows = _work_out(model, frame, happened)
    _draw(model, state, chance, rows.amount)
    snap(rows.amount)
    _demand_finite(model, state, rows)
    delays = _pass_on(model, state, rows.amount)
    change = np.zeros(state.values.shape)
    _add_up(model, rows, change)
    # Most rows stay as they are made: a row of zeros costs nothing until touched.
    ledger = np.zeros((len(model.causes), state.worlds.size))
    np.copyto(rows.amount, 0.0, where=~playing)
    ledger[rows.row] = rows.amount
    add_fixed(model.gates.fixed, happened, ledger, change)
    verdict = moves.verdict
    for chosen, accepted, cost in zip(
        decision, verdict.accepted, verdict.cost, strict=True
    ):
        (done,) = np.nonzero(accepted == Closed.OPEN)
        ledger[model.choice_rows.price[chosen[done]], done] = 0.0 - cost[done]
        change[variables.budget, done] -= cost[done]
    distance = effects.rest - state.values[effects.drifting]
    drift = grid(effects.drift_rate * distance)
    change[effects.drifting] += drift
    ledger[effects.first_drift : effects.first_limit] = np.where(playing, drift, 0.0)
    new = state.values + change
    clipped = np.minimum(np.maximum(new, variables.low), variables.high)
    limit = clipped - new
    ledger[effects.first_limit :] = np.where(playing, limit, 0.0)
    return Account(ledger, new + limit, delays)
