"""What every line of a room is called, and why one of them cannot be staged."""

from __future__ import annotations

from typing import TYPE_CHECKING

from game.errors import ChoiceError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from game.errors import GameError
    from game.report.views import InitiativeView, OptionView, Room, RungView


def names_of(room: Room, before: Sequence[str] = ()) -> dict[str, str]:
    """Return a readable label for every line that the room can stage.

    Args:
        room: The room.
        before: Lines that were staged before; a declaration among them is named too.
    """
    names: dict[str, str] = {}
    for card in room.cards:
        for option in card.options:
            names[option.line] = f"{card.title}: {option.label}"
    for lever in room.levers:
        for rung in lever.rungs:
            names[rung.line] = f"{lever.label}: {rung.label}"
    for act in room.initiatives:
        names[act.line] = act.label
    labels = {objective.id: objective.label for objective in room.objectives}
    for line in (*room.staged, *before):
        words = line.split()
        if line not in names and words[:1] == ["declare"]:
            names[line] = ", ".join(labels.get(word, word) for word in words[1:])
    return names


def named(error: GameError, room: Room | None) -> GameError:
    """Return an error that calls a line of the room by its name."""
    names = names_of(room) if room is not None and "line" in error.fields else {}
    name = names.get(str(error.fields.get("line")))
    if name is None or not isinstance(error, ChoiceError):
        return error
    return ChoiceError(error.template, **{**error.fields, "line": name})


def refusal(room: Room, line: str) -> ChoiceError | None:
    """Return why a line of the room cannot be staged, by its name; None if it can."""
    items: list[OptionView | RungView | InitiativeView] = [
        *(option for card in room.cards for option in card.options),
        *(rung for lever in room.levers for rung in lever.rungs),
        *room.initiatives,
    ]
    reason = next((item.locked for item in items if item.line == line), "")
    if not reason:
        return None
    what = names_of(room).get(line, line)
    return ChoiceError("{what}: {reason}", what=what, reason=reason)
