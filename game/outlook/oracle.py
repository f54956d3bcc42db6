"""The oracle: it plans in the true world with the true luck.

It bounds what play can reach, and nobody else is ever handed a state: no face asks
it for advice. As all that is to come is known, it writes the whole game down before
the first month and goes through it again, backwards: each month is improved with what
was written of the later ones.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from game.engine import Chance, Decision, Integers, Legality, Model, State, legal, step
from game.outlook.beliefs import side_by_side
from game.outlook.bots import declare_first
from game.outlook.lines import HOLDING, Choices, Dated, Line, Lines
from game.outlook.planner import fitting, search
from game.outlook.scene import Scene
from game.outlook.scoring import declarations, duties, shares

_SWEEPS = 2
"""How often it goes back through the game."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Oracle:
    """The bound of all play."""

    name: str
    lines: Lines = HOLDING
    """Where it begins."""
    losses: frozenset[str] = frozenset()


class OracleSitting:
    """The oracle at G games."""

    def __init__(
        self, oracle: Oracle, model: Model, chance: Chance, mandates: Integers
    ) -> None:
        """Sit down.

        Args:
            oracle: how it plans.
            model: the crisis.
            chance: the luck of the games themselves.
            mandates: (G,) what to declare; -1 declares nothing.
        """
        self._oracle = oracle
        self._model = model
        self._chance = chance
        self._declared = declarations(model, mandates)
        self._weights = shares(model, duties(model, mandates))
        self._mandates = mandates
        self._written: tuple[Line, ...] | None = None

    def choose(self, state: State, legality: Legality) -> Decision:
        """Return the decision of the month, (K, G), knowing all that is to come.

        Raises:
            NotFiniteError: the crisis leaves the real line.
        """
        if self._written is None:
            self._written = self._write(state)
        wanted = [line.wanted(state.turn) for line in self._written]
        plans = fitting(self._model, legality, wanted)
        return self._decision(state.turn, plans)

    def _write(self, start: State) -> tuple[Line, ...]:
        """Write down the rest of every game."""
        lines, own = self._oracle.lines.table(self._mandates)
        lines = self._forwards(start, lines, own)
        for _ in range(_SWEEPS):
            lines = self._backwards(start, lines)
        return lines

    def _forwards(
        self, start: State, lines: tuple[Line, ...], own: Integers
    ) -> tuple[Line, ...]:
        """Go through the games once; return the line of each as it was played."""
        model, state = self._model, start
        written: list[dict[int, Choices]] = [{} for _ in own]
        while state.turn <= model.spec.turns:
            scene = self._scene(state, lines)
            plans = search(scene, legal(model, state), own)
            for months, plan in zip(written, plans, strict=True):
                months[state.turn] = plan
            chosen = self._decision(state.turn, plans)
            state = self._after(state, chosen)
        return tuple(map(Dated, written))

    def _backwards(self, start: State, lines: tuple[Line, ...]) -> tuple[Line, ...]:
        """Improve the months of every game from the last one to the first."""
        model, states = self._model, [start]
        own = np.arange(start.worlds.size)
        for turn in range(start.turn, model.spec.turns):
            wanted = [line.wanted(turn) for line in lines]
            plans = fitting(model, legal(model, states[-1]), wanted)
            chosen = self._decision(turn, plans)
            states.append(self._after(states[-1], chosen))
        for state in reversed(states):
            scene = self._scene(state, lines)
            plans = search(scene, legal(model, state), own)
            lines = tuple(
                Dated(
                    {
                        month: plan
                        if month == state.turn
                        else tuple(line.wanted(month))
                        for month in range(start.turn, model.spec.turns + 1)
                    }
                )
                for line, plan in zip(lines, plans, strict=True)
            )
        return lines

    def _after(self, state: State, chosen: Decision) -> State:
        return step(self._model, state, chosen, self._chance, account=False).state

    def _scene(self, state: State, lines: tuple[Line, ...]) -> Scene:
        """Return the games themselves, as what is imagined."""
        return Scene(
            model=self._model,
            state=state,
            columns=np.arange(state.worlds.size)[:, None],
            numbers=state.worlds[:, None],
            chance=self._chance,
            weights=self._weights,
            declared=self._declared,
            losses=self._oracle.losses,
            lines=lines,
            months=self._model.spec.turns,
        )

    def _decision(self, turn: int, plans: tuple[Choices, ...]) -> Decision:
        return side_by_side(declare_first(self._model, turn, self._declared, plans), 1)
