"""A player at a real terminal: keys in, a screen of cells out."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from pathlib import Path

import pexpect
import pyte

ROOT = Path(__file__).parent.parent.parent
PATIENCE = 120
"""Seconds after which a screen that does not come counts as never coming."""


class Seat:
    """The real command on a pseudoterminal, read the way a person reads it."""

    def __init__(self, *arguments: str, columns: int = 80, lines: int = 24) -> None:
        self.screen = pyte.Screen(columns, lines)
        self._stream = pyte.Stream(self.screen)
        kept = {k: v for k, v in os.environ.items() if k not in {"NO_COLOR", "LC_ALL"}}
        self.child = pexpect.spawn(
            sys.executable,
            ["-m", "game", *arguments],
            cwd=ROOT,
            env={**kept, "TERM": "xterm-256color", "LANG": "C.UTF-8"},
            dimensions=(lines, columns),
            encoding="utf-8",
            codec_errors="replace",
            timeout=PATIENCE,
        )

    @property
    def text(self) -> str:
        """Return the screen as lines of text."""
        return "\n".join(self.screen.display)

    def until(self, shows: Callable[[str], bool]) -> str:
        """Read until the screen shows something; fail if it never does."""
        while not shows(self.text):
            try:
                # What the emulator would print instead of swallowing is cut out.
                self._stream.feed(self.child.read_nonblocking(65536, PATIENCE))
            except (pexpect.EOF, pexpect.TIMEOUT) as error:
                raise AssertionError(self.text) from error
        return self.text

    def press(self, keys: str) -> None:
        """Press keys."""
        self.child.send(keys)

    def leave(self) -> int:
        """Quit by ctrl+q and return the exit code."""
        self.child.send("\x11")
        self.child.expect(pexpect.EOF)
        self.child.close()
        return int(self.child.exitstatus or 0)
