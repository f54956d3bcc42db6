"""The course of one game: its states, month by month, and what the player saw."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from game.engine import begin, compile_spec, digest, observe, step

if TYPE_CHECKING:
    from collections.abc import Sequence

    from game.engine import Chance, Digests, Model, Observation, Spec, State, Step


@dataclass(frozen=True, slots=True, kw_only=True)
class History:
    """Months that were written down and are not played: how each opened."""

    states: tuple[State, ...]
    """Of month 1 and those after it."""
    decisions: tuple[tuple[int, ...], ...]
    """Of every month but the last."""


class Course:
    """World 0 of a seed, played by decisions; it only ever grows."""

    def __init__(
        self, spec: Spec, chance: Chance, history: History | None = None
    ) -> None:
        """Begin at month 1, or at the last month of a history.

        Args:
            spec: the crisis at one level.
            chance: the luck of the game.
            history: months that were played otherwise; at least the first.
        """
        self.model: Model = compile_spec(spec)
        self.chance = chance
        world = np.zeros(1, dtype=np.uint64)
        first = (begin(self.model, chance, world),)
        self.states: list[State] = list(first if history is None else history.states)
        self.steps: list[Step] = []
        self.first = len(self.states)
        """The month that the first of the steps played."""
        self.decisions: list[tuple[int, ...]] = list(
            history.decisions if history else ()
        )
        self.observations: list[Observation] = [
            observe(self.model, state, None, None, 0) for state in self.states
        ]

    def step(self, month: int) -> Step | None:
        """Return how a month was played; None where only its states are known."""
        place = month - self.first
        return self.steps[place] if 0 <= place < len(self.steps) else None

    def hang(self, verified: int, history: History) -> None:
        """Put written months in place of those behind the first few openings.

        Args:
            verified: how many openings stay.
            history: all months, those that stay included.
        """
        self.states[verified:] = history.states[verified:]
        del self.steps[max(0, verified - self.first) :]
        self.decisions[:] = history.decisions
        self.observations[verified:] = [
            observe(self.model, state, None, None, 0)
            for state in history.states[verified:]
        ]

    @property
    def state(self) -> State:
        """Return the state at the opening of the current month."""
        return self.states[-1]

    @property
    def turn(self) -> int:
        """Return the current month, counted from 1."""
        return self.state.turn

    @property
    def is_over(self) -> bool:
        """Tell whether an ending or the end of the calendar was reached."""
        return self.observations[-1].over

    def digest(self, turn: int | None = None) -> Digests:
        """Return the digests of the opening of a month, the current one by default."""
        state = self.state if turn is None else self.states[turn - 1]
        return digest(self.model, state, 0)

    def foresee(self, chosen: Sequence[int]) -> Step:
        """Return what a decision makes of the current month; nothing is kept.

        Raises:
            NotFiniteError: If a number of the scenario leaves the real line.
        """
        decision = np.array(chosen, dtype=np.int64).reshape(-1, 1)
        return step(self.model, self.state, decision, self.chance)

    def play(self, chosen: Sequence[int], made: Step | None = None) -> None:
        """Play the current month with a decision.

        Args:
            chosen: The decision.
            made: What `foresee` returned for it, if that was asked before.

        Raises:
            NotFiniteError: If a number of the scenario leaves the real line.
        """
        before = self.state
        made = self.foresee(chosen) if made is None else made
        self.steps.append(made)
        self.states.append(made.state)
        self.decisions.append(tuple(chosen))
        self.observations.append(observe(self.model, made.state, made, before, 0))
