"""What a power loss may leave: a durable prefix and anything for the rest.

Every append is synchronised before the next begins, so at most one line is not
durable. Of its bytes any prefix, zeros, or what stood on the disk before may be
found, and any piece of it may be missing.
"""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

from game.chronicle import Fault, open_for_play, read
from game.chronicle.encoding import encode
from game.chronicle.frames import join
from tests.chronicle.samples import FIRST, decide, snapshot

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from game.chronicle import Record


def sample() -> tuple[list[Record], list[bytes]]:
    """Return the records of a short game and its lines."""
    records: list[Record] = [*FIRST, decide(1), snapshot(2, 12), decide(2), decide(3)]
    content, _ = join(map(encode, records))
    return records, content.splitlines(keepends=True)


def states(lines: list[bytes], seed: int) -> Iterator[tuple[int, bytes]]:
    """Yield (durable lines, content of the file) without end.

    The first pass takes every byte of every appended line as the place where it
    was cut; later passes differ in their garbage and holes.
    """
    chance = random.Random(seed)  # noqa: S311 - any repeatable garbage will do
    while True:
        for durable in range(len(FIRST), len(lines)):
            prefix, line = b"".join(lines[:durable]), lines[durable]
            for cut in range(len(line)):
                rest = len(line) - cut
                hole = chance.randrange(1, rest + 1)
                yield durable, prefix + line[:cut]
                yield durable, prefix + line[:cut] + bytes(rest)
                yield durable, prefix + line[:cut] + chance.randbytes(rest)
                yield durable, prefix + bytes(cut) + line[cut:]
                yield durable, prefix + line[:cut] + bytes(hole) + line[cut + hole :]


def check(path: Path, records: list[Record], durable: int, content: bytes) -> None:
    """Assert that a crash state keeps what was durable and invents nothing."""
    path.write_bytes(content)
    reading = read(path)
    kept = len(reading.records)
    assert durable <= kept <= durable + 1
    assert list(reading.records) == records[:kept]
    if reading.damage:
        assert reading.damage.fault in {Fault.TORN, Fault.UNFINISHED, Fault.BYTE}


def check_recovery(path: Path, records: list[Record], content: bytes) -> None:
    """Assert that opening a crash state gives a sound game with every byte kept."""
    path.write_bytes(content)
    with open_for_play(path) as game:
        kept = len(game.records)
        recovered = game.recovered
        game.append(decide(9))
    assert list(game.records) == [*records[:kept], decide(9)]
    assert read(path).damage is None
    if recovered and recovered.kept:
        assert content.endswith(recovered.kept.read_bytes())
        recovered.kept.unlink()
