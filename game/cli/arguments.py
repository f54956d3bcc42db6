"""The arguments of every command; imports nothing heavy, so help is instant."""

from __future__ import annotations

import argparse
from collections.abc import Collection

from game import __version__
from game.cli import lines, workshop
from game.cli.parsing import (
    Commands,
    Parser,
    add_common,
    add_formats,
    path,
    port,
    positive_number,
    translate,
    whole_number,
)
from game.words import say

_PARTS = (
    *("lines", "ladder", "doubling", "endings", "luck", "types", "options"),
    *("intelligence", "talks", "adversaries", "deck"),
)
"""The parts of a balance report; a test holds them to those that there are."""


def parser(language: str = "en", asked: Collection[str] | None = None) -> Parser:
    """Return the parser of the command line, with its help in a language.

    Args:
        language: the language of the help.
        asked: the words of the command line, if no others will be parsed; None
            for the parser of any.
    """
    top = Parser(
        prog="grave-concern",
        description=say("A political-crisis strategy simulation for the terminal."),
        epilog=say("Without a command the title screen opens."),
        allow_abbrev=False,
    )
    top.add_argument("--version", action="version", version=f"%(prog)s {__version__}")
    add_common(top, default=True)
    _plain(top, default=False)
    commands = Commands(top, "command", "COMMAND", asked)
    _playing(commands)
    lines.add_arguments(commands)
    _keeping(commands)
    workshop.add_arguments(commands)
    _studying(commands)
    if language != "en":
        translate(top, language)
    return top


def _playing(commands: Commands) -> None:
    if play := commands.add("play", say("begin a game")):
        play.add_argument("scenario", nargs="?", help=say("id or path of a scenario"))
        play.add_argument("--seed", type=whole_number, help=say("the luck of the game"))
        play.add_argument(
            "--level", type=positive_number, help=say("difficulty, 1 to 5")
        )
        _model(play)
        play.add_argument("--save", metavar="NAME", help=say("name of the saved game"))
        _code(play)
        _plain(play)
    if resume := commands.add("resume", say("go on with a saved game")):
        resume.add_argument("game", help=say("name or path of a saved game"))
        _plain(resume)
    if serve := commands.add("serve", say("play in a browser")):
        serve.add_argument(
            "--host", default="127.0.0.1", help=say("the address to listen at")
        )
        serve.add_argument(
            "--port", type=port, default=8000, help=say("the port to listen at")
        )
    if replay := commands.add("replay", say("watch a saved game again")):
        replay.add_argument("game", nargs="?", help=say("name or path of a saved game"))
        _code(replay)
        replay.add_argument("--to", type=positive_number, metavar="TURN")
        replay.add_argument(
            "--why",
            action="append",
            default=[],
            metavar="ID",
            help=say("say in every turn why that number moved; `all` for every gauge"),
        )
        replay.add_argument(
            "--numbers",
            action="store_true",
            help=say("with --plain: every number of each turn too, as --json has them"),
        )
        replay.add_argument(
            "--step",
            action="store_true",
            help=say("with --plain: go back and forth by lines, and ask"),
        )
        add_formats(replay)
        _plain(replay)


def _keeping(commands: Commands) -> None:
    if verify := commands.add(
        "verify", say("check saved games, byte by byte and turn by turn")
    ):
        verify.add_argument(
            "game", nargs="+", help=say("names or paths of saved games")
        )
        verify.add_argument(
            "--chain", action="store_true", help=say("bytes only: quick")
        )
    if repair := commands.add("repair", say("give up what cannot be read of a game")):
        repair.add_argument("game", help=say("name or path of a saved game"))
    if share := commands.add("share", say("print a saved game as codes to pass on")):
        share.add_argument("game", help=say("name or path of a saved game"))
        add_formats(share)


def _model(command: Parser) -> None:
    command.add_argument(
        "--model",
        default="",
        metavar="NAME",
        help=say("a rival model of the scenario; standard is the file as it is"),
    )


def _studying(commands: Commands) -> None:
    if simulate := commands.add("simulate", say("play a policy in many worlds")):
        simulate.add_argument(
            "scenario", nargs="?", help=say("id or path of a scenario")
        )
        simulate.add_argument(
            "--policy",
            default="hold",
            metavar="FILE|NAME",
            help=say("hold, random, LEVER=RUNG, a policy or bot by name, or a file"),
        )
        simulate.add_argument(
            "--worlds",
            type=positive_number,
            help=say("how many; 1000, or fewer if that would take long, if left out"),
        )
        simulate.add_argument("--seed", type=whole_number, default=1)
        simulate.add_argument("--level", type=positive_number)
        _model(simulate)
        add_formats(simulate)
        simulate.add_argument(
            "--processes",
            type=positive_number,
            default=1,
            metavar="N",
            help=say("processes that play; more than one pays for many worlds"),
        )
    if balance := commands.add("balance", say("how well a crisis is balanced")):
        balance.add_argument(
            "scenario", nargs="?", help=say("id or path of a scenario")
        )
        _lines(balance)
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
        _processes(balance)
        balance.add_argument("--seed", type=whole_number, default=1)
        balance.add_argument("--level", type=positive_number)
        _model(balance)
        add_formats(balance)
    _backtest(commands)
    _sensitivity(commands)
    if forecast := commands.add("forecast", say("what may come of a saved game")):
        forecast.add_argument("game", help=say("name or path of a saved game"))
        add_formats(forecast)


def _backtest(commands: Commands) -> None:
    if backtest := commands.add(
        "backtest", say("set what a crisis forecasts beside a record")
    ):
        backtest.add_argument(
            "scenario", nargs="?", help=say("id or path of a scenario")
        )
        backtest.add_argument(
            "--record",
            type=path,
            metavar="FILE",
            help=say("what was observed; the scenario's own record if none is named"),
        )
        backtest.add_argument(
            "--worlds",
            type=positive_number,
            default=2000,
            help=say("worlds of each forecast"),
        )
        backtest.add_argument("--seed", type=whole_number, default=1)
        backtest.add_argument("--level", type=positive_number)
        add_formats(backtest)


def _sensitivity(commands: Commands) -> None:
    if sensitivity := commands.add(
        "sensitivity", say("which parameters decide how a crisis ends")
    ):
        sensitivity.add_argument(
            "scenario", nargs="?", help=say("id or path of a scenario")
        )
        _lines(sensitivity)
        sensitivity.add_argument(
            "--worlds",
            type=positive_number,
            default=50,
            help=say("worlds that each point is played in"),
        )
        sensitivity.add_argument(
            "--trajectories",
            type=positive_number,
            default=10,
            metavar="N",
            help=say("trajectories through the ranges of all parameters"),
        )
        _processes(sensitivity)
        sensitivity.add_argument("--seed", type=whole_number, default=1)
        sensitivity.add_argument("--level", type=positive_number)
        _model(sensitivity)
        add_formats(sensitivity)


def _lines(command: Parser) -> None:
    command.add_argument(
        "--line",
        action="append",
        default=[],
        dest="lines",
        metavar="FILE|NAME",
        help=say("a policy to compare; the scenario's reference lines if none"),
    )


def _processes(command: Parser) -> None:
    command.add_argument(
        "--processes",
        type=positive_number,
        default=1,
        metavar="N",
        help=say("how many processes play"),
    )


def _code(command: Parser) -> None:
    command.add_argument(
        "--code", help=say("a share code, as `share` prints it, in quotation marks")
    )


def _plain(command: Parser, *, default: bool | str = argparse.SUPPRESS) -> None:
    # Only the outermost parser has a default: see `add_common`.
    command.add_argument(
        "--plain",
        action="store_true",
        default=default,
        help=say("numbered text instead of screens; works in a pipe"),
    )
