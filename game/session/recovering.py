"""What a crash or a failing disk left behind: told to the player, and put right."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

from game.chronicle import EndRecord, Fault, open_for_play, read, repair
from game.errors import GameError
from game.session.damage import refuse_without_scenario
from game.session.opening import scenario_in
from game.session.retracing import play_again
from game.session.written import end_record
from game.words import Message, message, render

if TYPE_CHECKING:
    from pathlib import Path

    from game.chronicle import Chronicle, Recovery
    from game.session.course import Course
    from game.session.reading import Reader


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
    if damage.fault in {Fault.UNFINISHED, Fault.BYTE} and damage.repairable:
        return message(
            "A damaged place at byte {offset} was put right; nothing is lost.",
            offset=damage.offset,
        )
    return message(
        "What follows byte {offset}, after turn {turn}, could not be read and was "
        "given up. The original is kept as {kept}.",
        offset=damage.offset,
        turn=damage.month,
        kept=kept,
    )


@dataclass(frozen=True, slots=True)
class Mended:
    """What was done to a game."""

    recovery: Recovery | None
    ended: bool
    """Whether it was given the record of its end again."""


def told(mended: Mended, language: str) -> tuple[str, ...]:
    """Return in sentences what was found, what was saved and what was not."""
    lines = [] if mended.recovery is None else _told(mended.recovery)
    if mended.ended:
        lines.append(message("Written again: how the game ended."))
    if not lines:
        lines.append(message("Nothing was wrong with it."))
    return tuple(render(line, language) for line in lines)


def _told(recovery: Recovery) -> list[Message]:
    damage = recovery.damage
    place = message(
        "Found: damage at byte {offset}, in line {line}.",
        offset=damage.offset,
        line=damage.line,
    )
    saved = message("Saved: everything.")
    if damage.lost and damage.month:
        saved = message(
            "Saved: the turns 1 to {turn}; the game goes on after them.",
            turn=damage.month,
        )
    elif damage.lost:
        saved = message("Saved: how the game began; no turn of it is decided.")
    lost = message("Not saved: nothing.")
    if damage.fault is Fault.TORN:
        lost = message(
            "Not saved: {bytes} bytes of a last line that was never confirmed.",
            bytes=damage.lost,
        )
    elif damage.lost:
        lost = message(
            "Not saved: {bytes} bytes behind that place; they cannot be read in order.",
            bytes=damage.lost,
        )
    lines = [place, saved, lost]
    if len(damage.fixes) == 1:
        lines.append(message("Put right: one place."))
    elif damage.fixes:
        lines.append(message("Put right: {count} places.", count=len(damage.fixes)))
    if recovery.kept is not None:
        lines.append(message("Kept beside it: {kept}.", kept=recovery.kept.name))
    return lines


def mend(path: Path, reader: Reader) -> Mended:
    """Make a game playable again at the price of what cannot be read.

    The original is kept beside it. A finished game that lost the record of its end
    is given it again.

    Raises:
        ChronicleError: If it is missing, busy, or beyond repair.
    """
    check_scenario(path)
    done = repair(path)
    ended = False
    with suppress(GameError), open_for_play(path) as chronicle:
        records = chronicle.records
        scenario = scenario_in(records, path.stem, reader)
        ended = give_end(chronicle, play_again(scenario, records, name=path.stem))
    return Mended(done, ended)


def check_scenario(path: Path) -> None:
    """Refuse a game that is damaged in the scenario that it carries.

    Without it nothing can be played, so repairing would only throw away.

    Raises:
        DamagedGameError: If it is.
        ChronicleError: If there is no such game, or nothing of it can be read.
    """
    refuse_without_scenario(read(path), path)


def give_end(chronicle: Chronicle, course: Course) -> bool:
    """Write down again how a game ended, if that was lost; tell whether it was.

    Raises:
        StorageError: If the disk refused.
    """
    written = any(isinstance(row, EndRecord) for row in chronicle.records)
    if course.is_over and not written:
        chronicle.append(end_record(course))
        return True
    return False
