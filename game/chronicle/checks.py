"""Checks of untrusted values, by hand: each returns its value or raises.

`Malformed` says which field is wrong and why; the callers turn it into an error
for the player or into damage at a place in a file.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Final

Tree = int | Sequence["Tree"] | Mapping[str, "Tree"]
"""Whole numbers in lists and objects, nested."""

TEXT_LIMIT: Final = 400
NAME_LIMIT: Final = 100
LIST_LIMIT: Final = 1000
INTEGER_LIMIT: Final = 1 << 64
TREE_DEPTH: Final = 6
NUMBER_LIMIT: Final = 1_000_000
"""The largest month, level or version number."""

_HEX: Final = re.compile(r"[0-9a-f]+")


class Malformed(Exception):  # noqa: N818 - it names a finding; callers translate it
    """A value does not have the shape that the format demands."""

    def __init__(self, place: str, fault: str) -> None:
        super().__init__(f"{place}: {fault}")


def integer(
    place: str, value: object, low: int = 0, high: int = INTEGER_LIMIT - 1
) -> int:
    """Check a whole number between two bounds, both included."""
    if type(value) is not int:
        raise Malformed(place, "not a whole number")
    if not low <= value <= high:
        raise Malformed(place, "out of range")
    return value


def text(place: str, value: object, limit: int = TEXT_LIMIT) -> str:
    """Check a string of at most `limit` characters; parsing saw that it is Unicode."""
    if type(value) is not str:
        raise Malformed(place, "not text")
    if len(value) > limit:
        raise Malformed(place, "too long")
    return value


def name(place: str, value: object) -> str:
    """Check a short string that is not empty."""
    if not text(place, value, NAME_LIMIT):
        raise Malformed(place, "empty")
    return str(value)


def digits(place: str, value: object, low: int = 32, high: int = 32) -> str:
    """Check a string of lower-case hexadecimal digits of a length."""
    found = text(place, value, high)
    if len(found) < low or not _HEX.fullmatch(found):
        raise Malformed(place, "not hexadecimal digits of the right length")
    return found


def boolean(place: str, value: object) -> bool:
    """Check a truth value."""
    if type(value) is not bool:
        raise Malformed(place, "not true or false")
    return value


def sequence(place: str, value: object, limit: int = LIST_LIMIT) -> tuple[object, ...]:
    """Check a list of at most `limit` elements."""
    if type(value) is not list:
        raise Malformed(place, "not a list")
    if len(value) > limit:
        raise Malformed(place, "too long")
    return tuple(value)


def mapping(place: str, value: object, limit: int = LIST_LIMIT) -> Mapping[str, object]:
    """Check an object of at most `limit` fields with text for keys."""
    if type(value) is not dict:
        raise Malformed(place, "not an object")
    if len(value) > limit:
        raise Malformed(place, "too many fields")
    for key in value:
        text(place, key)
    return value


def texts(place: str, value: object) -> tuple[str, ...]:
    """Check a list of strings."""
    return tuple(text(place, each) for each in sequence(place, value))


def tree(place: str, value: object, depth: int = TREE_DEPTH) -> Tree:
    """Check whole numbers in nested lists and objects; lists become tuples."""
    if depth == 0:
        raise Malformed(place, "nested too deeply")
    if type(value) is dict:
        return {
            key: tree(place, each, depth - 1)
            for key, each in mapping(place, value).items()
        }
    if type(value) is list:
        return tuple(tree(place, each, depth - 1) for each in sequence(place, value))
    return integer(place, value, 1 - INTEGER_LIMIT)


def fields(
    place: str, value: object, needed: Sequence[str], optional: Sequence[str] = ()
) -> Mapping[str, object]:
    """Check an object that has all needed fields and no unknown one."""
    found = mapping(place, value)
    for key in needed:
        if key not in found:
            raise Malformed(place, f"has no {key}")
    for key in found:
        if key not in needed and key not in optional:
            raise Malformed(place, f"has an unknown field {key!r}")
    return found
