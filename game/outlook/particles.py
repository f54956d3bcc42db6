"""The worlds that a question is answered in: beliefs that follow one game."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from hashlib import blake2b
from typing import TYPE_CHECKING

import numpy as np

from game.engine import (
    Array,
    Chance,
    Integers,
    Model,
    Observation,
    Spec,
    State,
    Worlds,
    compile_spec,
    reactive_model,
    select,
)
from game.outlook.beliefs import Beliefs
from game.outlook.foresight import Foresight
from game.outlook.request import Request

if TYPE_CHECKING:
    from game.outlook.witness import Witness

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
    return Chance(int.from_bytes(word, "little"), "outlook", stratified=True)


def numbers(first: int, last: int) -> Worlds:
    """Return the world numbers from first up to last, last left out."""
    return np.arange(first, last, dtype=np.uint64)


class Particles:
    """The worlds that the newest request believes in.

    They are kept from one request to the next, so the same game one month later
    costs one month. What they are depends on the request alone.
    """

    def __init__(
        self, given: Model | None = None, witness: Witness | None = None
    ) -> None:
        """Believe nothing yet.

        Args:
            given: the model of the crisis, where it is at hand: it is compiled once.
            witness: watches what is learned, if anybody asked.
        """
        self._given, self._witness = given, witness
        self._beliefs: Beliefs | None = None
        self._spread: Integers | None = None
        self._foresight: Foresight | None = None
        self._model: Model | None = None
        self._planners: Model | None = None
        self._spec: Spec | None = None
        self._luck: Chance | None = None
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

    @property
    def beliefs(self) -> Beliefs:
        """Return what the newest request believes."""
        if self._beliefs is None:
            raise LookupError
        return self._beliefs

    @property
    def luck(self) -> Chance:
        """Return the chance of all that is imagined at the newest opening."""
        if self._luck is None:
            raise LookupError
        return self._luck

    def rest(self) -> None:
        """Put the worlds aside until something is asked of them."""
        if self._beliefs is not None:
            self._beliefs.rest()

    def sample(self, first: int, last: int, plans: int) -> State:
        """Return worlds first to last, last left out, once for every plan.

        The columns are plan by plan; a world has the same number, and so the
        same luck, under every plan.
        """
        if self._spread is None:
            self._spread = self.beliefs.draw(POPULATION)[0]
        own = self._spread[np.arange(first, last) * _STRIDE % POPULATION]
        state = select(self.beliefs.state, np.tile(own, plans))
        return replace(state, worlds=np.tile(numbers(first, last), plans))

    def leanings(self, types: Array) -> tuple[Array | None, ...] | None:
        """Return what actors expect in sampled worlds, as `step` takes it.

        Args:
            types: (T, W) of the worlds.
        """
        if self._foresight is None:
            return None
        return self._foresight.leanings(types, 1)

    def _foresee(self, chance: Chance) -> None:
        """Work out what actors expect if the player holds."""
        self._spread, self._luck = None, chance
        self._foresight = self.beliefs.foresee(((),), chance)

    def _continues(self, request: Request) -> bool:
        months = len(self._history)
        return (
            self._beliefs is not None
            and self._spec is request.spec
            and self._seed == request.seed
            and self._history == request.history[:months]
            and self._decisions == request.decisions[: months - 1]
        )

    def _restart(self, request: Request) -> None:
        if self._model is None or self._spec is not request.spec:
            whole = self._given
            if whole is None or whole.spec is not request.spec:
                whole = compile_spec(request.spec)
            # Who looks ahead would look ahead in every imagined world.
            self._model = reactive_model(whole)
            self._spec = request.spec
            self._planners = None if self._model is whole else whole
        first = request.history[:1]
        chance = luck(request.seed, first[0])
        self._beliefs = Beliefs(
            self._model,
            first,
            chance,
            POPULATION,
            planners=self._planners,
            witness=self._witness,
        )
        self._foresee(chance)
        self._seed = request.seed
        self._history, self._decisions = first, ()

    def _advance(self, request: Request) -> None:
        month = len(self._history)
        self.beliefs.advance(
            (request.decisions[month - 1],), (request.history[month],), self.luck
        )
        self._foresee(luck(request.seed, request.history[month]))
        self._history = request.history[: month + 1]
        self._decisions = request.decisions[:month]
