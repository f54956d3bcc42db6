"""What a player means by words that are no id: a label, or the beginning of one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from game.errors import ChoiceError
from game.words import say

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from game.report.views import Room

_MOST = 6
"""Things of one name that an answer lists."""


@dataclass(frozen=True, slots=True)
class Named:
    """Something that may be asked for or chosen."""

    id: str
    """What the player types: the id of a number, the line of a choice."""
    label: str
    """What the player reads."""

    def __str__(self) -> str:
        """Return both, as they stand elsewhere."""
        return f"{self.label} [{self.id}]"


def number_of(asked: str, room: Room) -> str:
    """Return the id of the number that is meant; the words themselves if none is.

    An id comes first, then a label, then how a label or id begins, then a word in
    a label; the gauges come before the other numbers.

    Args:
        asked: What was typed.
        room: The gauges and numbers that can be seen.

    Raises:
        ChoiceError: If several are meant; it names them.
    """
    gauges = [Named(gauge.id, gauge.label) for gauge in room.gauges]
    others = [Named(number.id, number.label) for number in room.numbers]
    if any(asked == one.id for one in (*gauges, *others)):
        return asked
    for alike in (_same, _begins, _holds):
        for group in (gauges, others):
            found = [one for one in group if alike(asked.casefold(), one)]
            if len(found) > 1:
                raise ChoiceError(
                    "`{asked}` may mean: {names}.", asked=asked[:60], names=_list(found)
                )
            if found:
                return found[0].id
    return asked


def also(asked: str, room: Room, language: str) -> Iterator[str]:
    """Say which gauges are called so too, where a number has the id that was typed."""
    if any(asked == gauge.id for gauge in room.gauges):
        return
    gauges = [Named(gauge.id, gauge.label) for gauge in room.gauges]
    found = [one for one in gauges if _begins(asked.casefold(), one)]
    if found:
        yield say("There is also: {names}.", language, names=_list(found))


def choice_of(words: str, room: Room, *, takes: bool) -> str:
    """Return the line of the choice that has these words as its label.

    Args:
        words: What was typed, which is no line.
        room: The choices.
        takes: Whether a whole label is enough, or is answered with its line too.

    Returns:
        The line, or empty if no label is so or begins so.

    Raises:
        ChoiceError: If a label only begins so, or several are so; it names them.
    """
    choices = list(_choices(room))
    whole = [one for one in choices if _same(words.casefold(), one)]
    if takes and len(whole) == 1:
        return whole[0].id
    found = whole or [one for one in choices if _begins(words.casefold(), one)]
    if found:
        raise ChoiceError(
            "`{asked}` may mean: {names}. Type what stands in brackets.",
            asked=words[:60],
            names=_list(found),
        )
    return ""


def _choices(room: Room) -> Iterator[Named]:
    for card in room.cards:
        for option in card.options:
            yield Named(option.line, option.label)
            yield Named(option.line, f"{card.title}: {option.label}")
    for lever in room.levers:
        for rung in lever.rungs:
            if not rung.current:
                yield Named(rung.line, rung.label)
                yield Named(rung.line, f"{lever.label}: {rung.label}")
    for act in room.initiatives:
        yield Named(act.line, act.label)


def _same(asked: str, one: Named) -> bool:
    return one.label.casefold() == asked


def _begins(asked: str, one: Named) -> bool:
    return one.label.casefold().startswith(asked) or one.id.startswith(asked)


def _holds(asked: str, one: Named) -> bool:
    return asked in one.label.casefold().split()


def _list(found: Sequence[Named]) -> str:
    by_id = {one.id: one for one in reversed(found)}
    names = [str(one) for one in reversed(by_id.values())]
    return ", ".join(names[:_MOST]) + (", ..." if len(names) > _MOST else "")
