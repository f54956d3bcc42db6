"""Where the keys of a TOML text stand, read only around the paths that are asked for.

A file of thousands of lines has hundreds of tables, and findings are about a few of
them. So the text is cut at its headers, and only what can hold a path is read.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from game.scenario.index import Index, Key, Mark, build, read, read_header

_OPENING = re.compile(r"\n[ \t]*+\[")
_HEADER = re.compile(
    r"\[{1,2}[ \t]*+"
    r"(?!(?:true|false|inf|nan)[ \t]*+\])"
    r"([A-Za-z_][A-Za-z0-9_-]*+)(?:\.[A-Za-z0-9_-]++)*+[ \t]*+\]"
)
"""What can be nothing but a header, and its first key: no row of a list over several
lines reads like this, for a bare word is a value only if it is one of those four."""

Stretch = tuple[int, int]
"""From one place of the text up to another."""


@dataclass(slots=True)
class Sections:
    """The places of a text that parses, read as far as they were asked for."""

    index: Index
    headers: dict[str, list[Stretch]] = field(default_factory=dict)
    """The tables whose headers were not read yet, by their first key."""
    bodies: dict[Key, Stretch] = field(default_factory=dict)
    """What stands below the headers that were read, by the paths of their tables."""

    def around(self, path: Key) -> Mapping[Key, Mark]:
        """Return the known places: those of a path, and of all that hold it, are."""
        index = self.index
        if path:
            for start, end in self.headers.pop(str(path[0]), ()):
                base = read_header(index, start)
                self.bodies[base] = (index.at, end)
        for depth in range(1, len(path)):
            body = self.bodies.pop(path[:depth], None)
            if body is not None:
                read(index, *body, path[:depth])
        return index.marks


def sections_of(text: str) -> Sections:
    """Return the places of a text that parses, whole if its cuts are in doubt."""
    headers = _headers(text)
    if headers is None:
        return Sections(build(text))
    found = Sections(Index(text))
    bounds = [*headers, len(text)]
    read(found.index, 0, bounds[0])
    for (start, first), end in zip(headers.items(), bounds[1:], strict=True):
        found.headers.setdefault(first, []).append((start, end))
    return found


def _headers(text: str) -> dict[int, str] | None:
    """Return the first key of each header by where it stands, if that is certain.

    It is not if a text may run over several lines, or if a line begins like a header
    and might be a row of a list. A header on the first line may be left out.
    """
    if '"""' in text or "'''" in text:
        return None
    found: dict[int, str] = {}
    for opening in _OPENING.finditer(text):
        start = opening.end() - 1
        header = _HEADER.match(text, start)
        if header is None:
            return None
        found[start] = header.group(1)
    return found
