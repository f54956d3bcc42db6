"""The face in real terminals: sizes, colours, signals, a slow line, tmux, a crash."""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pexpect
import pyte
import pytest

from game.session import Table

ROOT = Path(__file__).parents[2]
FERRY = ROOT / "tests" / "session" / "files" / "ferry.toml"

PLAY = """
import sys
from pathlib import Path
from game.session import Table
from game.session.options import Options, Store
from game.tui import run
folder = Path(sys.argv[1])
table = Table(data_dir=folder)
names = {view.name for view in table.games()}
start = table.resume("one") if "one" in names else table.new("ferry", 7, name="one")
kept = dict(pair.split("=") for pair in sys.argv[2:])
sys.exit(run(table, start=start, store=Store(options=Options(kept))))
""".replace('"ferry", 7,', '"ferry", seed=7,')

PATIENCE = 60


class Terminal:
    """The program in a terminal that understands what it is sent."""

    def __init__(
        self,
        folder: Path,
        *options: str,
        size: tuple[int, int] = (80, 24),
        in_shell: bool = False,
        **environment: str,
    ) -> None:
        self.screen = pyte.Screen(*size)
        self._stream = pyte.ByteStream(self.screen)
        self.sent = b""
        kept = {
            k: v
            for k, v in os.environ.items()
            if k not in {"NO_COLOR", "LC_ALL", "TMUX"}
        }
        command = [sys.executable, "-c", PLAY, str(folder), *options]
        if in_shell:
            command = ["bash", "--norc", "--noprofile", "-i"]
        self.child = pexpect.spawn(
            command[0],
            command[1:],
            cwd=ROOT,
            env={
                **kept,
                "TERM": "xterm-256color",
                "LANG": "C.UTF-8",
                "XDG_STATE_HOME": str(folder / "state"),
                **environment,
            },
            dimensions=(size[1], size[0]),
            timeout=PATIENCE,
        )
        if in_shell:
            words = [sys.executable, "-m", "tests.tui.test_terminals", str(folder)]
            self.child.sendline(" ".join(words).encode())

    def until(self, words: str | Callable[[str], bool]) -> str:
        """Read until something stands on the screen; return the screen."""
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            text = "\n".join(self.screen.display)
            if words in text if isinstance(words, str) else words(text):
                return text
            try:
                chunk = self.child.read_nonblocking(65536, timeout=1)
            except pexpect.TIMEOUT:
                continue
            except pexpect.EOF:
                last = self.sent[-2000:].decode(errors="replace")
                raise AssertionError(f"{words}: the program ended\n{last}") from None
            self.sent += chunk
            # What the emulator does not know it would print.
            self._stream.feed(
                re.sub(rb"\x1b\[[<=>?][0-9;]*(?:\$p|u|[<>=]u)", b"", chunk)
            )
        raise AssertionError(f"{words}\n" + "\n".join(self.screen.display))

    def resize(self, columns: int, lines: int) -> None:
        """Give the window another size; the program gets SIGWINCH."""
        self.screen.resize(lines, columns)
        self.child.setwinsize(lines, columns)

    def leave(self) -> int | None:
        """Press ctrl+q, read to the end, and return the exit code."""
        self.child.send("\x11")
        self.child.expect(pexpect.EOF)
        self.sent += self.child.before
        self.child.close()
        code: int | None = self.child.exitstatus
        return code


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a folder of games with the ferry beside them."""
    (tmp_path / "scenarios").mkdir()
    shutil.copy(FERRY, tmp_path / "scenarios")
    return tmp_path


def colours(sent: bytes) -> set[tuple[int, int, int]]:
    """Return the true colours that were sent."""
    found = re.findall(rb"[34]8;2;(\d+);(\d+);(\d+)", sent)
    return {(int(r), int(g), int(b)) for r, g, b in found}


def test_no_color_is_honoured(folder: Path) -> None:
    """With NO_COLOR whatever is sent is grey."""
    terminal = Terminal(folder, NO_COLOR="1", COLORTERM="truecolor")
    terminal.until("Capital")
    assert terminal.leave() == 0
    assert all(r == g == b for r, g, b in colours(terminal.sent))


def test_sixteen_colours_are_the_terminals_own(folder: Path) -> None:
    """A terminal that promises no more is sent no colour of ours."""
    terminal = Terminal(folder, TERM="xterm", COLORTERM="")
    terminal.until("Capital")
    assert terminal.leave() == 0
    assert not colours(terminal.sent)
    assert b"38;5;" not in terminal.sent


@pytest.mark.parametrize(
    "theme", ["grave-dark", "grave-light", "grave-contrast", "ansi-dark", "nord"]
)
def test_each_theme_works(folder: Path, theme: str) -> None:
    """The room stands, pages open, and the program leaves with 0."""
    terminal = Terminal(folder, f"theme={theme}", COLORTERM="truecolor")
    terminal.until("Capital")
    terminal.child.send("p")
    terminal.until("Standing policy")
    assert terminal.leave() == 0


def test_ascii_alone_by_option(folder: Path) -> None:
    """With the option, menu, help, labels and zoom have nothing but ASCII."""
    terminal = Terminal(folder, "glyphs=ascii")
    terminal.until("Capital")
    for opening, words, closing in (
        ("\x10", "Menu", "\x1b"),
        ("?", "Help", "q"),
        ("\x0f", "] Forecast", "\x1b"),
    ):
        terminal.child.send(opening)
        terminal.until(words)
        terminal.child.send(closing)
        terminal.until(lambda text: "1-4 choose" in text and "Menu" not in text)
    terminal.child.send("\x1b")
    assert terminal.leave() == 0
    assert terminal.sent.isascii()


def test_without_a_mouse_it_is_not_asked_for(folder: Path) -> None:
    """The terminal's own selection works undisturbed."""
    terminal = Terminal(folder, "mouse=off")
    terminal.until("Capital")
    assert terminal.leave() == 0
    assert b"\x1b[?1000h" not in terminal.sent
    other = Terminal(folder)
    other.until("Capital")
    assert other.leave() == 0
    assert b"\x1b[?1000h" in other.sent


def test_a_window_too_small_says_so_and_recovers(folder: Path) -> None:
    """Below 60 by 18 stands one line; the room is back with the room for it."""
    terminal = Terminal(folder, in_shell=True)
    terminal.until("Capital")
    sizes = ((40, 10), (59, 24), (80, 17), (24, 2))
    for times, (columns, lines) in enumerate(sizes, start=1):

        def stopped(_: str, count: int = times) -> bool:
            return terminal.sent.count(b"Stopped") == count

        terminal.resize(columns, lines)
        shown = terminal.until(f"now {columns}x{lines}")
        assert "Capital" not in shown
        # What cannot be seen cannot be done. The size comes by another way than the
        # keys, so the window grows only when the last of them, ^z, was answered.
        terminal.child.send("1e\r\x1a")
        terminal.until(stopped)
        terminal.resize(80, 24)
        terminal.child.sendline(b"fg")
        terminal.until("Capital")
    terminal.child.send("\x11")
    terminal.until(lambda _: terminal.sent.count(b"\x1b[?1049l") > len(sizes))
    terminal.child.sendline(b"echo code $?.")
    terminal.until("code 0.")
    terminal.child.close(force=True)
    assert Table(data_dir=folder).resume("one").turn == 1


def test_a_size_that_was_exported_does_not_hold(folder: Path) -> None:
    """COLUMNS and LINES of the shell say nothing of a window that changes."""
    terminal = Terminal(folder, COLUMNS="80", LINES="24")
    terminal.until("Capital")
    terminal.resize(40, 10)
    terminal.until("now 40x10")
    assert terminal.leave() == 0


def test_a_storm_of_sizes_is_weathered(folder: Path) -> None:
    """Two hundred sizes in a breath, and keys between them."""
    terminal = Terminal(folder)
    terminal.until("Capital")
    for number in range(200):
        terminal.resize(60 + 7 * number % 141, 18 + 5 * number % 43)
        if number % 9 == 0:
            terminal.child.send("w" if number % 2 else "\x1b")
    terminal.resize(80, 24)
    terminal.child.send("?")
    terminal.until("Help")
    assert terminal.leave() == 0


def test_a_slow_line_loses_nothing(folder: Path) -> None:
    """While nobody reads, keys wait; then they count, and a turn is on disk."""
    terminal = Terminal(folder, size=(200, 60))
    terminal.until("Capital")
    for _ in range(60):  # fills the line: nothing of it is read
        terminal.child.send("p")
        terminal.child.send("\x1b")
        terminal.child.send("?q")
    time.sleep(0)
    terminal.child.send("\x1b" * 3 + "?")
    terminal.until("Help")
    assert terminal.leave() == 0


def test_pausing_and_coming_back(folder: Path) -> None:
    """ctrl+z gives the shell back with its screen; fg goes on where it was."""
    terminal = Terminal(folder, in_shell=True)
    terminal.until("Capital")
    terminal.child.send("p")
    terminal.until("Standing policy")
    terminal.child.send("\x1a")
    terminal.until("Stopped")
    assert b"\x1b[?1049l" in terminal.sent
    terminal.child.sendline(b"fg")
    terminal.until("Standing policy")
    terminal.child.send("q")
    terminal.until("Capital")
    terminal.child.send("\x11")
    terminal.until(lambda _: terminal.sent.count(b"\x1b[?1049l") > 1)
    terminal.child.sendline(b"echo code $?.")
    terminal.until("code 0.")
    terminal.child.close(force=True)


BREAK = PLAY.replace(
    "sys.exit(run(",
    """
from game.tui.screens.room import RoomScreen
def broken(self):
    raise ZeroDivisionError("on purpose")
RoomScreen.action_codex = broken
sys.exit(run(""",
)


def test_a_crash_says_sorry_and_loses_nothing(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The terminal is as it was, a few lines name the file, every turn is kept."""
    with Table(data_dir=folder).new("ferry", seed=7, name="one") as game:
        game.end_month()
        turn = game.turn
    monkeypatch.setattr(sys.modules[__name__], "PLAY", BREAK)
    terminal = Terminal(folder)
    terminal.until("Capital")
    terminal.child.send("1")
    terminal.child.send("x")
    terminal.child.expect(pexpect.EOF)
    terminal.child.close()
    left = terminal.child.before.rpartition(b"\x1b[?1049l")[2].decode()
    assert "our fault" in left
    assert "Traceback" not in left
    assert len(left.strip().splitlines()) <= 6
    assert terminal.child.exitstatus == 1
    report = folder / "state" / "grave-concern" / "last-crash.txt"
    assert "on purpose" in report.read_text()
    assert Table(data_dir=folder).verify("one").ok
    assert Table(data_dir=folder).resume("one").turn == turn


def _tmux(folder: Path, *words: str) -> str:
    command = ["tmux", "-S", str(folder / "socket"), "-f", "/dev/null", *words]
    kept = {k: v for k, v in os.environ.items() if k not in {"COLUMNS", "LINES"}}
    done = subprocess.run(command, capture_output=True, text=True, check=True, env=kept)
    return done.stdout


@pytest.mark.skipif(shutil.which("tmux") is None, reason="tmux is not installed")
def test_within_tmux(folder: Path) -> None:
    """Keys, sizes and the way out work inside tmux as outside."""

    def until(words: str) -> None:
        end = time.monotonic() + PATIENCE
        while words not in _tmux(folder, "capture-pane", "-p", "-t", "game"):
            shown = _tmux(folder, "capture-pane", "-p", "-t", "game")
            assert time.monotonic() < end, f"{words}\n{shown}"
            time.sleep(0.1)

    run = f"{sys.executable} -m tests.tui.test_terminals {folder}; echo code $?; cat"
    _tmux(
        folder,
        *("new-session", "-d", "-s", "game", "-x", "80", "-y", "24"),
        *("-c", str(ROOT), "-e", f"PYTHONPATH={ROOT}", run),
    )
    try:
        until("Capital")
        _tmux(folder, "resize-window", "-t", "game", "-x", "120", "-y", "40")
        until("Desk")
        _tmux(folder, "send-keys", "-t", "game", "C-o")
        until("[")
        _tmux(folder, "send-keys", "-t", "game", "Escape")
        _tmux(folder, "send-keys", "-t", "game", "C-q")
        until("code 0")
    finally:
        _tmux(folder, "kill-server")


@pytest.mark.parametrize("number", [signal.SIGTERM])
def test_a_signal_during_a_jump_leaves_cleanly(
    folder: Path, number: signal.Signals
) -> None:
    """Even with labels on the screen the terminal is given back."""
    terminal = Terminal(folder)
    terminal.until("Capital")
    terminal.child.send("\x0f")
    terminal.child.kill(number)
    terminal.child.expect(pexpect.EOF)
    terminal.child.close()
    assert b"\x1b[?25h" in terminal.child.before
    assert terminal.child.exitstatus == 128 + number


if __name__ == "__main__":  # what the shell and tmux start
    exec(PLAY)  # noqa: S102 - the program above
