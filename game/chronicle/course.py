"""The records that a game adds as it goes on."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Mapping
from dataclasses import dataclass, field
from math import prod
from typing import ClassVar, Final, Self

from game.chronicle.checks import (
    NUMBER_LIMIT,
    Malformed,
    Tree,
    digits,
    fields,
    integer,
    mapping,
    sequence,
    text,
    texts,
    tree,
)

_ITEM_SIZES: Final = {
    "<f8": 8,
    "<i2": 2,
    "<i4": 4,
    "<i8": 8,
    "<u8": 8,
    "|b1": 1,
    "|i1": 1,
    "|u1": 1,
}
_TYPE_NAME: Final = 3
_DIMENSIONS: Final = 4
_LENGTH_LIMIT: Final = 1 << 32
_CONTENT_LIMIT: Final = 1 << 20
_NOTE_LIMIT: Final = 10_000
_ARRAY_PARTS: Final = 3


def _month(payload: Mapping[str, object]) -> int:
    return integer("n", payload["n"], 0, NUMBER_LIMIT)


@dataclass(frozen=True, slots=True, kw_only=True)
class StateDigest:
    """The digest of a state and those of its parts, each 32 hex digits."""

    whole: str
    variables: str
    delays: str
    levers: str
    memory: str

    def payload(self) -> dict[str, object]:
        """Return the JSON object of the digest."""
        return {
            "whole": self.whole,
            "variables": self.variables,
            "delays": self.delays,
            "levers": self.levers,
            "memory": self.memory,
        }

    @classmethod
    def from_payload(cls, payload: object) -> Self:
        """Check and read a JSON object; raises `Malformed`."""
        parts = ("whole", "variables", "delays", "levers", "memory")
        found = fields("s", payload, parts)
        return cls(**{part: digits(f"s.{part}", found[part]) for part in parts})


@dataclass(frozen=True, slots=True, kw_only=True)
class DecideRecord:
    """One month's decision, complete.

    `n` is the month, `do` the player's choices in order, one line each,
    `defaults` what the month adds for cards left unanswered, `s` the digest of
    the state that the decision was taken in, `shown` the forecast as it stood
    on the screen, in whole numbers.
    """

    kind: ClassVar[str] = "decide"

    n: int
    do: tuple[str, ...]
    defaults: tuple[str, ...]
    s: StateDigest
    shown: Mapping[str, Tree] = field(default_factory=dict)

    def payload(self) -> dict[str, object]:
        """Return the JSON object of the record."""
        return {
            "k": self.kind,
            "n": self.n,
            "do": list(self.do),
            "defaults": list(self.defaults),
            "s": self.s.payload(),
            "shown": dict(self.shown),
        }

    @classmethod
    def from_payload(cls, payload: Mapping[str, object]) -> Self:
        """Check and read a JSON object; raises `Malformed`."""
        fields("decide", payload, ("k", "n", "do", "defaults", "s", "shown"))
        shown = mapping("shown", payload["shown"])
        return cls(
            n=_month(payload),
            do=texts("do", payload["do"]),
            defaults=texts("defaults", payload["defaults"]),
            s=StateDigest.from_payload(payload["s"]),
            shown={key: tree(f"shown.{key}", value) for key, value in shown.items()},
        )


@dataclass(frozen=True, slots=True)
class Array:
    """The bytes of one array: its type, its shape and its little-endian content."""

    dtype: str
    shape: tuple[int, ...]
    content: bytes

    def payload(self) -> list[object]:
        """Return the JSON list of the array."""
        return [
            self.dtype,
            list(self.shape),
            base64.b64encode(self.content).decode("ascii"),
        ]

    @classmethod
    def from_payload(cls, place: str, payload: object) -> Self:
        """Check and read a JSON list; raises `Malformed`."""
        parts = sequence(place, payload)
        if len(parts) != _ARRAY_PARTS:
            raise Malformed(place, "not a type, a shape and a content")
        dtype = text(place, parts[0], _TYPE_NAME)
        if dtype not in _ITEM_SIZES:
            raise Malformed(place, "an unknown type")
        shape = tuple(
            integer(place, each, 0, _LENGTH_LIMIT)
            for each in sequence(place, parts[1], _DIMENSIONS)
        )
        encoded = text(place, parts[2], _CONTENT_LIMIT)
        try:
            content = base64.b64decode(encoded.encode("utf-8"), validate=True)
        except binascii.Error as error:
            raise Malformed(place, "not base64") from error
        if base64.b64encode(content).decode("ascii") != encoded:
            raise Malformed(place, "not base64 in its one form")
        if len(content) != prod(shape) * _ITEM_SIZES[dtype]:
            raise Malformed(place, "a content that does not fill the shape")
        return cls(dtype, shape, content)


@dataclass(frozen=True, slots=True, kw_only=True)
class StateRecord:
    """The whole state at the opening of month `n`.

    `schema` numbers the meaning of the arrays; a newer version that plays by
    other mechanics goes on from here.
    """

    kind: ClassVar[str] = "state"

    n: int
    schema: int
    arrays: Mapping[str, Array]
    digest: str

    def payload(self) -> dict[str, object]:
        """Return the JSON object of the record."""
        return {
            "k": self.kind,
            "n": self.n,
            "schema": self.schema,
            "arrays": {key: each.payload() for key, each in self.arrays.items()},
            "digest": self.digest,
        }

    @classmethod
    def from_payload(cls, payload: Mapping[str, object]) -> Self:
        """Check and read a JSON object; raises `Malformed`."""
        fields("state", payload, ("k", "n", "schema", "arrays", "digest"))
        arrays = mapping("arrays", payload["arrays"])
        return cls(
            n=_month(payload),
            schema=integer("schema", payload["schema"], 0, NUMBER_LIMIT),
            arrays={
                key: Array.from_payload(f"arrays.{key}", value)
                for key, value in arrays.items()
            },
            digest=digits("digest", payload["digest"]),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteRecord:
    """The player's own words, written in month `n`."""

    kind: ClassVar[str] = "note"

    n: int
    text: str

    def payload(self) -> dict[str, object]:
        """Return the JSON object of the record."""
        return {"k": self.kind, "n": self.n, "text": self.text}

    @classmethod
    def from_payload(cls, payload: Mapping[str, object]) -> Self:
        """Check and read a JSON object; raises `Malformed`."""
        fields("note", payload, ("k", "n", "text"))
        return cls(n=_month(payload), text=text("text", payload["text"], _NOTE_LIMIT))


@dataclass(frozen=True, slots=True, kw_only=True)
class CarryRecord:
    """From here on the game is played from the state written down for month `n`.

    What stands before was played by other mechanics. `digest` is that of the state.
    """

    kind: ClassVar[str] = "carry"

    n: int
    digest: str

    def payload(self) -> dict[str, object]:
        """Return the JSON object of the record."""
        return {"k": self.kind, "n": self.n, "digest": self.digest}

    @classmethod
    def from_payload(cls, payload: Mapping[str, object]) -> Self:
        """Check and read a JSON object; raises `Malformed`."""
        fields("carry", payload, ("k", "n", "digest"))
        return cls(n=_month(payload), digest=digits("digest", payload["digest"]))


@dataclass(frozen=True, slots=True, kw_only=True)
class EndRecord:
    """How the game ended: the ending's id, empty for none, and the last state."""

    kind: ClassVar[str] = "end"

    n: int
    ending: str
    digest: str

    def payload(self) -> dict[str, object]:
        """Return the JSON object of the record."""
        return {
            "k": self.kind,
            "n": self.n,
            "ending": self.ending,
            "digest": self.digest,
        }

    @classmethod
    def from_payload(cls, payload: Mapping[str, object]) -> Self:
        """Check and read a JSON object; raises `Malformed`."""
        fields("end", payload, ("k", "n", "ending", "digest"))
        return cls(
            n=_month(payload),
            ending=text("ending", payload["ending"]),
            digest=digits("digest", payload["digest"]),
        )
