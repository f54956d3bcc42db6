"""What lies on the desk, part by part: cards, standing policy, acts, advisers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from game.errors import ChoiceError
from game.words import say

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from game.plain.rooms import Rooms
    from game.report.views import LeverView, Room


def policy_lines(
    room: Room, lever: str, numbers: Mapping[str, int], rooms: Rooms, language: str
) -> Iterator[str]:
    """Write every lever as a ladder, or one: its rungs, their prices and their law.

    Args:
        room: The room.
        lever: The id or label of one lever, or empty.
        numbers: The number of each choice that may be made by number.
        rooms: Writes choices.
        language: Of the sentences.

    Raises:
        ChoiceError: If there is no such lever.
    """
    asked = lever.casefold()
    found = [one for one in room.levers if asked in {"", one.id, one.label.casefold()}]
    if lever and not found:
        known = ", ".join(one.id for one in room.levers)
        raise ChoiceError(
            "There is no policy `{id}`. There are: {known}.",
            id=lever[:60],
            known=known,
        )
    for one in found:
        yield ""
        yield from _ladder(one, numbers, rooms, language)


def _ladder(
    lever: LeverView, numbers: Mapping[str, int], rooms: Rooms, language: str
) -> Iterator[str]:
    yield f"{lever.label} [{lever.id}]"
    if lever.note:
        yield f"  {lever.note}"
    for rung in lever.rungs:
        if rung.current:
            yield say("  {rung}: in force", language, rung=rung.label)
        else:
            head = rooms.choice(rung.line, rung.label, rung.cost, numbers)
            yield rooms.state(head, rung.locked, staged=rung.staged)
        if rung.note:
            yield f"      {rung.note}"


def act_lines(room: Room, numbers: Mapping[str, int], rooms: Rooms) -> Iterator[str]:
    """Write what may be started, and the duties that may be declared.

    Raises:
        ChoiceError: If there is nothing of the kind.
    """
    lines = [*rooms.initiatives(room.initiatives, numbers), *rooms.duties(room)]
    if not lines:
        raise ChoiceError("There is nothing to start here.")
    yield from lines


def card_lines(room: Room, numbers: Mapping[str, int], rooms: Rooms) -> Iterator[str]:
    """Write the questions on the desk.

    Raises:
        ChoiceError: If there are none.
    """
    if not room.cards:
        raise ChoiceError("No question lies on the desk.")
    for card in room.cards:
        yield from rooms.card(card, numbers)


def adviser_lines(room: Room, rooms: Rooms) -> Iterator[str]:
    """Write what each adviser argues.

    Raises:
        ChoiceError: If there are none.
    """
    if not room.advisers:
        raise ChoiceError("There are no advisers here.")
    yield from rooms.advisers(room.advisers)
