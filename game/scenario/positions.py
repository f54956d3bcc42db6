"""From paths of the whole document to lines and columns of its files."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass, field

from game.scenario.index import Mark, string_offset
from game.scenario.sections import Sections, sections_of
from game.scenario.trace import Trace
from game.scenario.walker import Path


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A stretch of one line of a file; line and columns count from 1."""

    line: int
    column: int
    end: int


@dataclass(slots=True)
class Positions:
    """Where the paths of a document stand in its files."""

    files: Mapping[str, str]
    """The texts, the root first."""
    readable: Mapping[str, str]
    """The same texts, with blanks for what could not be read."""
    root: str
    homes: Mapping[Path, str] = field(default_factory=dict)
    """The file of each table, row or text that is not in the root."""
    renamed: Mapping[Path, str] = field(default_factory=dict)
    """The key as written, for paths under a key whose spelling was mended."""
    trace: Trace | None = None
    """Where everything comes from, if the document extends others."""
    _sections: dict[str, Sections] = field(default_factory=dict)
    _lines: dict[str, list[int]] = field(default_factory=dict)
    _last: tuple[tuple[str, int], str] = (("", 0), "")

    def file_of(self, path: Path) -> str:
        """Return the file in which a path stands."""
        for depth in range(len(path), 0, -1):
            if path[:depth] in self.homes:
                return self.homes[path[:depth]]
        return self.root

    def source(self, path: Path) -> tuple[str, Path]:
        """Return the file in which a path stands, and the path as written there."""
        written = self.as_written(path)
        if self.trace is None:
            return self.file_of(path), written
        found = self.trace.at(written)
        return found.file, found.path

    def line(self, file: str, number: int) -> str:
        """Return one line of a file, without its end.

        The last one is kept, so that many findings on a long line share one text.
        """
        if self._last[0] == (file, number):
            return self._last[1]
        line = self._cut(file, number)
        self._last = ((file, number), line)
        return line

    def _cut(self, file: str, number: int) -> str:
        starts, text = self._starts(file), self.files.get(file, "")
        if not 1 <= number <= len(starts):
            return ""
        end = starts[number] if number < len(starts) else len(text)
        return text[starts[number - 1] : end].rstrip("\r\n")

    def place(
        self,
        path: Path,
        file: str,
        *,
        key: bool = False,
        span: tuple[int, int] | None = None,
    ) -> Place:
        """Return the place of a path, or of the nearest thing that holds it.

        Args:
            path: keys and list places in the file, as written or as mended.
            file: the file to look in.
            key: whether the key is meant rather than the value.
            span: characters inside the string value, if a part of it is meant.
        """
        if file not in self._sections:
            self._sections[file] = sections_of(self.readable.get(file, ""))
        written = self.as_written(path)
        marks = self._sections[file].around(written)
        for depth in range(len(written), 0, -1):
            mark = marks.get(written[:depth])
            if mark is not None:
                whole = depth == len(written)
                start, end = self._stretch(file, mark, whole, key, span)
                return self._at(file, start, end)
        return Place(line=1, column=1, end=2)

    def _stretch(
        self,
        file: str,
        mark: Mark,
        whole: bool,  # noqa: FBT001 - private
        key: bool,  # noqa: FBT001 - private
        span: tuple[int, int] | None,
    ) -> tuple[int, int]:
        if key or not whole:
            return mark.key
        start, end = mark.value
        raw = self.readable[file][start:end]
        if span is None or raw[:1] not in {'"', "'"}:
            return mark.value
        return (
            start + string_offset(raw, span[0]),
            start + string_offset(raw, span[1]),
        )

    def as_written(self, path: Path) -> Path:
        """Return a path with the keys as the file spells them."""
        return tuple(
            self.renamed.get(path[: depth + 1], key) if isinstance(key, str) else key
            for depth, key in enumerate(path)
        )

    def _starts(self, file: str) -> list[int]:
        if file not in self._lines:
            starts = [0]
            for line in self.files.get(file, "").split("\n"):
                starts.append(starts[-1] + len(line) + 1)
            self._lines[file] = starts[:-1]
        return self._lines[file]

    def _at(self, file: str, start: int, end: int) -> Place:
        starts = self._starts(file)
        row = bisect_right(starts, start) - 1
        limit = starts[row + 1] - 1 if row + 1 < len(starts) else end
        column = start - starts[row] + 1
        last = max(start + 1, min(end, limit)) - starts[row] + 1
        return Place(line=row + 1, column=column, end=last)
