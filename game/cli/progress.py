"""Progress of long work, on the stream that nobody reads by program."""

from __future__ import annotations

import sys


def tell(what: str, done: int, total: int) -> None:
    """Say what is being done: on a terminal in one line, elsewhere once for each."""
    if sys.stderr.isatty():
        clear = "\033[K"
        print(f"\r{what} {done}/{total}{clear}", end="", file=sys.stderr, flush=True)
        if done == total:
            print(f"\r{clear}", end="", file=sys.stderr, flush=True)
    elif not done:
        print(what, file=sys.stderr, flush=True)
