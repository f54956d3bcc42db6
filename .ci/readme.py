"""Run the commands of README.md: the first block plays, the second tests.

The others that ask for nothing (`play` would) are run one after another.
"""

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


def blocks() -> list[str]:
    """Return the shell blocks of the README."""
    text = Path("README.md").read_text("utf-8")
    return re.findall(r"```sh\n(.*?)\n```", text, re.DOTALL)


def others() -> int:
    """Run every further command that needs nobody at the keyboard."""
    lines = [line for block in blocks()[2:] for line in block.splitlines()]
    for line in lines:
        if " play " in line:
            continue
        print("$", line, flush=True)
        done = subprocess.run(
            ["/bin/sh", "-c", line], check=False, stdout=subprocess.DEVNULL
        )
        if done.returncode:
            return done.returncode
    return 0


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
    if which == "others":
        return others()
    line = blocks()[{"play": 0, "test": 1}[which]]
    print("$", line, flush=True)
    if which == "play":
        return play(line)
    return subprocess.run(["/bin/sh", "-c", line], check=False).returncode


raise SystemExit(main())
