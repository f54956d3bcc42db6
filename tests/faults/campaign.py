"""The long fault runs, by one command.

`python -m tests.faults.campaign` runs all parts, `... kill crash` some of them;
`--points 10000 --states 100000 --seed 1` say how much. A point kills twice (a
game, then its recovery). The first loss ends it with exit code 1.
"""

from __future__ import annotations

import argparse
import random
import shutil
import sys
import tempfile
import time
from itertools import islice
from pathlib import Path
from typing import Final

from game.chronicle import read
from game.session import Table
from tests.chronicle.samples import FIRST
from tests.faults import crashing, killing, test_conditions, tracing


def kill(count: int, seed: int, folder: Path) -> None:
    """Kill a game at a point, then its recovery at a point, then check."""
    chance = random.Random(seed)  # noqa: S311 - any repeatable choice will do
    calls = max(at for at, _ in killing.points(killing.play, folder / "whole"))
    more = max(at for at, _ in killing.points(killing.resume, folder / "whole"))
    for number in range(count):
        place = folder / str(number)
        told = killing.killed(
            killing.play, place, (1 + number % calls, chance.random())
        )
        if (place / "game.chronicle").exists():
            kept = len(read(place / "game.chronicle").records)
            point = (chance.randrange(1, more + 4), chance.random())
            again = killing.killed(killing.resume, place, point)
            # What the first kill left is a player's from then on, told or not.
            assert kept - len(FIRST) >= told.count(b"d")
            told = b"c" + b"d" * (kept - len(FIRST)) + again
        killing.check(place, told)
        shutil.rmtree(place, ignore_errors=True)


def crash(count: int, seed: int, folder: Path) -> None:
    """Write crash states and check what is read; every 20th is also opened."""
    records, lines = crashing.sample()
    path = folder / "crash.chronicle"
    states = islice(crashing.states(lines, seed), count)
    for number, (durable, content) in enumerate(states):
        crashing.check(path, records, durable, content)
        if number % 20 == 0:
            crashing.check_recovery(path, records, content)


def _traced(count: int, seed: int, folder: Path) -> None:
    """Kill and fail real processes; `count` bounds how many calls of each."""
    del seed
    if tracing.STRACE is None:
        sys.stdout.write("strace is not installed: NO process was killed\n")
        return
    for name, program in (("w", tracing.writer()), ("g", tracing.whole_game())):
        place = folder / f"strace-{name}"
        place.mkdir()
        every = sum(1 for _ in tracing.points(program, place / "count"))
        runs = tracing.campaign(program, place, max(1, every // count))
        sys.stdout.write(f"{runs} runs under strace of {every} calls\n")


def _rivals(count: int, seed: int, folder: Path) -> None:
    del seed
    place = folder / "rivals"
    place.mkdir()
    test_conditions.compete(place, count)


def _heavy(count: int, seed: int, folder: Path) -> None:
    """Save and load every month of whole games of the shipped scenarios."""
    for view in Table(data_dir=folder / "heavy").scenarios():
        table = Table(data_dir=folder / "heavy" / view.id)
        for number in range(count):
            test_conditions.heavy(table, view.id, seed + number, 99)


PARTS: Final = {
    "kill": ("kill points", kill, 10_000),
    "crash": ("crash states", crash, 100_000),
    "strace": ("system calls at most", _traced, 1000),
    "rivals": ("rounds of two processes", _rivals, 1000),
    "heavy": ("games saved and loaded every month", _heavy, 3),
}
"""What each part counts, what runs it, and how many."""


def main() -> int:
    """Run the parts asked for, all by default, and print what was done."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("parts", nargs="*", choices=[[], *PARTS], default=[])
    parser.add_argument("--points", type=int, default=PARTS["kill"][2])
    parser.add_argument("--states", type=int, default=PARTS["crash"][2])
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    counts = {"kill": options.points, "crash": options.states}
    with tempfile.TemporaryDirectory() as name:
        for part in options.parts or PARTS:
            what, run, most = PARTS[part]
            count = counts.get(part, most)
            start = time.perf_counter()
            run(count, options.seed, Path(name))
            spent = time.perf_counter() - start
            sys.stdout.write(f"{count} {what}: 0 lost, 0 invented, {spent:.0f} s\n")
            sys.stdout.flush()
    return 0


if __name__ == "__main__":
    sys.exit(main())
