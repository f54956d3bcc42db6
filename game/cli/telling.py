"""What the commands of authors share: a sound scenario, and lines for 80 columns."""

from __future__ import annotations

import shutil
import sys
from typing import TYPE_CHECKING

from game.plain.folding import fold
from game.scenario import UnplayableError
from game.session import Table
from game.text import cells
from game.words import say

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from game.scenario import Checked, Scenario

WIDTH = 80


def sound(
    name: str, options: argparse.Namespace, near: Sequence[Path] = ()
) -> tuple[Checked, Scenario]:
    """Return a checked scenario by id or path, with what was checked.

    Args:
        name: the id or the path.
        options: where scenarios are kept, and the language.
        near: folders that are looked through before those.

    Raises:
        ScenarioError: if there is none, or it has errors.
    """
    table = Table(data_dir=options.data_dir, language=options.language)
    path = table.reader.find(name, near)
    checked = table.reader.check(path)
    if checked.scenario is None:
        raise UnplayableError(path.name, checked.diagnostics)
    return checked, checked.scenario


def print_folded(lines: Iterable[str]) -> None:
    """Print lines, folded at words where they are wider than the terminal."""
    width = min(WIDTH, shutil.get_terminal_size().columns)
    for line in lines:
        for row in fold(line, width) if cells(line) > width else (line,):
            print(row)


def on_reading(kind: str, language: str) -> str:
    """Say what a link of the map does to how exactly something is read."""
    return {
        "sharpens": say("sharpens the reading", language),
        "blurs": say("blurs the reading", language),
        "focuses": say("changes how exact the reading is", language),
    }[kind]


def tell(what: str, done: int, total: int) -> None:
    """Say how far something is, in one line that is wiped when it is done."""
    if sys.stderr.isatty():
        clear = "\033[K"
        end = f"\r{clear}" if done == total else ""
        line = f"\r{what} {done}/{total}{clear}{end}"
        print(line, end="", file=sys.stderr, flush=True)
