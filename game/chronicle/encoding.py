"""Records to payload bytes and back, strictly.

JSON as it is found in the wild keeps the last of two equal keys, accepts NaN,
numbers of any length and nesting of any depth, and guesses encodings. None of
that is let in here.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Final, NoReturn

from game.chronicle.checks import Malformed
from game.chronicle.frames import PAYLOAD_LIMIT, SCENARIO_PAYLOAD_LIMIT, locate
from game.chronicle.origin import ScenarioRecord
from game.chronicle.records import Record, record_of
from game.chronicle.upcasting import upcast
from game.errors import ChronicleError
from game.text import clean

if TYPE_CHECKING:
    from collections.abc import Mapping

DEPTH_LIMIT: Final = 64
_NUMBER_LIMIT: Final = 20
_LOCATOR_KEY: Final = "adler"
_STRING: Final = re.compile(rb'"[^"]*"')
_BRACKET: Final = re.compile(rb"[][{}]")
_SURROGATE: Final = re.compile(rb"\\u[dD][89a-fA-F]")


def _unique(pairs: list[tuple[str, object]]) -> dict[str, object]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise Malformed("payload", "the same key twice")
    return found


def _integer(literal: str) -> int:
    if len(literal) > _NUMBER_LIMIT + 1:
        raise Malformed("payload", "a number too long")
    return int(literal)


def _refuse(literal: str) -> NoReturn:
    raise Malformed("payload", f"the number {literal[:_NUMBER_LIMIT]} is not whole")


def _depth(payload: bytes) -> int:
    """Return how deeply brackets nest, strings left out."""
    # A pattern that knows escapes keeps a note of each byte of a scenario's texts.
    escaped = payload.replace(rb"\\", b"").replace(rb"\"", b"")
    deepest = depth = 0
    for bracket in _BRACKET.findall(_STRING.sub(b"", escaped)):
        depth += 1 if bracket in b"[{" else -1
        deepest = max(deepest, depth)
    return deepest


def parse(payload: bytes) -> Mapping[str, object]:
    """Return the JSON object of a payload, its locator left out.

    Raises:
        Malformed: it is not a JSON object of whole numbers, Unicode text and
            unique keys, at most `DEPTH_LIMIT` deep, in ASCII.
    """
    brackets = payload.count(b"[") + payload.count(b"{")
    if brackets > DEPTH_LIMIT and _depth(payload) > DEPTH_LIMIT:
        raise Malformed("payload", "nested too deeply")
    try:
        found = json.loads(
            payload.decode("ascii"),
            object_pairs_hook=_unique,
            parse_int=_integer,
            parse_float=_refuse,
            parse_constant=_refuse,
        )
        if _SURROGATE.search(payload):
            # Pairs have become characters by now; only half ones fail here.
            json.dumps(found, ensure_ascii=False).encode("utf-8")
    except ValueError as error:
        raise Malformed("payload", "not JSON in ASCII") from error
    if type(found) is not dict:
        raise Malformed("payload", "not an object")
    found.pop(_LOCATOR_KEY, None)
    return found


def decode(payload: bytes, written: int | None = None) -> Record:
    """Return the record of a payload; raises `Malformed`.

    Args:
        payload: the bytes of one record.
        written: the format they were written in; this version's if not given.
    """
    found = parse(payload)
    record = record_of(found if written is None else upcast(found, written))
    scenario = isinstance(record, ScenarioRecord)
    if len(payload) > (SCENARIO_PAYLOAD_LIMIT if scenario else PAYLOAD_LIMIT):
        raise Malformed("payload", "too long")
    return record


def encode(record: Record) -> bytes:
    """Return the payload bytes of a record.

    Nothing is written that would not read back as the same record.

    Raises:
        ChronicleError: the record breaks a rule of the format.
    """
    try:
        text = json.dumps(record.payload(), allow_nan=False, separators=(",", ":"))
        payload = locate(text.encode("ascii"))
        fault = "" if decode(payload) == record else "it does not read back as it was"
    except (Malformed, TypeError, ValueError) as error:
        fault = str(error)
        payload = b""
    if fault:
        raise ChronicleError(
            "This cannot be kept in a saved game: {fault}.", fault=clean(fault)
        )
    return payload
