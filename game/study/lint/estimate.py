"""What a lint would take, from the first turn of all its ways; and what of it fits."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np

from game.engine import Spec, compile_spec, fitting
from game.study.cost import ALLOWED, Note, allot, line, seconds_of
from game.study.lint.crowd import play_crowd
from game.study.lint.forks import forks_of
from game.study.lint.scored import Scored
from game.study.lint.ways import Way, games_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Size:
    """How much is played."""

    worlds: int
    tries: int
    """Openings in which every subject is tried."""


def size_of(
    seconds: Callable[[Size], float], usual: Size, note: Note, *, asked: bool
) -> Size:
    """Return how much a lint plays: not what takes long, unless it was asked for.

    Args:
        seconds: from a size to seconds of processor time.
        usual: how much is wanted.
        note: told if it takes long, or if less is played.
        asked: whether somebody asked for so many worlds: then none are left out.

    Raises:
        ScenarioError: one world takes too long, and nobody has asked for a number.
    """

    def sized(worlds: int) -> Size:
        return Size(worlds=worlds, tries=-(-usual.tries * worlds // usual.worlds))

    worlds = allot(
        usual.worlds if asked else None,
        usual.worlds,
        lambda worlds: seconds(sized(worlds)),
        note,
    )
    return sized(worlds)


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
    model, games = compile_spec(spec), games_of(ways)
    pass_size = min(piece, max(1, fitting(model, games * piece) // games))
    once, each = _turn(spec, ways, scored, min(2, pass_size))
    greedy = 2 * len(scored.names) + len(spec.endings)

    def seconds(size: Size) -> float:
        # The ways that the forks suggest are played afterwards, in passes of their own.
        passes = 2 * -(-size.worlds // pass_size)
        # Forks begin turn by turn: about half of them are there in all turns taken.
        others = forks_of(model, size.tries) / 2 + greedy * size.worlds
        return spec.turns * (once * passes + each * (size.worlds + others / games))

    return seconds


def _turn(
    spec: Spec, ways: tuple[Way, ...], scored: Scored, most: int
) -> tuple[float, float]:
    """Return the seconds of a turn: of every pass, and of all ways in one world."""
    brief = compile_spec(replace(spec, turns=1))

    def first(worlds: int) -> tuple[int, float]:
        numbers = np.arange(worlds, dtype=np.uint64)
        return worlds, seconds_of(
            lambda: play_crowd(brief, ways, 0, numbers, scored=scored)
        )

    few = first(1)
    # Where one world takes too long, more of them need not be measured.
    return line(few, few if spec.turns * few[1] > ALLOWED else first(most))
