"""A new scenario file that plays as it stands: whole, or as a change of another."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import count
from pathlib import Path

from game.errors import ScenarioError
from game.scenario.scenario import Scenario
from game.text import clean

_TEMPLATE = Path(__file__).with_name("new.toml")
_EXTENDING = Path(__file__).with_name("extending.toml")
_NAME = "untitled"
_ID = re.compile(r"[a-z0-9][a-z0-9_-]{0,47}")


def new_scenario(id: str) -> str:
    """Return the text of a new scenario file.

    Raises:
        ScenarioError: if the id cannot be one.
    """
    _check(id)
    text = _TEMPLATE.read_text(encoding="utf-8")
    return text.replace(_NAME.capitalize(), _title(id)).replace(_NAME, id)


def extending(id: str, parent: str, scenario: Scenario) -> str:
    """Return the text of a new file that extends a scenario.

    Args:
        id: of the new scenario.
        parent: the name by which the extended one is found.
        scenario: the extended one.

    Raises:
        ScenarioError: if the id cannot be one, or is that of the extended scenario.
    """
    _check(id)
    if id in {parent, scenario.id}:
        raise ScenarioError(
            "A scenario cannot extend itself. Give the new one an id of its own."
        )
    document = scenario.document
    removed, scaled = (*document.effects, "ID", "ID")[:2]
    param = next(iter(document.params), "ID")
    row = document.params.get(param)
    words = {
        "PARENT": parent,
        "VERSION": document.scenario.version,
        "IDENTITY": id,
        "TITLE": _title(id),
        "REMOVED": removed,
        "SCALED": scaled,
        "PARAM": param,
        "VALUE": "1" if row is None else f"{row.value:g}",
        "NEW": next(one for one in _names() if one not in document.codex),
    }
    text = _EXTENDING.read_text(encoding="utf-8")
    return re.sub("|".join(words), lambda found: words[found.group()], text)


def _names() -> Iterator[str]:
    yield "difference"
    for number in count(2):
        yield f"difference_{number}"


def _check(id: str) -> None:
    if _ID.fullmatch(id) is None:
        slug = re.sub(r"[^a-z0-9_]+", "-", id.lower()).strip("-_")[:48] or "my-crisis"
        raise ScenarioError(
            "'{id}' cannot be the id of a scenario: small letters, digits, - and _,"
            " at most 48. Write {slug}.",
            id=clean(id, limit=60),
            slug=slug,
        )


def _title(id: str) -> str:
    return re.sub(r"[-_]+", " ", id).strip().capitalize()
