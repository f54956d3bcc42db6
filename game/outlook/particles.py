"""Beliefs: worlds that could be this one, brought along month by month.

They start from the priors and live through the player's own decisions with luck
of their own. Each month those that made what the player saw likely are kept, and
all are set to it; of a number that is only estimated each world takes what its
own bias and error leave of the reading. What only the live world knows never
enters.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from hashlib import blake2b

import numpy as np

from game.engine import (
    Chance,
    begin,
    compile_spec,
    overwrite,
    public,
    select,
    step,
)
from game.engine.model import Model
from game.engine.observation import Observation
from game.engine.state import Array, Decision, Integers, State, Worlds
from game.outlook.likelihood import weigh_month
from game.outlook.request import Request

POPULATION = 1024
"""Worlds that carry the beliefs; a power of two."""

_STRIDE = 633
"""Odd, about POPULATION / 1.618: every prefix of the strides spreads evenly."""


def luck(seed: int, observation: Observation) -> Chance:
    """Return the chance of all that is imagined at an opening.

    It is keyed by what is seen there, so it repeats neither the live luck nor
    the luck of another month.
    """
    text = f"{seed}|{observation.turn}|{observation!r}"
    word = blake2b(text.encode(), digest_size=8).digest()
    return Chance(int.from_bytes(word, "little"), "outlook")


def numbers(first: int, last: int) -> Worlds:
    """Return the world numbers from first up to last, last left out."""
    return np.arange(first, last, dtype=np.uint64)


def decision(plans: tuple[tuple[int, ...], ...], worlds: int) -> Decision:
    """Return one decision for all plans, `worlds` columns a plan, plan by plan."""
    rows = max(len(plan) for plan in plans)
    table = np.full((rows, len(plans)), -1, dtype=np.int64)
    for column, plan in enumerate(plans):
        table[: len(plan), column] = plan
    return table.repeat(worlds, axis=1)


class Particles:
    """The worlds that the newest request believes in.

    They are kept from one request to the next, so the same game one month later
    costs one month. What they are depends on the request alone.
    """

    def __init__(self) -> None:
        self._model: Model | None = None
        self._state: State | None = None
        self._seed = 0
        self._history: tuple[Observation, ...] = ()
        self._decisions: tuple[tuple[int, ...], ...] = ()

    def follow(self, request: Request) -> Iterator[None]:
        """Bring the worlds to the request's current month, a month a step."""
        if not self._continues(request):
            self._restart(request)
            yield
        while len(self._history) < len(request.history):
            self._advance(request)
            yield

    @property
    def model(self) -> Model:
        """Return the model of the newest request."""
        if self._model is None:
            raise LookupError
        return self._model

    def sample(self, first: int, last: int, plans: int) -> State:
        """Return worlds first to last, last left out, once for every plan.

        The columns are plan by plan; a world has the same number, and so the
        same luck, under every plan.
        """
        if self._state is None:
            raise LookupError
        own = np.arange(first, last)
        columns = np.tile(own * _STRIDE % POPULATION, plans)
        state = select(self._state, columns)
        return replace(state, worlds=np.tile(numbers(first, last), plans))

    def _continues(self, request: Request) -> bool:
        months = len(self._history)
        return (
            self._model is not None
            and self._state is not None
            and self._model.spec is request.spec
            and self._seed == request.seed
            and self._history == request.history[:months]
            and self._decisions == request.decisions[: months - 1]
        )

    def _restart(self, request: Request) -> None:
        if self._model is None or self._model.spec is not request.spec:
            self._model = compile_spec(request.spec)
        first = request.history[:1]
        chance = luck(request.seed, first[0])
        state = begin(self._model, chance, numbers(0, POPULATION))
        self._state = _set_to(self._model, state, first, chance)
        self._seed = request.seed
        self._history, self._decisions = request.history[:1], ()

    def _advance(self, request: Request) -> None:
        if self._state is None:
            raise LookupError
        month = len(self._history)
        history = request.history[: month + 1]
        chance = luck(request.seed, self._history[-1])
        chosen = decision((request.decisions[month - 1],), POPULATION)
        made = step(self.model, self._state, chosen, chance)
        weights = weigh_month(self.model, self._state, made, history[-1])
        kept = select(made.state, _drawn(weights, history[-1].turn, chance))
        self._state = _set_to(self.model, kept, history, chance)
        self._history = history
        self._decisions = request.decisions[:month]


def _drawn(weights: Array, turn: int, chance: Chance) -> Integers:
    """Return which worlds are kept, in proportion to their weights, repeats and all."""
    lot = chance.uniform("kept", turn, numbers(0, 1))
    running = np.cumsum(weights)
    marks = (np.arange(POPULATION) + lot) * (running[-1] / POPULATION)
    found: Integers = np.searchsorted(running, marks, "right").astype(np.int64)
    return np.minimum(found, POPULATION - 1)


def _set_to(
    model: Model, state: State, history: tuple[Observation, ...], chance: Chance
) -> State:
    """Set worlds to what is seen at the last opening of a history, and number them."""
    seen = history[-1]
    streams = [f"error:{estimate.id}" for estimate in model.spec.estimates]
    errors = chance.normals(streams, seen.turn, numbers(0, POPULATION))
    previous = state.previous.copy()
    before = history[-2] if len(history) > 1 else seen
    known = np.array([value for _, value in before.exact]).reshape(-1, 1)
    previous[public(model).exact] = known
    names = [ending.id for ending in model.spec.endings]
    reached = names.index(seen.ending) if seen.ending else -1
    return replace(
        overwrite(model, state, seen, errors),
        worlds=numbers(0, POPULATION),
        previous=previous,
        ending=np.full(POPULATION, float(reached)),
        ended=np.full(POPULATION, float(seen.turn - 1 if reached >= 0 else 0)),
    )
