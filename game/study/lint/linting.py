"""Linting: a crisis is played in many ways, and its faults are told."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Executor, Future
from dataclasses import dataclass
from itertools import chain, repeat

import numpy as np

from game.engine import ROOM, Model, Spec, fitting, world_bytes
from game.scenario import Found, Scenario
from game.study.compiled import compiled
from game.study.cost import Note
from game.study.lint import rules_acts, rules_claims, rules_ends, rules_world
from game.study.lint.crowd import play_crowd
from game.study.lint.estimate import Size, check_length, estimate
from game.study.lint.facts import Facts
from game.study.lint.forked import Forked, Reached, subjects
from game.study.lint.forks import Forker, forks_of
from game.study.lint.margins import margins_of
from game.study.lint.reading import reading_of
from game.study.lint.scored import Scored, scored_by
from game.study.lint.seen import Seen, beside, join
from game.study.lint.ways import Way, fixed_ways, games_of, greedy_way
from game.study.room import check_games

WORLDS, QUICK = 16, 8
"""Worlds of each way to play."""

TRIES, QUICK_TRIES = 12, 6
"""Openings in which every subject is tried."""

_PIECE = 16
"""Worlds of one piece of work, but for the first ones."""

_SHARES, _FIRST = 2, 8
"""The pieces that also have forks to play, a share each; and their worlds."""

_POINTS, _LEAD = 0.1, 0.05
"""What a choice must gain in a score, or on the way to an ending, to be tried."""

_ROOM = 2 * ROOM
"""Bytes that the forks may take, in one process or in several."""

_GREEDY = 32
"""Worlds of one piece of the ways that the forks suggest, which are few."""

Tell = Callable[[str, int, int], None]
"""Told what is being played, and how much of it is done."""

Rule = Callable[[Facts], Iterator[Found]]

RULES: tuple[Rule, ...] = (
    rules_ends.never_reached,
    rules_ends.always_reached,
    rules_acts.dead,
    rules_acts.dominant,
    rules_world.pinned,
    rules_world.idle,
    rules_world.never_or_always,
    rules_world.out_of_range,
    rules_ends.luck_decides,
    rules_world.too_late,
    rules_ends.without_ending,
    rules_acts.never_dealt,
    rules_claims.foregone,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """Some worlds to be played in every way, here or in another process."""

    spec: Spec
    ways: tuple[Way, ...]
    seed: int
    first: int
    last: int
    scored: Scored
    tries: int = 0
    """Openings in which every subject is tried."""
    tried: tuple[tuple[int, ...], ...] = ()
    """The subjects of its forks."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Played:
    """What came of the games of one lint."""

    facts: Facts
    games: int
    """Games played to their end, forks left out."""
    partial: bool
    """It was stopped before everything was played."""


def play_piece(piece: Piece) -> tuple[Seen, Forked]:
    """Play a piece of work.

    Raises:
        NotFiniteError: a number of the scenario leaves the real line.
    """
    model = compiled(piece.spec)
    worlds = np.arange(piece.first, piece.last, dtype=np.uint64)
    forker = None
    if piece.tried:
        forker = Forker(model, piece.seed, piece.scored, piece.tries, piece.tried)
    seen = play_crowd(
        model, piece.ways, piece.seed, worlds, scored=piece.scored, fork=forker
    )
    return seen, forker.found() if forker else Forked(reached=Reached.nothing(model))


def play_lint(
    scenario: Scenario,
    size: Size,
    seed: int,
    *,
    asked: bool = True,
    note: Note = lambda _: None,
    executor: Executor | None = None,
    tell: Tell | None = None,
) -> Played | None:
    """Play a scenario at its standard level in every way.

    Args:
        scenario: a checked file.
        size: the worlds that each way is played in, and the openings in which every
            card, lever and initiative is tried.
        seed: the seed of the games.
        asked: whether somebody asked for so many worlds; else what takes very long
            is refused.
        note: told what to know before it begins.
        executor: where pieces are played; here, one after another, without it.
        tell: told what is being played.

    Returns:
        What came of it; None if it was stopped before anything was played.

    Raises:
        NotFiniteError: a number of the scenario leaves the real line.
        ScenarioError: the games do not fit into the memory, or take very long.
    """
    spec = scenario.spec()
    model = compiled(spec)
    scored, ways = scored_by(scenario, model), fixed_ways(scenario, seed)
    each = games_of(ways)
    check_games(forks_of(model, size.tries), world_bytes(spec), _ROOM)
    check_games(each, world_bytes(spec), ROOM)
    seconds = estimate(spec, ways, scored, _PIECE)
    check_length(seconds(size), note, asked=asked)
    cuts = tuple(_cuts(size.worlds, fitting(model, each * _PIECE) // each))
    pieces = [
        Piece(
            spec=spec,
            ways=ways,
            seed=seed,
            first=first,
            last=last,
            scored=scored,
            tries=size.tries,
            tried=tried,
        )
        for (first, last), tried in zip(cuts, _shares(model, len(cuts)), strict=True)
    ]
    seen, forked, whole = _play(model, pieces, executor, "ways", tell)
    if not seen:
        return None
    total, names = join(seen), _names(ways)
    greedy = tuple(_greedy(model, total, forked, scored))
    if whole and greedy:
        most = max(1, fitting(model, games_of(greedy) * _GREEDY) // games_of(greedy))
        further = [
            Piece(
                spec=spec,
                ways=greedy,
                seed=seed,
                first=first,
                last=min(size.worlds, first + most),
                scored=scored,
            )
            for first in range(0, size.worlds, most)
        ]
        more, _, whole = _play(model, further, executor, "greedy", tell)
        if whole:
            total, names = beside(total, join(more)), (*names, *_names(greedy))
    facts = Facts(
        scenario=scenario,
        model=model,
        reading=reading_of(scenario, model, scored),
        ways=names,
        claims=scored.claims,
        seen=total,
        forked=forked,
    )
    return Played(facts=facts, games=facts.games, partial=not whole)


def faults_of(facts: Facts) -> Iterator[Found]:
    """Yield every fault, by its code."""
    for rule in RULES:
        yield from rule(facts)


def _cuts(worlds: int, most: int) -> Iterator[tuple[int, int]]:
    """Cut worlds into pieces; the first are small, as they have the forks to play.

    Args:
        worlds: how many in all.
        most: how many of them fit into the memory at once.
    """
    start = 0
    for size in chain([_FIRST] * _SHARES, repeat(_PIECE)):
        if start == worlds:
            return
        first, start = start, min(worlds, start + min(size, most))
        yield first, start


def _shares(model: Model, pieces: int) -> Iterator[tuple[tuple[int, ...], ...]]:
    """Yield which subjects are tried in each of so many pieces: all of them in all."""
    every, shares = subjects(model), min(_SHARES, pieces)
    for place in range(pieces):
        yield every[place::shares] if place < shares else ()


def _names(ways: Sequence[Way]) -> tuple[str, ...]:
    return tuple(way.name for way in ways for _ in range(way.copies))


def _greedy(model: Model, seen: Seen, forked: Forked, scored: Scored) -> Iterator[Way]:
    """Yield ways to play that the forks suggest.

    For every score the best and the worst; and one for every ending that was not
    reached yet.
    """
    gains = np.zeros((len(scored.names), len(model.choices)))
    margins = margins_of(model)
    leads = np.zeros((len(margins.endings), len(model.choices)))
    for (_, index), found in forked.answers.items():
        if index >= 0:
            gains[:, index] = found.gains / found.tries
            leads[:, index] = found.leads / found.tries
    for name, row in zip(scored.names, gains, strict=True):
        yield greedy_way(model, row, f"best:{name}", _POINTS)
        yield greedy_way(model, -row, f"worst:{name}", _POINTS)
    for place, ending in enumerate(model.spec.endings):
        if not ((seen.endings == place).any() or forked.reached.endings[place]):
            row = margins.towards(place, leads)
            yield greedy_way(model, row, f"towards:{ending.id}", _LEAD)


def _play(
    model: Model,
    pieces: Sequence[Piece],
    executor: Executor | None,
    what: str,
    tell: Tell | None,
) -> tuple[list[Seen], Forked, bool]:
    """Play pieces, and say whether all were played; Ctrl+C keeps those that are."""
    seen = list[Seen]()
    forked = Forked(reached=Reached.nothing(model))
    futures: list[Future[tuple[Seen, Forked]]] = []
    total = sum(games_of(p.ways) * (p.last - p.first) for p in pieces)
    done = 0
    try:
        if executor is not None:
            futures = [executor.submit(play_piece, piece) for piece in pieces]
        for place, piece in enumerate(pieces):
            if tell is not None:
                tell(what, done, total)
            made = futures[place].result() if futures else play_piece(piece)
            seen.append(made[0])
            forked.add(made[1])
            done += games_of(piece.ways) * (piece.last - piece.first)
        if tell is not None:
            tell(what, total, total)
    except KeyboardInterrupt:
        return seen, forked, False
    finally:
        for future in futures:
            future.cancel()
    return seen, forked, True
