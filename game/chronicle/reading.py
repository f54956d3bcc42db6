"""Looking at games without touching them."""

from __future__ import annotations

import os
import re
from contextlib import suppress
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate
from typing import TYPE_CHECKING, Final, TypeVar

from game.chronicle.checks import Malformed
from game.chronicle.course import DecideRecord, EndRecord, NoteRecord
from game.chronicle.disk import REAL
from game.chronicle.encoding import decode
from game.chronicle.frames import PAYLOAD_LIMIT, Chain, chain
from game.chronicle.origin import GameRecord, ScenarioRecord
from game.chronicle.paths import SUFFIX, content_of, opened, refusals, shown
from game.chronicle.survey import Damage, survey
from game.text import is_slug

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from game.chronicle.disk import Disk
    from game.chronicle.records import Record

_KIND: Final = re.compile(rb'\{"k":"([^"\\]{1,100})"')

_SCENARIOS: Final = 8
"""Scenarios that are kept decoded while games are listed."""
_FIRST: Final = 1 << 12
"""Bytes in which the first line of nearly every game ends."""

Kind = TypeVar("Kind", EndRecord, NoteRecord)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """A game as it can be read.

    `game` is the first of `records`. These are the longest prefix that
    verifies, counting single bytes that could be put right in memory; the file
    itself was not touched. `digests[i]` is the chained digest of record i, by
    which a fork names its parent.
    """

    game: GameRecord
    records: tuple[Record, ...]
    digests: tuple[str, ...]
    damage: Damage | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ChainCheck:
    """How far the bytes of a game verify, without reading what they mean.

    `lines` and `size` count what verifies, `digest` is that of the last line,
    `offset` where verifying stopped, None at the end of the file.
    """

    lines: int
    size: int
    digest: str
    offset: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Peek:
    """What a list of games shows: how it begins, its months, how it stands.

    `end` is its last end record, `note` its last note, `digests` the chained digest
    of each line with the decisions up to it, `size` the bytes of the file, `head` the
    record of its scenario; `sound` tells whether every byte of the file verifies.
    """

    game: GameRecord
    head: ScenarioRecord | None
    decisions: int
    last: Record
    end: EndRecord | None
    note: NoteRecord | None
    digests: Mapping[str, int]
    size: int
    sound: bool


def _content(path: Path, disk: Disk) -> bytes:
    with opened(disk, path, os.O_RDONLY) as descriptor:
        return content_of(disk, descriptor, path)


def read(path: Path, disk: Disk = REAL) -> Reading:
    """Return what can be read of a game, without lock and without change.

    Raises:
        ChronicleError: it is missing, too large, not a saved game, of a newer
            format, or damaged in its first line beyond repair.
    """
    found = survey(_content(path, disk), shown(path))
    return Reading(
        game=found.game,
        records=found.records,
        digests=found.digests,
        damage=found.damage,
    )


def first_record(path: Path, disk: Disk = REAL) -> GameRecord:
    """Return the record that a game begins with.

    Of a game whose first line verifies nothing else is read.

    Raises:
        ChronicleError: as `read` does.
    """
    with opened(disk, path, os.O_RDONLY) as descriptor, refusals(path):
        lines = chain(disk.read(descriptor, _FIRST, 0))
    if lines.payloads:
        with suppress(Malformed):
            found = decode(lines.payloads[0])
            if isinstance(found, GameRecord):
                return found
    return read(path, disk).game


def verify_chain(path: Path, disk: Disk = REAL) -> ChainCheck:
    """Return how far a game's bytes verify; nothing is parsed or mended.

    Raises:
        ChronicleError: it is missing, too large or cannot be read.
    """
    content = _content(path, disk)
    lines = chain(content)
    whole = lines.end == len(content) > 0
    return ChainCheck(
        lines=len(lines.payloads),
        size=lines.end,
        digest=lines.digest.hex(),
        offset=None if whole else lines.end,
    )


def peek(path: Path, disk: Disk = REAL) -> Peek:
    """Return what a list of games shows of one.

    Raises:
        ChronicleError: as `read` does.
    """
    content = _content(path, disk)
    lines = chain(content)
    if 0 < lines.end == len(content):
        with suppress(Malformed):
            return _quick(lines, len(content))
    found = survey(content, shown(path))
    sound = found.damage is None
    return _peek(found.records, found.digests, len(content), sound=sound)


def _quick(lines: Chain, size: int) -> Peek:
    """Decode only what a list shows; the states in between are most of a file."""
    wanted = {0, len(lines.payloads) - 1}
    heads = [_KIND.match(payload) for payload in lines.payloads]
    kinds = [b"" if head is None else head[1] for head in heads]
    for kind in (b"end", b"note", b"scenario"):
        places = [place for place, found in enumerate(kinds) if found == kind]
        wanted |= set(places[:1] if kind == b"scenario" else places[-1:])
    records = [
        _decoded(payload) if place in wanted else None
        for place, payload in enumerate(lines.payloads)
    ]
    if not isinstance(records[0], GameRecord):
        raise Malformed("payload", "not a game")
    counts = accumulate(kind == b"decide" for kind in kinds)
    digests = {
        digest.hex(): count for digest, count in zip(lines.digests, counts, strict=True)
    }
    known = [record for record in records if record is not None]
    return _made(known, digests, size, sound=True)


def _decoded(payload: bytes) -> Record:
    """Decode a payload; the scenario's, which is nearly all of it, only once."""
    return _known(payload) if len(payload) > PAYLOAD_LIMIT >> 6 else decode(payload)


@lru_cache(maxsize=_SCENARIOS)
def _known(payload: bytes) -> Record:
    return decode(payload)


def _peek(
    records: Sequence[Record], digests: Sequence[str], size: int, *, sound: bool
) -> Peek:
    counts = accumulate(isinstance(record, DecideRecord) for record in records)
    return _made(records, dict(zip(digests, counts, strict=True)), size, sound=sound)


def _made(
    records: Sequence[Record], digests: Mapping[str, int], size: int, *, sound: bool
) -> Peek:
    game = records[0]
    assert isinstance(game, GameRecord)  # noqa: S101 - both ways here saw to it
    return Peek(
        game=game,
        head=next((row for row in records if isinstance(row, ScenarioRecord)), None),
        decisions=max(digests.values(), default=0),
        last=records[-1],
        end=_last(records, EndRecord),
        note=_last(records, NoteRecord),
        digests=digests,
        size=size,
        sound=sound,
    )


def _last(records: Sequence[Record], kind: type[Kind]) -> Kind | None:
    return next((row for row in reversed(records) if isinstance(row, kind)), None)


def list_games(folder: Path) -> tuple[Path, ...]:
    """Return the paths of the games in a folder, by name; none if it is missing.

    Raises:
        StorageError: the folder cannot be read.
    """
    with refusals(folder):
        if not folder.exists():
            return ()
        return tuple(
            sorted(
                path
                for path in folder.iterdir()
                if path.suffix == SUFFIX
                and is_slug(path.stem)
                and path.is_file()
                and not path.is_symlink()
            )
        )
