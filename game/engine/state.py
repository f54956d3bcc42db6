"""State, decisions and results: the values that a turn takes and gives.

Arrays are float64 unless a comment says otherwise, with worlds along the last
axis, rows in the id order of the Spec, and are never mutated after they leave
the function that made them.
"""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from enum import IntEnum
from typing import Any

import numpy as np

from game.engine.agreement import Row, agreed, spread
from game.engine.expression import NEVER

# Spelt out: `numpy.typing`, which has a shorter name for it, takes half a megabyte.
Array = np.ndarray[tuple[Any, ...], np.dtype[np.float64]]
Integers = np.ndarray[tuple[Any, ...], np.dtype[np.int64]]
Mask = np.ndarray[tuple[Any, ...], np.dtype[np.bool_]]
Worlds = np.ndarray[tuple[Any, ...], np.dtype[np.uint64]]

LONG_AGO = np.float64(-np.inf)
"""The month of a happening that has not taken place."""


@dataclass(frozen=True, slots=True, kw_only=True)
class State:
    """Many worlds at the opening of a month, ready for a decision.

    W worlds, V variables, L levers, T types, D delay stocks, H happenings,
    I initiatives, C cards, E events, R red lines, S estimates, Q reports,
    N endings.
    """

    turn: int
    """The month to be played, 1 to `turns`; `turns + 1` when the calendar is over."""
    worlds: Worlds
    """(W,) the number of each world: it keys all chance. Numbers may repeat."""
    values: Array
    """(V, W)"""
    previous: Array
    """(V, W) the values one month earlier."""
    levers: Array
    """(L, W) rungs, counted from 0."""
    delays: Array
    """(D, W) contents of the delay stocks, effect by effect, stage by stage."""
    last: tuple[Row, ...]
    """For each of H happenings the month in which it last took place, LONG_AGO if
    never: (W,), or one number where all worlds agree. A row is shared by all states
    between two months in which it changes. It moves on with a frozen world, so
    that the months since stay as they were."""
    freshness: Array
    """(I, W)"""
    opened: Array
    """(C, W) the month in which an open card came up; 0 where it is not open."""
    raised: Array
    """(E + R, W) 1 where a trigger or a red line will act in this month."""
    held: Array
    """(N, W) closes in a row for which an ending's condition has held."""
    mandate: Array
    """(W,) index into `mandates(spec)`; -1 before it is declared."""
    declared: Array
    """(W,) how many times the player has declared."""
    ending: Array
    """(W,) index of the ending reached; -1 while the game goes on."""
    ended: Array
    """(W,) the month in which it was reached; 0 while the game goes on."""
    types: Array
    """(T, W) hidden; fixed for the whole game."""
    thresholds: Array
    """(R, W) hidden; fixed for the whole game."""
    biases: Array
    """(S, W) hidden; fixed for the whole game."""
    readings: Array
    """(S, W) this month's estimates."""
    reports: Array
    """(Q, W) the band that each report names at this opening; -1: none has come."""

    @property
    def since(self) -> Array:
        """Return the months since each happening as read at this opening, (H, W).

        1 means last month; NEVER that it has not taken place.
        """
        since = spread(self.last, self.worlds.size)
        np.subtract(float(self.turn), since, out=since)
        return np.minimum(since, NEVER, out=since)


def passed(last: Row, turn: int) -> Row:
    """Return the months since a happening as read at the opening of a month."""
    return np.minimum(turn - last, NEVER)


def month_of(since: Row, turn: int) -> Row:
    """Return the month of a happening from the months since, as `passed` tells them."""
    return np.where(since < NEVER, turn - since, LONG_AGO)[()]


def last_months(since: Array, turn: int) -> tuple[Row, ...]:
    """Return `State.last` from the months since each happening.

    Args:
        since: (H, W) as read at the opening of a month; NEVER or more: never.
        turn: the month.
    """
    return tuple(agreed(month_of(since, turn)))


def select(state: State, columns: Integers) -> State:
    """Take worlds out of a state, repeats allowed, in the order of `columns`."""
    taken: dict[str, Any] = {
        field.name: np.take(getattr(state, field.name), columns, axis=-1)
        for field in fields(State)
        if field.name not in {"turn", "last"}
    }
    last = [row[columns] if row.ndim else row for row in state.last]
    if columns.size == 1:
        last = [row[0] if row.ndim else row for row in last]
    return replace(state, last=tuple(last), **taken)


def beside(first: State, second: State) -> State:
    """Put the worlds of another state of the same month after those of a state.

    Raises:
        ValueError: the states are of two months.
    """
    if first.turn != second.turn:
        raise ValueError(first.turn, second.turn)
    joined: dict[str, Any] = {
        field.name: np.concatenate(
            [getattr(first, field.name), getattr(second, field.name)], axis=-1
        )
        for field in fields(State)
        if field.name not in {"turn", "last"}
    }
    last = np.concatenate(
        [spread(one.last, one.worlds.size) for one in (first, second)], axis=-1
    )
    return replace(first, last=tuple(agreed(last)), **joined)


class ChoiceKind(IntEnum):
    """What a choice changes."""

    CARD = 0
    INITIATIVE = 1
    LEVER = 2
    MANDATE = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """One thing a player can choose; its index is its place in `choices(spec)`.

    CARD: `id` and the option's id. LEVER: `id` and the rung's id. INITIATIVE: `id`.
    MANDATE: `id` is "declare" and `option` is "LEAD FIRST SECOND" (first < second).
    `line` is the choice in the grammar of choices: `id option`, or `id` alone.
    """

    kind: ChoiceKind
    id: str
    option: str = ""
    family: str = ""
    """Of a CARD the card that it is a variant of; empty for none."""

    @property
    def line(self) -> str:
        """Return the choice as one line of the grammar of choices."""
        return f"{self.id} {self.option}" if self.option else self.id


class Closed(IntEnum):
    """Why a choice is not open; 0 means that it is."""

    OPEN = 0
    NOT_NOW = 1
    """The card is not on the desk; the initiative rests; nothing to declare."""
    REQUIREMENT = 2
    STEP = 3
    """Too many rungs at once."""
    SAME = 4
    """The lever stands there already."""
    CAPITAL = 5
    SLOTS = 6
    TAKEN = 7
    """The same card, lever or initiative is already in this decision."""
    OVER = 8
    """The game has ended in this world."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Legality:
    """What may be chosen at the opening of a month, each choice taken alone."""

    closed: Integers
    """(choices, W) values of `Closed`."""
    cost: Array
    """(choices, W) capital; 0 where the choice does not apply."""
    slots: Integers
    """(choices,) desk slots."""
    available: Array
    """(W,) capital that can be spent: the budget variable's value."""
    desk: Array
    """(W,) slots of this month."""


Decision = Integers
"""(K, W) indices into `choices(spec)` in the order chosen; -1 fills up."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cause:
    """One row of the ledger."""

    id: str
    """`effect:ID`, `price:ID` (a card, lever, initiative or `declare`),
    `drift:VARIABLE` or `limit:VARIABLE`."""
    target: int
    """The row of the variable that it moves."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """What one turn made of a state."""

    state: State
    ledger: Array
    """(causes, W) amounts in the order of `causes(spec)`; for every variable
    the new value minus the old equals their sum, with `==`. Without an account of
    the month (0, W)."""
    accepted: Integers
    """(K, W) values of `Closed`: 0 where the decision's choice was carried out."""
    happened: Mask
    """(H, W) what took place in this month."""
    acts: Integers
    """(rules, W) the option each actor took."""
    odds: tuple[Array, ...]
    """One (options, W) array per rule: the probabilities of the options."""
    utilities: tuple[Array, ...]
    """One (options, W) array per rule."""
    chances: Array
    """(E, W) the hazard of each event, clipped to [0, 1]."""
