"""The ledger: every named cause of the month, which sum to the change exactly."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from game.engine.arithmetic import grid, snap
from game.engine.chance import Chance, quantile
from game.engine.legality import Verdict
from game.engine.model import Model
from game.engine.program import Value
from game.engine.state import Array, Closed, Decision, State
from game.errors import NotFiniteError

LARGEST = 2.0**31
"""An effect of this size or more counts as not finite: sums would not be exact."""


class Account(NamedTuple):
    """What a month adds."""

    ledger: Array
    """(causes, W)"""
    values: Array
    """(V, W) the new values."""
    delays: Array
    """(D, W) the new contents of the delay stocks."""


def _write_amounts(
    model: Model,
    state: State,
    chance: Chance,
    amounts: Sequence[Value],
    block: Array,
) -> None:
    """Write the amount of every effect, on the grid, into (effects, W)."""
    rows, effects = model.effects, model.spec.effects
    for row, amount in enumerate(amounts):
        block[row] = amount
    turn, worlds = state.turn, state.worlds
    for which in (rows.normal, rows.uniform, rows.skewed):
        if which.size == 0:
            continue
        streams = [f"effect:{effects[row].id}" for row in which]
        draws = chance.uniforms(streams, turn, worlds)
        if which is rows.normal:
            draws = quantile(draws)
        elif which is rows.skewed:
            draws *= chance.uniforms(streams, turn, worlds, 1)
        for row, draw in zip(which, draws, strict=True):
            block[row] *= draw
    snap(block)


def _demand_finite(model: Model, state: State, amounts: Array) -> None:
    """Refuse an effect that is not finite in a world that still plays.

    Raises:
        NotFiniteError: naming the first effect and the first world of it.
    """
    wild = ~(np.abs(amounts) < LARGEST) & (state.ending < 0.0)
    if wild.any():
        row, column = (int(place) for place in np.argwhere(wild)[0])
        raise NotFiniteError(
            "effect {cause} is not finite in month {turn}, world {world}",
            cause=model.spec.effects[row].id,
            turn=state.turn,
            world=int(state.worlds[column]),
        )


def _pass_on(model: Model, state: State, amounts: Array) -> Array:
    """Move every chain of delays on by a month.

    Args:
        model: the model.
        state: the opening.
        amounts: (effects, W); what enters a chain becomes, in place, what leaves it.

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


def write_ledger(
    model: Model,
    state: State,
    chance: Chance,
    *,
    decision: Decision,
    verdict: Verdict,
    amounts: Sequence[Value],
) -> Account:
    """Write every cause of the month and add them to the variables.

    Args:
        model: the model.
        state: the opening of the month.
        chance: where the draws of effects come from.
        decision: (K, W) what was chosen.
        verdict: what of it was carried out, at what price.
        amounts: the amount of each effect, before draws, each (W,) or ().

    Raises:
        NotFiniteError: an effect is not finite.
    """
    rows, variables = model.effects, model.variables
    width = state.worlds.size
    ledger = np.zeros((len(model.causes), width))
    block = ledger[: len(model.spec.effects)]
    _write_amounts(model, state, chance, amounts, block)
    _demand_finite(model, state, block)
    delays = _pass_on(model, state, block)
    for chosen, accepted, cost in zip(
        decision, verdict.accepted, verdict.cost, strict=True
    ):
        (done,) = np.nonzero(accepted == Closed.OPEN)
        ledger[model.choice_rows.price[chosen[done]], done] = 0.0 - cost[done]
    distance = rows.rest - state.values[rows.drifting]
    ledger[rows.first_drift : rows.first_limit] = grid(rows.drift_rate * distance)
    new = state.values.copy()
    # On the grid a sum is exact in any order, so causes are added target by target.
    for variable, moving in rows.moving:
        new[variable] += np.add.reduce(ledger[moving], axis=0)
    clipped = np.minimum(np.maximum(new, variables.low), variables.high)
    limit = clipped - new
    ledger[rows.first_limit :] = limit
    return Account(ledger, new + limit, delays)
