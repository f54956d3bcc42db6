"""Moving a game to another name or folder, and copying it, whole or not at all."""

from __future__ import annotations

import errno
import os
from typing import TYPE_CHECKING

from game.chronicle.creating import NO_LINKS, make_file, rename_to_free
from game.chronicle.disk import REAL
from game.chronicle.paths import content_of, opened, refusals, shown
from game.errors import ExistingGameError, StorageError

if TYPE_CHECKING:
    from pathlib import Path

    from game.chronicle.disk import Disk


def move(source: Path, target: Path, disk: Disk = REAL) -> None:
    """Give a game's file another name; nobody may be playing it.

    The new name is there before the old one goes, so a crash leaves the game under
    both and never under none. No file is ever overwritten.

    Raises:
        MissingGameError: there is no such file.
        BusyGameError: another process plays it.
        ExistingGameError: the new name is taken.
        StorageError: the disk refused; the game is where it was.
    """
    with opened(disk, source, os.O_RDWR) as descriptor:
        with refusals(source):
            disk.lock(descriptor)
        folder = target.parent
        with refusals(folder):
            if disk.make_folder(folder):
                disk.sync_folder(folder.parent)
        _give_name(disk, source, target)
    with refusals(source):
        disk.sync_folder(source.parent)


def _give_name(disk: Disk, source: Path, target: Path) -> None:
    """Put the new name on the disk, then take the old one away."""
    with refusals(target):
        try:
            try:
                disk.link(source, target)
            except OSError as error:
                if error.errno not in NO_LINKS:
                    raise
                rename_to_free(disk, source, target)
                disk.sync_folder(target.parent)
                return
        except FileExistsError:
            raise ExistingGameError(
                "There is a saved game {name} already. Choose another name.",
                name=shown(target),
            ) from None
        disk.sync_folder(target.parent)
    with refusals(source):
        disk.unlink(source)


def copy_out(source: Path, target: Path, disk: Disk = REAL) -> int:
    """Copy a game's bytes, as they are, to a new file, and read them back.

    Returns:
        The size of the copy in bytes.

    Raises:
        MissingGameError: there is no such game.
        ExistingGameError: there is a file of the new name.
        StorageError: the disk refused, or the copy reads back otherwise.
    """
    with opened(disk, source, os.O_RDONLY) as descriptor:
        content = content_of(disk, descriptor, source)
    if _stands(disk, target):
        raise ExistingGameError(
            "There is a file {name} already. Choose another name.", name=shown(target)
        )
    with refusals(target):
        disk.close(make_file(disk, target, content).descriptor)
    with opened(disk, target, os.O_RDONLY) as descriptor:
        if content_of(disk, descriptor, target) != content:
            raise StorageError(
                "The copy {name} does not read back as it was written. Choose "
                "another folder.",
                name=shown(target),
            )
    return len(content)


def _stands(disk: Disk, path: Path) -> bool:
    """Tell whether anything stands at a path."""
    try:
        disk.status_of(path)
    except OSError as error:
        if error.errno in {errno.ENOENT, errno.ENOTDIR}:
            return False
        with refusals(path):
            raise
    return True
