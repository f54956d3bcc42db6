"""The commands of those who write scenarios: `grave-concern scenario ACTION`.

Each action has a function here that adds its arguments, and a module that is only
imported when the action runs. This one imports nothing heavy, so help is instant.
"""

from __future__ import annotations

from game.cli.parsing import (
    Commands,
    Parser,
    add_formats,
    path,
    positive_number,
    whole_number,
)
from game.words import say

TYPE_CHECKING = False  # as `typing` has it, without the time of its import
if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable


def add_arguments(commands: Commands) -> None:
    """Add `scenario` and all its actions."""
    if scenario := commands.add("scenario", say("write and check scenario files")):
        actions = Commands(scenario, "action", "ACTION", commands.asked, required=True)
        _new(actions)
        _list(actions)
        _validate(actions)
        _test(actions)
        _lint(actions)
        _reference(actions)
        _schema(actions)
        _explain(actions)
        _graph(actions)
        _diff(actions)
        _migrate(actions)
        _pack(actions)
        _watch(actions)


def run(options: argparse.Namespace) -> int:
    """Run one action and return its exit code."""
    return _RUNS[options.action](options)


# Only what an action needs is imported, so that help needs nothing.


def _run_authoring(options: argparse.Namespace) -> int:
    from game.cli import authoring  # noqa: PLC0415

    return authoring.run(options)


def _run_proving(options: argparse.Namespace) -> int:
    from game.cli import proving  # noqa: PLC0415

    return proving.run(options)


def _run_checking(options: argparse.Namespace) -> int:
    from game.cli import checking  # noqa: PLC0415

    return checking.run(options)


def _run_explaining(options: argparse.Namespace) -> int:
    from game.cli import explaining  # noqa: PLC0415

    return explaining.run(options)


def _run_mapping(options: argparse.Namespace) -> int:
    from game.cli import mapping  # noqa: PLC0415

    return mapping.run(options)


def _run_differing(options: argparse.Namespace) -> int:
    from game.cli import differing  # noqa: PLC0415

    return differing.run(options)


def _run_migrating(options: argparse.Namespace) -> int:
    from game.cli import migrating  # noqa: PLC0415

    return migrating.run(options)


def _run_packing(options: argparse.Namespace) -> int:
    from game.cli import packing  # noqa: PLC0415

    return packing.run(options)


def _run_watching(options: argparse.Namespace) -> int:
    from game.cli import watching  # noqa: PLC0415

    return watching.run(options)


_RUNS: dict[str, Callable[[argparse.Namespace], int]] = {
    "new": _run_authoring,
    "list": _run_checking,
    "validate": _run_checking,
    "reference": _run_authoring,
    "schema": _run_authoring,
    "test": _run_proving,
    "lint": _run_proving,
    "explain": _run_explaining,
    "graph": _run_mapping,
    "diff": _run_differing,
    "migrate": _run_migrating,
    "pack": _run_packing,
    "watch": _run_watching,
}


def _new(actions: Commands) -> None:
    if new := actions.add("new", say("write a new scenario file to begin from")):
        new.add_argument("id", help=say("its id; the file is ID.toml"))
        new.add_argument(
            "--from",
            dest="parent",
            metavar="SCENARIO",
            help=say("write a small file that extends this scenario"),
        )
        new.add_argument(
            "--folder",
            type=path,
            default=path("."),
            metavar="FOLDER",
            help=say("where it is written, this folder if none is named"),
        )


def _list(actions: Commands) -> None:
    if names := actions.add("list", say("list the scenarios")):
        add_formats(names)


def _validate(actions: Commands) -> None:
    if validate := actions.add("validate", say("check scenario files")):
        validate.add_argument("path", nargs="+", help=say("ids or paths of scenarios"))
        add_formats(validate, "github")
        validate.add_argument(
            "--strict", action="store_true", help=say("let warnings fail too")
        )


def _test(actions: Commands) -> None:
    if test := actions.add("test", say("play the tests and tracks of a scenario")):
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
        add_formats(test)


def _lint(actions: Commands) -> None:
    if lint := actions.add("lint", say("find faults of a scenario by playing it")):
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
        add_formats(lint)


def _processes(command: Parser) -> None:
    command.add_argument(
        "--processes",
        type=positive_number,
        default=2,
        metavar="N",
        help=say("how many processes play"),
    )


def _reference(actions: Commands) -> None:
    if reference := actions.add(
        "reference", say("tell what a table of a scenario file holds")
    ):
        reference.add_argument("table", nargs="?", help=say("a table, such as effects"))
        reference.add_argument(
            "--update",
            type=path,
            metavar="PAGE",
            help=say("renew the tables of fields of a page of the manual"),
        )


def _schema(actions: Commands) -> None:
    if schema := actions.add(
        "schema", say("print the JSON Schema of a scenario file, for editors")
    ):
        schema.add_argument(
            "--kind",
            choices=("whole", "part", "patch", "record"),
            default="whole",
            help=say(
                "of a first file, of one it includes, of one that extends another, or"
                " of a record"
            ),
        )
        schema.add_argument(
            "--write",
            type=path,
            nargs="?",
            const=path("."),
            metavar="FOLDER",
            help=say("write all of them into a folder, this one if none is named"),
        )


def _explain(actions: Commands) -> None:
    if explain := actions.add(
        "explain", say("explain a thing of a scenario, or a code")
    ):
        explain.add_argument(
            "names",
            nargs="+",
            metavar="NAME",
            help=say("a scenario and a thing in it; or the code of a finding"),
        )
        add_formats(explain)


def _graph(actions: Commands) -> None:
    if graph := actions.add("graph", say("show what moves what in a scenario")):
        graph.add_argument("scenario", help=say("id or path of a scenario"))
        graph.add_argument(
            "thing", nargs="?", help=say("only what is near this thing, by its id")
        )
        graph.add_argument(
            "--depth",
            type=positive_number,
            default=1,
            metavar="N",
            help=say("how many arrows away from the thing"),
        )
        add_formats(graph, "dot")


def _diff(actions: Commands) -> None:
    if diff := actions.add(
        "diff", say("tell what changed between two scenarios, and the odds")
    ):
        diff.add_argument("before", help=say("id or path of a scenario"))
        diff.add_argument("after", help=say("id or path of a scenario"))
        diff.add_argument(
            "--policy",
            action="append",
            default=[],
            dest="policies",
            metavar="FILE|NAME",
            help=say(
                "how both are played; hold, random and shared reference lines if none"
            ),
        )
        diff.add_argument(
            "--worlds",
            type=whole_number,
            help=say(
                "in how many worlds; 0 plays none; 1000, or fewer if that would take"
                " long, if left out"
            ),
        )
        diff.add_argument("--seed", type=whole_number, default=1)
        diff.add_argument("--level", type=positive_number)
        diff.add_argument(
            "--texts", action="store_true", help=say("show changed texts")
        )
        add_formats(diff)


def _migrate(actions: Commands) -> None:
    if migrate := actions.add(
        "migrate", say("bring a scenario to the newest format of the file")
    ):
        migrate.add_argument("path", help=say("id or path of a scenario"))
        migrate.add_argument(
            "--write", action="store_true", help=say("write it; else it is only shown")
        )


def _pack(actions: Commands) -> None:
    if pack := actions.add(
        "pack", say("write the folder of a scenario as a zip to pass on")
    ):
        pack.add_argument("path", help=say("id or folder of a scenario"))
        pack.add_argument(
            "--output",
            type=path,
            metavar="FILE",
            help=say("where to; NAME.zip in this folder if left out"),
        )


def _watch(actions: Commands) -> None:
    if watch := actions.add(
        "watch", say("check a scenario whenever it is saved, until ctrl+c")
    ):
        watch.add_argument("scenario", help=say("id or path of a scenario"))
        watch.add_argument(
            "--play",
            action="store_true",
            help=say("play it as text meanwhile; nothing of it is kept"),
        )
        watch.add_argument(
            "--seed", type=whole_number, help=say("the luck of the game")
        )
        watch.add_argument(
            "--level", type=positive_number, help=say("difficulty, 1 to 5")
        )
