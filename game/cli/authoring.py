"""What an author writes with: a new file, a schema for editors, the reference."""

from __future__ import annotations

import json
from pathlib import Path
from textwrap import fill
from typing import TYPE_CHECKING

from game.errors import ScenarioError, UsageError
from game.scenario.document import Document
from game.scenario.names import nearest
from game.scenario.walker import fields
from game.scenario.workshop import reference
from game.scenario.workshop.descriptions import summary
from game.scenario.workshop.schema import PART, WHOLE, schema
from game.scenario.workshop.template import new_scenario
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
    text = new_scenario(options.id)
    try:
        # Never over what is there, not even over what came a moment ago.
        with path.open("x", encoding="utf-8", newline="\n") as stream:
            stream.write(text)
    except FileExistsError:
        raise ScenarioError(
            "There is a file {path} already; it is left alone.", path=path
        ) from None
    beside = folder / WHOLE
    if not beside.exists():
        beside.write_text(f"{_json(part=False)}\n", encoding="utf-8")
    for line in (
        say("{path} is written; it plays as it stands.", options.language, path=path),
        say("{path} lets editors complete it.", options.language, path=beside),
        f"  grave-concern scenario validate {path}",
        f"  grave-concern play {_as_path(path)}",
    ):
        print(line)
    return 0


def _as_path(path: Path) -> str:
    """Return a path that is not taken for an id."""
    return str(path) if path.parent != Path() else f"./{path}"


def _schema(options: argparse.Namespace) -> int:
    if options.write is None:
        print(_json(part=options.part))
        return 0
    folder: Path = options.write
    for name in (WHOLE, PART):
        (folder / name).write_text(f"{_json(part=name == PART)}\n", encoding="utf-8")
        print(say("{file} is written.", options.language, file=folder / name))
    for text in (
        say("A scenario begins with this line:", options.language),
        f"  #:schema ./{WHOLE}",
        say("A file that another one includes begins with:", options.language),
        f"  #:schema ./{PART}",
    ):
        print(text)
    return 0


def _json(*, part: bool) -> str:
    return json.dumps(schema(part=part), indent=2, ensure_ascii=False)


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
