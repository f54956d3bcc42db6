"""A player's own line under another luck.

Levers and acts are dated, so they are tried in their turns. Cards come when luck sends
them, so an answer goes with its card: in another luck it is given as long after the
card opened as the player took, and a card that the player let lapse lapses there too.
Where a card came several times, the time nearest to it counts. Under the game's own
luck all this is exactly what was played.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from game.engine import REST, Array, ChoiceKind, Decision, Integers, State
from game.outlook.lines import Choices
from game.session.course import Course


@dataclass(frozen=True, slots=True, kw_only=True)
class Occasion:
    """One time that a card lay on the desk."""

    opened: int
    answer: int
    """The choice; `REST` where it lapsed."""
    delay: int
    """Turns from its opening to the answer."""


class Own:
    """The line of one player, to be played in many futures."""

    def __init__(self, course: Course) -> None:
        """Read it off a course that was played."""
        model = course.model
        self._kind = model.choice_rows.kind
        self._item = model.choice_rows.item
        self._decisions = tuple(course.decisions)
        self._occasions = _occasions(course)

    def dated(self, turn: int) -> Choices:
        """Return what was chosen in a turn; nothing after an early end."""
        return self._decisions[turn - 1] if turn <= len(self._decisions) else ()

    def decide(self, state: State) -> Decision:
        """Return what the player would choose in every future, (K, W)."""
        width = state.worlds.size
        rows: list[Integers] = []
        placed: set[int] = set()
        for choice in self.dated(state.turn):
            if self._kind[choice] == ChoiceKind.CARD:
                card = int(self._item[choice])
                placed.add(card)
                rows.append(self._answer(card, state))
            else:
                rows.append(np.full(width, choice, dtype=np.int64))
        rows += [
            self._answer(card, state) for card in self._occasions if card not in placed
        ]
        found = [row for row in rows if (row != REST).any()]
        if not found:
            return np.empty((0, width), dtype=np.int64)
        return np.stack(found)

    def _answer(self, card: int, state: State) -> Integers:
        """Return the answer to one card where it is due, (W,)."""
        opened: Array = np.broadcast_to(state.opened[card], (state.worlds.size,))
        occasions = self._occasions[card]
        apart = np.stack([np.abs(opened - row.opened) for row in occasions])
        nearest = apart.argmin(axis=0)
        answers = np.array([row.answer for row in occasions], dtype=np.int64)
        delays = np.array([row.delay for row in occasions])
        due = (opened > 0.0) & (state.turn - opened >= delays[nearest])
        found: Integers = np.where(due, answers[nearest], REST)
        return found


def _occasions(course: Course) -> dict[int, tuple[Occasion, ...]]:
    """Return by card, its place among the cards, each time that it was there."""
    model = course.model
    places = {card.id: place for place, card in enumerate(model.spec.cards)}
    found: dict[int, dict[int, Occasion]] = {}
    for turn, chosen in enumerate(course.decisions, start=1):
        answers = {model.choices[choice].id: choice for choice in chosen}
        for card in course.observations[turn - 1].cards:
            own = found.setdefault(places[card.id], {})
            if card.id in answers or card.opened not in own:
                own[card.opened] = Occasion(
                    opened=card.opened,
                    answer=answers.get(card.id, REST),
                    delay=turn - card.opened,
                )
    return {card: tuple(own[o] for o in sorted(own)) for card, own in found.items()}
