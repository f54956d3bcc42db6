"""Writing a file in the newest format, with its comments and its look."""

from __future__ import annotations

from collections.abc import MutableSequence
from typing import Any

import tomli

from game.errors import ScenarioError
from game.scenario.checking import FORMAT
from game.scenario.files import EXTENDED, Loaded
from game.scenario.workshop.migrating import (
    Place,
    Renaming,
    format_of,
    migrated,
    renamings,
    rule_for,
)
from game.words import render

Body = MutableSequence[tuple[Any, Any]]
"""What tomlkit makes of a table: keys with their items, and comments without one."""


def rewritten_files(loaded: Loaded) -> dict[str, str] | None:
    """Return the texts of a scenario by file, where the newest format changes them.

    All are worked out before any could be written: a file that cannot be rewritten
    leaves all as they were. None if the format is the newest. What the scenario
    extends is another scenario, and stays.

    Raises:
        ScenarioError: as `rewritten`, or if a file could not be read.
    """
    for refusal in loaded.refusals.values():
        raise ScenarioError("{problem}.", problem=render(refusal.message))
    own = {
        name: text
        for name, text in loaded.files.items()
        if not name.startswith(EXTENDED)
    }
    try:
        start = format_of(tomli.loads(own[loaded.root]))
    except (tomli.TOMLDecodeError, RecursionError) as error:
        raise _no_toml(error) from None
    if start == FORMAT:
        return None
    new = {name: rewritten(text, start) for name, text in own.items()}
    return {name: text for name, text in new.items() if text != own[name]}


def rewritten(text: str, start: int) -> str:
    """Return a file in the newest format; everything else stays as it was written.

    Args:
        text: a first file, or one that it includes.
        start: the format of the first file.

    Raises:
        ScenarioError: if it cannot be read, or not be written without a change of
            meaning, or if the library that keeps comments is not installed.
    """
    try:
        import tomlkit  # noqa: PLC0415 - an extra, needed here alone
        from tomlkit.exceptions import ParseError  # noqa: PLC0415
    except ModuleNotFoundError:
        raise ScenarioError(
            "Rewriting a file with its comments needs the extra `author`:"
            " pip install 'grave-concern[author]'",
        ) from None
    try:
        wanted = migrated(tomli.loads(text), start)
        document = tomlkit.parse(text)
    except (tomli.TOMLDecodeError, ParseError, RecursionError) as error:
        raise _no_toml(error) from None
    for step in renamings(start):
        _rename(document.body, (), step)
    if "format" in document:
        document["format"] = FORMAT
    new = tomlkit.dumps(document)
    if not _says(new, wanted):
        raise ScenarioError(
            "This file cannot be rewritten by itself: a renamed key stands in a dotted"
            " name. Write it as a table of its own and try again.",
        )
    return new


def _no_toml(error: Exception) -> ScenarioError:
    return ScenarioError(
        "This is not TOML: {problem}. `scenario validate` shows the place.",
        problem=str(error).rstrip("."),
    )


def _says(text: str, wanted: dict[str, object]) -> bool:
    """Tell whether a text holds the values that are wanted."""
    try:
        return tomli.loads(text) == wanted
    except tomli.TOMLDecodeError:
        return False


def _rename(body: Body, place: Place, step: tuple[Renaming, ...]) -> None:
    from tomlkit import item  # noqa: PLC0415
    from tomlkit.items import SingleKey  # noqa: PLC0415

    for row, (key, value) in enumerate(body):
        if key is None:
            continue
        _enter(value, (*place, key.key), step)
        rule = rule_for(step, place, key.key)
        if rule is None:
            continue
        new = value
        if rule.value is not None:
            new = item(rule.value(value.unwrap()))
            new.trivia.comment_ws = value.trivia.comment_ws
            new.trivia.comment = value.trivia.comment
            new.trivia.trail = value.trivia.trail
            new.trivia.indent = value.trivia.indent
        written = key.as_string()
        padding = written[len(written.rstrip()) :]
        name = SingleKey(rule.new, sep=key.sep, original=f"{rule.new}{padding}")
        name._dotted = key.is_dotted()  # noqa: SLF001 - there is no public way
        body[row] = (name, new)
        if hasattr(new, "invalidate_display_name"):
            new.invalidate_display_name()


def _enter(value: Any, place: Place, step: tuple[Renaming, ...]) -> None:  # noqa: ANN401
    from tomlkit.items import AoT, Array, InlineTable, Table  # noqa: PLC0415

    if isinstance(value, Table | InlineTable):
        _rename(value.value.body, place, step)
    elif isinstance(value, AoT | Array):
        for row, one in enumerate(value):
            _enter(one, (*place, str(row)), step)
