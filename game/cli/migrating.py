"""A scenario in an older format, shown or written in the newest."""

from __future__ import annotations

import difflib
from typing import TYPE_CHECKING

from game.cli.writing import write_whole
from game.errors import ScenarioError
from game.scenario.checking import FORMAT
from game.scenario.diagnostics import printable
from game.scenario.files import PACKED
from game.session import Table
from game.words import say

if TYPE_CHECKING:
    import argparse


def run(options: argparse.Namespace) -> int:
    """Run `scenario migrate`."""
    table = Table(data_dir=options.data_dir, language=options.language)
    path = table.reader.find(options.path)
    if path.suffix == PACKED:
        raise ScenarioError(
            "{path} is packed: unpack it, migrate the folder, and pack that.", path=path
        )
    # Rewriting a file from outside may take as much as looking at it, so it is done
    # where that can be ended; what comes back is the texts that were read, and the new.
    found = table.reader.rewrite(path)
    if found.newest is None:
        print(
            say(
                "{path} has the newest format, {format}, already.",
                options.language,
                path=path,
                format=FORMAT,
            )
        )
        return 0
    for name, new in found.newest.items():
        if options.write:
            file = path.parent / name
            write_whole(file, new.encode("utf-8"), file.stat().st_mode)
            print(say("{file} is written.", options.language, file=file))
        else:
            _show(name, found.files[name], new)
    if not options.write:
        print(say("Nothing is written yet; --write does it.", options.language))
    return 0


def _show(name: str, old: str, new: str) -> None:
    for line in difflib.unified_diff(
        old.splitlines(), new.splitlines(), name, name, lineterm="", n=1
    ):
        print(printable(line))
