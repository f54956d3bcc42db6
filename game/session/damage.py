"""Damage that took something away, in one sentence wherever a game is looked at."""

from __future__ import annotations

from typing import TYPE_CHECKING

from game.chronicle import Fault, GameRecord, ScenarioRecord
from game.errors import DamagedGameError
from game.words import message

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from game.chronicle import Damage, Reading, Record
    from game.words import Message


def loss(reading: Reading) -> Damage | None:
    """Return the damage behind which decisions may be missing, or None.

    What can be put right loses nothing, and a torn last line was never confirmed.
    """
    damage = reading.damage
    if damage is None or not damage.lost or damage.fault is Fault.TORN:
        return None
    return damage


def loss_text(reading: Reading, name: str) -> Message | None:
    """Return in one sentence what of a game can still be read, or None if it is whole.

    The sentence ends with what can be done.
    """
    damage = loss(reading)
    if damage is None:
        return None
    if not damage.month:
        return message(
            "{name} is damaged at byte {offset}, line {line}: none of its turns can be "
            "read, only how it began; `repair {name}` keeps the original and goes on "
            "from there.",
            name=name,
            offset=damage.offset,
            line=damage.line,
        )
    return message(
        "{name} is damaged at byte {offset}, line {line}: turns 1 to {turn} can be "
        "read, and what was decided after them is not known; `repair {name}` keeps the "
        "original and goes on after turn {turn}.",
        name=name,
        offset=damage.offset,
        line=damage.line,
        turn=damage.month,
    )


def left_text(records: Sequence[Record]) -> Message | None:
    """Return in one sentence that a game left a damaged one, or None if it did not."""
    first = records[0] if records else None
    parent = first.parent if isinstance(first, GameRecord) else None
    if parent is None or not parent.damaged:
        return None
    return message(
        "The game that this one branched off was damaged then: what was decided in it "
        "behind the damage could not be read, and may have been seen. So this one is "
        "marked: with hindsight."
    )


def refuse_without_scenario(reading: Reading, path: Path) -> None:
    """Refuse a game that is damaged in the scenario that it carries.

    Raises:
        DamagedGameError: If it is; without it nothing can be played.
    """
    damage = reading.damage
    carried = any(isinstance(row, ScenarioRecord) for row in reading.records)
    if damage is not None and damage.lost and not carried:
        raise DamagedGameError(
            "{name} is damaged at byte {offset}, in the scenario that it carries, "
            "beyond repair; without it nothing can be played. Use a copy of the file "
            "if there is one; the file was left as it is.",
            offset=damage.offset,
            name=path.name,
        )
