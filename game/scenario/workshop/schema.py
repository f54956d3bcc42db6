"""The JSON Schema of a scenario file, for editors: completion, hover and first checks.

It says what the models say of shapes. References, expressions and everything that
hangs together is left to `validate`.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal, cast

from game.scenario.document import Document
from game.scenario.fields import EXPRESSION_LIMIT, Table
from game.scenario.merge import FIRST_ONLY
from game.scenario.names import rows, table
from game.scenario.record import Record
from game.scenario.workshop.descriptions import described, models, summary

Schema = dict[str, object]

Kind = Literal["whole", "part", "patch", "record"]
"""A scenario's first file, one that it includes, any of one that extends another, or
a record of what was observed."""

FILES: Mapping[Kind, str] = {
    "whole": "scenario.schema.json",
    "part": "part.schema.json",
    "patch": "patch.schema.json",
    "record": "record.schema.json",
}
"""The names of the schemas, beside the scenario."""
_EXTENDING = ("extends", "remove", "scale")


def schema(kind: Kind = "whole") -> Schema:
    """Return the schema of a kind of file."""
    kinds = {one.__name__: one for one in models()}
    root = Record if kind == "record" else Document
    found = _table(root.model_json_schema(by_alias=True), root)
    kept = cast("Mapping[str, Schema]", found.pop("$defs"))
    found["$defs"] = {name: _table(row, kinds[name]) for name, row in kept.items()}
    if kind != "record":
        _let_vary(found)
    left_out: tuple[str, ...] = ()
    if kind == "record":
        found["title"] = "Grave Concern: record"
    elif kind == "whole":
        found["title"] = "Grave Concern: scenario"
        left_out = _EXTENDING
    elif kind == "part":
        found["title"] = "Grave Concern: part of a scenario"
        found["description"] = "A file that the first file of a scenario includes."
        left_out = FIRST_ONLY
        del found["required"]
    else:
        found = cast("Schema", _loose(found))
        found["title"] = "Grave Concern: change of a scenario"
        found["description"] = "A file of a scenario that extends another."
    found["properties"] = {
        name: row
        for name, row in cast("Schema", found["properties"]).items()
        if name not in left_out
    }
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **found}


def _let_vary(found: Schema) -> None:
    """Let a card with a family say only what differs from that card."""
    definitions = cast("dict[str, Schema]", found["$defs"])
    for name, variant in (("Card", "Variant"), ("CardOption", "VariantOption")):
        definitions[variant] = cast("Schema", _loose(definitions[name]))
    fields = cast("dict[str, Schema]", definitions["Variant"]["properties"])
    fields["options"]["items"] = _definition("VariantOption")
    definitions["Variant"]["required"] = ["family"]
    agenda = cast("dict[str, Schema]", found["properties"])["agenda"]
    for key, row in cast("Schema", agenda["patternProperties"]).items():
        cast("Schema", agenda["patternProperties"])[key] = {
            "if": {"required": ["family"]},
            "then": _definition("Variant"),
            "else": row,
        }


def _definition(name: str) -> Schema:
    return {"$ref": f"#/$defs/{name}"}


def _loose(value: object) -> object:
    """Return a schema that asks for nothing but the ids by which lists are merged."""
    if isinstance(value, list):
        return [_loose(one) for one in value]
    if not isinstance(value, dict):
        return value
    is_schema = not all(isinstance(one, dict) for one in value.values())
    found = {key: _loose(one) for key, one in value.items()}
    if is_schema and isinstance(found.get("required"), list):
        found["required"] = [key for key in rows(found["required"]) if key == "id"]
    if is_schema and "$ref" in table(found.get("items")):
        found.pop("minItems", None)
    return found


def _table(row: Schema, model: type[Table]) -> Schema:
    """Return the schema of a table with the words of its fields."""
    words = described(model)
    found = _plain(row)
    fields = cast("Mapping[str, Schema]", found.get("properties", {}))
    found["properties"] = {
        name: {**field, "description": words[name]} for name, field in fields.items()
    }
    found["description"] = summary(model)
    return found


def _plain(row: Schema) -> Schema:
    """Return a schema without what TOML cannot say, and strict on the ids of rows."""
    found: Schema = {
        key: _inner(value)
        for key, value in row.items()
        if key != "title" and not (key == "default" and isinstance(value, dict))
    }
    kinds = cast("list[Schema]", found.get("anyOf", []))
    if {"type": "null"} in kinds:
        del found["anyOf"]
        found.pop("default", None)
        left = [kind for kind in kinds if kind != {"type": "null"}]
        found = {**(left[0] if len(left) == 1 else {"anyOf": left}), **found}
    if "patternProperties" in found:
        found["additionalProperties"] = False
    if found.get("format") == "date-time":
        # The format asks for an offset, and a local time has none.
        del found["format"]
        found["pattern"] = _LOCAL_TIME
    if found.get("oneOf") == _WRITTEN:
        found["oneOf"] = [*_WRITTEN[:2], {"type": "string", **_LENGTH}]
    return found


_LOCAL_TIME = r"^\d{4}-\d{2}-\d{2}[Tt ]\d{2}:\d{2}"
_WRITTEN: list[Schema] = [{"type": "boolean"}, {"type": "number"}, {"type": "string"}]
"""What an expression may be written as."""
_LENGTH: Schema = {"minLength": 1, "maxLength": EXPRESSION_LIMIT}


def _inner(value: object) -> object:
    if isinstance(value, dict):
        # The names of fields are no words of the schema: a field may be named `title`.
        is_fields = all(isinstance(inner, dict) for inner in value.values())
        if is_fields:
            return {key: _inner(inner) for key, inner in value.items()}
        return _plain(value)
    if isinstance(value, list):
        return [_inner(inner) for inner in value]
    return value
