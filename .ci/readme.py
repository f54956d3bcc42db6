"""Run a command of README.md: the first block plays, the second tests."""

from __future__ import annotations

import os
import pty
import re
import select
import subprocess
import sys
import time
from pathlib import Path

LIMIT = 900.0
"""Seconds after which the game counts as not having opened."""


def command(which: str) -> str:
    """Return the first (play) or second (test) shell block of the README."""
    blocks = re.findall(
        r"```sh\n(.*?)\n```", Path("README.md").read_text("utf-8"), re.DOTALL
    )
    return blocks[{"play": 0, "test": 1}[which]]


def play(line: str) -> int:
    """Run the line in a pseudo-terminal, wait for the title, leave by ctrl+q."""
    pid, terminal = pty.fork()
    if pid == 0:
        os.environ.update(TERM="xterm-256color", COLUMNS="80", LINES="24")
        os.execv("/bin/sh", ["/bin/sh", "-c", f"stty rows 24 cols 80; {line}"])
    seen, asked, deadline = b"", False, time.monotonic() + LIMIT
    while time.monotonic() < deadline:
        ready, _, _ = select.select([terminal], [], [], 0.5)
        if ready:
            try:
                chunk = os.read(terminal, 65536)
            except OSError:
                break
            if not chunk:
                break
            seen += chunk
        elif b"\x1b[?1049h" in seen:
            # The game has taken the screen and painted: ask it to leave.
            os.write(terminal, b"\x11")
            asked = True
    code = os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])
    left = b"\x1b[?1049l" in seen
    print(f"title opened: {asked}; terminal restored: {left}; exit code {code}")
    if not (asked and left and code == 0):
        sys.stdout.write(seen[-4000:].decode("utf-8", "replace"))
        return 1
    return 0


def main() -> int:
    """Run what was asked for and pass its exit code on."""
    which = sys.argv[1]
    line = command(which)
    print("$", line, flush=True)
    if which == "play":
        return play(line)
    return subprocess.run(["/bin/sh", "-c", line], check=False).returncode


raise SystemExit(main())
