"""One document laid over another, field by field.

Tables merge field by field. A list replaces a list, but lists of tables with ids
(rungs, options, bands) merge by id. A text with `en` replaces a text whole, so no
translation of the old one is left, and so does a table of another kind.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from game.scenario.fields import chosen
from game.scenario.marks import Shown
from game.scenario.names import Raw, is_table, item_ids, table
from game.scenario.trace import Trace, Was
from game.scenario.walker import ROOT, Shape, fields

ROW = 2
"""Keys from the root of a document to a row."""


@dataclass(slots=True)
class Layered:
    """A document and where everything in it comes from."""

    values: dict[str, object]
    trace: Trace


@dataclass(slots=True)
class _Patch:
    """One document being laid over another."""

    replaced: list[str] = field(default_factory=list)
    """Dotted paths whose texts, and texts below, are no longer the old ones."""

    def laid(  # noqa: PLR0917 - two values, each with its trace, and where they stand
        self,
        mine: object,
        trace: Trace,
        other: object,
        over: Trace,
        shape: Shape,
        name: tuple[str, ...],
    ) -> tuple[object, Trace]:
        """Return a value with another laid over it, and its trace."""
        if is_table(mine) and is_table(other) and _merges(mine, other, shape, name):
            return self._tables(mine, trace, other, over, shape, name)
        if isinstance(mine, list) and isinstance(other, list) and _named(mine, other):
            return self._lists(mine, trace, other, over, shape, name)
        if mine != other:
            self.replaced.append(".".join(name))
        return other, Trace(over.file, over.path, over.parts, Was(mine, trace))

    def _tables(  # noqa: PLR0917 - as above
        self,
        mine: Raw,
        trace: Trace,
        other: Raw,
        over: Trace,
        shape: Shape,
        name: tuple[str, ...],
    ) -> tuple[object, Trace]:
        values = dict(mine)
        parts = dict(trace.parts)
        for key, value in other.items():
            values[key], parts[key] = value, over.step(key)
            if key in mine:
                values[key], parts[key] = self.laid(
                    mine[key],
                    trace.step(key),
                    value,
                    over.step(key),
                    _inner(shape, key, other),
                    (*name, key),
                )
        return values, Trace(trace.file, trace.path, parts, trace.was)

    def _lists(  # noqa: PLR0917 - as above
        self,
        mine: list[object],
        trace: Trace,
        other: list[object],
        over: Trace,
        shape: Shape,
        name: tuple[str, ...],
    ) -> tuple[object, Trace]:
        values = list(mine)
        parts: dict[str | int, Trace] = {
            place: trace.step(place) for place in range(len(mine))
        }
        ids = list(item_ids(mine))
        for index, (key, value) in enumerate(zip(item_ids(other), other, strict=True)):
            if key in ids:
                place = ids.index(key)
                values[place], parts[place] = self.laid(
                    mine[place],
                    trace.step(place),
                    value,
                    over.step(index),
                    shape.items or Shape(),
                    (*name, key),
                )
            else:
                parts[len(values)] = over.step(index)
                values.append(value)
        return values, Trace(trace.file, trace.path, parts, trace.was)


def _merges(mine: Raw, other: Raw, shape: Shape, name: tuple[str, ...]) -> bool:
    """Tell whether two tables are of one kind, so that their fields can be merged."""
    if isinstance(shape.mark, Shown):
        return "en" not in other
    if len(name) <= ROW:
        return True
    return ("draw" in other) <= ("draw" in mine) and (
        other.get("kind", mine.get("kind")) == mine.get("kind")
    )


def _named(mine: list[object], other: list[object]) -> bool:
    return bool(mine) and all(len(item_ids(one)) == len(one) for one in (mine, other))


def _inner(shape: Shape, key: str, value: Raw) -> Shape:
    if shape.models:
        return fields(chosen(shape.models, value)).get(key, Shape())
    return shape.values or Shape()


def laid_over(below: Layered, above: Layered) -> Layered:
    """Return a document with another one laid over it."""
    patch = _Patch()
    values, trace = patch.laid(
        below.values, below.trace, above.values, above.trace, ROOT, ()
    )
    # The root is the upper file's own; every table keeps the place it has.
    parts: dict[str | int, Trace] = {key: trace.step(key) for key in table(values)}
    root = Trace(above.trace.file, (), parts)
    made = Layered(dict(table(values)), root)
    for language, texts in table(made.values.get("texts")).items():
        if not isinstance(texts, dict):
            continue
        fresh = table(table(above.values.get("texts")).get(language))
        for place in stale(texts, patch.replaced):
            if place not in fresh:
                del texts[place]
    return made


def row_laid_over(
    below: Layered, above: Layered, shape: Shape, name: tuple[str, ...]
) -> tuple[Layered, list[str]]:
    """Return a row with another laid over it, and the dotted paths it replaces.

    Args:
        below: the row with its trace.
        above: what is laid over it.
        shape: what the row may hold.
        name: the table and the id of the row that comes of it.
    """
    patch = _Patch()
    values, trace = patch.laid(
        below.values, below.trace, above.values, above.trace, shape, name
    )
    # The row itself is the upper one; every part keeps the place it has.
    made = dict(table(values))
    parts: dict[str | int, Trace] = {key: trace.step(key) for key in made}
    whole = Trace(above.trace.file, above.trace.path, parts, above.trace.was)
    return Layered(made, whole), patch.replaced


def stale(texts: Raw, places: list[str]) -> list[str]:
    """Return the translations of texts at these places, or below them."""
    return [
        text
        for text in texts
        if any(text == place or text.startswith(f"{place}.") for place in places)
    ]
