"""What a lint would take, from the first turn of all its ways."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from game.engine import Model, Spec, fitting
from game.errors import ScenarioError
from game.study.compiled import compiled
from game.study.cost import ALLOWED, Note, forewarn, line
from game.study.lint.crowd import play_crowd
from game.study.lint.forks import forks_of
from game.study.lint.scored import Scored
from game.study.lint.ways import Way, games_of

MOST = 12 * ALLOWED
"""Seconds of processor time of a lint whose size nobody has named."""

_MONTHS = 2
"""Months that are measured; the quicker one counts."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Size:
    """How much is played."""

    worlds: int
    tries: int
    """Openings in which every subject is tried."""


def check_length(seconds: float, note: Note, *, asked: bool) -> None:
    """Tell what a lint takes if that is long; refuse what takes very long.

    It is not cut as other studies are: in few worlds much never happens that does
    happen in the game, and every warning of it would be false.

    Args:
        seconds: of processor time.
        note: told if it takes long.
        asked: whether somebody asked for so many worlds: then it is played.

    Raises:
        ScenarioError: it takes very long, and nobody has asked for a number.
    """
    if seconds > MOST and not asked:
        raise ScenarioError(
            "A lint of this scenario would take about {seconds} seconds of processor"
            " time, and one that nobody has asked for by its size takes {most} at"
            " most. `--quick` plays less, `--worlds N` as much as you say; fewer"
            " turns, rows or rungs would fit.",
            seconds=round(seconds),
            most=round(MOST),
        )
    forewarn(seconds, note)


def estimate(
    spec: Spec, ways: tuple[Way, ...], scored: Scored, piece: int
) -> Callable[[Size], float]:
    """Return what tells how many seconds of processor time a size takes.

    Args:
        spec: the crisis at one level.
        ways: how it is played.
        scored: what games are scored by.
        piece: worlds of one pass.

    Raises:
        NotFiniteError: a number of the scenario leaves the real line.
    """
    model, games = compiled(spec), games_of(ways)
    pass_size = min(piece, max(1, fitting(model, games * piece) // games))
    once, each = _month(model, ways, scored, min(2, pass_size))
    greedy = 2 * len(scored.names) + len(spec.endings)

    def seconds(size: Size) -> float:
        # The ways that the forks suggest are played afterwards, in passes of their own.
        passes = 2 * -(-size.worlds // pass_size)
        # Forks begin turn by turn: about half of them are there in all turns taken.
        others = forks_of(model, size.tries) / 2 + greedy * size.worlds
        return spec.turns * (once * passes + each * (size.worlds + others / games))

    return seconds


def _month(
    model: Model, ways: tuple[Way, ...], scored: Scored, most: int
) -> tuple[float, float]:
    """Return the seconds of a month: of every pass, and of all ways in one world."""

    def spent(worlds: int) -> tuple[int, float]:
        marks: list[float] = []

        def mark(*_: object) -> None:
            marks.append(time.process_time())

        numbers = np.arange(worlds, dtype=np.uint64)
        play_crowd(model, ways, 0, numbers, scored=scored, fork=mark, months=_MONTHS)
        mark()
        return worlds, min(after - before for before, after in pairwise(marks))

    few = spent(1)
    # Where one world takes too long, more of them need not be measured.
    return line(few, few if model.spec.turns * few[1] > ALLOWED else spent(most))
