"""The hash of what a Spec holds: the mechanics by which a saved game is known again."""

from __future__ import annotations

import dataclasses
import hashlib
import json
from collections.abc import Iterator
from enum import Enum
from functools import lru_cache


def plain(value: object) -> object:
    """Return a value of the Spec as lists, strings and numbers."""
    if isinstance(value, Enum):
        return str(value.value)
    if value is None or isinstance(value, str | float):
        return value
    if isinstance(value, int):
        return float(value)
    if isinstance(value, tuple):
        return [plain(part) for part in value]
    return [type(value).__name__, *_fields(value)]


def _fields(value: object) -> Iterator[object]:
    """Yield the fields of a value; one that came later only where it says something."""
    for part in _parts(type(value)):  # type: ignore[arg-type]  # a class can be hashed
        own = getattr(value, part.name)
        if "later" not in part.metadata:
            yield plain(own)
        elif own != part.default:
            yield [part.name, plain(own)]


@lru_cache(maxsize=64)
def _parts(kind: type) -> tuple[dataclasses.Field[object], ...]:
    """Return the fields of a dataclass, but for what only tells of it."""
    return tuple(part for part in dataclasses.fields(kind) if part.compare)


def hash_of(value: object) -> str:
    """Return the SHA-256 of lists, strings and numbers, in hexadecimal."""
    text = json.dumps(value, sort_keys=True, separators=(",", ":"), allow_nan=False)
    return hashlib.sha256(text.encode()).hexdigest()
