"""The text of a scenario as lines that can be pointed at and changed.

Nothing here parses TOML: headers, keys and list entries are recognised by how the
shipped files write them, one thing a line. A line keeps its serial number through
every change, so what an error should be found at is known without counting.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import count
from pathlib import Path

SCENARIOS = Path(__file__).parents[3] / "scenarios"

_HEADER = re.compile(r"^\[\[?([a-z0-9_.]+)\]\]?$")
_KEY = re.compile(r"^([a-z0-9_]+|\"[^\"]+\") = (.+)$")
_NAMED = re.compile(r"\bid = \"([a-z0-9_]+)\"")
_SERIALS = count()


@dataclass(frozen=True, slots=True)
class Line:
    """One line of one file, and a number that is its own."""

    text: str
    serial: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A line and what it stands in: `[variables.stores]`, key `start`."""

    file: str
    line: Line
    path: tuple[str, ...]
    """The header above it (or itself), part by part."""
    key: str = ""
    """The key that the line sets, or whose list it continues; a header has none."""
    item: bool = False
    """The line is an entry of a list that began above it."""

    @property
    def table(self) -> str:
        """The name of the table: `variables`."""
        return self.path[0] if self.path else ""

    @property
    def row(self) -> tuple[str, ...]:
        """The table and the id of the row that the line belongs to."""
        if len(self.path) == 1 and self.key:
            return (self.path[0], self.key)
        return self.path[:2]

    @property
    def text(self) -> str:
        """The line as written."""
        return self.line.text


@dataclass(frozen=True)
class Pages:
    """The files of a scenario, line by line."""

    root: str
    files: Mapping[str, tuple[Line, ...]]

    @classmethod
    def of(cls, root: str, texts: Mapping[str, str]) -> Pages:
        """Take texts apart into lines."""
        return cls(root, {name: _lines(text) for name, text in texts.items()})

    def texts(self) -> dict[str, str]:
        """Put the lines together again."""
        return {
            name: "".join(f"{line.text}\n" for line in lines)
            for name, lines in self.files.items()
        }

    def entries(self) -> Iterator[Entry]:
        """Go through every line that is a header, a key or an entry of a list."""
        return iter(self._entries)

    @cached_property
    def _entries(self) -> tuple[Entry, ...]:
        """The same, found once: every kind of error looks through all of them."""
        return tuple(
            entry for name, lines in self.files.items() for entry in _scan(name, lines)
        )

    def headers(self, table: str, depth: int = 2) -> list[Entry]:
        """Return the headers of the rows of a table."""
        return [
            entry
            for entry in self.entries()
            if not entry.key and entry.table == table and len(entry.path) == depth
        ]

    def row(self, header: Entry) -> list[str]:
        """Return the lines of a row from its header on, up to the next one."""
        lines = self.files[header.file]
        first = next(i for i, one in enumerate(lines) if one is header.line)
        texts = [one.text for one in lines[first:]]
        ends = (i for i, text in enumerate(texts) if i and text.startswith("["))
        return texts[: next(ends, len(texts))]

    def ids(self, table: str) -> list[str]:
        """Return the ids of the rows of a table."""
        return sorted(
            {
                entry.row[1]
                for entry in self.entries()
                if entry.table == table and len(entry.row) == 2
            }
        )

    def words(self) -> frozenset[str]:
        """Return every id and every key, which no slip may turn into."""
        found: set[str] = set()
        for entry in self.entries():
            found.update(entry.path)
            found.add(entry.key)
            found.update(_NAMED.findall(entry.text))
        return frozenset(found)

    def place(self, serial: int) -> tuple[str, int]:
        """Return the file and the line number, from 1, of a line."""
        for name, lines in self.files.items():
            for number, line in enumerate(lines, 1):
                if line.serial == serial:
                    return name, number
        message = f"no line {serial}"
        raise LookupError(message)

    def changed(self, entry: Entry, text: str) -> Pages:
        """Write another text in place of a line."""
        return self._with(entry, (Line(text, entry.line.serial),))

    def followed(self, entry: Entry, *texts: str) -> tuple[Pages, list[int]]:
        """Write lines after a line; return their serial numbers too."""
        added = tuple(Line(text, next(_SERIALS)) for text in texts)
        return self._with(entry, (entry.line, *added)), [one.serial for one in added]

    def broken(self, entry: Entry, first: str, rest: str) -> Pages:
        """Break a line in two; the first keeps the serial number."""
        parts = (Line(first, entry.line.serial), Line(rest, next(_SERIALS)))
        return self._with(entry, parts)

    def without(self, entry: Entry) -> Pages:
        """Leave a line out."""
        return self._with(entry, ())

    def appended(self, file: str, *texts: str) -> tuple[Pages, list[int]]:
        """Write lines at the end of a file; return their serial numbers too."""
        added = tuple(Line(text, next(_SERIALS)) for text in texts)
        files = {**self.files, file: self.files[file] + added}
        return Pages(self.root, files), [one.serial for one in added]

    def _with(self, entry: Entry, lines: tuple[Line, ...]) -> Pages:
        old = self.files[entry.file]
        at = next(
            index for index, one in enumerate(old) if one.serial == entry.line.serial
        )
        files = {**self.files, entry.file: old[:at] + lines + old[at + 1 :]}
        return Pages(self.root, files)


def shipped(name: str) -> Pages:
    """Read a scenario of the checkout: one file, or all that its root includes."""
    if (single := SCENARIOS / f"{name}.toml").exists():
        return Pages.of(single.name, {single.name: single.read_text(encoding="utf-8")})
    folder, root = SCENARIOS / name, "scenario.toml"
    first = (folder / root).read_text("utf-8")
    # What lies beside them is no part of the scenario: the record of a back-test.
    further = tomllib.loads(first).get("include", [])
    texts = {file: (folder / file).read_text("utf-8") for file in further}
    return Pages.of(root, {root: first, **texts})


def _lines(text: str) -> tuple[Line, ...]:
    return tuple(Line(one, next(_SERIALS)) for one in text.splitlines())


def _scan(file: str, lines: tuple[Line, ...]) -> Iterator[Entry]:
    path: tuple[str, ...] = ()
    inside = ""
    for line in lines:
        if inside:
            if line.text == "]":
                inside = ""
            elif not line.text.lstrip().startswith("#"):
                yield Entry(file=file, line=line, path=path, key=inside, item=True)
        elif match := _HEADER.match(line.text):
            path = tuple(match[1].split("."))
            yield Entry(file=file, line=line, path=path)
        elif match := _KEY.match(line.text):
            yield Entry(file=file, line=line, path=path, key=match[1].strip('"'))
            inside = match[1] if match[2] == "[" else ""
