"""Scenes: imagined worlds of some games, and what plans are worth in them.

All plans of a game are played in the same worlds with the same luck, so what
parts them is the plan. After its first month a plan follows a line: what is
tried month by month, holding at its simplest. How the work is cut into passes
changes nothing.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType

import numpy as np

from game.engine import (
    REST,
    Array,
    Chance,
    ChoiceKind,
    Decision,
    Integers,
    Model,
    State,
    Worlds,
    fitting,
    select,
    step,
)
from game.outlook.lines import Choices, Line
from game.outlook.scoring import worth

_COLUMNS = 2048
"""Plans times worlds of one pass: more would not stay near the processor."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Plans:
    """C plans, each of one game."""

    game: Integers
    """(C,)"""
    chosen: Decision
    """(K, C) what is chosen in the current month; -1 fills up."""
    line: Integers
    """(C,) the place of the line that is followed afterwards."""

    def part(self, rows: Integers) -> Plans:
        """Return some of the plans."""
        return Plans(
            game=self.game[rows], chosen=self.chosen[:, rows], line=self.line[rows]
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """N imagined worlds for each of G games at one opening."""

    model: Model
    state: State
    columns: Integers
    """(G, N) the places in the state of the worlds of each game."""
    numbers: Worlds
    """(G, N) the numbers of those worlds, which key their luck."""
    chance: Chance
    weights: Array
    """(objectives, G) what the mandate of each game weighs."""
    declared: Integers
    """(G,) the declaration to be made when it may be; -1 for none."""
    losses: frozenset[str]
    """The endings that the review never calls kept."""
    lines: tuple[Line, ...]
    months: int
    """Months to play, at least one; the calendar's end caps them."""

    @property
    def worlds(self) -> int:
        """Return how many worlds each game has."""
        return int(self.columns.shape[1])

    def values(self, plans: Plans, first: int, last: int) -> Array:
        """Return what plans are worth in the worlds first to last, last left out.

        Returns:
            (C, last - first)

        Raises:
            NotFiniteError: the crisis leaves the real line in an imagined world.
        """
        width = last - first
        count = plans.game.size * width
        found = np.empty(count)
        columns = fitting(self.model, _COLUMNS)
        for start in range(0, count, columns):
            cells = np.arange(start, min(count, start + columns))
            row, world = np.divmod(cells, width)
            found[cells] = self._play(plans.part(row), world + first)
        return found.reshape(plans.game.size, width)

    def _play(self, plans: Plans, world: Integers) -> Array:
        """Return what each column is worth, one plan in one world a column, (W,)."""
        model, games = self.model, plans.game
        state = select(self.state, self.columns[games, world])
        state = replace(state, worlds=self.numbers[games, world])
        last, before = None, state
        end = min(model.spec.turns + 1, state.turn + self.months)
        for month in range(state.turn, end):
            if last is None:
                rows = plans.chosen
            else:
                rows = slim(model, state, self._followed(month, plans.line))
            if month == model.spec.mandate.turn:
                rows = np.concatenate([self.declared[None, games], rows])
            before = state
            last = step(model, state, rows, self.chance, account=False, watched=False)
            state = last.state
        if last is None:
            raise ValueError(state.turn)
        return worth(model, before, last, self.weights[:, games], self.losses)

    def _followed(self, month: int, line: Integers) -> Decision:
        """Return what the lines try in a month, (K, W)."""
        wanted = [row.wanted(month) for row in self.lines]
        table = np.full((max(map(len, wanted)), len(wanted)), REST, dtype=np.int64)
        for place, chosen in enumerate(wanted):
            table[: len(chosen), place] = chosen
        return table[:, line]


def neighbours(
    model: Model,
    plan: Choices,
    choices: Choices,
    openers: Mapping[int, Choices] = MappingProxyType({}),
) -> list[Choices]:
    """Return a plan as it is, with each choice added, and without each of its own.

    Args:
        model: the model.
        plan: what is tried now.
        choices: what may be added.
        openers: what is added together with a choice, where it would open it.
    """
    group = model.choice_rows.group
    more = []
    for choice in choices:
        added = (*openers.get(choice, ()), choice)
        subjects = {int(group[one]) for one in added}
        more.append((*added, *(one for one in plan if int(group[one]) not in subjects)))
    return [plan, *more, *(plan[:n] + plan[n + 1 :] for n in range(len(plan)))]


def slim(model: Model, state: State, decision: Decision) -> Decision:
    """Leave out of a decision what cannot be open, and move up what stays.

    A line names the answers to all cards, and few of them are on the desk; what a
    month makes of the decision is the same.

    Args:
        model: the model.
        state: the opening.
        decision: (K, W)
    """
    if not (decision != REST).any():
        return decision[:0]
    rows, columns = model.choice_rows, np.arange(state.worlds.size)
    item, kind = rows.item[decision], rows.kind[decision]
    stays = decision != REST
    for which, place, closed in (
        (ChoiceKind.CARD, state.opened, 0.0),
        (ChoiceKind.LEVER, state.levers, rows.rung[decision]),
    ):
        own = kind == which
        found = place[np.where(own, item, 0), columns] if len(place) else 0.0
        stays &= ~own | (found != closed)
    up = np.cumsum(stays, axis=0) - 1
    slimmed = np.full((int(up[-1:].max(initial=-1)) + 1, columns.size), REST)
    where = np.nonzero(stays)
    slimmed[up[where], where[1]] = decision[where]
    return slimmed
