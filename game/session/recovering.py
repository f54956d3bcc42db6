"""What a crash or a failing disk left behind, told to the player."""

from __future__ import annotations

from typing import TYPE_CHECKING

from game.chronicle import Fault
from game.words import Message, message

if TYPE_CHECKING:
    from game.chronicle import Recovery


def recovery_text(recovery: Recovery) -> Message:
    """Return what was found in a saved game and put right."""
    damage = recovery.damage
    kept = recovery.kept.name if recovery.kept else ""
    if damage.fault is Fault.TORN:
        return message(
            "The last decision was not saved completely and does not count. Its "
            "remains are kept as {kept}.",
            kept=kept,
        )
    if damage.fault in {Fault.UNFINISHED, Fault.BYTE}:
        return message(
            "A damaged place at byte {offset} was put right; nothing is lost.",
            offset=damage.offset,
        )
    return message(
        "What follows byte {offset}, after month {month}, could not be read and was "
        "given up. The original is kept as {kept}.",
        offset=damage.offset,
        month=damage.month,
        kept=kept,
    )
