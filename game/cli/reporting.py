"""Write the after-action report of a saved game to a file or to the output."""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from game.cli.progress import tell
from game.errors import ExistingGameError, StorageError, UsageError
from game.report.document.writing import FORMATS, SUFFIXES, written
from game.session import Table
from game.words import say

if TYPE_CHECKING:
    import argparse

    from game.report.document.values import AfterAction


def run(options: argparse.Namespace) -> int:
    """Run `report`."""
    format, output = _format(options), options.output
    if output is not None:
        _refuse_taken(output, force=options.force)
    table = Table(data_dir=options.data_dir, language=options.language)
    value = gathered(
        table,
        options.game,
        options.language,
        quick=options.quick,
        show_better=options.show_better,
    )
    text = written(value, format)
    if output is None:
        print(text, end="")
        return 0
    save(output, text, force=options.force)
    print(
        say("The report is written to {file}.", options.language, file=output.name),
        file=sys.stderr,
    )
    return 0


def gathered(
    table: Table, game: str, language: str, *, quick: bool, show_better: bool
) -> AfterAction:
    """Return a report, its look back worked out if there can be one.

    Args:
        table: where the game lies.
        game: name or path.
        language: of the progress.
        quick: take only what was worked out before.
        show_better: tell better lines before the turn was tried again.
    """
    from game.study.hindsight import look_back, remembered  # noqa: PLC0415 - bots

    seen = table.retrospect(game)
    if not seen.can_be_measured:
        return seen.after_action()
    finished = seen.finished()
    if quick:
        found = remembered(table.saves, finished)
    else:
        words = say("looking back", language)
        try:
            found = look_back(
                table.saves, finished, lambda done, total: tell(words, done, total)
            )
        except KeyboardInterrupt:
            _complain_stopped(language)
            found = remembered(table.saves, finished)
    return seen.after_action(found, show_better=show_better)


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
    for name in FORMATS:
        if options.output.suffix == SUFFIXES[name]:
            return name
    raise UsageError(
        "Say what to write: --format {formats}, or a file that ends in {suffixes}.",
        formats="|".join(FORMATS),
        suffixes=", ".join(SUFFIXES.values()),
    )


def _refuse_taken(path: Path, *, force: bool) -> None:
    if not force and (path.exists() or path.is_symlink()):
        raise ExistingGameError(
            "There is a file {name} already. Choose another name, or say --force.",
            name=path.name,
        )


def save(path: Path, text: str, *, force: bool) -> None:
    """Write a file whole or not at all.

    Raises:
        ExistingGameError: If there is one and it is not to be replaced.
        StorageError: If the disk refused.
    """
    beside = path.with_name(f".{path.name}.{os.getpid()}.new")
    try:
        with beside.open("x", encoding="utf-8", newline="\n") as stream:
            stream.write(text)
            stream.flush()
            os.fsync(stream.fileno())
        _refuse_taken(path, force=force)
        beside.replace(path)
    except OSError as error:
        raise StorageError(
            "The report cannot be written to {name}: {reason}.",
            name=path.name,
            reason=error.strerror or "",
        ) from error
    finally:
        with suppress(OSError):
            beside.unlink()
