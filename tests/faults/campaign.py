"""The long fault runs, by one command.

`python -m tests.faults.campaign --points 10000 --states 100000 --seed 1`
kills twice per point (a game, then its recovery) and exits 1 at the first loss.
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

from game.chronicle import read
from tests.chronicle.samples import FIRST
from tests.faults import crashing, killing


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


def main() -> int:
    """Run both campaigns and print what was done."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--points", type=int, default=10_000)
    parser.add_argument("--states", type=int, default=100_000)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        for what, run, count in (
            ("kill points", kill, options.points),
            ("crash states", crash, options.states),
        ):
            start = time.perf_counter()
            run(count, options.seed, Path(name))
            spent = time.perf_counter() - start
            sys.stdout.write(f"{count} {what}: 0 lost, 0 invented, {spent:.0f} s\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
