"""Play games by machine, write each down, read it and play it again.

`python -m tests.faults.replays --games 10000 --processes 2` goes over every
shipped scenario and its levels; of four games one holds, the others pick one to
three things a month from what is open. Every state of a game must come out again.
Ctrl+c stops it and tells what was done.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from concurrent.futures import ProcessPoolExecutor, as_completed
from functools import cache
from multiprocessing import get_context
from pathlib import Path
from typing import TYPE_CHECKING, Final

from game.chronicle import DecideRecord, create, read
from game.errors import GameError
from game.scenario import available, check_text, load
from game.session.choices import Grammar
from game.session.places import places
from game.session.retracing import play_again
from game.session.written import (
    digest_record,
    end_record,
    first_records,
    origin,
)
from tests.golden.games import picked

if TYPE_CHECKING:
    from collections.abc import Iterator

    from game.chronicle import Record
    from game.scenario import Scenario

WAYS: Final = 4
PIECE: Final = 20
"""Games that a process plays between two reports."""


@cache
def scenarios() -> tuple[Scenario, ...]:
    """Return the shipped scenarios."""
    return tuple(map(load, available(places().scenarios)))


@cache
def carried(text: tuple[tuple[str, str], ...]) -> Scenario:
    """Return the scenario of a record's files; the same files are checked once."""
    found = check_text(dict(text), text[0][0]).scenario
    assert found is not None
    return found


def records(scenario: Scenario, level: int, seed: int, picks: int) -> Iterator[Record]:
    """Play a game and yield the records of its file."""
    yield from first_records(scenario, level=level, seed=seed)
    course = picked(scenario, level, seed, picks)
    grammar = Grammar(course.model.choices)
    for month, chosen in enumerate(course.decisions, start=1):
        yield DecideRecord(
            n=month,
            do=tuple(map(grammar.line, chosen)),
            defaults=(),
            s=digest_record(course.digest(month)),
        )
    yield end_record(course)


def piece(numbers: range) -> tuple[int, int, list[str]]:
    """Play some games; return how many, their months, and what went wrong."""
    problems: list[str] = []
    months = 0
    with tempfile.TemporaryDirectory() as folder:
        for number in numbers:
            scenario = scenarios()[number % len(scenarios())]
            rest = number // len(scenarios())
            level = scenario.levels[rest % len(scenario.levels)]
            rest //= len(scenario.levels)
            written = tuple(records(scenario, level, number, rest % WAYS))
            with create(Path(folder), f"game-{number}", written) as game:
                path = game.path
            found = read(path).records
            try:
                files = tuple(origin(found, path.stem)[1].files.items())
                course = play_again(carried(files), found, name=path.stem)
                months += len(course.decisions)
            except GameError as error:
                problems.append(f"{scenario.id} {level} {number}: {error}")
            path.unlink()
    return len(numbers), months, problems


def main() -> int:
    """Play the games and print how many came out the same."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--games", type=int, default=10_000)
    parser.add_argument("--first", type=int, default=0)
    parser.add_argument("--processes", type=int, default=1)
    options = parser.parse_args()
    last = options.first + options.games
    pieces = [
        range(at, min(at + PIECE, last)) for at in range(options.first, last, PIECE)
    ]
    games = months = 0
    problems: list[str] = []
    begun = time.perf_counter()
    pool = ProcessPoolExecutor(options.processes, get_context("spawn"))
    try:
        for done in as_completed([pool.submit(piece, each) for each in pieces]):
            count, length, wrong = done.result()
            games, months, problems = games + count, months + length, problems + wrong
            print(f"\r{games}/{options.games}", end="", file=sys.stderr, flush=True)
    except KeyboardInterrupt:
        print("\nstopped", file=sys.stderr)
    finally:
        pool.shutdown(wait=False, cancel_futures=True)
    spent = time.perf_counter() - begun
    print(
        f"\n{games} games, {months} months, {len(problems)} mismatches, {spent:.0f} s"
    )
    print("\n".join(problems))
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
