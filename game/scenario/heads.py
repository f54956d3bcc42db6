"""What the first file of a scenario says of other files, without reading all of it."""

from __future__ import annotations

import contextlib
import re
from collections.abc import Mapping

import tomli

_TABLE = re.compile(r"^[ \t]*\[", re.MULTILINE)
_EXTENDING = re.compile(r"^[ \t]*\[[ \t]*[\"']?extends\b", re.MULTILINE)


def head_of(text: str) -> Mapping[str, object]:
    """Return what a first file says of other files, without reading all of it."""
    first = None if _EXTENDING.search(text) else _TABLE.search(text)
    for part in (text[: first.start()] if first else text, text):
        with contextlib.suppress(ValueError, RecursionError):
            return tomli.loads(part)
    return _guessed(text)


def _guessed(text: str) -> Mapping[str, object]:
    """Return what a text that cannot be read seems to say of other files."""
    values: dict[str, object] = {}
    extends = re.search(r"^extends\s*=\s*(\{[^}\n]*\})", text, re.MULTILINE)
    if extends:
        with contextlib.suppress(ValueError):
            values = tomli.loads(extends.group())
    include = re.search(r"^include\s*=\s*\[([^\]]*)\]", text, re.MULTILINE)
    if include:
        values["include"] = re.findall(r"[\"']([^\"'\n]*)[\"']", include.group(1))
    return values
