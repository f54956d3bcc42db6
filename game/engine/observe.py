"""Observation: one world at an opening, as its player sees it."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from game.engine.legality import legal
from game.engine.model import Model
from game.engine.observation import Line, Observation, OpenCard
from game.engine.secrecy import public
from game.engine.state import Legality, State, Step, select

UNKNOWN = "unknown"
"""The cause of the merged line."""


def _ledger(
    model: Model, last: Step, before: State, column: int
) -> tuple[tuple[str, tuple[Line, ...]], ...]:
    """Return the known causes of each exactly seen variable, and the rest as one."""
    known = public(model)
    amounts = last.ledger[:, column].copy()
    amounts[known.hidden_causes] = 0.0
    change = last.state.values[:, column] - before.values[:, column]
    lines: dict[int, list[Line]] = {int(row): [] for row in known.exact}
    rest = {row: float(change[row]) for row in lines}
    for row in np.flatnonzero(amounts).tolist():
        cause, amount = model.causes[row], float(amounts[row])
        if cause.target in lines:
            lines[cause.target].append(Line(cause=cause.id, amount=amount))
            rest[cause.target] -= amount
    for row, amount in rest.items():
        if amount != 0.0:
            lines[row].append(Line(cause=UNKNOWN, amount=amount))
    return tuple(
        (model.spec.variables[row].id, tuple(found)) for row, found in lines.items()
    )


def legality_seen(model: Model, seen: Sequence[Observation]) -> Legality:
    """Return what players see to be open, side by side, (choices, G)."""
    return Legality(
        closed=np.array([row.closed for row in seen], dtype=np.int64).T,
        cost=np.array([row.cost for row in seen], dtype=np.float64).T,
        slots=model.choice_rows.slots,
        available=np.array([row.capital for row in seen], dtype=np.float64),
        desk=np.array([row.desk for row in seen], dtype=np.float64),
    )


def observe(
    model: Model, state: State, last: Step | None, before: State | None, column: int
) -> Observation:
    """Return what the player of one world sees at an opening.

    Args:
        model: the model.
        state: the opening.
        last: the step that made it; None in month 1.
        before: the state that step was made from; None in month 1.
        column: the world's place in the batch of all three.
    """
    spec, known = model.spec, public(model)
    here = select(state, np.array([column], dtype=np.int64))
    legality = legal(model, here)
    turn, ending = state.turn, int(here.ending[0])
    taken_place: tuple[str, ...] = ()
    ledger: tuple[tuple[str, tuple[Line, ...]], ...] = ()
    if last is not None and before is not None:
        shown = [row for row in known.happenings if last.happened[row, column]]
        taken_place = tuple(model.happenings[row] for row in shown)
        ledger = _ledger(model, last, before, column)
    cards: list[OpenCard] = []
    for row, card in enumerate(spec.cards):
        opened = int(here.opened[row, 0])
        if opened > 0:
            left = card.deadline - (turn - opened)
            cards.append(OpenCard(id=card.id, opened=opened, left=left))
    values, levers = here.values[:, 0].tolist(), here.levers[:, 0].tolist()
    readings, fresh = here.readings[:, 0].tolist(), here.freshness[:, 0].tolist()
    since = here.since[:, 0].tolist()
    return Observation(
        turn=turn,
        exact=tuple((spec.variables[row].id, values[row]) for row in known.exact),
        readings=tuple(
            (item.id, value)
            for item, value in zip(spec.estimates, readings, strict=True)
        ),
        reports=tuple(
            (report.id, int(band))
            for report, band in zip(spec.reports, here.reports[:, 0], strict=True)
            if band >= 0.0
        ),
        levers=tuple(
            (lever.id, int(rung))
            for lever, rung in zip(spec.levers, levers, strict=True)
        ),
        freshness=tuple(
            (item.id, value)
            for item, value in zip(spec.initiatives, fresh, strict=True)
        ),
        cards=tuple(cards),
        mandate=int(here.mandate[0]),
        declared=int(here.declared[0]),
        happened=taken_place,
        since=tuple((model.happenings[row], since[row]) for row in known.happenings),
        closed=tuple(legality.closed[:, 0].tolist()),
        cost=tuple(legality.cost[:, 0].tolist()),
        capital=float(legality.available[0]),
        desk=int(legality.desk[0]),
        ledger=ledger,
        ending=spec.endings[ending].id if ending >= 0 else "",
        over=ending >= 0 or turn > spec.turns,
    )
