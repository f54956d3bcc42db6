"""Kill a playing process at every call to the disk and look what is left."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Final

from game.chronicle import DecideRecord, Disk, Fault, create, open_for_play, read
from tests.chronicle.samples import FIRST, decide
from tests.faults.disks import Dying, Failing

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from game.chronicle import Record

DECISIONS: Final = 6
PARTS: Final = (*(part / 20 for part in range(20)), 0.99, 0.999, 1.0)
"""How much of a write is done when the process dies in it."""

Point = tuple[int, float]
_CREATED: Final = b"c"
_DECIDED: Final = b"d"


def play(folder: Path, disk: Disk, told: int) -> None:
    """Create a game, decide half, open it again and decide the other half.

    Each success goes through the pipe `told` when the player would see it.
    """
    half = DECISIONS // 2
    with create(folder, "game", FIRST, disk) as game:
        os.write(told, _CREATED)
        _decide(game.append, 1, half, told)
    with open_for_play(folder / "game.chronicle", disk) as game:
        _decide(game.append, half + 1, DECISIONS, told)


def resume(folder: Path, disk: Disk, told: int) -> None:
    """Open a game that may be unfinished and decide one month more."""
    with open_for_play(folder / "game.chronicle", disk) as game:
        month = len(game.records) - len(FIRST) + 1
        _decide(game.append, month, month, told)


def _decide(append: Callable[[Record], None], first: int, last: int, told: int) -> None:
    for month in range(first, last + 1):
        append(decide(month))
        os.write(told, _DECIDED)


def points(action: Callable[[Path, Disk, int], None], folder: Path) -> Iterator[Point]:
    """Yield every call that an action makes; for a write, several parts of it."""
    disk = Failing()
    reading, writing = os.pipe()
    action(folder, disk, writing)
    os.close(writing)
    os.close(reading)
    for at, name in enumerate(disk.log, start=1):
        for part in PARTS if name == "write" else (0.0,):
            yield at, part


def killed(
    action: Callable[[Path, Disk, int], None], folder: Path, point: Point
) -> bytes:
    """Run an action in a child that dies at a point; return what it told."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        status = 1
        try:
            action(folder, Dying(*point), writing)
            status = 0
        finally:
            os._exit(status)
    os.close(writing)
    with os.fdopen(reading, "rb") as pipe:
        told = pipe.read()
    _, status = os.waitpid(child, 0)
    assert os.waitstatus_to_exitcode(status) in {0, 9}, f"failed before {point}"
    return told


def check(folder: Path, told: bytes) -> None:
    """Assert that nothing acknowledged is lost and nothing invented.

    What is left holds every acknowledged decision and at most the one in
    flight, each as it was decided, and can be played on.
    """
    path = folder / "game.chronicle"
    if not path.exists():
        assert _CREATED not in told, "a created game is gone"
        return
    reading = read(path)
    kept = _decisions(reading.records)
    assert told.count(_DECIDED) <= len(kept) <= told.count(_DECIDED) + 1
    assert kept == _expected(len(kept))
    if reading.damage:
        assert reading.damage.fault in {Fault.TORN, Fault.UNFINISHED}
    with open_for_play(path) as game:
        assert game.records == reading.records, "opening changed what reading shows"
        game.append(decide(len(kept) + 1))
    after = read(path)
    assert after.damage is None
    assert _decisions(after.records) == _expected(len(kept) + 1)


def _decisions(records: Sequence[Record]) -> list[DecideRecord]:
    return [each for each in records if isinstance(each, DecideRecord)]


def _expected(count: int) -> list[DecideRecord]:
    return [decide(month) for month in range(1, count + 1)]
