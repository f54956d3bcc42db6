"""What an author writes with: a new file, a schema for editors, the reference."""

from __future__ import annotations

import json
import shlex
from pathlib import Path
from textwrap import fill
from typing import TYPE_CHECKING

from game.cli.started import started
from game.cli.telling import sound
from game.errors import ScenarioError, UsageError
from game.scenario import available
from game.scenario.document import Document
from game.scenario.files import scenario_name
from game.scenario.guesses import nearest
from game.scenario.walker import fields
from game.scenario.workshop import reference
from game.scenario.workshop.descriptions import summary
from game.scenario.workshop.schema import FILES, Kind, schema
from game.scenario.workshop.template import extending, new_scenario
from game.session import Table as TableOfGames
from game.words import say

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator

    from game.scenario.fields import Table

_WIDTH = 78


def run(options: argparse.Namespace) -> int:
    """Run `scenario new`, `scenario reference` or `scenario schema`."""
    if options.action == "new":
        return _new(options)
    if options.action == "schema":
        return _schema(options)
    return _reference(options)


def _new(options: argparse.Namespace) -> int:
    folder: Path = options.folder
    path = folder / f"{options.id}.toml"
    kind: Kind = "patch" if options.parent else "whole"
    text = (
        _extending(options)
        if options.parent
        else new_scenario(options.id, options.language)
    )
    try:
        # Never over what is there, not even over what came a moment ago.
        with path.open("x", encoding="utf-8", newline="\n") as stream:
            stream.write(text)
    except FileExistsError:
        raise ScenarioError(
            "There is a file {path} already; it is left alone.", path=path
        ) from None
    except FileNotFoundError:
        raise ScenarioError(
            "There is no folder {folder}. Make it first, or name another with"
            " --folder.",
            folder=folder,
        ) from None
    beside = folder / FILES[kind]
    if not beside.exists():
        beside.write_text(f"{_json(kind)}\n", encoding="utf-8")
    program = started(options)
    for line in (
        say("{path} is written; it plays as it stands.", options.language, path=path),
        say("{path} lets editors complete it.", options.language, path=beside),
        f"  {shlex.join((*program, 'scenario', 'validate', str(path)))}",
        f"  {shlex.join((*program, 'play', _as_path(path)))}",
    ):
        print(line)
    return 0


def _extending(options: argparse.Namespace) -> str:
    table = TableOfGames(data_dir=options.data_dir, language=options.language)
    places = (options.folder, *table.folders)
    path = table.reader.find(options.parent, (options.folder,))
    _, scenario = sound(options.parent, options, (options.folder,))
    name = scenario_name(path)
    if path.resolve() not in {one.resolve() for one in available(places)}:
        raise ScenarioError(
            "{path} lies neither beside the new file nor where scenarios are kept, and"
            " would not be found from there. Copy it into {folder}.",
            path=path,
            folder=options.folder,
        )
    return extending(options.id, name, scenario, options.language)


def _as_path(path: Path) -> str:
    """Return a path that is not taken for an id."""
    return str(path) if path.parent != Path() else f"./{path}"


def _schema(options: argparse.Namespace) -> int:
    if options.write is None:
        print(_json(options.kind))
        return 0
    folder: Path = options.write
    for kind, name in FILES.items():
        (folder / name).write_text(f"{_json(kind)}\n", encoding="utf-8")
        print(say("{file} is written.", options.language, file=folder / name))
    for text, kind in (
        (say("A scenario begins with this line:", options.language), "whole"),
        (
            say("A file that another one includes begins with:", options.language),
            "part",
        ),
        (
            say("A scenario that extends another begins with:", options.language),
            "patch",
        ),
        (say("A record of what was observed begins with:", options.language), "record"),
    ):
        print(text)
        print(f"  #:schema ./{FILES[kind]}")
    return 0


def _json(kind: Kind) -> str:
    return json.dumps(schema(kind), indent=2, ensure_ascii=False)


def _reference(options: argparse.Namespace) -> int:
    if options.update is not None:
        page: Path = options.update
        page.write_text(reference.renewed(page.read_text("utf-8")), encoding="utf-8")
        return 0
    if options.table is None:
        for line in _lines(Document, options.language):
            print(line)
        return 0
    model = reference.named(options.table)
    if model is None:
        guess = nearest(options.table, fields(Document))
        if guess:
            raise UsageError(
                "There is no table [{name}]. Did you mean [{guess}]?",
                name=options.table[:60],
                guess=guess,
            )
        raise UsageError(
            "There is no table [{name}]; `scenario reference` lists them.",
            name=options.table[:60],
        )
    for one in reference.within(model):
        for line in _lines(one, options.language):
            print(line)
    return 0


def _lines(model: type[Table], language: str) -> Iterator[str]:
    yield summary(model).replace("`", "")
    yield ""
    for key, kind, default, words in reference.rows_of(model):
        parts = [kind]
        if default == reference.REQUIRED:
            parts.append(say("required", language))
        elif default:
            parts.append(say("else {default}", language, default=default))
        yield f"{key}: {', '.join(parts)}".replace("`", "")
        yield fill(words, _WIDTH, initial_indent="    ", subsequent_indent="    ")
    yield ""
