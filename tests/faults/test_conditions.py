"""The world around a game: rights, room, rivals, clocks, size, and the screen gone."""

from __future__ import annotations

import os
import secrets
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from contextlib import contextmanager
from datetime import UTC, datetime
from hashlib import blake2b
from pathlib import Path
from typing import TYPE_CHECKING

import pexpect
import pytest

from game.chronicle import create, open_for_play, path_of, read, verify_chain
from game.chronicle.encoding import encode
from game.chronicle.frames import join
from game.errors import StorageError
from game.session import Table, written
from game.session.written import decided
from tests.chronicle.samples import FIRST, decide
from tests.faults.disks import append_until_full

if TYPE_CHECKING:
    from collections.abc import Iterator


ROOT = Path(__file__).parents[2]
FERRY = ROOT / "tests" / "session" / "files" / "ferry.toml"
HARBOUR = "harbour-strike"


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """Return a folder that another user can get to."""
    with tempfile.TemporaryDirectory() as name:
        Path(name).chmod(0o755)
        yield Path(name)


_REFUSED = """
import os, sys
from pathlib import Path
from game.chronicle import create, open_for_play, read
from game.errors import StorageError
from tests.chronicle.samples import FIRST, decide
if os.getuid() == 0:
    os.setuid(65534)
folder = Path(sys.argv[1])
print(len(read(folder / "game.chronicle").records))
for attempt in (
    lambda: create(folder, "second", FIRST),
    lambda: open_for_play(folder / "game.chronicle"),
):
    try:
        attempt()
    except StorageError as error:
        print(error)
"""


def test_a_folder_that_may_only_be_read(open_folder: Path) -> None:
    """Without the right to write, a game can be watched, and playing is refused."""
    with create(open_folder, "game", FIRST) as game:
        game.append(decide(1))
    before = game.path.read_bytes()
    game.path.chmod(0o444)
    open_folder.chmod(0o555)
    done = subprocess.run(
        [sys.executable, "-c", _REFUSED, str(open_folder)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    open_folder.chmod(0o755)
    assert done.stdout.splitlines()[0] == "3"
    assert done.stdout.count("may not be read or written") == 2
    assert game.path.read_bytes() == before
    assert list(open_folder.iterdir()) == [game.path]


@contextmanager
def small_disk(folder: Path) -> Iterator[None]:
    """Mount a real file system of 64 kB at a folder."""
    mounting = ["mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", str(folder)]
    if (
        shutil.which("mount") is None
        or subprocess.run(mounting, capture_output=True, check=False).returncode
    ):
        pytest.skip("no file system can be mounted here: NO real disk ran full")
    try:
        yield
    finally:
        subprocess.run(["umount", str(folder)], check=True)


def test_a_real_disk_that_runs_full(tmp_path: Path) -> None:
    """What was confirmed is kept to the month; play goes on when there is room."""
    with small_disk(tmp_path):
        filler = tmp_path / "filler"
        filler.write_bytes(bytes(16 << 10))
        with create(tmp_path, "game", FIRST) as game:
            taken = append_until_full(game)
            assert taken > 50
            assert read(game.path).records == (
                *FIRST,
                *map(decide, range(1, taken + 1)),
            )
            with pytest.raises(StorageError, match="Free some space"):
                create(tmp_path, "second", FIRST)
            filler.unlink()
            game.append(decide(taken + 1))
        assert len(read(game.path).records) == len(FIRST) + taken + 1
        assert not (tmp_path / "second.chronicle").exists()


def compete(folder: Path, rounds: int) -> None:
    """Let two processes want one game; assert that they never had it together."""
    create(folder, "game", FIRST).close()
    path = path_of(folder, "game")
    rivals = [
        subprocess.Popen(
            [sys.executable, "-m", "tests.faults.rivals", str(path), str(rounds)],
            cwd=ROOT,
            stdout=subprocess.PIPE,
            text=True,
        )
        for _ in range(2)
    ]
    assert [rival.communicate()[0] for rival in rivals] == [f"{rounds}\n"] * 2
    assert [rival.returncode for rival in rivals] == [0, 0]
    reading = read(path)
    assert reading.damage is None
    assert reading.records == (*FIRST, *map(decide, range(1, 2 * rounds + 1)))


def test_two_processes_never_hold_a_game_together(tmp_path: Path) -> None:
    """Each month of either is decided once, after the one before."""
    compete(tmp_path, 40)


@pytest.mark.parametrize("zone", ["UTC", "Asia/Seoul", "America/Lima"])
@pytest.mark.parametrize("year", [1970, 2038, 2106])
def test_the_clock_is_only_shown(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, zone: str, year: int
) -> None:
    """Whatever the date and zone, a game differs in `created` alone."""

    class Clock(datetime):
        """A clock that stands."""

        @classmethod
        def now(cls, tz: object = None) -> datetime:  # type: ignore[override]  # fixed
            """Return the one time."""
            del tz
            return datetime(year, 1, 1, 0, 30, tzinfo=UTC)

    def play(name: str) -> Path:
        with table.new(str(FERRY), seed=5, name=name) as game:
            game.end_month()
            game.end_month()
        return game.path

    table = Table(data_dir=tmp_path)
    monkeypatch.setattr(secrets, "token_hex", lambda size: "7" * 2 * size)
    now = read(play("now"))
    monkeypatch.setattr(written, "datetime", Clock)
    monkeypatch.setenv("TZ", zone)
    time.tzset()
    then = play("then")
    os.utime(then, (year, 1) if year == 1970 else (2**32, 2**32))
    assert read(then).records[1:] == now.records[1:]
    assert read(then).game.created == f"{year}-01-01"
    assert {view.name for view in table.games()} == {"now", "then"}
    assert table.verify("then").ok
    monkeypatch.undo()
    time.tzset()


def test_a_hundred_thousand_decisions_cost_little_more_than_their_digests(
    tmp_path: Path,
) -> None:
    """Verifying is linear: a small multiple of digesting the same bytes."""
    first, rest = encode(FIRST[0]), encode(decide(1))
    payloads = [first, *(rest.replace(b'"n":1', b'"n":%d' % n) for n in range(100_000))]
    content, digest = join(payloads)
    path = path_of(tmp_path, "long")
    path.write_bytes(content)
    begun = time.process_time()
    for payload in payloads:
        blake2b(payload, digest_size=16).digest()
    alone = time.process_time() - begun
    begun = time.process_time()
    found = verify_chain(path)
    spent = time.process_time() - begun
    assert (found.lines, found.offset, found.digest) == (100_001, None, digest.hex())
    assert spent < 12 * alone


def heavy(table: Table, scenario: str, seed: int, months: int) -> None:
    """Save, close and load a game every month; compare with one left open."""
    whole = table.new(scenario, seed=seed, name=f"whole-{seed}")
    with table.new(scenario, seed=seed, name=f"heavy-{seed}") as game:
        name = game.name
    with whole:
        while not whole.is_over and whole.turn <= months:
            with table.resume(name) as game:
                assert (game.turn, game.digest()) == (whole.turn, whole.digest())
                open_now = game.number_lines()
                picked = open_now[(7 * whole.turn + seed) % len(open_now)][0]
                for each in (game, whole):
                    each.stage(picked)
                    each.end_month()
        with table.resume(name) as game:
            assert (game.is_over, game.digest()) == (whole.is_over, whole.digest())
    first, second = (read(path_of(table.saves, each)) for each in (name, whole.name))
    assert decided(first.records) == decided(second.records)


def test_saving_and_loading_every_month_changes_nothing(tmp_path: Path) -> None:
    """A game that is closed and opened at every month is the same game."""
    table = Table(data_dir=tmp_path)
    heavy(table, str(FERRY), 3, 99)
    heavy(table, HARBOUR, 4, 4)


def spawn(folder: Path, *arguments: str) -> pexpect.spawn[str]:
    """Start the real program in a terminal of its own."""
    return pexpect.spawn(
        sys.executable,
        ["-m", "game", "--data-dir", str(folder), *arguments],
        cwd=ROOT,
        env={**os.environ, "TERM": "xterm-256color", "LANG": "C.UTF-8"},
        dimensions=(24, 80),
        encoding="utf-8",
        codec_errors="replace",
        timeout=40,
        preexec_fn=_listening,
    )


def _listening() -> None:
    """Hear a hang-up though whoever started the tests does not."""
    signal.signal(signal.SIGHUP, signal.SIG_DFL)


def check_sound(folder: Path, months: int) -> None:
    """Assert that a game holds so many months and can be played on."""
    reading = read(path_of(folder, "game"))
    assert reading.damage is None
    assert len(decided(reading.records)) == months
    assert Table(data_dir=folder).verify("game").ok
    open_for_play(path_of(folder, "game")).close()


@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGHUP, signal.SIGKILL, "lost"])
@pytest.mark.parametrize("face", ["plain", "screens"])
def test_however_the_program_is_ended_the_game_is_sound(
    tmp_path: Path, how: signal.Signals | str, face: str
) -> None:
    """Signals and a lost terminal cost what was staged, never a month."""
    with Table(data_dir=tmp_path).new(HARBOUR, seed=7, name="game") as game:
        game.end_month()
    child = spawn(tmp_path, "resume", "game", *(["--plain"] * (face == "plain")))
    if face == "plain":
        child.expect("turn 2 of")
        child.sendline("end")
        child.expect("turn 3 of")
    else:
        child.expect("desk")
        child.send("1")
    months = 2 if face == "plain" else 1
    if isinstance(how, signal.Signals):
        child.kill(how)
        child.expect(pexpect.EOF)
        child.close()
    else:
        os.close(child.child_fd)
        os.waitpid(child.pid, 0)
        child.closed = child.terminated = True
    check_sound(tmp_path, months)
