"""The field: every way to play of one study, each in the same games.

Games are played when they are first asked for, in pieces that any executor may take,
and kept; what is interrupted leaves what was finished.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Executor, Future
from dataclasses import dataclass, field, replace
from typing import TypeVar

import numpy as np

from game.engine import REST, Array, Integers, Model, Spec, Truth, reactive
from game.outlook.bots import Bot
from game.outlook.kinds import bot_named, has_doctrine, is_bot
from game.outlook.lines import HOLDING, Doctrine, Lines
from game.session.policies import Policy
from game.study.compiled import compiled
from game.study.finding import drill
from game.study.games import Games, Piece, joined, play_games, rotation
from game.study.options import Weighed, weigh_games
from game.study.seats import Way, chunk_of

_PIECE = 16
"""Games of one piece of work."""

T = TypeVar("T")

Tell = Callable[[str, int, int], None]
"""Told what is being done, and how much of it is done."""


def silent(what: str, done: int, total: int) -> None:
    """Tell nobody."""
    del what, done, total


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What a study plays."""

    spec: Spec
    losses: frozenset[str]
    """The endings that the review never calls kept."""
    policies: dict[str, Policy]
    """Every policy by its name; bots go by theirs."""
    games: int
    seed: int


@dataclass(slots=True)
class Field:
    """The games of a study, by who played them."""

    plan: Plan
    executor: Executor | None = None
    tell: Tell = silent
    played: dict[str, Games] = field(default_factory=dict)
    told: dict[str, Games] = field(default_factory=dict)
    """Bots that were told the hidden types."""
    reacted: dict[str, Games] = field(default_factory=dict)
    """Against actors that only react, where some would look ahead."""
    without: dict[tuple[str, frozenset[str]], Games] = field(default_factory=dict)
    """Where some initiatives are never open."""
    always: dict[tuple[str, frozenset[str]], Games] = field(default_factory=dict)
    """Bots that take some initiatives whenever they can."""
    weighed: dict[str, tuple[Weighed, ...]] = field(default_factory=dict)
    doctrines: dict[int, Doctrine] = field(default_factory=dict)
    _model: Model = field(init=False)

    def __post_init__(self) -> None:
        """Compile the crisis once."""
        self._model = compiled(self.plan.spec)

    @property
    def model(self) -> Model:
        """Return the crisis."""
        return self._model

    @property
    def mandates(self) -> Integers:
        """Return the mandate of each game; -1 where the crisis has none."""
        return rotation(len(self.model.mandates), self.plan.games)

    def play(self, name: str) -> Games:
        """Return the games of a way to play."""
        if name not in self.played:
            self.played[name] = self._play(name, told=False)
        return self.played[name]

    def play_told(self, name: str) -> Games:
        """Return the games of a bot that was told the hidden types."""
        if name not in self.told:
            self.told[name] = self._play(name, told=True)
        return self.told[name]

    def play_reactive(self, name: str) -> Games:
        """Return the games of a way to play against actors that only react."""
        if name not in self.reacted:
            spec = reactive(self.plan.spec)
            pieces = [(replace(piece, spec=spec),) for (piece,) in self._pieces(name)]
            found = self._spread(f"{name}, reactive", play_games, pieces)
            self.reacted[name] = joined(list(found))
        return self.reacted[name]

    def play_without(self, name: str, closed: frozenset[str]) -> Games:
        """Return the games of a way to play where some initiatives are never open.

        A doctrine is found anew for it: one found with them would be a poor one.
        """
        key = (name, closed)
        if key not in self.without:
            plan = replace(self.plan, spec=closing(self.plan.spec, closed))
            self.without[key] = Field(plan, self.executor, self.tell).play(name)
        return self.without[key]

    def play_always(self, name: str, taken: frozenset[str]) -> Games:
        """Return the games of a bot that takes some initiatives whenever it can.

        Raises:
            TypeError: who plays is no planner.
        """
        key = (name, taken)
        if key not in self.always:
            pieces = []
            for (piece,) in self._pieces(name):
                if not isinstance(piece.way, Bot):
                    raise TypeError(piece.way)
                way = replace(piece.way, always=taken)
                pieces.append((replace(piece, way=way),))
            found = self._spread(f"{name}, always", play_games, pieces)
            self.always[key] = joined(list(found))
        return self.always[key]

    def weigh(self, name: str) -> tuple[Weighed, ...]:
        """Return what a planner weighed in its games, month by month."""
        if name not in self.weighed:
            pieces = self._pieces(name)
            parts = self._spread(f"{name}, weighing", weigh_games, pieces)
            self.weighed[name] = tuple(row for part in parts for row in part)
        return self.weighed[name]

    def way(self, name: str) -> Way:
        """Return a way to play, its doctrines found where it has any."""
        if name in self.plan.policies or not is_bot(name):
            return self.plan.policies[name]
        lines = HOLDING
        if has_doctrine(name):
            self._drill()
            lines = Lines(own=tuple(sorted(self.doctrines.items())))
        return bot_named(name, lines, self.plan.losses)

    def _play(self, name: str, *, told: bool) -> Games:
        pieces = self._pieces(name, told=told)
        return joined(list(self._spread(name, play_games, pieces)))

    def _drill(self) -> None:
        """Find the doctrine of every mandate that is played, from the common one."""
        plan = self.plan
        if REST not in self.doctrines:
            self.tell("doctrine", 0, 1)
            self.doctrines[REST] = drill(plan.spec, REST, plan.losses)
        wanted = sorted(set(self.mandates.tolist()) - set(self.doctrines))
        start = self.doctrines[REST]
        calls = [(plan.spec, mandate, plan.losses, start) for mandate in wanted]
        for mandate, found in zip(
            wanted, self._spread("doctrine", drill, calls), strict=True
        ):
            self.doctrines[mandate] = found

    def _pieces(self, name: str, *, told: bool = False) -> list[tuple[Piece]]:
        plan, way, rows = self.plan, self.way(name), self.mandates.tolist()
        size = min(_PIECE, chunk_of(way, self._model))
        return [
            (
                Piece(
                    spec=plan.spec,
                    way=way,
                    seed=plan.seed,
                    first=first,
                    mandates=tuple(rows[first : first + size]),
                    losses=plan.losses,
                    told=told,
                ),
            )
            for first in range(0, plan.games, size)
        ]

    def _spread(
        self, what: str, work: Callable[..., T], calls: Sequence[tuple[object, ...]]
    ) -> Iterator[T]:
        return spread(self.executor, self.tell, what, work, calls)


def closing(spec: Spec, closed: frozenset[str]) -> Spec:
    """Return the same crisis with some initiatives that are never open."""
    return replace(
        spec,
        initiatives=tuple(
            replace(row, requires=Truth(False)) if row.id in closed else row
            for row in spec.initiatives
        ),
    )


def spread(
    executor: Executor | None,
    tell: Tell,
    what: str,
    work: Callable[..., T],
    calls: Sequence[tuple[object, ...]],
) -> Iterator[T]:
    """Do pieces of work, here or in the executor, and tell how far they are."""
    if not calls:
        return
    futures: list[Future[T]] = []
    if executor is not None:
        futures = [executor.submit(work, *call) for call in calls]
    # What is left over when this is stopped is given up by whoever made the executor:
    # one that breaks trips over what was cancelled behind its back.
    for done, call in enumerate(calls):
        tell(what, done, len(calls))
        yield futures[done].result() if futures else work(*call)
    tell(what, len(calls), len(calls))


def worths(field: Field, names: Sequence[str]) -> Array:
    """Return what each of some ways made of each game, (ways, G)."""
    return np.stack([field.played[name].worth for name in names])
