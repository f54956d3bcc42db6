"""Guesses: worlds that look like the ones seen and learn nothing of what is hidden.

They live through the player's decisions and all that was seen, as beliefs do, but
each keeps the hidden types that the priors gave it and none ever weighs more.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from game.engine import (
    Chance,
    Integers,
    Model,
    Observation,
    State,
    Worlds,
    overwrite,
    step,
)
from game.outlook.beliefs import numbered, opened, side_by_side
from game.outlook.likelihood import given


class Guesses:
    """P worlds for each of G games."""

    def __init__(
        self,
        model: Model,
        first: Sequence[Observation],
        chance: Chance,
        population: int,
        games: Worlds,
    ) -> None:
        """Guess from the priors, at the opening of month 1.

        Args:
            model: the crisis; its actors react.
            first: what is seen in each game.
            chance: the luck of what is imagined, domain `outlook`.
            population: worlds a game.
            games: (G,) a number for each game, which keys its luck.
        """
        self._model = model
        self._games = len(first)
        self._population = population
        self._state = opened(model, first, chance, numbered(games, population))

    @property
    def state(self) -> State:
        """Return the worlds, (G * P), the worlds of one game side by side."""
        return self._state

    def advance(
        self,
        decisions: Sequence[Sequence[int]],
        seen: Sequence[Observation],
        chance: Chance,
    ) -> None:
        """Live through a month.

        Args:
            decisions: what was chosen in each game.
            seen: what each game shows at the next opening.
            chance: the luck of what is imagined.
        """
        made = step(
            self._model,
            self._state,
            side_by_side(decisions, self._population),
            chance,
            given=given(self._model, seen, self._population),
            account=False,
            watched=False,
        )
        self._state = overwrite(self._model, made.state, seen)

    def draw(self, count: int) -> Integers:
        """Return columns of the state that stand for each game, (G, count)."""
        own = np.arange(count) * self._population // count
        columns: Integers = np.arange(self._games)[:, None] * self._population + own
        return columns
