"""What the parsers of all commands are made of; imports nothing heavy."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import NoReturn

from game.errors import UsageError
from game.words import LANGUAGES, say

_PORT_LIMIT = 1 << 16
_SEED_LIMIT = 2**63


class Parser(argparse.ArgumentParser):
    """A parser that raises instead of leaving the process."""

    def error(self, message: str) -> NoReturn:
        """Raise what is wrong with the command line.

        Raises:
            UsageError: Always.
        """
        raise UsageError(
            "{problem}. See `grave-concern --help`.",
            problem=message.rstrip("."),
        )


def whole_number(text: str) -> int:
    """Read a whole number from 0 on that fits a saved game."""
    number = int(text) if text.isascii() and text.isdecimal() else -1
    if not 0 <= number < _SEED_LIMIT:
        raise argparse.ArgumentTypeError(
            say("{text} is not a whole number from 0 to 2**63", text=repr(text[:40])),
        )
    return number


def positive_number(text: str) -> int:
    """Read a whole number from 1 on."""
    number = whole_number(text)
    if number == 0:
        raise argparse.ArgumentTypeError(say("it must be at least 1"))
    return number


def port(text: str) -> int:
    """Read the number of a port."""
    number = whole_number(text)
    if not 1 <= number < _PORT_LIMIT:
        raise argparse.ArgumentTypeError(say("a port is a number from 1 to 65535"))
    return number


def add_command(
    commands: argparse._SubParsersAction[Parser],
    name: str,
    help: str,
) -> Parser:
    """Add a command, or an action of one, and return its parser."""
    command = commands.add_parser(name, help=help, description=help, allow_abbrev=False)
    add_common(command, default=False)
    return command


def add_formats(command: Parser, *others: str) -> None:
    """Add how a command's answer is written: `--format json`, or `--json` for short.

    Args:
        command: the parser.
        others: formats beside text and json.
    """
    command.add_argument(
        "--format",
        choices=("text", "json", *others),
        default="text",
        help=say("how the answer is written"),
    )
    command.add_argument(
        "--json",
        action="store_const",
        const="json",
        dest="format",
        help=say("the same as --format json, for programs"),
    )


def add_common(command: Parser, *, default: bool) -> None:
    """Add what may stand before or after the command.

    Only the outermost parser has defaults, or an inner one would overwrite what
    stood before it.
    """
    command.add_argument(
        "--data-dir",
        type=Path,
        metavar="FOLDER",
        default=None if default else argparse.SUPPRESS,
        help=say("where games are kept"),
    )
    command.add_argument(
        "--language",
        choices=LANGUAGES,
        default=argparse.SUPPRESS,
        help=say("language of the interface; that of the system if none is named"),
    )
