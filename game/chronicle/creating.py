"""Making a whole file appear at a name, or not at all."""

from __future__ import annotations

import errno
import os
from contextlib import suppress
from typing import TYPE_CHECKING, Final

from game.chronicle.disk import write_all
from game.chronicle.paths import Handle, refusals, shown
from game.errors import ExistingGameError

if TYPE_CHECKING:
    from pathlib import Path

    from game.chronicle.disk import Disk

NO_LINKS: Final = frozenset(
    {errno.EPERM, errno.ENOSYS, errno.ENOTSUP, errno.EOPNOTSUPP, errno.EMLINK}
)
"""What a file system answers that cannot give a file two names."""


def make_file(disk: Disk, path: Path, content: bytes) -> Handle:
    """Write a new file durably and return it open and locked.

    The content goes to a hidden file first, which gets the final name when it is
    on the disk; so under that name there is never less than the whole.

    Raises:
        ExistingGameError: the name is taken; what has it was not touched.
        ChronicleError: the disk refused; there is no file of that name.
    """
    folder = path.parent
    with refusals(folder):
        if disk.make_folder(folder):
            disk.sync_folder(folder.parent)
    unfinished = folder / f".{path.stem}.{os.urandom(8).hex()}.new"
    with refusals(path):
        descriptor = disk.open(unfinished, os.O_RDWR | os.O_CREAT | os.O_EXCL)
        try:
            disk.lock(descriptor)
            identity = disk.status(descriptor).identity
            write_all(disk, descriptor, content, 0)
            disk.sync(descriptor)
            _publish(disk, unfinished, path)
        except BaseException:
            disk.close(descriptor)
            with suppress(OSError):
                disk.unlink(unfinished)
            raise
    return Handle(descriptor, identity)


def _publish(disk: Disk, unfinished: Path, path: Path) -> None:
    """Give the file its final name, durably."""
    try:
        try:
            disk.link(unfinished, path)
        except OSError as error:
            if error.errno not in NO_LINKS:
                raise
            rename_to_free(disk, unfinished, path)
        else:
            with suppress(OSError):
                disk.unlink(unfinished)
    except FileExistsError:
        raise ExistingGameError(
            "There is a saved game {name} already. Choose another name, or resume it.",
            name=shown(path),
        ) from None
    try:
        disk.sync_folder(path.parent)
    except OSError:
        with suppress(OSError):
            disk.unlink(path)
        raise


def rename_to_free(disk: Disk, unfinished: Path, path: Path) -> None:
    """Rename where links are unknown, but never over a file that was there.

    An empty file takes the name first: of two who try, one fails.
    """
    disk.close(disk.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL))
    try:
        disk.rename(unfinished, path)
    except OSError:
        with suppress(OSError):
            disk.unlink(path)
        raise
