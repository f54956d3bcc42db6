"""A new scenario file: one that plays as it stands, to be written over."""

from __future__ import annotations

import re
from pathlib import Path

from game.errors import ScenarioError
from game.text import clean

_TEMPLATE = Path(__file__).with_name("new.toml")
_NAME = "untitled"
_ID = re.compile(r"[a-z0-9][a-z0-9_-]{0,47}")


def new_scenario(id: str) -> str:
    """Return the text of a new scenario file.

    Raises:
        ScenarioError: if the id cannot be one.
    """
    if _ID.fullmatch(id) is None:
        slug = re.sub(r"[^a-z0-9_]+", "-", id.lower()).strip("-_")[:48] or "my-crisis"
        raise ScenarioError(
            "'{id}' cannot be the id of a scenario: small letters, digits, - and _,"
            " at most 48. Write {slug}.",
            id=clean(id, limit=60),
            slug=slug,
        )
    title = re.sub(r"[-_]+", " ", id).strip().capitalize()
    text = _TEMPLATE.read_text(encoding="utf-8")
    return text.replace(_NAME.capitalize(), title).replace(_NAME, id)
