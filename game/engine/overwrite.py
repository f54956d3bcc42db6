"""Overwriting: imagined worlds that agree with what players see."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

import numpy as np

from game.engine.agreement import Row, agreed
from game.engine.model import Model
from game.engine.observation import Observation
from game.engine.reports import NOTHING
from game.engine.secrecy import public
from game.engine.state import Array, State, month_of, passed

_Column = Callable[[Observation], Sequence[float]]


def overwrite(model: Model, state: State, observations: Sequence[Observation]) -> State:
    """Make the worlds of a state agree with what the players of some games see.

    What is seen is set as seen; everything else stays as each world has it.

    Args:
        model: the model.
        state: G * P worlds of any month, the P worlds of one game side by side.
        observations: what is seen in each of the G games, all in one month.

    Returns:
        A state in the month of the observations.

    Raises:
        ValueError: the observations are of several months, or do not fit the worlds.
    """
    (turn,) = {seen.turn for seen in observations}
    population, left = divmod(state.worlds.size, len(observations))
    if left:
        raise ValueError(state.worlds.size, len(observations))

    def spread(column: _Column) -> Array:
        rows = np.array([column(seen) for seen in observations], dtype=np.float64)
        return np.repeat(rows.T, population, axis=1)

    values = state.values.copy()
    values[public(model).exact] = spread(lambda seen: [v for _, v in seen.exact])
    endings = {ending.id: float(row) for row, ending in enumerate(model.spec.endings)}
    ending = spread(lambda seen: [endings.get(seen.ending, -1.0)])[0]
    return replace(
        state,
        turn=turn,
        values=values,
        levers=spread(lambda seen: [float(rung) for _, rung in seen.levers]),
        last=tuple(_last(model, state, observations, population)),
        freshness=spread(lambda seen: [value for _, value in seen.freshness]),
        opened=spread(lambda seen: _opened(model, seen)),
        mandate=spread(lambda seen: [float(seen.mandate)])[0],
        declared=spread(lambda seen: [float(seen.declared)])[0],
        readings=spread(lambda seen: [value for _, value in seen.readings]),
        reports=spread(lambda seen: _told(model, seen)),
        ending=ending,
        ended=np.where(ending < 0.0, 0.0, _ended(state, turn)),
    )


def _last(
    model: Model, state: State, observations: Sequence[Observation], population: int
) -> Iterator[Row]:
    """Yield in which month each happening last came: as seen, else as remembered.

    Row by row, since happenings are many and most of them are alike in all worlds.
    """
    turn = observations[0].turn
    shown = np.array([[months for _, months in seen.since] for seen in observations])
    place = {row: at for at, row in enumerate(public(model).happenings.tolist())}
    for row, last in enumerate(state.last):
        if row in place:
            (month,) = agreed(month_of(shown[None, :, place[row]], turn))
            yield np.repeat(month, population) if month.ndim else month
        elif last.ndim:
            yield from agreed(month_of(passed(last, state.turn)[None], turn))
        else:
            yield month_of(passed(last, state.turn), turn)


def _opened(model: Model, seen: Observation) -> list[float]:
    opened = {card.id: float(card.opened) for card in seen.cards}
    return [opened.get(card.id, 0.0) for card in model.spec.cards]


def _told(model: Model, seen: Observation) -> list[float]:
    told = {name: float(band) for name, band in seen.reports}
    return [told.get(report.id, NOTHING) for report in model.spec.reports]


def _ended(state: State, turn: int) -> Array:
    """Return when each world ended: as it remembers, else in the month before."""
    return np.where(state.ended > 0.0, state.ended, float(turn - 1))
