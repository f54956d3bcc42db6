"""Disks that go wrong at a chosen call."""

from __future__ import annotations

import errno
import itertools
import os
from typing import TYPE_CHECKING

from game.chronicle import REAL, Disk, Status
from game.errors import StorageError
from tests.chronicle.samples import decide

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from game.chronicle import Chronicle

CALLS = frozenset(
    {
        "open",
        "close",
        "read",
        "write",
        "sync",
        "sync_folder",
        "link",
        "rename",
        "unlink",
        "truncate",
        "lock",
        "status",
        "status_of",
        "make_folder",
    }
)


class Watched(Disk):
    """The real disk with something done before each call."""

    def __init__(self, before: Callable[[str], None]) -> None:
        self.before = before

    def open(self, path: Path, flags: int) -> int:
        """Watch, then open."""
        self.before("open")
        return REAL.open(path, flags)

    def close(self, descriptor: int) -> None:
        """Watch, then close; a failing close still closes."""
        try:
            self.before("close")
        finally:
            REAL.close(descriptor)

    def read(self, descriptor: int, count: int, offset: int) -> bytes:
        """Watch, then read."""
        self.before("read")
        return REAL.read(descriptor, count, offset)

    def write(self, descriptor: int, content: bytes, offset: int) -> int:
        """Watch, then write."""
        self.before("write")
        return REAL.write(descriptor, content, offset)

    def sync(self, descriptor: int) -> None:  # noqa: ARG002 - as the protocol has it
        """Watch; what matters here survives a process without reaching the disk."""
        self.before("sync")

    def sync_folder(self, folder: Path) -> None:  # noqa: ARG002 - as above
        """Watch; see `sync`."""
        self.before("sync_folder")

    def link(self, source: Path, target: Path) -> None:
        """Watch, then link."""
        self.before("link")
        REAL.link(source, target)

    def rename(self, source: Path, target: Path) -> None:
        """Watch, then rename."""
        self.before("rename")
        REAL.rename(source, target)

    def unlink(self, path: Path) -> None:
        """Watch, then unlink."""
        self.before("unlink")
        REAL.unlink(path)

    def truncate(self, descriptor: int, size: int) -> None:
        """Watch, then truncate."""
        self.before("truncate")
        REAL.truncate(descriptor, size)

    def lock(self, descriptor: int) -> None:
        """Watch, then lock."""
        self.before("lock")
        REAL.lock(descriptor)

    def status(self, descriptor: int) -> Status:
        """Watch, then describe."""
        self.before("status")
        return REAL.status(descriptor)

    def status_of(self, path: Path) -> Status:
        """Watch, then describe."""
        self.before("status_of")
        return REAL.status_of(path)

    def make_folder(self, folder: Path) -> bool:
        """Watch, then make the folder."""
        self.before("make_folder")
        return REAL.make_folder(folder)


class Failing(Watched):
    """Raise an error at chosen calls: the nth of a name, counted from 1."""

    def __init__(self, *failures: tuple[str, int, int]) -> None:
        self.failures = {(name, at): code for name, at, code in failures}
        self.counts = dict.fromkeys(CALLS, 0)
        self.log: list[str] = []
        super().__init__(self._count)

    def _count(self, name: str) -> None:
        self.counts[name] += 1
        self.log.append(name)
        code = self.failures.get((name, self.counts[name]))
        if code is not None:
            raise OSError(code, os.strerror(code))

    def fail_next(self, name: str, code: int, times: int = 1) -> None:
        """Let the next calls of a name fail."""
        for ahead in range(1, times + 1):
            self.failures[name, self.counts[name] + ahead] = code


class Small(Watched):
    """A disk with room for so many more bytes, and short writes of few at a time."""

    def __init__(self, room: int, piece: int = 50) -> None:
        self.room = room
        self.piece = piece
        super().__init__(lambda _: None)

    def write(self, descriptor: int, content: bytes, offset: int) -> int:
        """Take a piece of the content while there is room."""
        taken = min(len(content), self.piece, self.room)
        if taken == 0:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        self.room -= taken
        return REAL.write(descriptor, content[:taken], offset)


class Dying(Watched):
    """End the process at the kth call, at once; at a write, after part of it."""

    def __init__(self, at: int, part: float) -> None:
        self.left = at
        self.part = part
        super().__init__(self._count)

    def _count(self, name: str) -> None:
        self.left -= 1
        if self.left == 0 and name != "write":
            os._exit(9)

    def write(self, descriptor: int, content: bytes, offset: int) -> int:
        """Write all, or part and die."""
        self.before("write")
        if self.left == 0:
            REAL.write(descriptor, content[: int(len(content) * self.part)], offset)
            os._exit(9)
        return REAL.write(descriptor, content, offset)


def append_until_full(game: Chronicle) -> int:
    """Decide month after month until the disk is full; return how many it took."""
    for taken in itertools.count():
        try:
            game.append(decide(taken + 1))
        except StorageError as error:
            if "Free some space" not in str(error):
                raise
            return taken
    raise AssertionError
