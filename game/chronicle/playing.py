"""A game that is being played: the one writer of its file."""

from __future__ import annotations

import os
import zlib
from typing import TYPE_CHECKING, Final, Self

from game.chronicle import origin
from game.chronicle.creating import make_file
from game.chronicle.disk import REAL, write_all
from game.chronicle.encoding import encode
from game.chronicle.frames import FILE_LIMIT, frame, join
from game.chronicle.origin import FormatRecord, GameRecord
from game.chronicle.paths import (
    Handle,
    content_of,
    not_a_file,
    opened,
    path_of,
    refusal,
    refusals,
    shown,
)
from game.chronicle.records import UnknownRecord
from game.chronicle.recovery import Recovery, recover
from game.chronicle.survey import Survey, survey
from game.errors import (
    BusyGameError,
    ChronicleError,
    StorageError,
    UnknownFormatError,
)
from game.text import clean

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path
    from types import TracebackType

    from game.chronicle.disk import Disk
    from game.chronicle.records import Record

_QUICK: Final = 1
"""How much zlib tries: the least already makes a quarter of the texts."""


class Chronicle:
    """The open, locked file of one game.

    What `append` has returned from is on the disk. `create` and `open_for_play`
    make one; `close`, or leaving a `with` block, gives up the lock.
    """

    def __init__(
        self,
        disk: Disk,
        path: Path,
        handle: Handle,
        found: Survey,
        recovered: Recovery | None = None,
    ) -> None:
        self.path: Final = path
        self.recovered: Final = recovered
        self._disk = disk
        self._descriptor: int | None = handle.descriptor
        self._identity = handle.identity
        self._records: list[Record] | None = list(found.records)
        self._digests = list(found.digests)
        self._size = len(found.content)
        self._packed = [zlib.compress(found.content, _QUICK)]
        self._trusted = True

    @property
    def records(self) -> tuple[Record, ...]:
        """All records, in order; the first is the `GameRecord`."""
        if self._records is None:
            return survey(self._content(), shown(self.path)).records
        return tuple(self._records)

    def rest(self) -> None:
        """Let go of the records: whoever asks for them later waits until they are read.

        The texts of a scenario are more than a megabyte, and a game is open for hours.
        """
        self._records = None

    def _content(self) -> bytes:
        return b"".join(map(zlib.decompress, self._packed))

    @property
    def digests(self) -> tuple[str, ...]:
        """The chained digest of each record."""
        return tuple(self._digests)

    def append(self, record: Record) -> None:
        """Add a record; it is durable when this returns.

        Raises:
            ChronicleError: the record breaks a rule of the format.
            StorageError: the disk refused; the record does not count as
                written. Without room, `append` may be tried again. After a
                failed synchronisation, or when the file is no longer the one
                that was opened, nothing more is taken: `save_copy` keeps what
                was acknowledged.
        """
        _fit(record)
        payload = encode(record)
        line, digest = frame(bytes.fromhex(self._digests[-1]), payload)
        size = self._size
        if size + len(line) > FILE_LIMIT:
            raise StorageError(
                "{name} has reached the largest size of a saved game ({limit} MiB).",
                name=shown(self.path),
                limit=FILE_LIMIT >> 20,
            )
        self._write(self._writable(size), line, size)
        self._packed.append(zlib.compress(line, _QUICK))
        self._size += len(line)
        self._digests.append(digest.hex())
        if self._records is not None:
            self._records.append(record)

    def _writable(self, size: int) -> int:
        """Return the descriptor if what it leads to is still this game's file."""
        if self._descriptor is None or not self._trusted:
            raise self._distrust()
        try:
            same = self._disk.status_of(self.path).identity == self._identity
            same = same and self._disk.status(self._descriptor).size == size
        except OSError:
            same = False
        if not same:
            self._trusted = False
            raise StorageError(
                "{name} was moved, replaced or changed by another program while it was "
                "being played. Save a copy elsewhere and go on with that.",
                name=shown(self.path),
            )
        return self._descriptor

    def _distrust(self) -> StorageError:
        return StorageError(
            "{name} takes no more decisions, because the disk could not confirm the "
            "last. Save a copy elsewhere and go on with that.",
            name=shown(self.path),
        )

    def _write(self, descriptor: int, line: bytes, size: int) -> None:
        try:
            write_all(self._disk, descriptor, line, size)
        except OSError as error:
            try:
                self._disk.truncate(descriptor, size)
            except OSError:
                self._trusted = False
            raise refusal(error, self.path) from error
        try:
            self._disk.sync(descriptor)
        except OSError as error:
            # The kernel may have dropped the pages: a second, successful call
            # would prove nothing, so this descriptor is never trusted again.
            self._trusted = False
            raise self._distrust() from error

    def save_copy(self, folder: Path, name: str) -> Path:
        """Write all acknowledged records to a new file, and read it back.

        Returns:
            The path of the copy, not opened.

        Raises:
            ExistingGameError: the name is taken.
            StorageError: the disk refused, or the copy reads back otherwise.
        """
        content = self._content()
        path = path_of(folder, name)
        with refusals(path):
            self._disk.close(make_file(self._disk, path, content).descriptor)
        with opened(self._disk, path, os.O_RDONLY) as descriptor:
            if content_of(self._disk, descriptor, path) != content:
                raise StorageError(
                    "The copy {name} does not read back as it was written. Choose "
                    "another folder.",
                    name=shown(path),
                )
        return path

    def close(self) -> None:
        """Close the file and give up the lock; again does nothing."""
        if self._descriptor is not None:
            descriptor, self._descriptor = self._descriptor, None
            with refusals(self.path):
                self._disk.close(descriptor)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()


def create(
    folder: Path, name: str, first: Sequence[Record], disk: Disk = REAL
) -> Chronicle:
    """Begin a game's file with its first records, all or nothing.

    The folder is made if it is missing. The game is open and locked.

    Raises:
        ExistingGameError: the name is taken; that game was not touched.
        ChronicleError: the name or a record breaks a rule.
        StorageError: the disk refused; there is no game of that name.
    """
    path = path_of(folder, name)
    if not first or not isinstance(first[0], GameRecord):
        raise ChronicleError("A saved game must begin with its game record.")
    for record in first[1:]:
        _fit(record)
    content, _ = join(encode(record) for record in first)
    found = survey(content, shown(path))
    return Chronicle(disk, path, make_file(disk, path, content), found)


def open_for_play(path: Path, disk: Disk = REAL) -> Chronicle:
    """Open and lock a game, putting right what a crash left unfinished.

    `recovered` of the result says what was found and done.

    Raises:
        MissingGameError: there is no such file.
        BusyGameError: another process plays it.
        UnknownFormatError: a newer version wrote it, or records in it.
        DamagedGameError: it is damaged beyond repair; it was not touched.
        ChronicleError: it is not a saved game.
        StorageError: the disk refused.
    """
    return _open(path, disk, cut=False)


def repair(path: Path, disk: Disk = REAL) -> Recovery | None:
    """Make a game playable again at the price of what cannot be read.

    The original is kept beside it. Returns what was done; None if nothing was
    wrong.

    Raises:
        ChronicleError: as `open_for_play`, but damage only in the first line.
    """
    with _open(path, disk, cut=True) as game:
        return game.recovered


def _open(path: Path, disk: Disk, *, cut: bool) -> Chronicle:
    with refusals(path):
        descriptor = disk.open(path, os.O_RDWR)
        try:
            return _take(path, descriptor, disk, cut=cut)
        except BaseException:
            disk.close(descriptor)
            raise


def _take(path: Path, descriptor: int, disk: Disk, *, cut: bool) -> Chronicle:
    """Lock, read and recover an open file."""
    status = disk.status(descriptor)
    if not status.regular:
        raise not_a_file(path)
    disk.lock(descriptor)
    if disk.status_of(path).identity != status.identity:
        raise BusyGameError(
            "{name} was replaced by another program while it was being opened. Try "
            "again.",
            name=shown(path),
        )
    content = content_of(disk, descriptor, path)
    found = survey(content, shown(path))
    _refuse_unknown(found, path)
    recovered = recover(disk, descriptor, path, found, content, cut=cut)
    # Whoever wrote the last line may have been stopped before it was durable;
    # what is played on from must be.
    disk.sync(descriptor)
    disk.sync_folder(path.parent)
    handle = Handle(descriptor, status.identity)
    game = Chronicle(disk, path, handle, found, recovered)
    if found.written < origin.FORMAT:
        game.append(FormatRecord(format=origin.FORMAT))
    return game


def _refuse_unknown(found: Survey, path: Path) -> None:
    for record in found.records:
        later = isinstance(record, FormatRecord) and record.format > origin.FORMAT
        unknown = isinstance(record, UnknownRecord) and not record.ignorable
        if later or unknown:
            raise UnknownFormatError(
                "{name} holds records of the kind {kind}, which this version does not "
                "know. Update the program to play it; watching it is possible.",
                name=shown(path),
                kind=clean(record.kind),
            )


def _fit(record: Record) -> None:
    """Refuse what may not follow the first record."""
    unknown = isinstance(record, UnknownRecord) and not record.ignorable
    if unknown or isinstance(record, GameRecord):
        raise ChronicleError(
            "A record of the kind {kind} cannot be added to a saved game.",
            kind=clean(record.kind),
        )
