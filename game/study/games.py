"""Games of one way to play, under mandates in a fixed rotation.

Every way meets the same games: the same worlds, hidden types and luck, and the same
mandate in each, so what parts two ways in a game is how they play it.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from game.engine import (
    REST,
    Array,
    Chance,
    Integers,
    Mask,
    Spec,
    begin,
)
from game.outlook.scoring import shares, worth
from game.study.compiled import compiled
from game.study.seats import Way, months

_GOLDEN = 0.618


@dataclass(frozen=True, slots=True, kw_only=True)
class Games:
    """What came of G games."""

    worth: Array
    """(G,) the mandate score, less what an early loss costs."""
    ending: Integers
    """(G,) the place of the ending; -1 for none."""
    months: Integers
    """(G,) the months played."""
    choices: Integers
    """(G,) how many choices were made, the declaration left out."""
    dealt: Mask
    """(C, G) which cards came up, each variant by itself."""


def rotation(mandates: int, games: int) -> Integers:
    """Return the mandate of each game, (games,); -1 where there are none.

    Steps go on by the golden section of all mandates, so that any run of games has
    leads and priorities of every kind.
    """
    if mandates < 1:
        return np.full(games, REST, dtype=np.int64)
    stride = max(1, round(mandates * _GOLDEN))
    while math.gcd(stride, mandates) > 1:
        stride += 1
    return np.arange(games, dtype=np.int64) * stride % mandates


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """Games to be played side by side, here or in another process."""

    spec: Spec
    """The crisis at one level."""
    way: Way
    seed: int
    first: int
    """The number of the first game."""
    mandates: tuple[int, ...]
    """What each game declares; -1 declares nothing."""
    losses: frozenset[str]
    """The endings that the review never calls kept."""
    told: bool = False
    """Whether a bot is told the hidden types."""


def play_games(piece: Piece) -> Games:
    """Play a piece of games.

    Raises:
        NotFiniteError: a number of the scenario leaves the real line.
    """
    spec, first = piece.spec, piece.first
    model, chance = compiled(spec), Chance(piece.seed)
    given = np.array(piece.mandates, dtype=np.int64)
    start = begin(model, chance, np.arange(first, first + given.size, dtype=np.uint64))
    choices = -(given != REST).astype(np.int64)
    dealt = start.opened > 0.0
    last = None
    for last in months(model, piece.way, chance, start, given, told=piece.told):
        choices += (last.step.accepted == 0).sum(axis=0)
        dealt |= last.step.state.opened > 0.0
    if last is None:
        raise ValueError(spec.turns)
    end = last.step.state
    duties = np.where(given < 0, model.default_mandate, given)
    return Games(
        worth=worth(model, last.before, last.step, shares(model, duties), piece.losses),
        ending=end.ending.astype(np.int64),
        months=np.where(end.ended > 0, end.ended, spec.turns).astype(np.int64),
        choices=choices,
        dealt=dealt,
    )


def joined(parts: list[Games]) -> Games:
    """Put runs of games one after another."""
    return Games(
        worth=np.concatenate([part.worth for part in parts]),
        ending=np.concatenate([part.ending for part in parts]),
        months=np.concatenate([part.months for part in parts]),
        choices=np.concatenate([part.choices for part in parts]),
        dealt=np.concatenate([part.dealt for part in parts], axis=1),
    )
