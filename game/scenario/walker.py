"""Finding every marked place of a file, guided by the models.

The walk goes over raw tables and lists and survives every wrong kind: what is
not of the expected kind is left to the check of shapes and is not entered.
"""

from __future__ import annotations

import types
import typing
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Annotated, Any, NamedTuple, get_args, get_origin

from game.scenario.document import Document
from game.scenario.fields import Table, chosen
from game.scenario.marks import Mark
from game.scenario.names import is_table

Path = tuple[str | int, ...]
"""Keys and places in lists from the root of the document to a value."""


@dataclass(frozen=True, slots=True)
class Shape:
    """What a field may hold, as far as a walk needs to know."""

    mark: Mark | None = None
    models: tuple[type[Table], ...] = ()
    """Tables with fixed keys that may stand here."""
    keys: Shape | None = None
    """Of the keys, if this is a table keyed by ids."""
    values: Shape | None = None
    """Of the values of a keyed table."""
    items: Shape | None = None
    """Of the entries, if this is a list."""


class Spot(NamedTuple):
    """One place of a file, and a mark on it."""

    path: Path
    name: str
    """The path in dots, with list entries by their ids."""
    mark: Mark
    value: object = None
    is_key: bool = False
    """The mark is about the last key of the path, not about its value."""


def _shape(annotation: Any) -> Shape:  # noqa: ANN401 - an annotation can be anything
    if get_origin(annotation) is Annotated:
        inner, *extra = get_args(annotation)
        found = _shape(inner)
        own = (mark for mark in extra if isinstance(mark, Mark))
        return Shape(
            _only((found.mark, *own)),
            found.models,
            found.keys,
            found.values,
            found.items,
        )
    origin, arguments = get_origin(annotation), get_args(annotation)
    if origin in {typing.Union, types.UnionType}:
        return _union([_shape(part) for part in arguments])
    if origin is dict:
        return Shape(keys=_shape(arguments[0]), values=_shape(arguments[1]))
    if origin is tuple:
        return Shape(items=_shape(arguments[0]))
    if isinstance(annotation, type) and issubclass(annotation, Table):
        return Shape(models=(annotation,))
    return Shape()


def _union(parts: list[Shape]) -> Shape:
    return Shape(
        _only(part.mark for part in parts),
        tuple(model for part in parts for model in part.models),
        next((part.keys for part in parts if part.keys), None),
        next((part.values for part in parts if part.values), None),
        next((part.items for part in parts if part.items), None),
    )


def _only(marks: Iterable[Mark | None]) -> Mark | None:
    """Return the one mark that there is, if any: nothing is marked twice."""
    found = [mark for mark in marks if mark is not None]
    if len(found) > 1:
        message = f"marked twice: {found}"
        raise TypeError(message)
    return found[0] if found else None


@lru_cache(maxsize=256)
def fields(model: type[Table]) -> Mapping[str, Shape]:
    """Return the shape of every key of a table, by the key as written."""
    hints = typing.get_type_hints(model, include_extras=True)
    shapes = {
        info.alias or name: _shape(hints[name])
        for name, info in model.model_fields.items()
    }
    return {key: _PLAIN if shape == _PLAIN else shape for key, shape in shapes.items()}


@lru_cache(maxsize=256)
def holders(model: type[Table]) -> Mapping[str, Shape]:
    """Return the shapes of the keys of a table that may hold tables."""
    return {
        key: shape
        for key, shape in fields(model).items()
        if shape.models or shape.values or shape.items
    }


@lru_cache(maxsize=256)
def _entered(model: type[Table]) -> Mapping[str, Shape]:
    """Return the shapes of the keys of a table that a walk needs to look at."""
    return {key: shape for key, shape in fields(model).items() if shape is not _PLAIN}


_PLAIN = Shape()
"""Of what no walk needs to enter."""
ROOT = Shape(models=(Document,))


def walk(raw: object, root: Shape = ROOT) -> tuple[Spot, ...]:
    """Return every marked place of a raw document, in the order of the file."""
    found: list[Spot] = []
    _walk(raw, root, (), "", found)
    return tuple(found)


def _walk(
    raw: object,
    shape: Shape,
    path: Path,
    name: str,
    found: list[Spot],
) -> None:
    if shape.mark is not None:
        found.append(Spot(path, name, shape.mark, raw))
    if is_table(raw):
        if shape.models or shape.values:
            _walk_table(raw, shape, path, name, found)
    elif shape.items and isinstance(raw, list | tuple):
        for index, value in enumerate(raw):
            label = _label(value, index)
            _walk(value, shape.items, (*path, index), _join(name, label), found)


def _walk_table(
    raw: Mapping[str, object],
    shape: Shape,
    path: Path,
    name: str,
    found: list[Spot],
) -> None:
    prefix = f"{name}." if name else ""
    if shape.models:
        entered = _entered(chosen(shape.models, raw))
        if not entered:
            return
        for key, value in raw.items():
            inner = entered.get(key)
            if inner is not None:
                _walk(value, inner, (*path, key), prefix + key, found)
    elif shape.values:
        mark = shape.keys.mark if shape.keys else None
        for key, value in raw.items():
            inside, label = (*path, key), prefix + key
            if mark is not None:
                found.append(Spot(inside, label, mark, key, is_key=True))
            _walk(value, shape.values, inside, label, found)


def dotted(raw: object, path: Path) -> str:
    """Return a path of a raw document in dots, with list entries by their ids."""
    name = ""
    for part in path:
        inner: object = None
        if is_table(raw):
            inner = raw.get(str(part))
        elif isinstance(raw, list | tuple) and isinstance(part, int):
            inner = raw[part] if part < len(raw) else None
        key = part if isinstance(part, str) else _label(inner, part)
        name, raw = _join(name, key), inner
    return name


def _label(value: object, index: int) -> str:
    key = value.get("id") if is_table(value) else None
    return key if isinstance(key, str) else str(index)


def _join(name: str, key: str) -> str:
    return f"{name}.{key}" if name else key
