"""The tables of fields of the author's reference, made from the models.

In the manual each stands between two marks that name it; `renewed` writes what is
between them anew and leaves everything else alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import cast

from game.scenario.document import Document
from game.scenario.fields import Table
from game.scenario.marks import ChoiceLine, Formula, Mark, Member, Refers
from game.scenario.record import Record
from game.scenario.walker import Shape, fields
from game.scenario.workshop.descriptions import described
from game.scenario.workshop.schema import Kind, Schema, schema

_BLOCK = re.compile(
    r"(<!-- fields of (?P<name>\w+) -->\n).*?(<!-- end of fields -->)", re.DOTALL
)
_HEAD = "| key | value | default | what it is |\n| --- | --- | --- | --- |\n"
_SHARED = {
    "Words": "text",
    "Number": "number",
    "Drawn": "number or `{ draw, ... }`",
    "Following": "number or `{ draw, ... }`",
}
"""Tables that are explained once for all, and how they are called in others."""
REQUIRED = "required"
"""The default of a key that cannot be left out."""
_FAR = 1e9
"""A limit at which nobody looks."""


@lru_cache(maxsize=2)
def tables(root: type[Table] = Document) -> Mapping[str, type[Table]]:
    """Return every table that a scenario can hold, by the name of its model.

    Args:
        root: the whole file: `Record` for the tables of a record.
    """
    found: dict[str, type[Table]] = {}
    waiting = [root]
    while waiting:
        model = waiting.pop()
        if model.__name__ not in found:
            found[model.__name__] = model
            for shape in fields(model).values():
                waiting.extend(_models(shape))
    return found


def renewed(text: str) -> str:
    """Return a page of the manual with its tables of fields as the models have them.

    Raises:
        KeyError: if a mark names no table.
    """
    return _BLOCK.sub(
        lambda block: f"{block.group(1)}{block_of(block['name'])}{block.group(3)}", text
    )


def block_of(name: str) -> str:
    """Return the table of fields of a model, in Markdown.

    Raises:
        KeyError: if there is no such model.
    """
    return _HEAD + "".join(
        f"| `{key}` | {kind} | {default} | {text} |\n"
        for key, kind, default, text in rows_of({**tables(Record), **tables()}[name])
    )


def rows_of(model: type[Table]) -> Iterator[tuple[str, str, str, str]]:
    """Yield key, kind of value, default and words of each field of a table."""
    row = _schema_of(model)
    needed = {
        info.alias or name
        for name, info in model.model_fields.items()
        if info.is_required()
    }
    shapes, words = fields(model), described(model)
    given = cast("Mapping[str, Schema]", row["properties"])
    for key in _own_first(model, given):
        default = REQUIRED if key in needed else _default(given[key])
        yield key, kind_of(given[key], shapes[key]), default, words[key]


@lru_cache(maxsize=3)
def _schema(kind: Kind) -> Schema:
    """Return a schema, which is only read here: once for all tables."""
    return schema(kind)


def _schema_of(model: type[Table]) -> Schema:
    # The schema of a change knows every key, but not which of them are needed.
    if model is Document:
        return _schema("patch")
    if model is Record:
        return _schema("record")
    kinds: tuple[Kind, ...] = ("whole", "record")
    defined = (cast("Mapping[str, Schema]", _schema(kind)["$defs"]) for kind in kinds)
    return next(rows[model.__name__] for rows in defined if model.__name__ in rows)


def _own_first(model: type[Table], keys: Mapping[str, object]) -> list[str]:
    """Return the keys of a table, those that others have too at the end."""
    alias = {name: info.alias or name for name, info in model.model_fields.items()}
    own = {alias[name] for name in model.__annotations__ if name in alias}
    return sorted(keys, key=lambda key: key not in own)


def within(model: type[Table]) -> Iterator[type[Table]]:
    """Yield a table and those that lie in it and are not explained once for all."""
    seen = set(_SHARED)
    waiting = [model]
    while waiting:
        one = waiting.pop(0)
        if one.__name__ in seen:
            continue
        seen.add(one.__name__)
        yield one
        for shape in fields(one).values():
            waiting.extend(_models(shape))


def named(table: str) -> type[Table] | None:
    """Return the model of the rows of a table of the file, by the table's name."""
    shape = fields(Document).get(table)
    return next(iter(_models(shape)), None) if shape else None


def kind_of(field: Schema, shape: Shape | None) -> str:
    """Return what a field may hold, in a few words."""
    kind = _marked(shape.mark) if shape and shape.mark else ""
    if kind:
        return kind
    if "$ref" in field:
        return _SHARED.get(str(field["$ref"]).rpartition("/")[2], "table")
    parts = cast("list[Schema]", field.get("oneOf", []))
    if parts:
        is_time = any(part.get("format") == "date" for part in parts)
        kinds = [kind_of(part, None) for part in parts]
        if kinds[0] == _SHARED["Words"]:
            return f"{kinds[0]}, or {kinds[-1]}"
        return "date, or date and time" if is_time else kinds[-1]
    return _simple(field, shape)


def _marked(mark: Mark) -> str:
    match mark:
        case Formula():
            return "truth or expression" if mark.truth else "number or expression"
        case Refers():
            return "id of " + " ".join(f"`[{one}]`" for one in mark.tables)
        case Member():
            return "rung or option"
        case ChoiceLine():
            return "line of the grammar of choices"
        case _:
            return ""


def _simple(field: Schema, shape: Shape | None) -> str:
    if "enum" in field:
        values = cast("list[str]", field["enum"])
        return " ".join(f'`"{value}"`' for value in values)
    if "const" in field:
        return f"`{field['const']}`"
    if "anyOf" in field:
        return "a date, or a string"
    if "items" in field:
        inner = kind_of(cast("Schema", field["items"]), shape and shape.items)
        span = _span(field, "minItems", "maxItems")
        inner = f"{inner}s" if inner == "table" else inner
        return f"list of {inner}" + (f", {span}" if span else "")
    if field.get("type") == "object":
        return _keyed(field, shape)
    return _scalar(field)


def _keyed(field: Schema, shape: Shape | None) -> str:
    patterns = cast("Mapping[str, Schema]", field.get("patternProperties", {}))
    inner = next(iter(patterns.values()), field.get("additionalProperties"))
    # A row that may be of one of two kinds is a table either way.
    row = cast("Schema", inner)
    row = cast("Schema", row.get("else", row))
    kind = kind_of(row, shape and shape.values)
    keys = kind_of({"type": "string"}, shape and shape.keys)
    return f"{kind}, by {'id' if keys == 'a string' else keys}"


def _scalar(field: Schema) -> str:
    kind = str(field.get("type"))
    if field.get("format") == "date":
        return "date"
    if kind == "boolean":
        return "`true` or `false`"
    if kind in {"integer", "number"}:
        name = "whole number" if kind == "integer" else "plain number"
        low = field.get("minimum", field.get("exclusiveMinimum"))
        above = " above" if "exclusiveMinimum" in field else ""
        high = field.get("maximum")
        if isinstance(low, int | float) and low > -_FAR:
            name += f"{above} {low:g}" if above else f" from {low:g}"
        if isinstance(high, int | float) and high < _FAR:
            name += f" to {high:g}"
        return name
    return "a string"


def _span(field: Schema, least: str, most: str) -> str:
    low, high = field.get(least), field.get(most)
    if low == high:
        return f"{low}" if low is not None else ""
    if low is None:
        return f"at most {high}"
    return f"{low} to {high}"


def _default(field: Schema) -> str:
    value = field.get("default")
    if isinstance(value, bool):
        return f"`{str(value).lower()}`"
    if isinstance(value, int | float):
        return f"`{value:g}`"
    return f'`"{value}"`' if isinstance(value, str) else ""


def _models(shape: Shape) -> Iterator[type[Table]]:
    yield from shape.models
    for inner in (shape.values, shape.items):
        if inner:
            yield from _models(inner)
