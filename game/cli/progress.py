"""Progress of long work, on the stream that nobody reads by program."""

from __future__ import annotations

import sys
from collections.abc import Callable

from game.words import Message, render

_CLEAR = "\033[K"


def tell(what: str, done: int, total: int) -> None:
    """Say what is being done: on a terminal in one line, elsewhere once for each."""
    if sys.stderr.isatty():
        print(f"\r{what} {done}/{total}{_CLEAR}", end="", file=sys.stderr, flush=True)
        if done == total:
            settle()
    elif not done:
        print(what, file=sys.stderr, flush=True)


def note(language: str) -> Callable[[Message], None]:
    """Return what says in a language what to know before long work begins."""

    def say_it(words: Message) -> None:
        print(render(words, language), file=sys.stderr, flush=True)

    return say_it


def settle() -> None:
    """Clear the line of a terminal, so that a report starts on one of its own."""
    if sys.stderr.isatty():
        print(f"\r{_CLEAR}", end="", file=sys.stderr, flush=True)
