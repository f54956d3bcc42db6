"""Letting a bot play a saved game on, from what its player saw."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from game.engine import DECLARE, REST, legality_seen
from game.errors import ChoiceError
from game.outlook.bots import Bot, Follower, FollowerSitting, Sitting
from game.outlook.kinds import NAMES, ORACLE
from game.session.continuing import Decider, Seat, by_policy
from game.session.game import Game
from game.session.policies import Policy
from game.study.finding import find_way
from game.study.seats import Way


def decider(game: Game, name: str) -> Decider:
    """Return the rule of a policy, a file of lines or a bot that plays a game on.

    Raises:
        ChoiceError: there is no such way, or it may not look at an open game.
        StorageError: a policy file cannot be read.
        NotFiniteError: the crisis leaves the real line where a bot imagines it.
    """
    if name == ORACLE and name not in game.scenario.document.policies:
        raise ChoiceError(
            "The oracle sees what is hidden, so it plays no saved game. There are: "
            "{names}.",
            names=", ".join(other for other in NAMES if other != ORACLE),
        )
    level = game.seat().model.spec.level
    return by_way(find_way(game.scenario, name, 0, game.language, level))


def by_way(way: Way) -> Decider:
    """Return the rule of a way to play."""
    if isinstance(way, Policy):
        return by_policy(way)
    if isinstance(way, Follower):
        return _following(way)
    if isinstance(way, Bot):
        return _Planning(way)
    raise ChoiceError("The oracle sees what is hidden, so it plays no saved game.")


def _mandates(seat: Seat) -> np.ndarray[tuple[int], np.dtype[np.int64]]:
    """Return what is to be declared: nothing that stands already."""
    return np.array([seat.seen[-1].mandate], dtype=np.int64)


def _following(way: Follower) -> Decider:
    def decide(seat: Seat) -> Sequence[int]:
        sitting = FollowerSitting(way, seat.model, _mandates(seat))
        seen = seat.seen[-1]
        legality = legality_seen(seat.model, [seen])
        return _open(sitting.choose(seen.turn, legality)[:, 0].tolist(), seat)

    return decide


class _Planning:
    """A bot that has sat through the months before it decides."""

    def __init__(self, bot: Bot) -> None:
        self._bot = bot
        self._sitting: Sitting | None = None

    def __call__(self, seat: Seat) -> Sequence[int]:
        """Return the choices of the open month."""
        if self._sitting is None:
            self._sitting = Sitting(
                self._bot, seat.model, np.zeros(1, dtype=np.uint64), _mandates(seat)
            )
            past = zip(seat.seen, seat.decisions, strict=False)
            for seen, chosen in past:
                self._sitting.watch([seen], [chosen])
        decision = self._sitting.choose([seat.seen[-1]])
        return _open(decision[:, 0].tolist(), seat)


def _open(places: Sequence[int], seat: Seat) -> list[int]:
    """Leave out what fills up, and a declaration of what is declared already."""
    declared = seat.seen[-1].mandate != REST
    return [
        place
        for place in places
        if place != REST and not (declared and seat.model.choices[place].id == DECLARE)
    ]
