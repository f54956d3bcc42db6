"""What stands in the bytes of a file: records, and damage if there is any."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from game.chronicle import origin
from game.chronicle.checks import Malformed, mapping
from game.chronicle.course import DecideRecord
from game.chronicle.encoding import decode, parse
from game.chronicle.frames import Chain, chain, looks_framed
from game.chronicle.mending import Fix, find_fix
from game.chronicle.origin import FormatRecord, GameRecord
from game.errors import ChronicleError, DamagedGameError, UnknownFormatError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from game.chronicle.records import Record

FIX_LIMIT: Final = 16
"""Lines that are mended in one file; more is no accident of a single byte."""


class Fault(StrEnum):
    """What is wrong with a file.

    `UNFINISHED`: only the end of the last line is missing. `BYTE`: single bytes
    are wrong and known. `TORN`: an append was cut short; its record was never
    acknowledged. `BROKEN`: a line that was complete does not verify. `MEANING`:
    a line verifies but breaks the rules of the format.
    """

    UNFINISHED = "unfinished"
    BYTE = "byte"
    TORN = "torn"
    BROKEN = "broken"
    MEANING = "meaning"


@dataclass(frozen=True, slots=True, kw_only=True)
class Damage:
    """Damage and its place.

    `offset` is the first byte concerned, `line` its line from 1, `month` the last month
    decided before it (0 for none), `lost` the bytes that no record could be read
    from, `fixes` what makes the other bytes verify.
    """

    fault: Fault
    offset: int
    line: int
    month: int
    lost: int = 0
    fixes: tuple[Fix, ...] = ()

    @property
    def repairable(self) -> bool:
        """Whether the fixes restore every byte."""
        return self.lost == 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Survey:
    """The readable part of a file, its fixes made.

    `content` holds the lines that verify, `records` and `digests` what they
    say; damage behind them, or mended among them, is told in `damage`.
    """

    game: GameRecord
    content: bytes
    records: tuple[Record, ...]
    digests: tuple[str, ...]
    damage: Damage | None
    written: int
    """The format of what stands at the end of the file."""


def survey(content: bytes, name: str) -> Survey:
    """Return what can be read of a file's bytes.

    Args:
        content: all bytes of the file.
        name: the game's name, for errors.

    Raises:
        ChronicleError: this is not a saved game.
        UnknownFormatError: a newer version wrote it.
        DamagedGameError: it is one, but its first line is beyond repair.
    """
    mended, lines, fixes = _mend(content)
    if not lines.payloads:
        raise _no_beginning(content, name)
    written = _format(lines.payloads[0])
    game = _first(lines.payloads[0], written, name)
    rest, written = _read(lines.payloads[1:], written)
    records = (game, *rest)
    end = lines.ends[len(records) - 1]
    damage = None
    if end < len(mended):
        damage = Damage(
            fault=_fault(mended, lines, len(records)),
            offset=end,
            line=len(records) + 1,
            month=_month(records),
            lost=len(mended) - end,
            fixes=fixes,
        )
    elif fixes:
        line = mended.count(b"\n", 0, fixes[0].offset)
        damage = Damage(
            fault=Fault.BYTE if fixes[0].was else Fault.UNFINISHED,
            offset=fixes[0].offset,
            line=line + 1,
            month=_month(records[:line]),
            fixes=fixes,
        )
    return Survey(
        game=game,
        content=mended[:end],
        records=records,
        digests=tuple(each.hex() for each in lines.digests[: len(records)]),
        damage=damage,
        written=written,
    )


def _format(payload: bytes) -> int:
    """Return the format that a first line says, or this version's if it is odd."""
    try:
        found = parse(payload).get("format")
    except Malformed:
        return origin.FORMAT
    known = type(found) is int and 1 <= found <= origin.FORMAT
    return found if known and isinstance(found, int) else origin.FORMAT


def _month(records: Sequence[Record]) -> int:
    """Return the last month that is decided in the records; 0 for none."""
    months = (each.n for each in reversed(records) if isinstance(each, DecideRecord))
    return next(months, 0)


def _mend(content: bytes) -> tuple[bytes, Chain, tuple[Fix, ...]]:
    """Verify from the beginning, making fixes for as long as each carries on."""
    lines = chain(content)
    fixes: list[Fix] = []
    while lines.end < len(content) and len(fixes) < FIX_LIMIT:
        fix = find_fix(content, lines.end, lines.digest)
        if fix is None:
            break
        attempt, reached = fix.apply(content), lines.end
        lines.extend(attempt)
        if lines.end == reached:
            break
        content = attempt
        fixes.append(fix)
    return content, lines, tuple(fixes)


def _first(payload: bytes, written: int, name: str) -> GameRecord:
    """Return the record that every game begins with."""
    try:
        game = decode(payload, written)
    except Malformed:
        raise _no_header(payload, name) from None
    if not isinstance(game, GameRecord):
        raise _not_a_game(name)
    return game


def _read(payloads: list[bytes], written: int) -> tuple[list[Record], int]:
    """Return the records of the lines, up to the first that has no meaning here.

    With them goes the format that holds at their end.
    """
    records: list[Record] = []
    for payload in payloads:
        try:
            record = decode(payload, written)
        except Malformed:
            break
        if isinstance(record, GameRecord):
            break
        if isinstance(record, FormatRecord):
            written = record.format
        records.append(record)
    return records, written


def _fault(content: bytes, lines: Chain, understood: int) -> Fault:
    """Tell a torn append from damage to what was once complete.

    An append writes one line. Where anything behind it, or itself with its line
    feed, has the shape of a frame, more than an append is concerned.
    """
    if understood < len(lines.payloads):
        return Fault.MEANING
    first, feed, later = content[lines.end :].partition(b"\n")
    if feed and looks_framed(first):
        return Fault.BROKEN
    framed = any(looks_framed(line) for line in later.split(b"\n"))
    return Fault.BROKEN if framed else Fault.TORN


def _not_a_game(name: str) -> ChronicleError:
    return ChronicleError(
        "{name} is not a saved game of this program. Choose another file.", name=name
    )


def _no_header(payload: bytes, name: str) -> ChronicleError:
    """Tell a newer format from a first line that means nothing."""
    try:
        found = mapping("payload", parse(payload)).get("format")
    except Malformed:
        found = None
    if type(found) is int and found > origin.FORMAT:
        return UnknownFormatError(
            "{name} was written by a newer version (format {found}; this version "
            "reads up to {known}). Update the program to use it.",
            name=name,
            found=found,
            known=origin.FORMAT,
        )
    return _not_a_game(name)


def _no_beginning(content: bytes, name: str) -> ChronicleError:
    """Say why a file has no first line."""
    if not content:
        return ChronicleError(
            "{name} is empty: creating it was interrupted and nothing was decided in "
            "it. Delete the file and begin the game again.",
            name=name,
        )
    if content.startswith((b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")) or (
        content.startswith(b'["') and b"\r\n" in content
    ):
        return ChronicleError(
            "{name} was changed by another program (its encoding or its line ends). "
            "Use the original file.",
            name=name,
        )
    if any(looks_framed(line) for line in content.split(b"\n")):
        return DamagedGameError(
            "{name} is damaged in its first line, at byte {offset}, beyond repair. "
            "Use a copy of the file if there is one; the file was left as it is.",
            offset=0,
            name=name,
        )
    return _not_a_game(name)
