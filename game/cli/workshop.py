"""The commands of those who write scenarios: `grave-concern scenario ACTION`.

Each action has a function here that adds its arguments, and a module that is only
imported when the action runs. This one imports nothing heavy, so help is instant.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from game.cli.parsing import Parser, add_command, positive_number, whole_number
from game.words import say

if TYPE_CHECKING:
    import argparse

    Actions = argparse._SubParsersAction[Parser]  # noqa: SLF001 - it has no other name


def add_arguments(commands: Actions) -> None:
    """Add `scenario` and all its actions."""
    scenario = add_command(commands, "scenario", say("write and check scenario files"))
    actions = scenario.add_subparsers(dest="action", metavar="ACTION", required=True)
    _list(actions)
    _validate(actions)
    _test(actions)
    _lint(actions)


def run(options: argparse.Namespace) -> int:
    """Run one action and return its exit code."""
    if options.action in {"test", "lint"}:
        from game.cli import proving  # noqa: PLC0415 - only what an action needs

        return proving.run(options)
    from game.cli import checking  # noqa: PLC0415 - only what an action needs

    return checking.run(options)


def _list(actions: Actions) -> None:
    names = add_command(actions, "list", say("list the scenarios"))
    names.add_argument("--json", action="store_true", help=say("for programs"))


def _validate(actions: Actions) -> None:
    validate = add_command(actions, "validate", say("check scenario files"))
    validate.add_argument("path", nargs="+", help=say("ids or paths of scenarios"))
    validate.add_argument("--format", choices=("text", "json"), default="text")


def _test(actions: Actions) -> None:
    test = add_command(actions, "test", say("play the tests and tracks of a scenario"))
    test.add_argument("scenario", help=say("id or path of a scenario"))
    test.add_argument(
        "-k",
        dest="word",
        default="",
        metavar="NAME",
        help=say("only those whose id holds NAME"),
    )
    test.add_argument("--seed", type=whole_number, default=1)
    _processes(test)
    test.add_argument("--json", action="store_true", help=say("for programs"))


def _lint(actions: Actions) -> None:
    lint = add_command(actions, "lint", say("find faults of a scenario by playing it"))
    lint.add_argument("scenario", help=say("id or path of a scenario"))
    lint.add_argument(
        "--worlds",
        type=positive_number,
        metavar="N",
        help=say("worlds for each way to play"),
    )
    lint.add_argument("--seed", type=whole_number, default=1)
    _processes(lint)
    lint.add_argument("--quick", action="store_true", help=say("fewer games"))
    lint.add_argument("--json", action="store_true", help=say("for programs"))


def _processes(command: Parser) -> None:
    command.add_argument(
        "--processes",
        type=positive_number,
        default=2,
        metavar="N",
        help=say("how many processes play"),
    )
