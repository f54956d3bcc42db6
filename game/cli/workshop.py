"""The commands of those who write scenarios: `grave-concern scenario ACTION`.

Each action has a function here that adds its arguments, and a module that is only
imported when the action runs. This one imports nothing heavy, so help is instant.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from game.cli.parsing import Parser, add_command
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


def run(options: argparse.Namespace) -> int:
    """Run one action and return its exit code."""
    from game.cli import checking  # noqa: PLC0415 - only what an action needs

    return checking.run(options)


def _list(actions: Actions) -> None:
    names = add_command(actions, "list", say("list the scenarios"))
    names.add_argument("--json", action="store_true", help=say("for programs"))


def _validate(actions: Actions) -> None:
    validate = add_command(actions, "validate", say("check scenario files"))
    validate.add_argument("path", nargs="+", help=say("ids or paths of scenarios"))
    validate.add_argument("--format", choices=("text", "json"), default="text")
