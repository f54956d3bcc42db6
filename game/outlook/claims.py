"""Claims weighed: how often something comes true in the imagined worlds, and why."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from game.engine import (
    UNKNOWN,
    Array,
    Expression,
    Integers,
    Model,
    State,
    Step,
    evaluate_close,
    public,
    step,
)
from game.outlook.beliefs import side_by_side
from game.outlook.forecast import span, sum_up
from game.outlook.gauges import Recorder
from game.outlook.particles import Particles
from game.outlook.request import Forecast, Request


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """Something that somebody expects."""

    expects: Expression
    """A truth, read at the close of every month."""
    months: int
    """How many months it may take, this one included."""
    about: str = ""
    """The variable whose motion is wanted, seen exactly by the player; or empty."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Weighed:
    """What became of a claim in the imagined worlds."""

    came: int
    """In how many it came true in time."""
    worlds: int
    moves: tuple[tuple[str, float], ...]
    """The causes that moved the variable over the months of the claim, with their
    mean amounts, by id. Those that read something hidden are one, `unknown`."""


def weigh_claims(
    request: Request, claims: Sequence[Claim], particles: Particles
) -> tuple[Forecast, tuple[Weighed, ...]]:
    """Return the forecast of a request's only plan, and its claims in those worlds.

    The forecast is that of `forecast`; the claims cost only the months that they
    look beyond it.

    Raises:
        NotFiniteError: the scenario leaves the real line in an imagined world.
    """
    for _ in particles.follow(request):
        pass
    shown, played = span(request)
    left = request.spec.turns - request.history[-1].turn + 1
    last = min(left, max((claim.months for claim in claims), default=0))
    model, chance = particles.model, particles.luck
    state = particles.sample(0, request.worlds, 1)
    recorder = Recorder(model, state)
    end = state
    watchers = [_Watcher(model, claim, request.worlds) for claim in claims]
    chosen = side_by_side(request.plans[:1], request.worlds)
    leanings = particles.leanings(state.types)
    for month in range(max(played, last)):
        result = step(model, state, chosen, chance, leanings=leanings, watched=False)
        if month < played:
            recorder.month(state, result)
            end = result.state
        for watcher in watchers:
            watcher.month(state, result)
        state, chosen = result.state, chosen[:0]
        del result  # its ledger is large, and the next month makes another
    track = recorder.track(end)
    hold = None if request.plans[0] else track
    forecast = sum_up(model, request.plans[0], track, shown, hold)
    return forecast, tuple(watcher.weighed() for watcher in watchers)


class _Watcher:
    """Follows one claim through a run of many worlds."""

    def __init__(self, model: Model, claim: Claim, worlds: int) -> None:
        self._model, self._claim = model, claim
        self._left = claim.months
        self._came = np.zeros(worlds, dtype=np.bool_)
        self._rows = _rows(model, claim.about)
        self._sums: Array = np.zeros(self._rows.size)

    def month(self, before: State, made: Step) -> None:
        """Look at a month, unless the claim's are over."""
        if self._left == 0:
            return
        self._left -= 1
        came = evaluate_close(self._model, before, made, self._claim.expects)
        self._came |= came.astype(np.bool_) & (before.ending < 0.0)
        self._sums += np.add.reduce(made.ledger[self._rows], axis=-1)

    def weighed(self) -> Weighed:
        """Return what was seen."""
        hidden = set(public(self._model).hidden_causes.tolist())
        moves: dict[str, float] = {}
        for row, total in zip(self._rows.tolist(), self._sums.tolist(), strict=True):
            cause = UNKNOWN if row in hidden else self._model.causes[row].id
            moves[cause] = moves.get(cause, 0.0) + total / self._came.size
        return Weighed(
            came=int(self._came.sum()),
            worlds=self._came.size,
            moves=tuple(sorted((key, mean) for key, mean in moves.items() if mean)),
        )


def _rows(model: Model, variable: str) -> Integers:
    """Return the rows of the ledger that move a variable; none for no variable."""
    names = [row.id for row in model.spec.variables]
    target = names.index(variable) if variable else -1
    rows = [row for row, cause in enumerate(model.causes) if cause.target == target]
    return np.array(rows, dtype=np.int64)
