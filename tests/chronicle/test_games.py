"""Creating, playing, reading and listing games."""

from __future__ import annotations

import dataclasses
import errno
import fcntl
import hashlib
import json
import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from game.chronicle import (
    REAL,
    DecideRecord,
    EndRecord,
    GameRecord,
    NoteRecord,
    Parent,
    Record,
    UnknownRecord,
    create,
    disk,
    list_games,
    open_for_play,
    path_of,
    peek,
    playing,
    read,
    repair,
    verify_chain,
)
from game.chronicle.encoding import encode
from game.chronicle.frames import FILE_LIMIT, LOCATOR_FROM, frame, join
from game.chronicle.survey import survey
from game.errors import (
    ChronicleError,
    ExistingGameError,
    GameError,
    MissingGameError,
    StorageError,
    UnknownFormatError,
)
from tests.chronicle.samples import FIRST, GAME, HEX, decide, snapshot
from tests.chronicle.strategies import followers, games


def test_a_game_is_created_played_closed_and_played_on(tmp_path: Path) -> None:
    """What was appended is there again, in order, after closing and opening."""
    folder = tmp_path / "deep" / "saves"
    with create(folder, "first-game", FIRST) as game:
        assert game.path == folder / "first-game.chronicle"
        game.append(decide(1))
    with open_for_play(game.path) as again:
        assert again.records == (*FIRST, decide(1))
        assert again.recovered is None
        again.append(snapshot(2))
        again.append(NoteRecord(n=2, text="the dockers wait, 항구는 조용하다"))
        again.append(decide(2))
        again.append(EndRecord(n=2, ending="quiet", digest=HEX))
        records, digests = again.records, again.digests
    reading = read(game.path)
    assert (reading.game, reading.records, reading.digests) == (GAME, records, digests)
    assert reading.damage is None
    check = verify_chain(game.path)
    assert (check.lines, check.offset, check.digest) == (7, None, digests[-1])
    assert check.size == game.path.stat().st_size


def test_records_that_were_let_go_of_are_read_when_they_are_asked_for(
    tmp_path: Path,
) -> None:
    """What was there before, and what was appended since; a copy has all of it."""
    with create(tmp_path, "first-game", FIRST) as game:
        game.append(decide(1))
        game.rest()
        assert game.records == (*FIRST, decide(1))
        game.append(snapshot(2))
        assert game.records == (*FIRST, decide(1), snapshot(2))
        copied = game.save_copy(tmp_path / "copies", "copied")
        assert copied.read_bytes() == game.path.read_bytes()


@settings(max_examples=50, deadline=None)
@given(games(), st.lists(followers(), max_size=5))
def test_any_game_reads_back_as_it_was(first: GameRecord, rest: list[Record]) -> None:
    """The bytes of any sequence of records give the same records."""
    records = (first, *rest)
    found = survey(join(map(encode, records))[0], "game")
    assert found.records == records
    assert found.damage is None


def test_the_bytes_are_as_documented(tmp_path: Path) -> None:
    """Every line is `["digest",payload]`, each digest covering the one before."""
    with create(tmp_path, "game", [*FIRST, decide(1)]) as game:
        game.append(snapshot(2))
    before = b""
    for line in game.path.read_bytes().splitlines():
        digest, content = json.loads(line)
        payload = line[36:-1]
        assert json.loads(payload) == content
        person = b"chronicle-v1"
        before = hashlib.blake2b(
            before + payload, digest_size=16, person=person
        ).digest()
        assert digest == before.hex()
        assert line == b'["' + digest.encode() + b'",' + payload + b"]"
        assert ("adler" in content) == (len(payload) >= LOCATOR_FROM)


def test_a_game_written_by_hand_never_changes_its_bytes() -> None:
    """The first bytes of a format never change: these were written once for all."""
    content, digest = join([encode(GAME), encode(decide(1))])
    assert hashlib.sha256(content).hexdigest() == GOLDEN_SHA256
    assert digest.hex() == GOLDEN_DIGEST


def test_a_file_is_private(tmp_path: Path) -> None:
    """Nobody else may read a game."""
    with create(tmp_path, "game", FIRST) as game:
        assert stat.S_IMODE(game.path.stat().st_mode) == 0o600
    assert [path.name for path in tmp_path.iterdir()] == ["game.chronicle"]


def test_a_taken_name_is_refused_and_that_game_untouched(tmp_path: Path) -> None:
    """No game is ever overwritten."""
    with create(tmp_path, "game", FIRST) as game:
        game.append(decide(1))
    before = game.path.read_bytes()
    with pytest.raises(ExistingGameError, match="Choose another name"):
        create(tmp_path, "game", FIRST)
    assert game.path.read_bytes() == before


@pytest.mark.parametrize(
    "name", ["", "A", "../up", "a/b", "a.b", "-a", "a" * 65, "a\n", "\x1b[2J", "é"]
)
def test_a_name_that_is_no_slug_is_refused(tmp_path: Path, name: str) -> None:
    """Names cannot leave the folder nor steer a terminal."""
    with pytest.raises(ChronicleError, match="cannot be the name") as caught:
        create(tmp_path, name, FIRST)
    assert "\x1b" not in str(caught.value)
    assert list(tmp_path.iterdir()) == []


def test_a_game_begins_with_its_game_record_and_has_one(tmp_path: Path) -> None:
    """Creating and appending keep the order that reading demands."""
    firsts: list[list[Record]] = [
        [],
        [decide(1)],
        [GAME, GAME],
        [GAME, UnknownRecord("later", {})],
    ]
    for first in firsts:
        with pytest.raises(ChronicleError):
            create(tmp_path, "game", first)
    with create(tmp_path, "game", FIRST) as game:
        for record in (GAME, UnknownRecord("later", {})):
            with pytest.raises(ChronicleError, match="cannot be added"):
                game.append(record)
        game.append(UnknownRecord("x-mood", {"v": "calm"}))
    assert len(read(game.path).records) == 3


def test_a_record_that_breaks_a_rule_is_not_written(tmp_path: Path) -> None:
    """A bad record leaves the file as it was and the game playable."""
    with create(tmp_path, "game", FIRST) as game:
        before = game.path.read_bytes()
        with pytest.raises(ChronicleError, match="cannot be kept"):
            game.append(dataclasses.replace(decide(1), n=-1))
        assert game.path.read_bytes() == before
        game.append(decide(1))


def test_a_file_at_its_largest_size_takes_no_more(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A game never grows beyond a limit, up to which it takes every byte."""
    with create(tmp_path, "game", FIRST) as game:
        line = len(frame(b"", encode(decide(1)))[0])
        limit = game.path.stat().st_size + 3 * line
        monkeypatch.setattr(playing, "FILE_LIMIT", limit)
        for month in (1, 2, 3):
            game.append(decide(month))
        with pytest.raises(StorageError, match="largest size"):
            game.append(decide(4))
    assert game.path.stat().st_size == limit


def test_a_file_larger_than_a_game_can_be_is_not_read(tmp_path: Path) -> None:
    """What is read has a limit, whatever the file system says."""
    path = path_of(tmp_path, "game")
    with path.open("wb") as file:
        file.truncate(FILE_LIMIT + 1)
    for opening in (read, peek, verify_chain, open_for_play, repair):
        with pytest.raises(ChronicleError, match="larger than"):
            opening(path)


def _lines(*payloads: bytes) -> bytes:
    return join([encode(GAME), *payloads])[0]


def test_unknown_kinds_can_be_watched_but_not_played(tmp_path: Path) -> None:
    """Only kinds that start with `x-` may be passed over in play."""
    path = path_of(tmp_path, "game")
    path.write_bytes(_lines(b'{"k":"later"}', encode(decide(1))))
    before = path.read_bytes()
    assert read(path).damage is None
    assert read(path).records[1] == UnknownRecord("later", {})
    assert peek(path).decisions == 1
    for opening in (open_for_play, repair):
        with pytest.raises(UnknownFormatError, match="later"):
            opening(path)
    assert path.read_bytes() == before
    path.write_bytes(_lines(b'{"k":"x-later"}', encode(decide(1))))
    with open_for_play(path) as game:
        assert len(game.records) == 3


@pytest.mark.parametrize(
    "payload", [b'{"k":"decide"}', b"[]", b"{", encode(GAME), b"\x00", b""]
)
def test_a_line_that_verifies_and_means_nothing_ends_the_reading(
    tmp_path: Path, payload: bytes
) -> None:
    """A chain says that bytes are as written, not that they make sense."""
    path = path_of(tmp_path, "game")
    path.write_bytes(_lines(encode(decide(1)), payload, encode(decide(2))))
    reading = read(path)
    assert reading.records == (GAME, decide(1))
    assert reading.damage is not None
    assert (reading.damage.fault, reading.damage.line) == ("meaning", 3)
    with pytest.raises(ChronicleError):
        open_for_play(path)
    assert verify_chain(path).offset is None
    recovery = repair(path)
    assert recovery is not None
    assert read(path).damage is None
    assert read(path).records == (GAME, decide(1))


def test_peek_of_a_last_line_without_meaning_reads_what_it_can(tmp_path: Path) -> None:
    """A list of games survives a game that ends in nonsense."""
    path = path_of(tmp_path, "game")
    path.write_bytes(_lines(encode(decide(1)), b"[]"))
    shown = peek(path)
    assert (shown.game, shown.decisions, shown.last, shown.sound) == (
        GAME,
        1,
        decide(1),
        False,
    )


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "is empty"),
        (b"\n", "not a saved game"),
        (b"\x00" * 500, "not a saved game"),
        (b"{}", "not a saved game"),
        (b'["short"]\n', "not a saved game"),
        (b"\xff" * 100, "not a saved game"),
        (b"\xef\xbb\xbf" + _lines(), "changed by another program"),
        (_lines().decode().encode("utf-16"), "changed by another program"),
        (_lines().replace(b"\n", b"\r\n"), "changed by another program"),
        (frame(b"", b'{"k":"x-other"}')[0], "not a saved game"),
        (frame(b"", b'{"k":"game","format":"2"}')[0], "not a saved game"),
        (frame(b"", b"\x00")[0], "not a saved game"),
        (join([encode(decide(1)), encode(GAME)])[0], "not a saved game"),
    ],
    ids=range(13),
)
def test_what_is_no_saved_game_is_said_to_be_none(
    tmp_path: Path, content: bytes, words: str
) -> None:
    """Empty, foreign and re-encoded files get one clear error and stay as they are."""
    path = path_of(tmp_path, "game")
    path.write_bytes(content)
    for opening in (read, peek, open_for_play, repair):
        with pytest.raises(ChronicleError, match=words):
            opening(path)
    assert path.read_bytes() == content
    assert list(tmp_path.iterdir()) == [path]


def test_a_newer_format_is_refused_by_its_number(tmp_path: Path) -> None:
    """A file of a later format is refused without being touched."""
    path = path_of(tmp_path, "game")
    path.write_bytes(frame(b"", b'{"k":"game","format":2,"new":[]}')[0])
    for opening in (read, peek, open_for_play, repair):
        with pytest.raises(UnknownFormatError, match="format 2"):
            opening(path)


@settings(max_examples=200, deadline=None)
@given(st.binary(max_size=300))
def test_any_bytes_are_a_game_or_a_game_error(content: bytes) -> None:
    """Looking at any bytes, alone or behind a game, raises only game errors."""
    for before in (b"", _lines(encode(decide(1)))):
        try:
            survey(before + content, "game")
        except GameError:
            assert not before


def test_games_are_listed_by_name(tmp_path: Path) -> None:
    """Only regular files with a game's name are listed; no folder, no games."""
    assert list_games(tmp_path / "missing") == ()
    for name in ("b", "a", "c-2"):
        create(tmp_path, name, FIRST).close()
    (tmp_path / "UPPER.chronicle").write_bytes(b"")
    (tmp_path / "a.chronicle.torn").write_bytes(b"")
    (tmp_path / "folder.chronicle").mkdir()
    (tmp_path / "link.chronicle").symlink_to(tmp_path / "a.chronicle")
    (tmp_path / "note.txt").write_bytes(b"")
    assert [path.stem for path in list_games(tmp_path)] == ["a", "b", "c-2"]
    with pytest.raises(ChronicleError, match="in the way"):
        list_games(tmp_path / "note.txt")


def test_peek_tells_how_far_a_game_is(tmp_path: Path) -> None:
    """The list of games knows the first record, the months and the last record."""
    with create(tmp_path, "game", FIRST) as game:
        for month in range(1, 8):
            game.append(decide(month))
            game.append(snapshot(month))
    shown = peek(game.path)
    assert (shown.game, shown.decisions, shown.last, shown.sound) == (
        GAME,
        7,
        snapshot(7),
        True,
    )
    with pytest.raises(MissingGameError):
        peek(tmp_path / "missing.chronicle")


def test_a_fork_names_the_line_it_left(tmp_path: Path) -> None:
    """A fork is a new file whose parent's digest is found in the parent."""
    with create(tmp_path, "game", FIRST) as game:
        for month in (1, 2, 3):
            game.append(decide(month))
    whole = read(game.path)
    parent = Parent(game=GAME.game, digest=whole.digests[3], hindsight=True)
    begun = dataclasses.replace(GAME, game=HEX[::-1], parent=parent, luck=((3, 99),))
    with create(tmp_path, "fork", [begun, *whole.records[1:4]]) as fork:
        fork.append(decide(3))
    assert read(fork.path).game.parent == parent
    assert read(fork.path).game.luck == ((3, 99),)
    assert [
        each for each in read(fork.path).records if isinstance(each, DecideRecord)
    ] == [
        decide(1),
        decide(2),
        decide(3),
    ]


def test_the_file_says_nothing_of_the_clock(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Equal records give equal bytes, whatever the time, zone or hash seed."""
    contents = []
    for name, zone in (("a", "UTC"), ("b", "Asia/Seoul"), ("c", "America/Lima")):
        monkeypatch.setenv("TZ", zone)
        with create(tmp_path, name, FIRST) as game:
            game.append(decide(1))
        contents.append(game.path.read_bytes())
    assert contents[0] == contents[1] == contents[2]


def test_the_package_stands_alone() -> None:
    """Storing needs neither the engine nor any package from outside."""
    code = (
        "import sys, game.chronicle; "
        "print(sorted(name for name in sys.modules if name.split('.')[0] in "
        "{'numpy', 'pydantic', 'tomli', 'textual'} or name.startswith(('game.engine', "
        "'game.scenario', 'game.words'))))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "[]"


def test_where_the_system_has_a_full_sync_it_is_used(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The stronger command is asked first, the common one where it is unknown."""
    called: list[str] = []
    answer = 0

    def control(descriptor: int, command: int) -> int:
        called.append(f"full {command}")
        if answer:
            raise OSError(answer, os.strerror(answer))
        return descriptor

    descriptor = REAL.open(tmp_path / "file", os.O_RDWR | os.O_CREAT)
    monkeypatch.setattr(disk, "_FULL_SYNC", 51)
    monkeypatch.setattr(fcntl, "fcntl", control)
    monkeypatch.setattr(os, "fsync", lambda _: called.append("sync"))
    REAL.sync(descriptor)
    assert called == ["full 51"]
    answer = errno.ENOTSUP
    REAL.sync(descriptor)
    assert called == ["full 51", "full 51", "sync"]
    answer = errno.EIO
    with pytest.raises(OSError, match=os.strerror(errno.EIO)):
        REAL.sync(descriptor)
    assert called[-1] == "full 51"
    REAL.close(descriptor)


def test_a_folder_that_cannot_be_synchronised_is_no_failure_unless_it_fails(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Not knowing how is passed over; an input/output error is not."""
    code = errno.EINVAL

    def refuse(_: int) -> None:
        raise OSError(code, os.strerror(code))

    monkeypatch.setattr(os, "fsync", refuse)
    REAL.sync_folder(tmp_path)
    code = errno.EIO
    with pytest.raises(OSError, match=os.strerror(errno.EIO)):
        REAL.sync_folder(tmp_path)


GOLDEN_SHA256 = "4673b35a199b78d0c229d8b687f608cd7dc919c119380e80d73a0344a37b8209"
GOLDEN_DIGEST = "bee715b6a0955a8697a03d9536a6a484"
