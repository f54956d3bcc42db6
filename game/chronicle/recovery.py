"""Putting right what a crash or a failing disk left in a file.

Nothing is ever thrown away: bytes that are cut off, or changed, are first kept
in a file of their own beside the game and made durable.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from typing import TYPE_CHECKING

from game.chronicle.disk import write_all
from game.chronicle.paths import shown
from game.chronicle.survey import Damage, Fault, Survey
from game.errors import DamagedGameError

if TYPE_CHECKING:
    from pathlib import Path

    from game.chronicle.disk import Disk


@dataclass(frozen=True, slots=True, kw_only=True)
class Recovery:
    """What was wrong with a game when it was opened, and is right now.

    `kept` holds the original bytes: the cut-off end (`.torn`) or the whole file
    (`.damaged`); None where only the end of the last line had to be added.
    """

    damage: Damage
    kept: Path | None


def recover(
    disk: Disk,
    descriptor: int,
    path: Path,
    found: Survey,
    original: bytes,
    *,
    cut: bool = False,
) -> Recovery | None:
    """Make the open, locked file hold exactly what the survey could read.

    Args:
        disk: where the file is.
        descriptor: the file, open for writing.
        path: its path, beside which original bytes are kept.
        found: what stands in it.
        original: all its bytes.
        cut: also give up what follows damage beyond repair.

    Returns:
        What was done; None if nothing was wrong.

    Raises:
        DamagedGameError: lines that were once complete do not verify, and `cut`
            is not asked for. The file was not touched.
        OSError: the disk refused.
    """
    damage = found.damage
    if damage is None:
        return None
    beyond = damage.lost > 0 and damage.fault is not Fault.TORN
    if beyond and not cut:
        raise DamagedGameError(
            "{name} is damaged at byte {offset} (line {line}), after turn {month}: "
            "what follows cannot be read in order. The file was left as it is. Watch "
            "it up to there, use a copy, or repair it, which keeps the original and "
            "goes on from that turn.",
            offset=damage.offset,
            repairable=True,
            name=shown(path),
            line=damage.line,
            month=damage.month,
        )
    kept = None
    if beyond or any(fix.was for fix in damage.fixes):
        kept = _keep(disk, path, "damaged", original)
    elif damage.lost:
        kept = _keep(disk, path, "torn", original[damage.offset :])
    for fix in damage.fixes:
        write_all(disk, descriptor, fix.put, fix.offset)
    if damage.lost:
        disk.truncate(descriptor, damage.offset)
    disk.sync(descriptor)
    return Recovery(damage=damage, kept=kept)


def _keep(disk: Disk, path: Path, ending: str, content: bytes) -> Path:
    """Write bytes to a new file beside a game, durably, and return its path."""
    kept, descriptor = _new_file(disk, path, ending)
    try:
        write_all(disk, descriptor, content, 0)
        disk.sync(descriptor)
    finally:
        disk.close(descriptor)
    disk.sync_folder(path.parent)
    return kept


def _new_file(disk: Disk, path: Path, ending: str) -> tuple[Path, int]:
    """Open the first path beside a game that nothing has yet."""
    number = 1
    while True:
        suffix = f".{ending}" if number == 1 else f".{ending}.{number}"
        kept = path.with_name(path.name + suffix)
        try:
            return kept, disk.open(kept, os.O_WRONLY | os.O_CREAT | os.O_EXCL)
        except FileExistsError:
            number += 1
