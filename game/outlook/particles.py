"""Beliefs: worlds that could be this one, brought along month by month.

They start from the priors, live through the player's own decisions with luck of
their own, are weighed by what the player saw and are then set to it. What only
the live world knows never enters.
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
from game.engine.state import Array, Decision, State, Worlds
from game.outlook.likelihood import weigh_month, weigh_readings
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
        first = request.history[0]
        chance = luck(request.seed, first)
        state = begin(self._model, chance, numbers(0, POPULATION))
        weights = weigh_readings(self._model, state, first)
        self._state = self._settle(state, weights, request, 0)
        self._seed = request.seed
        self._history, self._decisions = request.history[:1], ()

    def _advance(self, request: Request) -> None:
        if self._state is None:
            raise LookupError
        month = len(self._history)
        chosen, seen = request.decisions[month - 1], request.history[month]
        chance = luck(request.seed, self._history[-1])
        result = step(self.model, self._state, decision((chosen,), POPULATION), chance)
        weights = weigh_month(self.model, self._state, result, seen)
        self._state = self._settle(result.state, weights, request, month)
        self._history = request.history[: month + 1]
        self._decisions = request.decisions[:month]

    def _settle(
        self, state: State, weights: Array, request: Request, month: int
    ) -> State:
        """Keep worlds in proportion to their weights and set them to what is seen.

        Args:
            state: the worlds at the opening of the month.
            weights: (W,) positive.
            request: whose observations they are set to.
            month: the place of the opening in the history.
        """
        seen = request.history[month]
        chance = luck(request.seed, request.history[max(0, month - 1)])
        lot = chance.uniform("resample", seen.turn, numbers(0, 1))
        running = np.cumsum(weights)
        marks = (np.arange(POPULATION) + lot) * (running[-1] / POPULATION)
        kept = np.minimum(np.searchsorted(running, marks, "right"), POPULATION - 1)
        state = select(state, kept)
        return replace(
            _set_to(self.model, state, request.history[: month + 1], chance),
            worlds=numbers(0, POPULATION),
        )


def _set_to(
    model: Model, state: State, history: tuple[Observation, ...], chance: Chance
) -> State:
    """Set worlds to what is seen; what is not seen stays as each world has it."""
    seen = history[-1]
    errors = chance.normals(
        [e.id for e in model.spec.estimates], seen.turn, state.worlds
    )
    agreed = overwrite(model, state, seen, errors)
    exact = public(model).exact
    values, previous = state.values.copy(), state.previous.copy()
    values[exact] = agreed.values[exact]
    before = history[-2] if len(history) > 1 else seen
    previous[exact] = np.array([value for _, value in before.exact]).reshape(-1, 1)
    names = [ending.id for ending in model.spec.endings]
    reached = names.index(seen.ending) if seen.ending else -1
    return replace(
        agreed,
        values=values,
        previous=previous,
        ending=np.full(state.worlds.size, float(reached)),
        ended=np.full(state.worlds.size, float(seen.turn - 1 if reached >= 0 else 0)),
    )
