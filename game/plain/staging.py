"""What a line stages: its labels, a declaration as it is spoken, and refusals."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from game.engine.listing import DECLARE
from game.engine.state import ChoiceKind
from game.errors import ChoiceError
from game.plain.asking import choice_of
from game.report.naming import names_of, refusal
from game.scenario.guesses import nearest, slips
from game.words import Message, say

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from game.report.views import ObjectiveView, Room
    from game.session.game import Game

_DECLARED = 3
"""Duties of a declaration: a lead and two priorities."""


def staged_words(room: Room) -> str:
    """Return what is staged by its labels, each with its line in brackets."""
    return "; ".join(staged_labels(room))


def staged_labels(room: Room) -> tuple[str, ...]:
    """Return the label of each choice that is staged, its line in brackets."""
    names = names_of(room)
    return tuple(f"{names.get(line, line)} [{line}]" for line in room.staged)


def line_of(words: str, game: Game, *, takes: bool) -> str:
    """Return the line of the choice that a label or a line means.

    Args:
        words: What was typed.
        game: The game.
        takes: Whether the whole label of a choice is enough.

    Raises:
        ChoiceError: If a label only begins so, or it names no duty to be declared.
    """
    room = game.room()
    first = words.split(maxsplit=1)[0]
    if first.casefold() == DECLARE and room.objectives:
        return _declaration(words[len(first) :], room.objectives)
    if first in game.grammar.subjects:
        return words
    return choice_of(words, room, takes=takes) or words


def refuse(line: str, game: Game) -> None:
    """Refuse a line that cannot be staged where more is to be told than the rule.

    Raises:
        ChoiceError: If it is no choice, not open, or answers a card that is not there.
    """
    try:
        place = game.grammar.parse(line)
    except ChoiceError as error:
        if line.split(maxsplit=1)[0] in game.grammar.subjects:
            raise
        raise ChoiceError(
            "{problem} help lists the words.",
            problem=Message(error.template, error.fields),
        ) from error
    room, choice = game.room(), game.grammar.choices[place]
    cards = {card.id: card for card in room.cards}
    if choice.kind is ChoiceKind.CARD and choice.id not in cards and not room.over:
        if not cards:
            raise ChoiceError(
                "No card lies on the desk, and so no `{id}`.", id=choice.id
            )
        raise ChoiceError(
            "No card `{id}` lies on the desk. There are: {cards}.",
            id=choice.id,
            cards=", ".join(f"{card.title} [{card.id}]" for card in room.cards),
        )
    if choice.kind is ChoiceKind.MANDATE and not room.may_declare and not room.over:
        raise ChoiceError("Nothing can be declared this turn; help declare says when.")
    if refused := refusal(room, line):
        raise refused


def _declaration(words: str, duties: Sequence[ObjectiveView]) -> str:
    """Read a lead duty and two priorities: ids or labels, with commas or without."""
    names = {key: one.id for one in duties for key in (one.label.casefold(), one.id)}
    left = re.sub(r"[\s,;]+", " ", words.casefold()).strip()
    found: list[str] = []
    while left:
        name = next(
            (
                key
                for key in sorted(names, key=len, reverse=True)
                if left == key or left.startswith(f"{key} ")
            ),
            None,
        )
        if name is None:
            raise _no_duty(left, names, duties)
        found.append(names[name])
        left = left[len(name) :].strip()
    if len(found) != _DECLARED or len(set(found)) != _DECLARED:
        raise ChoiceError(
            "Name a lead duty and two priorities, all different: declare LEAD FIRST "
            "SECOND. There are: {duties}.",
            duties=_listed(duties),
        )
    return " ".join((DECLARE, *found))


def _no_duty(
    left: str, names: Mapping[str, str], duties: Sequence[ObjectiveView]
) -> ChoiceError:
    """Refuse the words before the next duty, and tell which one was probably meant."""
    follows = "|".join(map(re.escape, sorted(names, key=len, reverse=True)))
    words = re.split(rf" (?:{follows})(?= |$)", left, maxsplit=1)[0].split()
    # A label has several words, and several duties may be wrong: what is likest is one.
    tries = [" ".join(words[:count]) for count in range(1, len(words) + 1)]
    likely = [(given, nearest(given, names)) for given in tries]
    given, name = min(
        ((given, name) for given, name in likely if name),
        key=lambda pair: slips(*pair),
        default=(words[0], ""),
    )
    if not name:
        return ChoiceError(
            "There is no duty `{given}`. There are: {duties}.",
            given=given[:60],
            duties=_listed(duties),
        )
    return ChoiceError(
        "There is no duty `{given}`; you may mean {meant}. There are: {duties}.",
        given=given[:60],
        meant=_listed([duty for duty in duties if duty.id == names[name]]),
        duties=_listed(duties),
    )


def _listed(duties: Sequence[ObjectiveView]) -> str:
    return ", ".join(f"{one.label} [{one.id}]" for one in duties)


def declare_lines(game: Game) -> Iterator[str]:
    """Say what a declaration is, between which duties, and when it opens."""
    room, language = game.room(), game.language
    if not room.objectives:
        raise ChoiceError("This crisis has no duties to declare.")
    yield say(
        "declare LEAD FIRST SECOND: by which duties the end judges you. The lead duty "
        "counts most, the two priorities next, the others least. Commas and capitals "
        "are understood.",
        language,
    )
    yield say("The duties: {duties}.", language, duties=_listed(room.objectives))
    terms = game.scenario.spec(game.level().number).mandate
    yield say(
        "It opens in turn {turn}; left open then, the end of that turn declares for "
        "you. From turn {again} on you may declare once more, for {cost} of {budget}.",
        language,
        turn=terms.turn,
        again=terms.again,
        cost=f"{terms.cost:g}",
        budget=room.budget,
    )
