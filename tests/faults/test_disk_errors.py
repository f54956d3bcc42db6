"""A disk that refuses gets a clear error, and nothing confirmed is lost."""

from __future__ import annotations

import errno
import os
import resource
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from game.chronicle import create, open_for_play, path_of, read, repair
from game.chronicle.disk import REAL, write_all
from game.errors import (
    BusyGameError,
    ChronicleError,
    ExistingGameError,
    GameError,
    MissingGameError,
    StorageError,
)
from tests.chronicle.samples import FIRST, decide
from tests.faults.disks import CALLS, Failing, Small, append_until_full

if TYPE_CHECKING:
    from pathlib import Path


def _decided(path: Path) -> int:
    reading = read(path)
    assert reading.damage is None
    assert list(reading.records) == [
        *FIRST,
        *(decide(month) for month in range(1, len(reading.records) - 1)),
    ]
    return len(reading.records) - len(FIRST)


def test_full_disk_refuses_a_decision_and_takes_it_when_there_is_room(
    tmp_path: Path,
) -> None:
    """At every amount of room, what was taken is kept and the rest can be retried."""
    line = len(create(tmp_path, "size", FIRST).path.read_bytes())
    for room in range(0, 2 * line, 37):
        disk = Small(10_000_000)
        with create(tmp_path, f"game-{room}", FIRST, disk) as game:
            disk.room = room
            taken = append_until_full(game)
            assert _decided(game.path) == taken
            disk.room = 10_000
            game.append(decide(taken + 1))
        assert _decided(game.path) == taken + 1


def test_file_size_limit_of_the_system_is_a_full_disk(tmp_path: Path) -> None:
    """With the kernel's own limit at any size, acknowledged and kept are equal."""
    unlimited = resource.getrlimit(resource.RLIMIT_FSIZE)
    with create(tmp_path, "whole", FIRST) as whole:
        start = whole.path.stat().st_size
    for limit in range(start, start + 1200, 13):
        game = create(tmp_path, f"game-{limit}", FIRST)
        resource.setrlimit(resource.RLIMIT_FSIZE, (limit, unlimited[1]))
        try:
            taken = append_until_full(game)
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, unlimited)
        assert _decided(game.path) == taken
        game.append(decide(taken + 1))
        game.close()
        assert _decided(game.path) == taken + 1


def test_failed_sync_ends_all_acknowledgement(tmp_path: Path) -> None:
    """After a failed synchronisation nothing is taken, and a copy keeps the game."""
    disk = Failing()
    game = create(tmp_path, "game", FIRST, disk)
    game.append(decide(1))
    disk.fail_next("sync", errno.EIO)
    syncs = disk.counts["sync"]
    with pytest.raises(StorageError, match="Save a copy elsewhere"):
        game.append(decide(2))
    with pytest.raises(StorageError, match="Save a copy elsewhere"):
        game.append(decide(2))
    assert disk.counts["sync"] == syncs + 1
    copy = game.save_copy(tmp_path / "elsewhere", "copy")
    game.close()
    assert _decided(copy) == 1
    with open_for_play(copy) as again:
        again.append(decide(2))
    assert _decided(copy) == 2


def test_a_write_that_cannot_be_taken_back_ends_all_acknowledgement(
    tmp_path: Path,
) -> None:
    """If cutting back fails too, no further decision is taken on the file."""
    disk = Failing()
    with create(tmp_path, "game", FIRST, disk) as game:
        disk.fail_next("write", errno.EIO)
        disk.fail_next("truncate", errno.EIO)
        with pytest.raises(StorageError, match="disk refused"):
            game.append(decide(1))
        with pytest.raises(StorageError, match="takes no more decisions"):
            game.append(decide(1))
    assert _decided(game.path) == 0


def test_a_copy_that_reads_back_otherwise_is_refused(tmp_path: Path) -> None:
    """A copy counts only when it reads back as it was written."""

    class Forgetful(Failing):
        """Read a file as if its last byte were missing."""

        def read(self, descriptor: int, count: int, offset: int) -> bytes:
            """Drop what follows the first hundred bytes."""
            return super().read(descriptor, min(count, max(0, 100 - offset)), offset)

    with (
        create(tmp_path, "game", FIRST, Forgetful()) as game,
        pytest.raises(StorageError, match="does not read back"),
    ):
        game.save_copy(tmp_path, "copy")


def test_a_copy_never_takes_another_game_s_name(tmp_path: Path) -> None:
    """Copying to a taken name leaves that game as it was."""
    with create(tmp_path, "game", FIRST) as game:
        before = game.path.read_bytes()
        with pytest.raises(ExistingGameError):
            game.save_copy(tmp_path, "game")
    assert game.path.read_bytes() == before


@pytest.mark.parametrize("name", sorted(CALLS))
@pytest.mark.parametrize("code", [errno.EIO, errno.EROFS, errno.EACCES])
def test_any_failing_call_is_a_game_error(tmp_path: Path, name: str, code: int) -> None:
    """Whichever call fails, the error is a player's and no decision is lost."""
    for at in range(1, 12):
        folder = tmp_path / str(at)
        disk = Failing((name, at, code))
        taken = 0
        created = False
        try:
            with create(folder, "game", FIRST, disk) as game:
                created = True
                for month in (1, 2):
                    game.append(decide(month))
                    taken = month
            with open_for_play(folder / "game.chronicle", disk) as game:
                game.append(decide(3))
                taken = 3
        except GameError:
            pass
        path = folder / "game.chronicle"
        assert path.exists() or not created
        if created:
            assert taken <= _decided(path) <= taken + 1


def test_creation_that_fails_leaves_no_game_and_no_scrap(tmp_path: Path) -> None:
    """After a failed creation the name is free and the folder empty."""
    for name in ("lock", "write", "sync", "link"):
        with pytest.raises(StorageError):
            create(tmp_path, "game", FIRST, Failing((name, 1, errno.EIO)))
        assert list(tmp_path.iterdir()) == []
    with pytest.raises(StorageError):
        create(tmp_path, "game", FIRST, Failing(("sync_folder", 1, errno.EIO)))
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("code", [errno.EPERM, errno.ENOTSUP])
def test_without_links_a_game_is_created_and_never_overwritten(
    tmp_path: Path, code: int
) -> None:
    """Where links are unknown, creating works and a taken name is still refused."""
    with create(tmp_path, "game", FIRST, Failing(("link", 1, code))) as game:
        game.append(decide(1))
    assert _decided(game.path) == 1
    with pytest.raises(ExistingGameError, match="already"):
        create(tmp_path, "game", FIRST, Failing(("link", 1, code)))
    assert _decided(game.path) == 1
    assert [path.name for path in tmp_path.iterdir()] == ["game.chronicle"]


def test_without_links_a_failing_rename_leaves_the_name_free(tmp_path: Path) -> None:
    """The empty file that held the name goes when the rename fails."""
    disk = Failing(("link", 1, errno.EPERM), ("rename", 1, errno.EIO))
    with pytest.raises(StorageError):
        create(tmp_path, "game", FIRST, disk)
    assert list(tmp_path.iterdir()) == []


def test_a_file_replaced_while_playing_takes_no_decision(tmp_path: Path) -> None:
    """A moved, removed or changed file is noticed before a decision is taken."""
    for number, harm in enumerate(("move", "remove", "replace", "grow")):
        with create(tmp_path, f"game-{number}", FIRST) as game:
            if harm == "grow":
                with game.path.open("ab") as file:
                    file.write(b"x")
            elif harm == "remove":
                game.path.unlink()
            else:
                game.path.rename(tmp_path / f"moved-{number}")
                if harm == "replace":
                    game.path.write_bytes(b"")
            for _ in range(2):
                with pytest.raises(StorageError, match="Save a copy elsewhere"):
                    game.append(decide(1))
            assert _decided(game.save_copy(tmp_path, f"copy-{number}")) == 0


def test_a_file_replaced_while_opening_is_not_played(tmp_path: Path) -> None:
    """The file that is locked must be the one that the path leads to."""
    create(tmp_path, "game", FIRST).close()
    path = tmp_path / "game.chronicle"

    class Swapping(Failing):
        """Put another file in place just after the lock."""

        def lock(self, descriptor: int) -> None:
            """Lock, then swap."""
            super().lock(descriptor)
            path.rename(tmp_path / "old")
            path.write_bytes(b"")

    with pytest.raises(BusyGameError, match="replaced"):
        open_for_play(path, Swapping())


def test_a_closed_game_takes_nothing(tmp_path: Path) -> None:
    """Closing twice is harmless; appending afterwards is refused."""
    game = create(tmp_path, "game", FIRST)
    game.close()
    game.close()
    with pytest.raises(StorageError):
        game.append(decide(1))


def test_what_is_not_a_file_is_named(tmp_path: Path) -> None:
    """Links, folders, pipes and missing files get an error of their own."""
    target = create(tmp_path, "game", FIRST)
    target.close()
    link, dangling = path_of(tmp_path, "link"), path_of(tmp_path, "dangling")
    link.symlink_to(target.path)
    dangling.symlink_to(tmp_path / "nowhere")
    folder, pipe = path_of(tmp_path, "folder"), path_of(tmp_path, "pipe")
    folder.mkdir()
    os.mkfifo(pipe)
    for opening in (read, open_for_play, repair):
        for path in (link, dangling):
            with pytest.raises(ChronicleError, match="symbolic link"):
                opening(path)
        for path in (folder, pipe):
            with pytest.raises(ChronicleError, match="is not a file"):
                opening(path)
        with pytest.raises(MissingGameError):
            opening(path_of(tmp_path, "missing"))
    with pytest.raises(ExistingGameError):
        create(tmp_path, "dangling", FIRST)


def test_a_folder_that_cannot_be_one_is_named(tmp_path: Path) -> None:
    """A file where the folder should be is said to be in the way."""
    (tmp_path / "file").write_bytes(b"")
    for folder in (tmp_path / "file", tmp_path / "file" / "below"):
        with pytest.raises(ChronicleError, match="in the way"):
            create(folder, "game", FIRST)


_SECOND = """
import sys
from pathlib import Path
from game.chronicle import open_for_play, read
from game.errors import BusyGameError
path = Path(sys.argv[1])
assert len(read(path).records) == 3
try:
    open_for_play(path)
except BusyGameError as error:
    print(error)
"""


def test_a_second_process_may_watch_but_not_play(tmp_path: Path) -> None:
    """While a game is played, another process can read it and not open it."""
    with create(tmp_path, "game", FIRST) as game:
        game.append(decide(1))
        second = subprocess.run(
            [sys.executable, "-c", _SECOND, str(game.path)],
            capture_output=True,
            text=True,
            check=True,
        )
    assert "watch the replay" in second.stdout
    open_for_play(game.path).close()


def test_locks_are_exclusive_over_many_rounds(tmp_path: Path) -> None:
    """Of two that open a game, exactly one plays, every time."""
    create(tmp_path, "game", FIRST).close()
    path = path_of(tmp_path, "game")
    for month in range(1, 50):
        with open_for_play(path) as game:
            with pytest.raises(BusyGameError):
                open_for_play(path)
            game.append(decide(month))
    assert _decided(path) == 49


def test_a_write_that_takes_nothing_is_an_error(tmp_path: Path) -> None:
    """A disk that takes no byte and gives no error does not hang the game."""

    class Stuck(Failing):
        """Take nothing."""

        def write(self, descriptor: int, content: bytes, offset: int) -> int:
            """Take no byte of the content."""
            return super().write(descriptor, content[:0], offset)

    descriptor = REAL.open(tmp_path / "file", os.O_WRONLY | os.O_CREAT)
    with pytest.raises(OSError, match=os.strerror(errno.EIO)):
        write_all(Stuck(), descriptor, b"content", 0)
    REAL.close(descriptor)
