"""Names, paths, and the errors of the operating system put in a player's words."""

from __future__ import annotations

import errno
import os
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from game.chronicle.disk import read_all
from game.chronicle.frames import FILE_LIMIT
from game.errors import (
    BusyGameError,
    ChronicleError,
    MissingGameError,
    StorageError,
)
from game.text import clean, is_slug

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from game.chronicle.disk import Disk

SUFFIX: Final = ".chronicle"

_LINKED = frozenset({errno.ELOOP, errno.EMLINK})
_FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
_REFUSED = frozenset({errno.EACCES, errno.EPERM, errno.EROFS})


@dataclass(frozen=True, slots=True)
class Handle:
    """An open file: its descriptor, and which file it is."""

    descriptor: int
    identity: tuple[int, int]


def shown(path: Path) -> str:
    """Return the name of a path, safe to print."""
    return clean(path.name, limit=200)


def path_of(folder: Path, name: str) -> Path:
    """Return the path of a game in a folder.

    Raises:
        ChronicleError: the name cannot be a game's.
    """
    if not is_slug(name):
        raise ChronicleError(
            "{name} cannot be the name of a saved game. Use up to 64 lower-case "
            "letters, digits and hyphens, beginning with a letter or digit.",
            name=clean(name, limit=80),
        )
    return folder / f"{name}{SUFFIX}"


def refusal(error: OSError, path: Path) -> ChronicleError:
    """Return what the operating system's refusal means for a game."""
    name = shown(path)
    code = error.errno or 0
    if isinstance(error, BlockingIOError):
        return BusyGameError(
            "{name} is being played by another process. Close it there, or watch the "
            "replay, which needs no lock.",
            name=name,
        )
    if code == errno.ENOENT:
        return MissingGameError("There is no saved game {name}.", name=name)
    if code in {errno.EISDIR, errno.ENXIO}:
        return not_a_file(path)
    return _in_the_way(code, name) or _storage(code, name)


def _in_the_way(code: int, name: str) -> ChronicleError | None:
    """Return the error of something else standing where a file should."""
    if code in _LINKED:
        return ChronicleError(
            "{name} is a symbolic link, which is not followed. Name the file itself.",
            name=name,
        )
    if code in {errno.EEXIST, errno.ENOTDIR}:
        return ChronicleError(
            "There can be no folder for {name}: a file is in the way. Choose another "
            "folder.",
            name=name,
        )
    return None


def _storage(code: int, name: str) -> StorageError:
    """Return the error of a disk that is full, closed or failing."""
    if code in _FULL:
        return StorageError(
            "{name} cannot grow: {reason}. Free some space and try again; nothing "
            "that was confirmed is lost.",
            name=name,
            reason=os.strerror(code),
        )
    if code in _REFUSED:
        return StorageError(
            "{name} may not be read or written: {reason}. Change the permissions or "
            "choose another folder.",
            name=name,
            reason=os.strerror(code),
        )
    return StorageError(
        "The disk refused to read or write {name}: {reason}. Nothing that was "
        "confirmed is lost; try again, or save a copy elsewhere.",
        name=name,
        reason=os.strerror(code),
    )


def not_a_file(path: Path) -> ChronicleError:
    """Return the error for what is no regular file."""
    return ChronicleError("{name} is not a file. Choose another.", name=shown(path))


@contextmanager
def refusals(path: Path) -> Iterator[None]:
    """Turn the operating system's errors into a player's."""
    try:
        yield
    except OSError as error:
        raise refusal(error, path) from error


@contextmanager
def opened(disk: Disk, path: Path, flags: int) -> Iterator[int]:
    """Open a regular file for the length of a block.

    Raises:
        ChronicleError: it cannot be opened, or is no regular file.
    """
    with refusals(path):
        descriptor = disk.open(path, flags)
        try:
            if not disk.status(descriptor).regular:
                raise not_a_file(path)
            yield descriptor
        finally:
            disk.close(descriptor)


def content_of(disk: Disk, descriptor: int, path: Path) -> bytes:
    """Return all bytes of an open chronicle.

    Raises:
        ChronicleError: it is too large.
        OSError: the disk refused.
    """
    content = read_all(disk, descriptor, FILE_LIMIT)
    if len(content) > FILE_LIMIT:
        raise ChronicleError(
            "{name} is larger than a saved game can be ({limit} MiB). Choose another "
            "file.",
            name=shown(path),
            limit=FILE_LIMIT >> 20,
        )
    return content
