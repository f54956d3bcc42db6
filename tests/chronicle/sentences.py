"""Every way in which the chronicle refuses, by name, as something to call."""

from __future__ import annotations

import errno
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from game.chronicle import (
    NoteRecord,
    UnknownRecord,
    create,
    open_for_play,
    path_of,
    read,
    read_code,
    write_code,
)
from game.chronicle.encoding import encode
from game.chronicle.frames import FILE_LIMIT, frame, join
from game.chronicle.spelling import TEXT_LIMIT, spell, unspell
from tests.chronicle.samples import FIRST, GAME, decide
from tests.chronicle.test_codes import GAME_TEXT, START, START_TEXT
from tests.faults.disks import Failing

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

Refusal = tuple[str, "Callable[[], object]"]


def _disk(folder: Path, call: str, code: int) -> Callable[[], object]:
    name = f"{call}-{errno.errorcode[code]}".lower().replace("_", "-")
    return lambda: create(folder, name, FIRST, Failing((call, 1, code)))


def storage(folder: Path) -> Iterator[Refusal]:
    """Yield refusals of the disk."""
    for call, code in (
        ("write", errno.ENOSPC),
        ("write", errno.EDQUOT),
        ("write", errno.EFBIG),
        ("open", errno.EACCES),
        ("open", errno.EPERM),
        ("open", errno.EROFS),
        ("sync", errno.EIO),
        ("open", errno.ELOOP),
        ("open", errno.EMLINK),
        ("open", errno.ENOENT),
        ("open", errno.EISDIR),
        ("open", errno.ENXIO),
        ("make_folder", errno.EEXIST),
        ("make_folder", errno.ENOTDIR),
        ("lock", errno.EAGAIN),
    ):
        yield f"{call} {errno.errorcode[code]}", _disk(folder, call, code)
    disk = Failing()
    game = create(folder, "unsure", FIRST, disk)
    disk.fail_next("sync", errno.EIO)
    yield "sync of a month", lambda: game.append(decide(1))
    yield "month after that", lambda: game.append(decide(1))
    moved = create(folder, "moved", FIRST)
    moved.path.unlink()
    yield "file gone", lambda: moved.append(decide(1))


def names(folder: Path) -> Iterator[Refusal]:
    """Yield refusals of names, and of what may be written."""
    taken = create(folder, "taken", FIRST)
    yield "taken", lambda: create(folder, "taken", FIRST)
    yield "copy taken", lambda: taken.save_copy(folder, "taken")
    yield "no slug", lambda: create(folder, "No \x1b slug", FIRST)
    yield "long name", lambda: create(folder, "y" * 200, FIRST)
    yield "missing", lambda: read(path_of(folder, "missing"))
    yield "busy", lambda: open_for_play(taken.path)
    yield "no beginning", lambda: create(folder, "none", [decide(1)])
    yield "second beginning", lambda: taken.append(GAME)
    yield "unknown kind", lambda: taken.append(UnknownRecord("later", {}))
    yield "month below none", lambda: taken.append(replace(decide(1), n=-1))
    yield "long note", lambda: taken.append(NoteRecord(n=1, text="y" * 10_001))
    yield (
        "text changed on the way",
        lambda: taken.append(UnknownRecord("x-a", {"adler": 1})),
    )


def contents(folder: Path) -> Iterator[Refusal]:
    """Yield refusals of what stands in a file."""
    good = join(map(encode, (*FIRST, decide(1), decide(2))))[0]
    broken = bytearray(good)
    broken[good.index(b'"n":1') + 50] ^= 1
    broken[good.index(b'"n":1') + 60] ^= 1
    first = good.replace(b'"seed":17', b'"seed":99', 1)
    for name, content in (
        ("empty", b""),
        ("foreign", b"\x00" * 40),
        ("other-kind", frame(b"", b'{"k":"x-other"}')[0]),
        ("bom", b"\xef\xbb\xbf" + good),
        ("wide", good.decode().encode("utf-16-le")),
        ("wide-marked", good.decode().encode("utf-16")),
        ("line-ends", good.replace(b"\n", b"\r\n")),
        ("newer", frame(b"", b'{"k":"game","format":7}')[0]),
        ("older", frame(b"", b'{"k":"game","format":0}')[0]),
        ("truth", frame(b"", b'{"k":"game","format":true}')[0]),
        ("later-kind", good + frame(_digest(good), b'{"k":"later"}')[0]),
        ("broken", bytes(broken)),
        ("first", first),
    ):
        path = path_of(folder, name)
        path.write_bytes(content)
        yield name, partial(open_for_play, path)
    large = path_of(folder, "large")
    with large.open("wb") as file:
        file.truncate(FILE_LIMIT + 1)
    yield "large", lambda: read(large)
    (folder / "folder.chronicle").mkdir()
    yield "folder", lambda: read(folder / "folder.chronicle")


def _digest(content: bytes) -> bytes:
    return bytes.fromhex(content.splitlines()[-1][2:34].decode())


def codes(folder: Path) -> Iterator[Refusal]:
    """Yield refusals of share codes."""
    del folder
    for name, text in (
        ("nothing", " "),
        ("all too much", "A" * (TEXT_LIMIT + 1)),
        ("strange", START_TEXT[:8] + "!" + START_TEXT[9:]),
        ("not ascii", START_TEXT + "é"),
        ("steering", "\x1b"),
        ("one group", START_TEXT.replace("0000F", "0000G")),
        ("four groups", GAME_TEXT.replace("0", "7", 6)),
        ("short", START_TEXT[:-1]),
        ("shifted", START_TEXT[:14] + "7" + START_TEXT[14:-1]),
        ("piece", START_TEXT[:17]),
        ("piece of a game", GAME_TEXT[:47]),
        ("later", spell(bytes([9 << 3]) + bytes(14))),
        ("no sense", spell(unspell(START_TEXT) + b"\x07")),
    ):
        yield f"code: {name}", partial(read_code, text)
    yield "code: too large", lambda: write_code(replace(START, level=16))


def refusals(folder: Path) -> Iterator[Refusal]:
    """Yield all of them; the folder is written to."""
    for each in (storage, names, contents, codes):
        place = folder / each.__name__
        place.mkdir()
        yield from each(place)
