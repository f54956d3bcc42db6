"""A scenario's folder as a zip, to be passed on."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from game.cli.writing import write_whole
from game.errors import ScenarioError
from game.scenario import UnplayableError
from game.scenario.files import EXTENDED, MAIN, PACKED, scenario_name
from game.scenario.packed import packed
from game.session import Table
from game.words import say

if TYPE_CHECKING:
    import argparse


def run(options: argparse.Namespace) -> int:
    """Run `scenario pack`; what cannot be played is not packed."""
    table = Table(data_dir=options.data_dir, language=options.language)
    path = table.reader.find(options.path)
    if path.name != MAIN:
        raise ScenarioError(
            "{path} is one file already: pass it on as it is. Only a folder with a"
            " {main} is packed.",
            path=path,
            main=MAIN,
        )
    checked = table.reader.check(path)
    if checked.scenario is None:
        raise UnplayableError(path.name, checked.diagnostics)
    texts = {
        name: text
        for name, text in checked.scenario.files.items()
        if not name.startswith(EXTENDED)
    }
    data = packed(path.parent, MAIN, texts)
    target: Path = options.output or Path(scenario_name(path.resolve()) + PACKED)
    if os.path.lexists(target):
        raise ScenarioError(
            "There is a file {path} already; it is left alone.", path=target
        )
    try:
        write_whole(target, data)
    except OSError as error:
        raise ScenarioError(
            "{path} cannot be written: {reason}. Name another with --output FILE.",
            path=target,
            reason=error.strerror or type(error).__name__,
        ) from None
    print(
        say(
            "{path} is written, {size} bytes; every command takes it in place of the"
            " folder.",
            options.language,
            path=target,
            size=len(data),
        )
    )
    return 0
