"""Looking at games without touching them."""

from __future__ import annotations

import os
from dataclasses import dataclass
from typing import TYPE_CHECKING

from game.chronicle.checks import Malformed
from game.chronicle.course import DecideRecord
from game.chronicle.disk import REAL
from game.chronicle.encoding import decode
from game.chronicle.frames import chain
from game.chronicle.origin import GameRecord
from game.chronicle.paths import SUFFIX, content_of, opened, refusals, shown
from game.chronicle.survey import Damage, survey
from game.text import is_slug

if TYPE_CHECKING:
    from pathlib import Path

    from game.chronicle.disk import Disk
    from game.chronicle.records import Record


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
    """What a list of games shows: its first record, its months, its last record.

    `sound` tells whether every byte of the file verifies.
    """

    game: GameRecord
    decisions: int
    last: Record
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
        try:
            game, last = decode(lines.payloads[0]), decode(lines.payloads[-1])
        except Malformed:
            pass
        else:
            if isinstance(game, GameRecord):
                decisions = sum(map(_is_decision, lines.payloads))
                return Peek(game=game, decisions=decisions, last=last, sound=True)
    found = survey(content, shown(path))
    return Peek(
        game=found.game,
        decisions=sum(isinstance(each, DecideRecord) for each in found.records),
        last=found.records[-1],
        sound=found.damage is None,
    )


def _is_decision(payload: bytes) -> bool:
    return payload.startswith(b'{"k":"decide",')


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
