"""How fast a game is written, verified and put right.

`python -m tests.benchmarks.chronicle [FOLDER]` writes below FOLDER (the
temporary folder if none is given): the figure of an append is the disk's.
"""

from __future__ import annotations

import sys
import tempfile
import time
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

from game.chronicle import (
    ScenarioRecord,
    create,
    open_for_play,
    path_of,
    peek,
    read,
    verify_chain,
)
from game.chronicle.encoding import encode
from game.chronicle.frames import join
from game.chronicle.survey import survey
from tests.benchmarks.figures import (
    Figure,
    figure,
    interleaved,
    quantile,
    seconds,
    show,
)
from tests.chronicle.samples import FIRST, GAME, decide, snapshot

if TYPE_CHECKING:
    from game.chronicle import Record

DECISIONS: Final = 100_000
APPENDS: Final = 2_000
SCENARIO_TEXT: Final = "the harbour is quiet tonight\n" * 15_000


def appends(path: Path) -> list[Figure]:
    """Time appends to a file that is there: at its end they cost what they cost."""
    with open_for_play(path) as game:
        size = path.stat().st_size >> 20
        spent = [
            1000 * seconds(partial(game.append, decide(month)))
            for month in range(APPENDS)
        ]
    return [
        Figure(
            name=f"append to {size} MiB, median", value=quantile(spent, 0.5), unit="ms"
        ),
        Figure(
            name=f"append to {size} MiB, p99", value=quantile(spent, 0.99), unit="ms"
        ),
    ]


def long_game(folder: Path) -> list[Figure]:
    """Time a game of 100,000 decisions."""
    records: list[Record] = [*FIRST, *map(decide, range(DECISIONS))]
    path = path_of(folder, "long")
    path.write_bytes(join(map(encode, records))[0])
    spent = interleaved(
        {
            "verify the chain": lambda: verify_chain(path),
            "peek": lambda: peek(path),
            "read every record": lambda: read(path),
        }
    )
    before = time.process_time()
    verify_chain(path)
    alone = time.process_time() - before
    bars = {"verify the chain": 1.0}
    return [
        Figure(name="size", value=path.stat().st_size / 2**20, unit="MiB"),
        *(figure(name, times, "s", bars.get(name)) for name, times in spent.items()),
        Figure(name="verify the chain, processor time", value=alone, unit="s"),
        *appends(path),
    ]


def repairs() -> list[Figure]:
    """Time putting one wrong byte right, in a short, a middling and a long line."""
    records: list[Record] = [
        GAME,
        ScenarioRecord(files={"scenario.toml": SCENARIO_TEXT}),
        *(decide(month) for month in range(12)),
        snapshot(12, 1000),
    ]
    whole = join(map(encode, records))[0]
    lines = whole.splitlines(keepends=True)
    offsets = [sum(map(len, lines[:number])) for number in range(len(lines))]
    places = {
        "put right: end of a decision": offsets[5] + len(lines[5]) - 9,
        "put right: scenario of 430 kB": offsets[1] + 200_000,
        "put right: state of 11 kB": offsets[14] + 5000,
    }
    damaged = {
        name: whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :]
        for name, at in places.items()
    }
    spent = interleaved(
        {name: partial(survey, content, "game") for name, content in damaged.items()}
    )
    return [
        figure(name, [1000 * each for each in times], "ms")
        for name, times in spent.items()
    ]


def main() -> int:
    """Print the figures."""
    with tempfile.TemporaryDirectory(dir=next(iter(sys.argv[1:]), None)) as name:
        folder = Path(name)
        with create(folder, "short", FIRST) as game:
            pass
        show("A new game", appends(game.path))
        show(f"A game of {DECISIONS:,} decisions", long_game(folder))
        show("Damage", repairs())
    return 0


if __name__ == "__main__":
    sys.exit(main())
