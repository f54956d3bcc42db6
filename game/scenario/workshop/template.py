"""A new scenario file that plays as it stands: whole, or as a change of another."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import count
from pathlib import Path

from game.errors import ScenarioError
from game.scenario.scenario import Scenario
from game.text import clean
from game.words import translated

_TEMPLATE = Path(__file__).with_name("new.toml")
_EXTENDING = Path(__file__).with_name("extending.toml")
_NAME = "untitled"
_COMMENT = re.compile(
    r"^# (?:-+ |  \S.*?  +)?(?P<alone>\S.*)$|  # (?P<behind>\S.*)$", re.MULTILINE
)
"""What a comment says: alone on its line, behind a line of dashes or a command, or
at the end of a line."""
_WORDS = re.compile(r'\ben = "(?P<words>[^"]+)"')
_REMARK = re.compile(
    r'^(?:#?title|.*\b(?:note|reason)) = "(?P<remark>[^"]+)"', re.MULTILINE
)
"""What is said in one language only: the title of a source, a note, a reason."""
_NAMES = {_NAME.capitalize(), "TITLE"}
"""What stands for the title, which is made of the id."""
_ID = re.compile(r"[a-z0-9][a-z0-9_-]{0,47}")


def new_scenario(id: str, language: str = "en") -> str:
    """Return the text of a new scenario file.

    Args:
        id: of the new scenario.
        language: of comments and remarks; its texts stand beside the English ones.

    Raises:
        ScenarioError: if the id cannot be one.
    """
    _check(id)
    text = _told(_TEMPLATE.read_text(encoding="utf-8"), language)
    return text.replace(_NAME.capitalize(), _title(id)).replace(_NAME, id)


def extending(id: str, parent: str, scenario: Scenario, language: str = "en") -> str:
    """Return the text of a new file that extends a scenario.

    Args:
        id: of the new scenario.
        parent: the name by which the extended one is found.
        scenario: the extended one.
        language: of comments; its texts stand beside the English ones.

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
    text = _told(_EXTENDING.read_text(encoding="utf-8"), language)
    return re.sub("|".join(words), lambda found: words[found.group()], text)


def template_texts() -> Iterator[str]:
    """Yield what the files say in words, which the catalogues translate."""
    for path in (_TEMPLATE, _EXTENDING):
        text = path.read_text(encoding="utf-8")
        for pattern in (_COMMENT, _WORDS, _REMARK):
            for found in pattern.finditer(text):
                if found[found.lastgroup or 0] not in _NAMES:
                    yield found[found.lastgroup or 0]


def _told(text: str, language: str) -> str:
    """Return a file of the workshop in a language; what it defines is the same."""
    if language == "en":
        return text

    def put(found: re.Match[str]) -> str:
        words = found[found.lastgroup or 0]
        start, end = (at - found.start() for at in found.span(found.lastgroup or 0))
        return found[0][:start] + translated(words, language) + found[0][end:]

    def beside(found: re.Match[str]) -> str:
        words = found["words"]
        if words in _NAMES:
            return found[0]
        return f'{found[0]}, {language} = "{translated(words, language)}"'

    for pattern in (_COMMENT, _REMARK):
        text = pattern.sub(put, text)
    return _WORDS.sub(beside, text)


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
