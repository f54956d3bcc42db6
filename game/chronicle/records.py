"""The kinds of record, and how to tell them apart."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, Self

from game.chronicle.checks import name
from game.chronicle.course import (
    CarryRecord,
    DecideRecord,
    EndRecord,
    NoteRecord,
    StateRecord,
)
from game.chronicle.origin import FormatRecord, GameRecord, OpenRecord, ScenarioRecord


@dataclass(frozen=True, slots=True)
class UnknownRecord:
    """A record of a kind that this version does not know.

    One whose kind starts with `x-` may be passed over; any other kind means
    that the game can be watched here but not played.
    """

    kind: str
    content: Mapping[str, object]

    @property
    def ignorable(self) -> bool:
        """Whether the game may be played without understanding this record."""
        return self.kind.startswith("x-")

    def payload(self) -> dict[str, object]:
        """Return the JSON object of the record."""
        return {"k": self.kind, **self.content}

    @classmethod
    def from_payload(cls, payload: Mapping[str, object]) -> Self:
        """Keep a JSON object as it is; raises `Malformed` for a bad kind."""
        kind = name("k", payload.get("k"))
        return cls(kind, {key: each for key, each in payload.items() if key != "k"})


Known = (
    GameRecord
    | ScenarioRecord
    | FormatRecord
    | OpenRecord
    | DecideRecord
    | StateRecord
    | NoteRecord
    | CarryRecord
    | EndRecord
)
Record = Known | UnknownRecord

_KINDS: Final[Mapping[str, type[Known]]] = {
    "game": GameRecord,
    "scenario": ScenarioRecord,
    "format": FormatRecord,
    "open": OpenRecord,
    "decide": DecideRecord,
    "state": StateRecord,
    "note": NoteRecord,
    "carry": CarryRecord,
    "end": EndRecord,
}


def record_of(payload: Mapping[str, object]) -> Record:
    """Check a JSON object and return its record; raises `Malformed`."""
    kind = payload.get("k")
    known = _KINDS.get(kind) if isinstance(kind, str) else None
    return (known or UnknownRecord).from_payload(payload)
