"""A program measured from outside, the way a person meets it.

The program runs on a pseudoterminal. A thread does nothing but read, stamp and
answer the terminal's queries; the emulator is fed afterwards, so its own speed
never enters a figure.
"""

from __future__ import annotations

import os
import re
import select
import threading
import time
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import pexpect
import pyte

KEYS = {
    "up": "\x1b[A",
    "down": "\x1b[B",
    "tab": "\t",
    "enter": "\r",
    "escape": "\x1b",
    "ctrl+q": "\x11",
}

_DROPPED = {
    *("NO_COLOR", "TMUX", "STY", "COLUMNS", "LINES"),
    "PYTHONDONTWRITEBYTECODE",
}
"""Variables that would measure something else: another terminal, or Python's compiler,
which an installed game meets once and never again."""

_QUIET = 0.2
"""Seconds without a change after which a screen has settled."""

_REPLIES = (
    (re.compile(rb"\x1b\[\?2026\$p"), b"\x1b[?2026;2$y"),
    (re.compile(rb"\x1b\[\?2048\$p"), b"\x1b[?2048;0$y"),
    (re.compile(rb"\x1b\[0?c"), b"\x1b[?62;22c"),
    (re.compile(rb"\x1b\[6n"), b"\x1b[1;1R"),
)
_UNREADABLE = re.compile(
    rb"\x1b[\]P_^X].*?(?:\x07|\x1b\\)"
    rb"|\x1b\[(?:[<=>][0-9;:]*[ -/]*[@-~]|\?[0-9;:]*(?:[ -/]+[@-~]|u))",
    re.DOTALL,
)
"""Sequences that the emulator would print instead of swallowing."""

_UNFINISHED = re.compile(
    rb"\x1b(?:\[[0-9;:<=>?]*[ -/]*|[\]P_^X](?:(?!\x07|\x1b\\).)*)?$",
    re.DOTALL,
)
"""A sequence that the next chunk will go on with."""


def inherited() -> dict[str, str]:
    """Return the environment that a measured program runs in."""
    return {key: value for key, value in os.environ.items() if key not in _DROPPED}


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What one key did. Times in milliseconds; None when nothing changed."""

    first: float | None
    last: float | None
    shown: float | None
    """When the text that was waited for stood on the screen."""
    size: int


class Pseudoterminal:
    """One run of a program on a terminal of a given size."""

    def __init__(self, command: Sequence[str], columns: int, rows: int) -> None:
        self._screen = pyte.Screen(columns, rows)
        self._stream = pyte.ByteStream(self._screen)
        self._chunks: list[tuple[float, bytes]] = []
        self._fed = 0
        self._tail = b""
        self._alive = True
        self.begun = time.perf_counter()
        self._child = pexpect.spawn(
            command[0],
            list(command[1:]),
            dimensions=(rows, columns),
            env={**inherited(), "TERM": "xterm-256color", "COLORTERM": "truecolor"},
            echo=False,
            timeout=None,
        )
        self._child.delaybeforesend = None
        threading.Thread(target=self._read, daemon=True).start()

    @property
    def text(self) -> str:
        """Return what stands on the screen."""
        return "\n".join(self._screen.display)

    def start(self, ready: str, patience: float = 30.0) -> tuple[float, float]:
        """Wait for the pattern; return first paint and ready in milliseconds.

        Raises:
            RuntimeError: the pattern never came; carries the screen.
        """
        first: float | None = None
        end = time.perf_counter() + patience
        while time.perf_counter() < end:
            for stamp, _, changed in self._replay():
                if changed and first is None and self.text.strip():
                    first = stamp
                if changed and first is not None and re.search(ready, self.text):
                    self.settle()
                    return self._since(self.begun, first), self._since(
                        self.begun, stamp
                    )
            if not self._alive and self._fed == len(self._chunks):
                break
            time.sleep(0.004)
        raise RuntimeError(self.text)

    def press(self, key: str, text: str = "", patience: float = 5.0) -> Answer:
        """Press a key on a settled screen and return what it did.

        Args:
            key: a name of `KEYS`, or the characters themselves.
            text: a pattern to wait for; without it, any change that has settled.
            patience: seconds after which whatever was seen is returned.
        """
        self.settle()
        begun = time.perf_counter()
        os.write(self._child.child_fd, KEYS.get(key, key).encode())
        first = last = shown = None
        size = 0
        while time.perf_counter() < begun + patience and self._alive:
            for stamp, count, changed in self._replay():
                size += count
                if changed:
                    first, last = first or stamp, stamp
                    if shown is None and text and re.search(text, self.text):
                        shown = stamp
            quiet = last is not None and time.perf_counter() - last > _QUIET
            if quiet and (shown is not None or not text):
                break
            time.sleep(0.002)
        return Answer(
            first=None if first is None else self._since(begun, first),
            last=None if last is None else self._since(begun, last),
            shown=None if shown is None else self._since(begun, shown),
            size=size,
        )

    def settle(self, patience: float = 5.0) -> None:
        """Wait until the screen has not changed for a while."""
        changed_at = time.perf_counter()
        end = changed_at + patience
        while time.perf_counter() < min(end, changed_at + _QUIET):
            for _, _, changed in self._replay():
                if changed:
                    changed_at = time.perf_counter()
            time.sleep(0.004)

    def leave(self, key: str, patience: float = 5.0) -> tuple[float, int | None]:
        """Press the key that ends the program; milliseconds and exit code."""
        begun = time.perf_counter()
        os.write(self._child.child_fd, KEYS.get(key, key).encode())
        while time.perf_counter() < begun + patience and self._child.isalive():
            time.sleep(0.002)
        spent = (time.perf_counter() - begun) * 1000
        if self._child.isalive():
            self.end()
            return spent, None
        return spent, self._child.exitstatus

    def end(self) -> None:
        """End the program if it still runs."""
        self._child.close(force=True)

    def restored(self) -> bool:
        """Tell whether the program left the terminal as it found it."""
        tail = b"".join(chunk for _, chunk in self._chunks)[-4000:]
        return b"\x1b[?1049l" in tail and b"\x1b[?25h" in tail

    def memory(self, name: str = "VmHWM") -> list[float]:
        """Return the memory of each process in MiB, the program first.

        Args:
            name: the peak (VmHWM), or what is resident now (VmRSS).
        """
        return [
            int(found[1]) / 1024
            for process in self._family()
            if (found := re.search(rf"{name}:\s+(\d+)", _read(process, "status")))
        ]

    def processor(self) -> float:
        """Return the processor seconds that all its processes have used."""
        total = 0
        for process in self._family():
            fields = _read(process, "stat").rpartition(")")[2].split()
            total += sum(int(field) for field in fields[11:13])
        return total / os.sysconf("SC_CLK_TCK")

    def _family(self) -> list[int]:
        children: dict[int, list[int]] = defaultdict(list)
        for folder in Path("/proc").iterdir():
            if folder.name.isdigit():
                fields = _read(int(folder.name), "stat").rpartition(")")[2].split()
                if fields:
                    children[int(fields[1])].append(int(folder.name))
        family = [self._child.pid]
        for process in family:
            family += children[process]
        return family

    @staticmethod
    def _since(begun: float, stamp: float) -> float:
        return (stamp - begun) * 1000

    def _read(self) -> None:
        descriptor = self._child.child_fd
        while True:
            try:
                if not select.select([descriptor], [], [], 0.5)[0]:
                    continue
                chunk = os.read(descriptor, 262144)
                if not chunk:
                    break
                self._chunks.append((time.perf_counter(), chunk))
                for pattern, reply in _REPLIES:
                    for _ in pattern.findall(chunk):
                        os.write(descriptor, reply)
            except (OSError, ValueError):
                break
        self._alive = False

    def _replay(self) -> Iterator[tuple[float, int, bool]]:
        """Feed what has come; yield its stamp, size and whether a cell changed."""
        while self._fed < len(self._chunks):
            stamp, chunk = self._chunks[self._fed]
            self._fed += 1
            before = self._cells()
            whole = self._tail + chunk
            cut = _UNFINISHED.search(whole)
            end = cut.start() if cut else len(whole)
            self._tail = whole[end:]
            self._stream.feed(_UNREADABLE.sub(b"", whole[:end]))
            yield stamp, len(chunk), before != self._cells()

    def _cells(self) -> list[list[object]]:
        return [
            [row[column] for column in range(self._screen.columns)]
            for row in (self._screen.buffer[line] for line in range(self._screen.lines))
        ]


def _read(process: int, name: str) -> str:
    try:
        return Path(f"/proc/{process}/{name}").read_text(encoding="utf-8")
    except OSError:
        return ""
