"""Where every value of a document comes from, through the files that it extends."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

Steps = tuple[str | int, ...]
"""Keys and places in lists from the root of a document to a value."""


@dataclass(slots=True)
class Trace:
    """The place of a value in its file, and the places of what differs below it.

    What has no entry in `parts` stands where the value itself stands.
    """

    file: str
    path: Steps
    """The path of the value in that file, as written there."""
    parts: dict[str | int, Trace] = field(default_factory=dict)
    was: Was | None = None
    """What the extended file had instead."""

    def step(self, part: str | int) -> Trace:
        """Return the trace of one part of the value."""
        return self.parts.get(part) or Trace(self.file, (*self.path, part))

    def at(self, path: Steps) -> Trace:
        """Return the trace of a value further down."""
        found = self
        for part in path:
            found = found.step(part)
        return found

    def put(self, path: Steps, trace: Trace) -> None:
        """Note where a value further down comes from."""
        *above, last = path
        holder = self
        for part in above:
            holder.parts[part] = holder.step(part)
            holder = holder.parts[part]
        holder.parts[last] = trace


@dataclass(frozen=True, slots=True)
class Was:
    """A value that another took the place of."""

    value: object
    trace: Trace


def trace_of(root: str, homes: Mapping[Steps, str]) -> Trace:
    """Return the trace of a document read from a first file and others beside it.

    Args:
        root: the name of the first file.
        homes: the file of each table, row or text that is not in it.
    """
    trace = Trace(root, ())
    for path in sorted(homes, key=len):
        inner = trace.at(path)
        trace.put(path, Trace(homes[path], path, dict(inner.parts)))
    return trace
