"""What a scenario's first file says of itself, found without reading the rest.

It is for a list that is to stand at once, and is neither checked nor laid over what
the file extends: a glance at the whole takes its place.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import tomli

from game.scenario.files import read_alone, scenario_name
from game.scenario.lengths import SHOWN, TEXT
from game.scenario.names import Raw, table
from game.text import clean

_LONGEST = 2**16
"""Characters of a head that are read; one that goes on is no head to be listed."""
_HEAD = re.compile(r"^\[scenario\][^\n]*\n.*?(?=^\[|\Z)", re.MULTILINE | re.DOTALL)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sketch:
    """A scenario by its own first lines."""

    id: str
    """What its file or folder is called, which finds it again."""
    texts: Mapping[str, Mapping[str, str]]
    """Language to text of the title and the brief, where the file itself has them."""

    def text(self, key: str, language: str) -> str:
        """Return a text in a language, else in English, else nothing."""
        found = self.texts[key]
        return found.get(language) or found.get("en", "")


def head_in(text: str) -> Raw:
    """Return the table [scenario] of a text; nothing where it cannot be read.

    Nothing either where it is longer than any honest one: texts come here that
    nobody has looked at before.
    """
    found = _HEAD.search(text)
    if found is None or len(found.group()) > _LONGEST:
        return {}
    try:
        read = tomli.loads(found.group())
    except (ValueError, RecursionError):
        return {}
    return table(read.get("scenario"))


def sketch(path: Path) -> Sketch:
    """Look at the first file of a scenario."""
    files = read_alone(path).files
    head = head_in(next(iter(files.values()), ""))
    return Sketch(
        id=scenario_name(path),
        texts={key: cleaned(key, table(head.get(key))) for key in ("title", "brief")},
    )


def cleaned(key: str, words: Raw) -> Mapping[str, str]:
    """Return a text of the head, by language, fit to be shown."""
    limit = SHOWN[key]
    return {
        language: clean(own, limit=limit, lines=limit >= TEXT)
        for language, own in words.items()
        if isinstance(own, str)
    }
