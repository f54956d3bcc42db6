"""Where everything in a Spec stands: row numbers and columns of constants."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from game.engine.compiler import Names
from game.engine.expression import Source
from game.engine.listing import DECLARE, causes, mandates
from game.engine.spec import Draw, Setting, Spec
from game.engine.state import Array, ChoiceKind, Integers


def distinct(rows: Integers) -> Integers:
    """Return row numbers in order, each once.

    Counting is quicker than the sorting of `np.unique`, whose first call loads
    `numpy.ma` besides.
    """
    return np.flatnonzero(np.bincount(rows))


def integers(values: Sequence[int]) -> Integers:
    """Return an array of row numbers."""
    return np.array(values, dtype=np.int64)


def column(values: Sequence[float]) -> Array:
    """Return numbers as a column, (N, 1)."""
    return np.array(values, dtype=np.float64).reshape(-1, 1)


@dataclass(frozen=True, slots=True, kw_only=True)
class ChoiceRows:
    """Where each choice acts. Arrays are (choices,) unless a comment says more."""

    kind: Integers
    group: Integers
    """Choices of one card, initiative, lever, or all declarations share a group."""
    groups: int
    item: Integers
    """The row of the card, initiative or lever; of the mandate in `mandates`."""
    rung: Integers
    """The rung of a LEVER choice, else 0."""
    slots: Integers
    price: Integers
    """The row of the ledger that its cost is written to."""
    happening: Integers
    """The happening that it brings; -1 for none."""
    delay: Array
    """(choices, 1) what each month of waiting adds to the cost."""
    paired: int
    """How many choices, from the first, are card options and initiatives."""
    max_step: Array
    """(L, 1) how far each lever may move in a month."""
    sets: tuple[tuple[tuple[int, int], ...], ...]
    """For each choice (lever row, rung) pairs."""


@dataclass(frozen=True, slots=True, kw_only=True)
class InitiativeRows:
    """The player's own acts."""

    happening: Integers
    """(I,)"""
    cooldown: Array
    """(I, 1)"""
    window: Array
    """(I, 1)"""
    wear: Array
    """(I, 1)"""


@dataclass(frozen=True, slots=True, kw_only=True)
class EventRows:
    """Events and red lines."""

    rows: Integers
    """The happenings of both."""

    happening: Integers
    """(E,)"""
    rows_of: tuple[int, ...]
    """The same."""
    sets: tuple[tuple[int, int, int], ...]
    """(happening, lever row, rung), in event order."""
    red_lines: Integers
    """(R,) the happenings of the red lines."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EffectRows:
    """Effects, their delays and the drift of the variables."""

    targets: tuple[int, ...]
    """The variable that each standing effect moves, in their order."""
    drawn: Integers
    """The effects with a draw: first the NORMAL, then the UNIFORM, last the SKEWED."""
    drawing: Integers
    """The places of these among the standing effects."""
    normal: int
    """How many of them are NORMAL, from the first."""
    skewed: int
    """How many of them are SKEWED, to the last."""
    delayed: Integers
    """The places among the standing effects of those with a delay."""
    first: Integers
    """(delayed,) the row of `State.delays` where each enters."""
    last: Integers
    """(delayed,) the row from which each arrives."""
    passing: Integers
    """The rows of `State.delays` that take what the row above passed on."""
    rate: Array
    """(D, 1)"""
    first_drift: int
    """The row of the ledger where drift begins."""
    first_limit: int


@dataclass(frozen=True, slots=True, kw_only=True)
class VariableRows:
    """Variables and the estimates of them."""

    low: Array
    """(V, 1)"""
    high: Array
    """(V, 1)"""
    drifting: Integers
    """The rows of the variables that drift."""
    rate: Array
    """(drifting, 1)"""
    rest: Array
    """(drifting, 1)"""
    budget: int
    subject: Integers
    """(S,) the variable of each estimate."""
    bias: Array
    """(S, 1)"""
    noise: Array
    """(S, 1)"""


def number_rows(names: Sequence[str]) -> dict[str, int]:
    """Return the row of each name."""
    return {name: row for row, name in enumerate(names)}


def lever_sets(
    names: Names, settings: Sequence[Setting]
) -> tuple[tuple[int, int], ...]:
    """Return the (lever row, rung) pairs of settings."""
    levers = names.rows[Source.LEVER]
    return tuple((levers[setting.lever], setting.rung) for setting in settings)


def choice_rows(spec: Spec, names: Names) -> ChoiceRows:
    """Count the rows that each choice touches."""
    happening = names.rows[Source.HAPPENED]
    price = number_rows([c.id for c in causes(spec)])
    table: list[tuple[ChoiceKind, str, int, int, int, int, float]] = []
    sets: list[tuple[tuple[int, int], ...]] = []
    for row, card in enumerate(spec.cards):
        for option in card.options:
            brings = happening[f"{card.id}.{option.id}"]
            kind = ChoiceKind.CARD
            table.append((kind, card.id, row, 0, option.slots, brings, option.delay))
            sets.append(lever_sets(names, option.sets))
    for row, item in enumerate(spec.initiatives):
        brings = happening[item.id]
        table.append((ChoiceKind.INITIATIVE, item.id, row, 0, item.slots, brings, 0.0))
        sets.append(lever_sets(names, item.sets))
    for row, lever in enumerate(spec.levers):
        for rung in range(len(lever.rungs)):
            kind = ChoiceKind.LEVER
            table.append((kind, lever.id, row, rung, lever.slots, -1, 0.0))
            sets.append(())
    for row in range(len(mandates(spec))):
        table.append((ChoiceKind.MANDATE, DECLARE, row, 0, 0, -1, 0.0))
        sets.append(())
    group: dict[tuple[ChoiceKind, str], int] = {}
    for kind, name, *_ in table:
        group.setdefault((kind, name), len(group))
    return ChoiceRows(
        kind=integers([row[0] for row in table]),
        group=integers([group[row[0], row[1]] for row in table]),
        groups=len(group),
        item=integers([row[2] for row in table]),
        rung=integers([row[3] for row in table]),
        slots=integers([row[4] for row in table]),
        price=integers([price[f"price:{row[1]}"] for row in table]),
        happening=integers([row[5] for row in table]),
        delay=column([row[6] for row in table]),
        paired=len([row for row in table if row[0] < ChoiceKind.LEVER]),
        max_step=column([lever.max_step for lever in spec.levers]),
        sets=tuple(sets),
    )


def initiative_rows(spec: Spec, names: Names) -> InitiativeRows:
    """Count the rows of the initiatives."""
    happening = names.rows[Source.HAPPENED]
    return InitiativeRows(
        happening=integers([happening[item.id] for item in spec.initiatives]),
        cooldown=column([item.cooldown for item in spec.initiatives]),
        window=column([item.window for item in spec.initiatives]),
        wear=column([item.wear for item in spec.initiatives]),
    )


def event_rows(spec: Spec, names: Names) -> EventRows:
    """Count the rows of events and red lines."""
    happening = names.rows[Source.HAPPENED]
    lines = [happening[line.id] for line in spec.red_lines]
    return EventRows(
        rows=integers([*(happening[event.id] for event in spec.events), *lines]),
        happening=integers([happening[event.id] for event in spec.events]),
        rows_of=tuple(happening[event.id] for event in spec.events),
        sets=tuple(
            (happening[event.id], *pair)
            for event in spec.events
            for pair in lever_sets(names, event.sets)
        ),
        red_lines=integers(lines),
    )


def effect_rows(spec: Spec, standing: Integers) -> EffectRows:
    """Count the rows of the ledger and of the delays.

    Args:
        spec: the Spec.
        standing: the rows of the effects worked out every month, target by target.
    """
    listed = causes(spec)
    kinds = [cause.id.partition(":")[0] for cause in listed]
    place = {row: number for number, row in enumerate(standing.tolist())}
    kinds_drawn = [
        [row for row in place if spec.effects[row].draw is draw]
        for draw in (Draw.NORMAL, Draw.UNIFORM, Draw.SKEWED)
    ]
    drawn = [row for rows in kinds_drawn for row in rows]
    delayed: list[int] = []
    first: list[int] = []
    last: list[int] = []
    passing: list[int] = []
    rate: list[float] = []
    for row, effect in enumerate(spec.effects):
        if effect.stages:
            delayed.append(place[row])
            first.append(len(rate))
            last.append(len(rate) + effect.stages - 1)
            passing += range(len(rate) + 1, len(rate) + effect.stages)
            rate += [effect.rate] * effect.stages
    first_limit = len(listed) - len(spec.variables)
    return EffectRows(
        targets=tuple(listed[row].target for row in place),
        drawn=integers(drawn),
        drawing=integers([place[row] for row in drawn]),
        normal=len(kinds_drawn[0]),
        skewed=len(kinds_drawn[2]),
        delayed=integers(delayed),
        first=integers(first),
        last=integers(last),
        passing=integers(passing),
        rate=column(rate),
        first_drift=first_limit - kinds.count("drift"),
        first_limit=first_limit,
    )


def variable_rows(spec: Spec, names: Names) -> VariableRows:
    """Count the rows of variables and estimates."""
    rows = names.rows[Source.VARIABLE]
    drifting = [row for row, v in enumerate(spec.variables) if v.rate != 0.0]
    return VariableRows(
        low=column([variable.low for variable in spec.variables]),
        high=column([variable.high for variable in spec.variables]),
        drifting=integers(drifting),
        rate=column([spec.variables[row].rate for row in drifting]),
        rest=column([spec.variables[row].rest for row in drifting]),
        budget=rows[spec.desk.budget],
        subject=integers([rows[estimate.variable] for estimate in spec.estimates]),
        bias=column([estimate.bias for estimate in spec.estimates]),
        noise=column([estimate.noise for estimate in spec.estimates]),
    )
