"""The JSON Schema of a scenario file, for editors: completion, hover and first checks.

It says what the models say of shapes. References, expressions and everything that
hangs together is left to `validate`.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import cast

from game.scenario.document import Document
from game.scenario.fields import EXPRESSION_LIMIT, Table
from game.scenario.merge import FIRST_ONLY
from game.scenario.workshop.descriptions import described, models, summary

Schema = dict[str, object]

WHOLE = "scenario.schema.json"
"""The name of the schema of a first file, beside the scenario."""
PART = "part.schema.json"
"""The name of the schema of a file that another one includes."""


def schema(*, part: bool = False) -> Schema:
    """Return the schema of a scenario's first file, or of a file that it includes."""
    kinds = {kind.__name__: kind for kind in models()}
    whole = _table(Document.model_json_schema(by_alias=True), Document)
    kept = cast("Mapping[str, Schema]", whole.pop("$defs"))
    whole["$defs"] = {name: _table(row, kinds[name]) for name, row in kept.items()}
    whole["title"] = "Grave Concern: scenario"
    if part:
        whole["title"] = "Grave Concern: part of a scenario"
        whole["description"] = "A file that the first file of a scenario includes."
        fields = cast("Schema", whole["properties"])
        whole["properties"] = {
            name: row for name, row in fields.items() if name not in FIRST_ONLY
        }
        del whole["required"]
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **whole}


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
    if found.get("oneOf") == _WRITTEN:
        found["oneOf"] = [*_WRITTEN[:2], {"type": "string", **_LENGTH}]
    return found


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
