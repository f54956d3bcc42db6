"""Watching a scenario: a look every half second, and a game beside it if wanted."""

from __future__ import annotations

import queue
import shutil
import sys
import tempfile
import threading
import time
from pathlib import Path
from typing import TYPE_CHECKING

from game.plain.folding import fold
from game.plain.watching import Watcher
from game.session import Table
from game.session.trial import Trial
from game.text import cells
from game.words import say

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator

_EVERY = 0.5
"""Seconds between two looks."""


def run(options: argparse.Namespace) -> int:
    """Run `scenario watch`; ctrl+c is how it ends."""
    table = Table(data_dir=options.data_dir, language=options.language)
    path = table.reader.find(options.scenario).absolute()
    with tempfile.TemporaryDirectory(prefix="grave-concern-") as folder:
        games = Table(data_dir=Path(folder), language=options.language)
        games.reader = table.reader
        watcher = Watcher(
            path,
            _write,
            options.language,
            check=table.reader.check,
            begin=(lambda: _begin(games, path, options)) if options.play else None,
            prompt=_prompt if options.play else lambda: None,
        )
        try:
            watcher.run(_lines_and_looks() if options.play else _looks())
        except KeyboardInterrupt:
            print()
        finally:
            watcher.close()
    print(say("No longer watched.", options.language))
    return 0


def _begin(games: Table, path: Path, options: argparse.Namespace) -> Trial:
    return Trial(games, path, seed=options.seed, level=options.level)


def _looks() -> Iterator[None]:
    while True:
        time.sleep(_EVERY)
        yield None


def _lines_and_looks() -> Iterator[str | None]:
    """Yield what is typed, and None whenever nothing was for a while."""
    typed: queue.Queue[str] = queue.Queue()
    # A line is waited for beside the looks; the thread ends with the program.
    threading.Thread(target=_read, args=(typed,), daemon=True).start()
    while True:
        try:
            line = typed.get(timeout=_EVERY)
        except queue.Empty:
            yield None
            continue
        if not line:
            return
        yield line


def _read(typed: queue.Queue[str]) -> None:
    for line in sys.stdin:
        typed.put(line)
    typed.put("")


def _write(text: str) -> None:
    width = shutil.get_terminal_size().columns
    for line in text.split("\n"):
        for row in fold(line, width) if cells(line) > width else (line,):
            print(row)
    sys.stdout.flush()


def _prompt() -> None:
    print("> ", end="", flush=True)
