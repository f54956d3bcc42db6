"""What is wrong, said where errors go, so that it stays out of what is printed."""

from __future__ import annotations

import contextlib
import sys


def complain(text: str) -> None:
    """Say one thing that is wrong; nobody need be there to read it."""
    with contextlib.suppress(OSError, ValueError):
        print(f"grave-concern: {text}", file=sys.stderr)
