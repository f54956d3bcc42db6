"""Futures of a true state: what lines of play come to under many lucks.

World 0 carries on with the luck of the game itself; the others have luck of their own
and the same hidden types, as a fork with new luck has.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np

from game.engine import Array, Chance, Decision, Model, State, select, step
from game.outlook.scoring import LOSS, lost, scores
from game.report.hindsight import EARLY_LOSS

FUTURES = 64
"""Futures of one turn: a power of two, so that means of stored values are exact."""

Deciding = Callable[[State], Decision]
"""Decides a turn in every world, (K, W)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class End:
    """How W futures ended."""

    values: Array
    """(variables, W)"""
    moved: Array
    """(causes, W) what each cause did on the way; (0, W) where it was not asked."""
    parts: dict[str, Array]
    """By objective, and `EARLY_LOSS`: what it gives to the score, (W,) each."""

    @property
    def score(self) -> Array:
        """Return the mandate score, less what an early loss costs, (W,)."""
        found: Array = np.sum([*self.parts.values()], axis=0)
        return found

    @property
    def mandate(self) -> Array:
        """Return the mandate score as the review shows it, (W,)."""
        found: Array = self.score - self.parts[EARLY_LOSS]
        return found


def widened(state: State, futures: int, lines: int = 1) -> State:
    """Return a state of one world as an opening of many futures.

    Args:
        state: one world.
        futures: how many.
        lines: how often all of them stand side by side, one luck for all.
    """
    wide = select(state, np.zeros(futures * lines, dtype=np.int64))
    own = np.arange(futures, dtype=np.uint64)
    return replace(wide, worlds=np.tile(own, lines))


def play(
    model: Model,
    chance: Chance,
    state: State,
    decide: Deciding,
    *,
    weights: dict[str, float],
    losses: frozenset[str],
    account: bool = False,
) -> End:
    """Play futures to the end of the calendar.

    Args:
        model: the crisis.
        chance: the luck of the game.
        state: the opening, of a turn that is still to be decided.
        decide: decides every turn.
        weights: the share of each objective in the score; they sum to 1.
        losses: the endings that the review never calls kept.
        account: whether to sum up what each cause did.

    Raises:
        NotFiniteError: the crisis leaves the real line in a future.
    """
    before, last = state, None
    moved = np.zeros((len(model.causes) if account else 0, state.worlds.size))
    for _ in range(state.turn, model.spec.turns + 1):
        before = state
        last = step(model, state, decide(state), chance, account=account)
        state = last.state
        moved += last.ledger
    if last is None:
        raise ValueError(state.turn)
    found = {
        key: weights[key] * np.where(np.isfinite(column), column, 0.0)
        for key, column in scores(model, before, last).items()
    }
    found[EARLY_LOSS] = -LOSS * lost(model, state, losses)
    return End(values=state.values, moved=moved, parts=found)
