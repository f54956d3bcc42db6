"""Every call that the chronicle makes to the operating system, in one place.

`Disk` is the protocol, `REAL` the disk itself. Tests put something in between
that stops, fails or runs full at a chosen call.
"""

from __future__ import annotations

import errno
import fcntl
import os
import stat
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Protocol

if TYPE_CHECKING:
    from pathlib import Path

_FULL_SYNC: Final[int | None] = getattr(fcntl, "F_FULLFSYNC", None)
"""On macOS `fsync` stops at the drive's cache; this command goes on to the disk."""

_NO_SYNC = frozenset({errno.EINVAL, errno.ENOTSUP, errno.EOPNOTSUPP})
"""What a file system answers that does not know a way to synchronise."""


@dataclass(frozen=True, slots=True)
class Status:
    """What the file system says about an open file or a path."""

    identity: tuple[int, int]
    size: int
    regular: bool


class Disk(Protocol):
    """The file operations that the chronicle needs; each raises `OSError`."""

    def open(self, path: Path, flags: int) -> int:
        """Open a path and return its descriptor; what it creates is private."""

    def close(self, descriptor: int) -> None:
        """Close a descriptor, which also gives up its lock."""

    def read(self, descriptor: int, count: int, offset: int) -> bytes:
        """Return up to `count` bytes from `offset`; none at the end."""

    def write(self, descriptor: int, content: bytes, offset: int) -> int:
        """Write at `offset` and return how many bytes were taken."""

    def sync(self, descriptor: int) -> None:
        """Return when the file's content is on the disk."""

    def sync_folder(self, folder: Path) -> None:
        """Return when the folder's entries are on the disk."""

    def link(self, source: Path, target: Path) -> None:
        """Give a file a second name; fails if the name is taken."""

    def rename(self, source: Path, target: Path) -> None:
        """Give a file another name, in place of whatever had it."""

    def unlink(self, path: Path) -> None:
        """Take a name away."""

    def truncate(self, descriptor: int, size: int) -> None:
        """Cut an open file to `size` bytes."""

    def lock(self, descriptor: int) -> None:
        """Take the exclusive lock, or raise `BlockingIOError` at once."""

    def status(self, descriptor: int) -> Status:
        """Describe an open file."""

    def status_of(self, path: Path) -> Status:
        """Describe what stands at a path, without following a link."""

    def make_folder(self, folder: Path) -> bool:
        """Make a folder with its parents; tell whether it was missing."""


def _status(result: os.stat_result) -> Status:
    return Status(
        (result.st_dev, result.st_ino), result.st_size, stat.S_ISREG(result.st_mode)
    )


class RealDisk:
    """The disk of this machine."""

    def open(self, path: Path, flags: int) -> int:
        """See `Disk.open`.

        The flags added here keep a symbolic link from being followed, a pipe
        from blocking, and the descriptor from reaching another program.
        """
        return os.open(
            path, flags | os.O_NOFOLLOW | os.O_CLOEXEC | os.O_NONBLOCK, 0o600
        )

    def close(self, descriptor: int) -> None:
        """See `Disk.close`."""
        os.close(descriptor)

    def read(self, descriptor: int, count: int, offset: int) -> bytes:
        """See `Disk.read`."""
        return os.pread(descriptor, count, offset)

    def write(self, descriptor: int, content: bytes, offset: int) -> int:
        """See `Disk.write`."""
        return os.pwrite(descriptor, content, offset)

    def sync(self, descriptor: int) -> None:
        """See `Disk.sync`."""
        if _FULL_SYNC is not None:
            try:
                fcntl.fcntl(descriptor, _FULL_SYNC)
            except OSError as error:
                if error.errno not in _NO_SYNC:
                    raise
            else:
                return
        os.fsync(descriptor)

    def sync_folder(self, folder: Path) -> None:
        """See `Disk.sync_folder`.

        Some file systems keep their folders durable by themselves and refuse
        the call; that refusal is no failure.
        """
        descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
        try:
            os.fsync(descriptor)
        except OSError as error:
            if error.errno not in _NO_SYNC:
                raise
        finally:
            os.close(descriptor)

    def link(self, source: Path, target: Path) -> None:
        """See `Disk.link`."""
        os.link(source, target, follow_symlinks=False)

    def rename(self, source: Path, target: Path) -> None:
        """See `Disk.rename`."""
        source.rename(target)

    def unlink(self, path: Path) -> None:
        """See `Disk.unlink`."""
        path.unlink()

    def truncate(self, descriptor: int, size: int) -> None:
        """See `Disk.truncate`."""
        os.ftruncate(descriptor, size)

    def lock(self, descriptor: int) -> None:
        """See `Disk.lock`."""
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)

    def status(self, descriptor: int) -> Status:
        """See `Disk.status`."""
        return _status(os.fstat(descriptor))

    def status_of(self, path: Path) -> Status:
        """See `Disk.status_of`."""
        return _status(path.lstat())

    def make_folder(self, folder: Path) -> bool:
        """See `Disk.make_folder`."""
        missing = not folder.exists()
        folder.mkdir(parents=True, exist_ok=True)
        return missing


REAL: Final[Disk] = RealDisk()
"""The disk that games are kept on."""


def write_all(disk: Disk, descriptor: int, content: bytes, offset: int) -> None:
    """Write the whole content at `offset`, in as many writes as it takes.

    Raises:
        OSError: the disk refused, or took nothing.
    """
    taken = disk.write(descriptor, content, offset)
    while taken < len(content):
        more = disk.write(descriptor, content[taken:], offset + taken)
        if more == 0:
            raise OSError(errno.EIO, os.strerror(errno.EIO))
        taken += more


def read_all(disk: Disk, descriptor: int, limit: int) -> bytes:
    """Return the content of a file, at most `limit` + 1 bytes of it.

    The size that the file system reports is not trusted: a file may grow, or
    lie, while it is read.
    """
    pieces: list[bytes] = []
    size = 0
    while size <= limit:
        piece = disk.read(descriptor, limit + 1 - size, size)
        if not piece:
            break
        pieces.append(piece)
        size += len(piece)
    return b"".join(pieces)
