"""Thousands of games at once: one way to play, many worlds, the spread of what came.

World 0 is the live game of the same seed, so its digests are the game's own.
Worlds are played in chunks, in this process or in any executor; how they are
cut changes nothing.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, Future
from dataclasses import dataclass

import numpy as np

from game.engine import (
    Chance,
    Closed,
    Spec,
    begin,
    digest,
)
from game.outlook import OPEN, Band
from game.outlook.gauges import Recorder, Track, bands, join
from game.session.policies import Policy
from game.study.compiled import compiled
from game.study.room import check_room
from game.study.seats import Month, Way, chunk_of, months

Progress = Callable[[int, int], None]
"""Called with the worlds done and the worlds asked for."""

Stop = Callable[[], bool]
"""Asked between chunks; True ends the study with what is done."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Study:
    """How many games of one policy went."""

    policy: str
    seed: int
    level: int
    mechanics: str
    worlds: int
    """Fewer than asked for when the study was stopped."""
    bands: tuple[Band, ...]
    """Every gauge at every opening, the one after the last month included."""
    endings: tuple[tuple[str, int], ...]
    """Ending id, or `OPEN` for none, and in how many worlds; most frequent first."""
    skipped: tuple[tuple[str, int], ...]
    """Lines of the policy and in how many months of worlds they were not open."""
    reasons: tuple[Closed, ...]
    """Why each of these lines was not open most often."""
    digests: tuple[str, ...]
    """World 0 at each opening, month 1 first."""
    partial: bool
    """It was stopped before all worlds were played."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Chunk:
    """What came of some worlds."""

    track: Track
    skipped: Counter[tuple[int, Closed]]
    """Choices and why they were not open, and in how many months of worlds."""
    digests: tuple[str, ...]


def run_chunk(spec: Spec, way: Way, seed: int, first: int, last: int) -> Chunk:
    """Play worlds first to last, last left out, to the end of the calendar.

    Raises:
        NotFiniteError: a number of the scenario leaves the real line.
    """
    model, chance = compiled(spec), Chance(seed)
    state = begin(model, chance, np.arange(first, last, dtype=np.uint64))
    recorder = Recorder(model, state)
    digests = [digest(model, state, 0).whole] if first == 0 else []
    skipped: Counter[tuple[int, Closed]] = Counter()
    for month in months(model, way, chance, state):
        if isinstance(way, Policy):
            skipped += _skips(way, month)
        recorder.month(month.before, month.step)
        state = month.step.state
        if first == 0:
            digests.append(digest(model, state, 0).whole)
    return Chunk(track=recorder.track(state), skipped=skipped, digests=tuple(digests))


def track_bytes(spec: Spec) -> int:
    """Return about how many bytes are kept of one world, in pieces and joined."""
    return 2 * 9 * (spec.turns + 1) * max(1, len(spec.gauges))


def simulate(
    spec: Spec,
    way: Way,
    worlds: int,
    seed: int,
    *,
    progress: Progress | None = None,
    stop: Stop | None = None,
    executor: Executor | None = None,
    chunk: int | None = None,
) -> Study:
    """Play a policy in many worlds and sum up what came.

    Args:
        spec: the crisis at one level.
        way: how the player plays.
        worlds: how many worlds, at least one; their numbers count from 0.
        seed: the seed of the game.
        progress: told after every chunk.
        stop: asked after every chunk.
        executor: where chunks are played; here, one after another, without it.
        chunk: worlds of one pass at most; what suits the way when left out.

    Returns:
        The study, of the worlds that were played when ctrl+c or `stop` ended it.

    Raises:
        KeyboardInterrupt: it was ended before any chunk was done.
        NotFiniteError: a number of the scenario leaves the real line.
        UsageError: what is kept of so many worlds does not fit into the memory.
        ValueError: there is no world to play.
    """
    if worlds < 1:
        raise ValueError(worlds)
    check_room(worlds, track_bytes(spec))
    chunks: list[Chunk] = []
    done = 0
    size = chunk or chunk_of(way, compiled(spec))
    cuts = [(first, min(worlds, first + size)) for first in range(0, worlds, size)]
    try:
        for made in _chunks(spec, way, seed, cuts, executor):
            chunks.append(made)
            done += made.track.ending.size
            if progress is not None:
                progress(done, worlds)
            if done < worlds and stop is not None and stop():
                break
    except KeyboardInterrupt:
        if not chunks:
            raise
    return _sum_up(spec, way, seed, chunks, partial=done < worlds)


def _chunks(
    spec: Spec,
    way: Way,
    seed: int,
    cuts: list[tuple[int, int]],
    executor: Executor | None,
) -> Iterator[Chunk]:
    if executor is None:
        for first, last in cuts:
            yield run_chunk(spec, way, seed, first, last)
        return
    futures: list[Future[Chunk]] = [
        executor.submit(run_chunk, spec, way, seed, first, last) for first, last in cuts
    ]
    try:
        for future in futures:
            yield future.result()
    finally:
        for future in futures:
            future.cancel()


def _skips(policy: Policy, month: Month) -> Counter[tuple[int, Closed]]:
    """Count the worlds in which each line of the policy was not open, by reason.

    What was open taken alone came to nothing for what was chosen before it.

    A lever that stands there already is no skip, and neither is a line held by
    `always` for a card that is not on the desk, or one that was said before or that
    a later line replaced.
    """
    skipped: Counter[tuple[int, Closed]] = Counter()
    if month.legality is None:
        return skipped
    turn = month.before.turn
    dated = policy.plan.dated.get(turn, ())
    wanted = policy.plan.wanted(turn)
    rows = month.decision[len(month.decision) - len(wanted) :]
    for place, (index, row) in enumerate(zip(wanted, rows, strict=True)):
        if index in policy.plan.stand_ins:
            continue
        reason = month.legality.closed[index]
        missed = (row < 0) & (reason != Closed.SAME) & (reason != Closed.OVER)
        if place >= len(dated):
            missed &= reason != Closed.NOT_NOW
        for other, (rival, chosen) in enumerate(zip(dated, rows, strict=False)):
            replaced = other > place and policy.groups[rival] == policy.groups[index]
            if replaced or (other < place and rival == index):
                missed &= chosen < 0
        for code, count in enumerate(np.bincount(reason[missed].astype(np.int64))):
            if count:
                why = Closed(code) or Closed.TAKEN
                skipped[index, why] += int(count)
    return skipped


def _sum_up(
    spec: Spec, way: Way, seed: int, chunks: list[Chunk], *, partial: bool
) -> Study:
    model = compiled(spec)
    track = join([chunk.track for chunk in chunks])
    names = [OPEN, *(ending.id for ending in spec.endings)]
    reached = Counter(names[int(row) + 1] for row in track.ending)
    found: Counter[tuple[int, Closed]] = Counter()
    for chunk in chunks:
        found += chunk.skipped
    skipped: dict[int, Counter[Closed]] = {}
    for (index, why), count in found.items():
        skipped.setdefault(index, Counter())[why] += count
    return Study(
        policy=way.name,
        seed=seed,
        level=spec.level,
        mechanics=spec.mechanics,
        worlds=track.ending.size,
        bands=bands(model, track, spec.turns),
        endings=tuple(sorted(reached.items(), key=lambda row: (-row[1], row[0]))),
        skipped=tuple(
            (model.choices[index].line, whys.total())
            for index, whys in sorted(skipped.items())
        ),
        reasons=tuple(
            max(whys, key=lambda why: (whys[why], -why))
            for _, whys in sorted(skipped.items())
        ),
        digests=chunks[0].digests,
        partial=partial,
    )
