"""Write the after-action report of a saved game to a file or to the output."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from game.cli.progress import tell
from game.errors import UsageError
from game.report.document.writing import FORMATS, SUFFIXES, format_of, written
from game.session import Table
from game.study.hindsight.aftermath import Aftermath, refuse_taken, save_text
from game.words import say

if TYPE_CHECKING:
    import argparse


def run(options: argparse.Namespace) -> int:
    """Run `report`."""
    chosen, output = _format(options), options.output
    if output is not None:
        refuse_taken(output, force=options.force)
    table = Table(data_dir=options.data_dir, language=options.language)
    words = say("looking back", options.language)

    def told(done: int, total: int) -> None:
        tell(words, done, total)

    value = Aftermath(table).report(
        options.game,
        None if options.quick else told,
        show_better=options.show_better,
        told_stopped=lambda: _complain_stopped(options.language),
    )
    text = written(value, chosen)
    if output is None:
        print(text, end="")
        return 0
    save_text(output, text, force=options.force)
    print(
        say("The report is written to {file}.", options.language, file=output.name),
        file=sys.stderr,
    )
    return 0


def _complain_stopped(language: str) -> None:
    words = say(
        "Stopped: the report holds what is worked out. Ask again to go on.", language
    )
    print(f"\n{words}", file=sys.stderr)


def _format(options: argparse.Namespace) -> str:
    """Return the format asked for, by name or by the end of the file's name."""
    if options.format is not None:
        return str(options.format)
    if options.output is None:
        return "markdown"
    found = format_of(options.output)
    if found is not None:
        return found
    raise UsageError(
        "Say what to write: --format {formats}, or a file that ends in {suffixes}.",
        formats="|".join(FORMATS),
        suffixes=", ".join(SUFFIXES.values()),
    )
