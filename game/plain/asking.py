"""What a player means by words that are no id: a label, or the beginning of one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from game.errors import ChoiceError
from game.report.whys import NEXT
from game.words import say

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from game.report.matrix import RelationCell, RelationsView
    from game.report.views import ObjectiveView, Room

_BETWEEN = {"towards", "to", "-"}
"""What may stand between the names of a relation."""
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


@dataclass(frozen=True, slots=True)
class Asked:
    """What a player asks about."""

    id: str
    """Of a number; the words themselves where nothing is called so."""
    duty: ObjectiveView | None = None
    """The duty that is meant, which is no number of its own."""
    others: tuple[Named, ...] = ()
    """What else is called so, and what asks for it."""

    def besides(self, language: str) -> Iterator[str]:
        """Say what else is called so."""
        for one in self.others:
            yield say(
                "There is also: {name}; why [{id}] asks for it.",
                language,
                name=one.label,
                id=one.id,
            )


def asked_for(words: str, room: Room, titles: Mapping[str, str] | None = None) -> Asked:
    """Return what is meant: a number, a duty, an ending, or a belief.

    What is in brackets is an id. Else what a room shows by name comes first, the gauges
    before the duties; then the other numbers, the endings and what is hidden; then how
    a label or id begins, then a word in a label. The id of a number comes before the
    beginning of anything, unless one gauge is called so.

    Args:
        words: What was typed.
        room: The gauges, duties and numbers that can be seen.
        titles: Of endings by id; of whatever else a forecast shows as well.

    Raises:
        ChoiceError: If several are meant; it names them.
    """
    asked = words.casefold()
    bracketed = asked.startswith("[") and asked.endswith("]")
    asked = asked.strip("[]").strip() if bracketed else asked
    if bracketed and any(number.id == asked for number in room.numbers):
        return Asked(asked)
    gauges = [Named(gauge.id, gauge.label) for gauge in room.gauges]
    duties = [Named(duty.id, duty.label) for duty in room.objectives]
    others = [Named(number.id, number.label) for number in room.numbers]
    if asked == NEXT and all(one.id != NEXT for one in others):
        return Asked(NEXT)
    by_id = [one for one in others if one.id == asked]
    endings = _endings(room, titles or {})
    hidden = [
        Named(key, label)
        for key, label in (titles or {}).items()
        if key.startswith("beliefs.")
    ]
    called = [one for one in gauges if one.label.casefold().startswith(asked)]
    groups = (gauges, duties, others, endings, hidden)
    exact = [one for group in groups for one in group]
    chosen = next((one for one in exact if _is(asked, one)), None)
    if chosen in by_id and chosen.label.casefold() != asked and len(called) == 1:
        chosen = called[0]
    if chosen is None:
        by_home = (f"endings.{asked}", f"beliefs.{asked}")
        chosen = next((o for o in (*endings, *hidden) if o.id in by_home), None)
    if chosen is None:
        chosen = _nearest(asked, groups)
    if chosen is None:
        return Asked(words)
    duty = None
    if chosen in duties and chosen not in gauges:
        duty = next(one for one in room.objectives if one.id == chosen.id)
    alike = (*by_id, *(called if chosen in by_id or duty else ()))
    more = (one for one in dict.fromkeys(alike) if one.id != chosen.id or duty)
    return Asked(chosen.id, duty, tuple(more))


def _endings(room: Room, titles: Mapping[str, str]) -> list[Named]:
    """Return the endings, which a number of the same id does not hide."""
    gauges = {gauge.id for gauge in room.gauges}
    return [
        Named(f"endings.{key}", label)
        for key, label in titles.items()
        if key not in {*gauges, "open"} and "." not in key
    ]


def _nearest(asked: str, groups: Sequence[Sequence[Named]]) -> Named | None:
    for alike in (_begins, _holds):
        for group in groups:
            found = [one for one in group if alike(asked, one)]
            if len(found) > 1:
                raise ChoiceError(
                    "`{asked}` may mean: {names}.", asked=asked[:60], names=_list(found)
                )
            if found:
                return found[0]
    return None


def relation_of(words: str, view: RelationsView) -> str:
    """Return the id of the relation that is meant.

    It is called by its id, its label, the name of whose it is, or of both as in `owner
    towards other`; after these by that of the other one, or by a part of its id.

    Raises:
        ChoiceError: If several are meant, or none; it names them.
    """
    parts = words.casefold().strip("[]").split()
    asked = " ".join(part for part in parts if part not in _BETWEEN)
    named = [
        Named(cell.id, f"{cell.owner_name} - {cell.subject_name}")
        for cell in view.cells
    ]
    for alike in (str.__eq__, str.startswith):
        for called in (_called, _called_besides):
            found = [
                one
                for one, cell in zip(named, view.cells, strict=True)
                if any(alike(name, asked) for name in called(cell))
            ]
            if len(found) > 1:
                raise ChoiceError(
                    "`{asked}` may mean: {names}.", asked=words[:60], names=_list(found)
                )
            if found:
                return found[0].id
    raise ChoiceError(
        "There is no relation `{id}`. There are: {known}.",
        id=words[:60],
        known=_list(named),
    )


def _called(cell: RelationCell) -> tuple[str, ...]:
    owner, subject = cell.owner_name.casefold(), cell.subject_name.casefold()
    return cell.id, cell.label.casefold(), owner, f"{owner} {subject}"


def _called_besides(cell: RelationCell) -> tuple[str, ...]:
    return cell.subject_name.casefold(), *cell.id.split("_")


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


def labels_of(room: Room) -> frozenset[str]:
    """Return the labels that `choice_of` understands, without regard to case."""
    return frozenset(one.label.casefold() for one in _choices(room))


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


def _is(asked: str, one: Named) -> bool:
    return asked in {one.id, one.label.casefold()}


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
