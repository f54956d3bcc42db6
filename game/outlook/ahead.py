"""What moves numbers from now to the end, cause by cause, in the imagined worlds."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from game.engine import (
    UNKNOWN,
    Array,
    Expression,
    Model,
    State,
    Step,
    evaluate,
    evaluate_close,
    fitting,
    public,
    step,
)
from game.engine.spec import Owner
from game.outlook.beliefs import side_by_side
from game.outlook.forecast import COLUMNS, span
from game.outlook.particles import Particles
from game.outlook.request import Request
from game.outlook.scoring import scores


@dataclass(frozen=True, slots=True, kw_only=True)
class Ahead:
    """How a duty comes from now to the end: means over the worlds of one plan."""

    worlds: int
    starts: tuple[float, ...]
    """What each amount comes to now, as it is believed."""
    ends: tuple[float, ...]
    """What each comes to at the last close."""
    score: float
    """What the duty scores at the end, as in `Forecast`."""
    moves: tuple[tuple[str, tuple[tuple[str, float], ...]], ...]
    """For every number its causes, with what each does to it until then, by id. What
    others do by way of something hidden is one, `unknown`."""


def look_ahead(
    request: Request,
    duty: str,
    amounts: Sequence[Expression],
    numbers: Sequence[str],
    particles: Particles,
) -> Ahead:
    """Return what moves a duty until the end, under the only plan of a request.

    Args:
        request: the question; it looks to the end of the calendar.
        duty: the duty.
        amounts: what it adds up.
        numbers: the variables whose causes are wanted.
        particles: kept beliefs of earlier requests; they only save time.

    Raises:
        NotFiniteError: the scenario leaves the real line in an imagined world.
    """
    for _ in particles.follow(request):
        pass
    wide = max(1, fitting(particles.model, COLUMNS))
    counted = _Counted(particles.model, duty, amounts, numbers)
    for first in range(0, request.worlds, wide):
        _play(request, particles, counted, (first, min(request.worlds, first + wide)))
    return counted.summed_up(request.worlds)


def _play(
    request: Request,
    particles: Particles,
    counted: _Counted,
    worlds: tuple[int, int],
) -> None:
    """Play some worlds to the end."""
    model, chance = particles.model, particles.luck
    state = particles.sample(*worlds, 1)
    counted.opening(state)
    chosen = side_by_side(request.plans[:1], state.worlds.size)
    leanings = particles.leanings(state.types)
    _, months = span(request)
    for left in reversed(range(months)):
        made = step(model, state, chosen, chance, leanings=leanings, watched=False)
        counted.month(made)
        if not left:
            counted.close(state, made)
        state, chosen = made.state, chosen[:0]
        del made  # its ledger is large, and the next month makes another


class _Counted:
    """Sums over the worlds that were played so far."""

    def __init__(
        self,
        model: Model,
        duty: str,
        amounts: Sequence[Expression],
        numbers: Sequence[str],
    ) -> None:
        self._model, self._duty, self._amounts = model, duty, amounts
        names = [row.id for row in model.spec.variables]
        self._rows = {
            key: np.array(
                [
                    row
                    for row, cause in enumerate(model.causes)
                    if cause.target == names.index(key)
                ],
                dtype=np.int64,
            )
            for key in numbers
        }
        self._moves: Mapping[str, Array] = {
            key: np.zeros(rows.size) for key, rows in self._rows.items()
        }
        self._starts: Array = np.zeros(len(amounts))
        self._ends: Array = np.zeros(len(amounts))
        self._score = 0.0

    def opening(self, state: State) -> None:
        """Look at where worlds begin."""
        for place, amount in enumerate(self._amounts):
            found = evaluate(self._model, state, amount)
            self._starts[place] += float(np.add.reduce(found))

    def month(self, made: Step) -> None:
        """Look at what moved the numbers in a month."""
        for key, rows in self._rows.items():
            self._moves[key][:] += np.add.reduce(made.ledger[rows], axis=-1)

    def close(self, before: State, made: Step) -> None:
        """Look at where worlds end."""
        for place, amount in enumerate(self._amounts):
            found = evaluate_close(self._model, before, made, amount)
            self._ends[place] += float(np.add.reduce(found))
        own = scores(self._model, before, made)[self._duty]
        # A duty that is no number scores nothing, as in a forecast.
        self._score += float(np.add.reduce(np.nan_to_num(own)))

    def summed_up(self, worlds: int) -> Ahead:
        """Return the means."""
        return Ahead(
            worlds=worlds,
            starts=tuple((self._starts / worlds).tolist()),
            ends=tuple((self._ends / worlds).tolist()),
            score=self._score / worlds,
            moves=tuple(
                (key, tuple(self._merged(rows.tolist(), self._moves[key] / worlds)))
                for key, rows in self._rows.items()
            ),
        )

    def _merged(self, rows: Sequence[int], means: Array) -> Iterator[tuple[str, float]]:
        """Yield the causes of a number, what others hide as one.

        What one's own acts do by way of something hidden stands by itself: a mean over
        what is believed tells nothing of the truth, and names nobody else's secret.
        """
        own = {
            f"effect:{row.id}"
            for row in self._model.spec.effects
            if row.owner is Owner.MINE
        }
        hidden = set(public(self._model).hidden_causes.tolist())
        found: dict[str, float] = {}
        for row, mean in zip(rows, means.tolist(), strict=True):
            cause = self._model.causes[row].id
            key = UNKNOWN if row in hidden and cause not in own else cause
            found[key] = found.get(key, 0.0) + mean
        yield from sorted((key, mean) for key, mean in found.items() if mean)
