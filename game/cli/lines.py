"""The arguments of the commands about lines of play and saved games."""

from __future__ import annotations

import argparse

from game.cli.parsing import (
    Commands,
    add_formats,
    path,
    positive_number,
    whole_number,
)
from game.words import say

SAVED_GAMES = ("list", "rename", "note", "export", "delete", "restore")
COMMANDS = ("fork", "compare", "report", *SAVED_GAMES)
"""The commands about lines of play and about saved games as such."""


def run(options: argparse.Namespace) -> int:
    """Run one of these commands; only what it needs is imported."""
    if options.command in SAVED_GAMES:
        from game.cli import saved_games  # noqa: PLC0415

        return saved_games.run(options)
    if options.command == "report":
        from game.cli import reporting  # noqa: PLC0415

        return reporting.run(options)
    from game.cli import branching  # noqa: PLC0415

    return branching.run(options)


def add_arguments(commands: Commands) -> None:
    """Add `fork`, `compare`, `report` and the commands about saved games."""
    _branching(commands)
    _reporting(commands)
    _saved_games(commands)


def _branching(commands: Commands) -> None:
    if fork := commands.add(
        "fork", say("begin a game that shares another's first turns")
    ):
        fork.add_argument("game", help=say("name or path of a saved game"))
        fork.add_argument(
            "--turn",
            "--month",
            dest="turn",
            type=positive_number,
            metavar="TURN",
            help=say("the turn to decide anew; those before it are shared"),
        )
        fork.add_argument(
            "--from-state",
            action="store_true",
            help=say("go on from the last state written down, by today's rules"),
        )
        fork.add_argument(
            "--new-luck",
            action="store_true",
            help=say(
                "let chance fall otherwise from that turn on; what is hidden stays"
            ),
        )
        fork.add_argument(
            "--luck",
            type=whole_number,
            metavar="SEED",
            help=say("the new luck, by its number"),
        )
        fork.add_argument("--name", metavar="NAME", help=say("name of the saved game"))
        fork.add_argument(
            "--then",
            metavar="keep|NAME",
            help=say("play on: by the later choices kept, a policy, a bot, or a file"),
        )
        fork.add_argument("--json", action="store_true", help=say("for programs"))

    if compare := commands.add("compare", say("set two lines of play side by side")):
        compare.add_argument("a", help=say("name or path of a saved game"))
        compare.add_argument("b", help=say("the game that is measured against it"))
        compare.add_argument(
            "--turn",
            type=positive_number,
            metavar="TURN",
            help=say("say why they differ at that turn; at the last if left out"),
        )
        compare.add_argument(
            "--whole", action="store_true", help=say("tell every turn and every cause")
        )
        add_formats(compare)


def _reporting(commands: Commands) -> None:
    if report := commands.add(
        "report", say("write the after-action report of a saved game")
    ):
        report.add_argument("game", help=say("name or path of a saved game"))
        report.add_argument(
            "--format",
            choices=("html", "markdown", "json"),
            help=say("what to write; by the end of the file's name, else markdown"),
        )
        report.add_argument(
            "--output",
            type=path,
            metavar="FILE",
            help=say("where to; standard output if left out"),
        )
        report.add_argument(
            "--force", action="store_true", help=say("replace the file if there is one")
        )
        report.add_argument(
            "--show-better",
            action="store_true",
            help=say("tell better lines before the turn was tried again"),
        )
        report.add_argument(
            "--quick",
            action="store_true",
            help=say("work out nothing new: what was worked out before, and the rest"),
        )


def _saved_games(commands: Commands) -> None:
    game = say("name or path of a saved game")
    if listing := commands.add("list", say("list the saved games, forks below")):
        add_formats(listing)
        listing.add_argument(
            "--deleted", action="store_true", help=say("those that can be restored")
        )
    if rename := commands.add("rename", say("give a saved game another name")):
        rename.add_argument("game", help=game)
        rename.add_argument("name", help=say("the new name"))
    if note := commands.add("note", say("write words of your own into a saved game")):
        note.add_argument("game", help=game)
        note.add_argument("text", nargs="+", help=say("the words"))
    if export := commands.add("export", say("copy a saved game to a file or folder")):
        export.add_argument("game", help=game)
        export.add_argument(
            "file", type=path, help=say("where to; nothing is replaced")
        )
    if delete := commands.add("delete", say("delete a saved game; it can be restored")):
        delete.add_argument("game", help=game)
    if restore := commands.add("restore", say("bring a deleted game back")):
        restore.add_argument("game", help=say("name of a deleted game"))
        restore.add_argument("--name", metavar="NAME", help=say("another name for it"))
