"""Bots: players that plan. They see what a player sees, and choose like one.

A bot is a plain description; sat down at some games it plays them side by side, each
as it would play it alone.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import blake2b
from typing import Protocol

import numpy as np

from game.engine import (
    REST,
    Array,
    Chance,
    Decision,
    Integers,
    Legality,
    Model,
    Observation,
    State,
    Worlds,
    compile_spec,
    legality_seen,
    reactive,
)
from game.outlook.asking import asked, questions
from game.outlook.beliefs import Beliefs, side_by_side
from game.outlook.guesses import Guesses
from game.outlook.lines import HOLDING, Choices, Lines
from game.outlook.planner import fitting, search
from game.outlook.scene import Scene
from game.outlook.scoring import declarations, duties, shares

_POPULATION = 256
"""Worlds a game that carry what a bot believes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Bot:
    """A way to plan."""

    name: str
    worlds: int
    """Imagined worlds that every plan is played in."""
    months: int
    """How far it looks ahead; the calendar's end caps it."""
    learns: bool
    """Whether it learns what is hidden, or takes it from the priors."""
    asks: bool = False
    """Whether it asks, one that learns, what is worth most to be told."""
    always: frozenset[str] = frozenset()
    """Initiatives that it takes whenever it can, for studies of what that costs."""
    lines: Lines = HOLDING
    losses: frozenset[str] = frozenset()
    """The endings that the review never calls kept."""
    seed: int = 0
    """Numbers its imagination; never the seed of the game."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Follower:
    """A player that only ever follows its line."""

    name: str
    lines: Lines = HOLDING


@dataclass(frozen=True, slots=True, kw_only=True)
class Planned:
    """One month as a bot planned it."""

    scene: Scene
    lines: Integers
    """(G,) the line that each game follows."""
    plans: tuple[Choices, ...]
    """For each game what was chosen, the declaration left out."""


class Imagined(Protocol):
    """Worlds that could be the ones seen."""

    @property
    def state(self) -> State:
        """Return the worlds, those of one game side by side."""

    def advance(
        self,
        decisions: Sequence[Sequence[int]],
        seen: Sequence[Observation],
        chance: Chance,
    ) -> None:
        """Live through a month."""

    def draw(self, count: int) -> Integers:
        """Return columns of the state that stand for each game, (G, count)."""


class Sitting:
    """A bot at G games."""

    def __init__(
        self,
        bot: Bot,
        model: Model,
        games: Worlds,
        mandates: Integers,
        types: Array | None = None,
    ) -> None:
        """Sit down.

        Args:
            bot: how it plans.
            model: the crisis; in what is imagined its actors only react.
            games: (G,) a number for each game, which keys what is imagined of it.
            mandates: (G,) what to declare; -1 declares nothing.
            types: (types, G) the hidden types where they are told, for studies.
        """
        self._bot = bot
        # Who imagines actors that imagine would never be done.
        spec = reactive(model.spec)
        self._model = model if spec is model.spec else compile_spec(spec)
        self._games = games.astype(np.uint64)
        self._declared = declarations(model, mandates)
        self._weights = shares(model, duties(model, mandates))
        self._types = types
        self._lines, self._following = bot.lines.table(mandates)
        self._questions = questions(self._model) if bot.asks else None
        self._chosen: tuple[Choices, ...] = ()
        self._imagined: Imagined | None = None
        self._planned: Planned | None = None

    @property
    def planned(self) -> Planned:
        """Return the worlds of the newest month and what was found in them.

        Raises:
            LookupError: no month has been planned.
        """
        if self._planned is None:
            raise LookupError
        return self._planned

    def choose(self, seen: Sequence[Observation]) -> Decision:
        """Return the decision of the month, (K, G).

        Args:
            seen: what each game shows at the opening, month after month from 1 on.

        Raises:
            NotFiniteError: the crisis leaves the real line in an imagined world.
        """
        model, bot = self._model, self._bot
        turn = seen[0].turn
        imagined = self._follow(seen)
        own = np.arange(bot.worlds, dtype=np.uint64)
        scene = Scene(
            model=model,
            state=imagined.state,
            columns=imagined.draw(bot.worlds),
            numbers=self._games[:, None] * np.uint64(bot.worlds) + own,
            chance=_luck(bot.seed, "plan", turn),
            weights=self._weights,
            declared=self._declared,
            losses=bot.losses,
            lines=self._lines,
            months=bot.months,
        )
        legality = legality_seen(model, seen)
        asks, left = self._asked(imagined, legality)
        always = tuple(
            row for row, choice in enumerate(model.choices) if choice.id in bot.always
        )
        kept = [(*own, *always) for own in asks]
        plans = search(scene, left, self._following, kept)
        self._planned = Planned(scene=scene, lines=self._following, plans=plans)
        self._chosen = declare_first(model, turn, self._declared, plans)
        return side_by_side(self._chosen, 1)

    def watch(self, seen: Sequence[Observation], chosen: Sequence[Choices]) -> None:
        """Sit through a month that somebody else decides.

        Args:
            seen: as in `choose`.
            chosen: what each game chose in that month.
        """
        self._follow(seen)
        self._chosen = tuple(chosen)

    def decided(self, chosen: Sequence[Choices]) -> None:
        """Take note that somebody else decided the month that was just planned.

        Args:
            chosen: what each game chose in it.
        """
        self._chosen = tuple(chosen)

    def _asked(
        self, imagined: Imagined, legality: Legality
    ) -> tuple[Sequence[Choices], Legality]:
        """Return what each game asks, and what is left open to its plan."""
        if self._questions is None or not isinstance(imagined, Beliefs):
            return ((),) * len(self._games), legality
        return asked(
            self._questions,
            self._model,
            imagined.state,
            imagined.weights,
            duties=self._weights,
            legality=legality,
        )

    def _follow(self, seen: Sequence[Observation]) -> Imagined:
        """Bring what is imagined to the opening that is seen."""
        bot = self._bot
        chance = _luck(bot.seed, "lived", seen[0].turn)
        if self._imagined is not None:
            self._imagined.advance(self._chosen, seen, chance)
        elif bot.learns:
            self._imagined = Beliefs(
                self._model,
                seen,
                chance,
                _POPULATION,
                games=self._games,
                types=self._types,
            )
        else:
            self._imagined = Guesses(self._model, seen, chance, bot.worlds, self._games)
        return self._imagined


class FollowerSitting:
    """A follower at G games."""

    def __init__(self, follower: Follower, model: Model, mandates: Integers) -> None:
        """Sit down.

        Args:
            follower: what it follows.
            model: the crisis.
            mandates: (G,) what to declare; -1 declares nothing.
        """
        self._model = model
        self._declared = declarations(model, mandates)
        lines, own = follower.lines.table(mandates)
        self._lines = [lines[row] for row in own]

    def choose(self, turn: int, legality: Legality) -> Decision:
        """Return the decision of a month, (K, G)."""
        wanted = [line.wanted(turn) for line in self._lines]
        plans = fitting(self._model, legality, wanted)
        return side_by_side(declare_first(self._model, turn, self._declared, plans), 1)


def declare_first(
    model: Model, turn: int, declared: Integers, plans: Sequence[Choices]
) -> tuple[Choices, ...]:
    """Return plans with the declaration first, in the month that allows it."""
    if turn != model.spec.mandate.turn:
        return tuple(plans)
    return tuple(
        plan if row == REST else (row, *plan)
        for row, plan in zip(declared.tolist(), plans, strict=True)
    )


def _luck(seed: int, purpose: str, turn: int) -> Chance:
    """Return the chance of what is imagined at an opening."""
    word = blake2b(f"{seed}|{purpose}|{turn}".encode(), digest_size=8).digest()
    return Chance(int.from_bytes(word, "little"), "outlook", stratified=True)
