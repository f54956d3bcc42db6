"""The entry: arguments in, exit code out; errors are told, never shown as code."""

from __future__ import annotations

import contextlib
import io
import os
import sys

from game.cli import lines, workshop
from game.cli.arguments import parser
from game.cli.complaining import complain
from game.cli.parsing import speaking
from game.errors import GameError
from game.session.configured import kept
from game.words import LANGUAGES, render, say, spoken

TYPE_CHECKING = False  # as `typing` has it, without the time of its import
if TYPE_CHECKING:
    import argparse
    from collections.abc import Sequence
    from typing import TextIO

STUDIES = {"simulate", "balance", "backtest", "sensitivity", "forecast"}


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command and return its exit code."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    _settle_streams()
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    # What else is installed has no say in how a scenario is checked, and is not sought.
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
    language = _language(given)
    try:
        with speaking(language):
            options = parser(language, given).parse_args(given)
        options.named_language = getattr(options, "language", "")
        options.language = language
        code = _run(options)
        sys.stdout.flush()
    except GameError as error:
        complain(render(error, language))
        return error.exit_code
    except BrokenPipeError:
        # Nobody reads any more; the flush at exit must not say so again.
        with contextlib.suppress(OSError):
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except OSError as error:
        complain(
            say(
                "The system refused: {reason}.",
                language,
                reason=error.strerror or type(error).__name__,
            ),
        )
        return 1
    return code


def _run(options: argparse.Namespace) -> int:
    # Only what a command needs is imported, so that help needs nothing.
    if options.command in {None, "play", "resume", "replay"}:
        from game.cli import playing  # noqa: PLC0415

        return playing.run(options)
    if options.command == "serve":
        from game.cli import serving  # noqa: PLC0415

        return serving.run(options)
    if options.command in STUDIES:
        from game.cli import studying  # noqa: PLC0415

        return studying.run(options)
    if options.command in lines.COMMANDS:
        return lines.run(options)
    if options.command == "scenario":
        return workshop.run(options)
    from game.cli import keeping  # noqa: PLC0415

    return keeping.run(options)


def _settle_streams() -> None:
    """Let no byte that comes in, and no character that goes out, be a crash.

    A stream that was closed before the start is nothing to read from, or nobody to
    write to. Left closed, its number would be given to the next file: to a game.
    """
    sys.stdin = sys.stdin or _nothing("r")
    sys.stdout = sys.stdout or _nothing("w")
    sys.stderr = sys.stderr or _nothing("w")
    for stream, errors in (
        (sys.stdin, "replace"),
        (sys.stdout, "backslashreplace"),
        (sys.stderr, "backslashreplace"),
    ):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors=errors)


def _nothing(mode: str) -> TextIO:
    return open(os.devnull, mode, encoding="utf-8")  # type: ignore[return-value]  # noqa: PTH123


def _language(given: Sequence[str]) -> str:
    """Find the language; in the arguments as they were given, as they may be wrong."""
    for place, word in enumerate(given):
        name = (
            word.partition("=")[2] if "=" in word else "".join(given[place + 1 :][:1])
        )
        if word.partition("=")[0] == "--language" and name in LANGUAGES:
            return name
    return _kept_language() or spoken(os.environ)


def _kept_language() -> str:
    """Return the language of the player's options, or empty."""
    path = kept()
    if not os.path.lexists(path):
        return ""
    from pathlib import Path  # noqa: PLC0415 - most players have no file

    from game.session.options import load  # noqa: PLC0415 - likewise

    chosen = load(Path(path))[0].value("language")
    return chosen if chosen in LANGUAGES else ""
