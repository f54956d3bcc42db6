"""How the outcome of a crisis changes with its file: the same worlds under both.

World k of one scenario meets the luck of world k of the other, as far as their rows
have the same ids. So what parts the two is the file, and the standard error is that
of paired differences, which is smaller than that of two studies apart.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from functools import reduce
from operator import add

import numpy as np

from game.engine import Array, Spec
from game.outlook import OPEN
from game.study.compiled import compiled
from game.study.cost import Cost, cost_of
from game.study.room import check_room
from game.study.seats import Way, chunk_of
from game.study.simulate import Chunk, run_chunk, track_bytes

_PIECE = 256
"""Worlds after which a study may be stopped without losing what is done."""

Told = Callable[[str, int, int], None]
"""Told the way to play, the worlds done and the worlds asked for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Shift:
    """One figure under both files."""

    name: str
    before: float
    after: float
    change: float
    error: float
    """The standard error of the change."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WayShift:
    """What one way to play comes to under both files."""

    policy: str
    worlds: int
    parted: int
    """Worlds that end otherwise under the second file."""
    endings: tuple[Shift, ...]
    """The share of worlds of each ending that either reaches, 0 to 1."""
    gauges: tuple[Shift, ...]
    """The mean of each variable on a gauge of both, at the end."""


@dataclass(slots=True)
class _Pair:
    """Worlds of both files, piece by piece."""

    one: list[Chunk] = field(default_factory=list)
    other: list[Chunk] = field(default_factory=list)


def compare_outcomes(
    specs: tuple[Spec, Spec],
    ways: Sequence[tuple[Way, Way]],
    worlds: int,
    seed: int,
    tell: Told | None = None,
) -> tuple[WayShift, ...]:
    """Play ways in the same worlds of two files; Ctrl+C gives what was reached.

    Args:
        specs: the crisis before and after, each at one level.
        ways: each as it plays the one and the other.
        worlds: how many, at least one.
        seed: of the games.
        tell: told how far it is.

    Raises:
        NotFiniteError: a number of a scenario leaves the real line.
        UsageError: what is kept of so many worlds does not fit into the memory.
        ValueError: there is no world to play.
    """
    if worlds < 1:
        raise ValueError(worlds)
    check_room(worlds, sum(map(track_bytes, specs)))
    found: list[WayShift] = []
    for pair in ways:
        played, whole = _play(specs, pair, worlds, seed, tell)
        if played.other:
            found.append(_shifted(specs, pair[0].name, played))
        if not whole:
            break
    return tuple(found)


def cost_of_both(
    specs: tuple[Spec, Spec], ways: Sequence[tuple[Way, Way]], seed: int
) -> Cost:
    """Return what it takes to compare the outcomes of at least one way.

    Raises:
        NotFiniteError: a number of a scenario leaves the real line.
    """
    costs = [
        cost_of(spec, way, seed)
        for pair in ways
        for spec, way in zip(specs, pair, strict=True)
    ]
    whole = reduce(add, costs)
    return replace(whole, size=min(whole.size, _PIECE))


def _play(
    specs: tuple[Spec, Spec],
    pair: tuple[Way, Way],
    worlds: int,
    seed: int,
    tell: Told | None,
) -> tuple[_Pair, bool]:
    """Play the worlds of one way; False where it was stopped."""
    played = _Pair()
    size = min(
        _PIECE,
        *(chunk_of(way, compiled(spec)) for way, spec in zip(pair, specs, strict=True)),
    )
    try:
        for first in range(0, worlds, size):
            last = min(worlds, first + size)
            one = run_chunk(specs[0], pair[0], seed, first, last)
            played.other.append(run_chunk(specs[1], pair[1], seed, first, last))
            played.one.append(one)
            if tell is not None:
                tell(pair[0].name, last, worlds)
    except KeyboardInterrupt:
        # The piece that was being played counts in neither.
        done = min(len(played.one), len(played.other))
        del played.one[done:], played.other[done:]
        return played, False
    return played, True


def _shifted(specs: tuple[Spec, Spec], name: str, played: _Pair) -> WayShift:
    one, other = _endings(specs[0], played.one), _endings(specs[1], played.other)
    reached = sorted({*one.tolist(), *other.tolist()})
    return WayShift(
        policy=name,
        worlds=one.size,
        parted=int((one != other).sum()),
        endings=tuple(
            shift(
                ending, (one == ending).astype(float), (other == ending).astype(float)
            )
            for ending in reached
        ),
        gauges=tuple(_gauges(specs, played)),
    )


def shift(name: str, before: Array, after: Array) -> Shift:
    """Return how the mean of a figure moves.

    Args:
        name: what the figure is.
        before: (W,) the figure in each world under the first file.
        after: (W,) in the same worlds under the second.
    """
    apart = after - before
    worlds = apart.size
    error = float(apart.std(ddof=1)) / worlds**0.5 if worlds > 1 else 0.0
    return Shift(
        name=name,
        before=float(before.mean()),
        after=float(after.mean()),
        change=float(apart.mean()),
        error=error,
    )


def _endings(spec: Spec, chunks: Sequence[Chunk]) -> np.ndarray:
    names = np.array([OPEN, *(ending.id for ending in spec.endings)], dtype=object)
    rows = np.concatenate([chunk.track.ending for chunk in chunks]).astype(int)
    found: np.ndarray = names[rows + 1]
    return found


def _gauges(specs: tuple[Spec, Spec], played: _Pair) -> list[Shift]:
    places = [
        {gauge.id: row for row, gauge in enumerate(spec.gauges) if gauge.variable}
        for spec in specs
    ]
    return [
        shift(name, _last(played.one, row), _last(played.other, places[1][name]))
        for name, row in places[0].items()
        if name in places[1]
    ]


def _last(chunks: Sequence[Chunk], row: int) -> Array:
    return np.concatenate([chunk.track.values[-1, row] for chunk in chunks])
