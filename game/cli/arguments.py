"""The arguments of every command; imports nothing heavy, so help is instant."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import NoReturn

from game import __version__
from game.errors import UsageError
from game.words import LANGUAGES, say

_PORT_LIMIT = 1 << 16
_SEED_LIMIT = 2**63

_PARTS = (
    *("lines", "ladder", "doubling", "endings", "luck", "types", "options"),
    "adversaries",
)
"""The parts of a balance report; a test holds them to those that there are."""


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


def parser() -> Parser:
    """Return the parser of the whole command line."""
    top = Parser(
        prog="grave-concern",
        description=say("A political-crisis strategy simulation for the terminal."),
        epilog=say("Without a command the title screen opens."),
        allow_abbrev=False,
    )
    top.add_argument("--version", action="version", version=f"%(prog)s {__version__}")
    _common(top, default=True)
    commands = top.add_subparsers(dest="command", metavar="COMMAND")
    _playing(commands)
    _keeping(commands)
    _studying(commands)
    return top


def _playing(commands: argparse._SubParsersAction[Parser]) -> None:
    play = _add(commands, "play", say("begin a game"))
    play.add_argument("scenario", nargs="?", help=say("id or path of a scenario"))
    play.add_argument("--seed", type=whole_number, help=say("the luck of the game"))
    play.add_argument("--level", type=positive_number, help=say("difficulty, 1 to 5"))
    play.add_argument("--save", metavar="NAME", help=say("name of the saved game"))
    _plain(play)
    resume = _add(commands, "resume", say("go on with a saved game"))
    resume.add_argument("game", help=say("name or path of a saved game"))
    _plain(resume)
    serve = _add(commands, "serve", say("play in a browser"))
    serve.add_argument(
        "--host", default="127.0.0.1", help=say("the address to listen at")
    )
    serve.add_argument(
        "--port", type=port, default=8000, help=say("the port to listen at")
    )
    replay = _add(commands, "replay", say("watch a saved game again"))
    replay.add_argument("game", help=say("name or path of a saved game"))
    replay.add_argument("--to", type=positive_number, metavar="TURN")
    replay.add_argument("--json", action="store_true", help=say("for programs"))
    _plain(replay)


def _keeping(commands: argparse._SubParsersAction[Parser]) -> None:
    verify = _add(
        commands, "verify", say("check saved games, byte by byte and month by month")
    )
    verify.add_argument("game", nargs="+", help=say("names or paths of saved games"))
    verify.add_argument("--chain", action="store_true", help=say("bytes only: quick"))
    repair = _add(commands, "repair", say("give up what cannot be read of a game"))
    repair.add_argument("game", help=say("name or path of a saved game"))
    listing = _add(commands, "list", say("list the saved games"))
    listing.add_argument("--json", action="store_true", help=say("for programs"))
    scenario = _add(commands, "scenario", say("list or check scenario files"))
    inner = scenario.add_subparsers(dest="action", metavar="ACTION", required=True)
    names = _add(inner, "list", say("list the scenarios"))
    names.add_argument("--json", action="store_true", help=say("for programs"))
    validate = _add(inner, "validate", say("check scenario files"))
    validate.add_argument("path", nargs="+", help=say("ids or paths of scenarios"))
    validate.add_argument(
        "--format", choices=("text", "json", "github"), default="text"
    )
    validate.add_argument(
        "--strict", action="store_true", help=say("let warnings fail too")
    )


def _studying(commands: argparse._SubParsersAction[Parser]) -> None:
    simulate = _add(commands, "simulate", say("play a policy in many worlds"))
    simulate.add_argument("scenario", nargs="?", help=say("id or path of a scenario"))
    simulate.add_argument(
        "--policy",
        default="hold",
        metavar="FILE|NAME",
        help=say("hold, random, LEVER=RUNG, a policy or bot by name, or a file"),
    )
    simulate.add_argument("--worlds", type=positive_number, default=1000)
    simulate.add_argument("--seed", type=whole_number, default=1)
    simulate.add_argument("--level", type=positive_number)
    simulate.add_argument("--json", action="store_true", help=say("for programs"))
    simulate.add_argument(
        "--processes",
        type=positive_number,
        default=1,
        metavar="N",
        help=say("processes that play; more than one pays for many worlds"),
    )
    balance = _add(commands, "balance", say("how well a crisis is balanced"))
    balance.add_argument("scenario", nargs="?", help=say("id or path of a scenario"))
    balance.add_argument(
        "--line",
        action="append",
        default=[],
        dest="lines",
        metavar="FILE|NAME",
        help=say("a policy to compare; the scenario's reference lines if none"),
    )
    balance.add_argument("--worlds", type=positive_number, default=100)
    balance.add_argument(
        "--games",
        type=positive_number,
        default=60,
        help=say("games of each player of the ladder"),
    )
    balance.add_argument(
        "--only",
        action="append",
        default=[],
        dest="parts",
        choices=_PARTS,
        help=say("a part of the report; all of it if none is named"),
    )
    balance.add_argument(
        "--processes",
        type=positive_number,
        default=1,
        metavar="N",
        help=say("how many processes play"),
    )
    balance.add_argument("--seed", type=whole_number, default=1)
    balance.add_argument("--level", type=positive_number)
    balance.add_argument("--json", action="store_true", help=say("for programs"))
    forecast = _add(commands, "forecast", say("what may come of a saved game"))
    forecast.add_argument("game", help=say("name or path of a saved game"))
    forecast.add_argument("--json", action="store_true", help=say("for programs"))


def _add(
    commands: argparse._SubParsersAction[Parser],
    name: str,
    help: str,
) -> Parser:
    command = commands.add_parser(name, help=help, description=help, allow_abbrev=False)
    _common(command, default=False)
    return command


def _plain(command: Parser) -> None:
    command.add_argument(
        "--plain",
        action="store_true",
        help=say("numbered text instead of screens; works in a pipe"),
    )


def _common(command: Parser, *, default: bool) -> None:
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
