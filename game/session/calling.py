"""A player's calls of probability, as they stand in the record of a game.

A record of the kind `x-call` may be passed over by who does not know it, and nothing
that is played depends on it. What is malformed counts as never called.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from game.chronicle import UnknownRecord
from game.errors import ChoiceError
from game.text import clean

if TYPE_CHECKING:
    from collections.abc import Sequence

    from game.chronicle import Record

KIND: Final = "x-call"
LEAST, MOST = 1, 99
"""Percent; nobody says 0 or 100."""


def call_record(turn: int, adviser: str, percent: int) -> UnknownRecord:
    """Return a call as it is written down."""
    return UnknownRecord(KIND, {"n": turn, "adviser": adviser, "percent": percent})


def calls_of(records: Sequence[Record]) -> dict[tuple[int, str], int]:
    """Return the last call of every claim, by turn and adviser."""
    found: dict[tuple[int, str], int] = {}
    for row in records:
        turn = call_turn(row)
        if turn is None or not isinstance(row, UnknownRecord):
            continue
        adviser, percent = row.content.get("adviser"), row.content.get("percent")
        if not isinstance(adviser, str) or not isinstance(percent, int):
            continue
        if LEAST <= percent <= MOST and percent is not True:
            found[turn, adviser] = percent
    return found


def call_turn(row: Record) -> int | None:
    """Return the turn of a call; None for any other record."""
    if not isinstance(row, UnknownRecord) or row.kind != KIND:
        return None
    turn = row.content.get("n")
    return turn if isinstance(turn, int) and turn is not True else None


def percent_of(text: str) -> int:
    """Return a chance as it was typed, in whole percent.

    Raises:
        ChoiceError: If it is none.
    """
    digits = text.strip().removesuffix("%").strip()
    if digits.isascii() and digits.isdecimal() and LEAST <= int(digits[:9]) <= MOST:
        return int(digits)
    raise ChoiceError(
        "A chance is a whole number of percent from {least} to {most}, not {text}.",
        least=LEAST,
        most=MOST,
        text=clean(text, limit=40) or '""',
    )
