"""What is staged for a month: free to change, never written, checked as it grows."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from game.engine.state import ChoiceKind, Closed
from game.errors import ChoiceError
from game.words import message

if TYPE_CHECKING:
    from collections.abc import Sequence

    from game.engine.observation import Observation
    from game.engine.spec import Spec
    from game.engine.state import Choice

_WHY = {
    Closed.NOT_NOW: message("`{line}` is not open this turn."),
    Closed.REQUIREMENT: message("`{line}` is not open: a condition is not met."),
    Closed.STEP: message("`{line}` goes too far in one turn; the step is limited."),
    Closed.SAME: message("`{line}` is what stands already."),
    Closed.CAPITAL: message("`{line}` costs {cost} capital; {capital} is left."),
    Closed.SLOTS: message("`{line}` takes {slots} of the desk; {desk} is left."),
    Closed.TAKEN: message("`{line}` is taken already."),
    Closed.OVER: message("The game is over."),
}


def slots_of(choice: Choice, spec: Spec) -> int:
    """Return the slots of the desk that a choice takes."""
    if choice.kind is ChoiceKind.LEVER:
        return next(lever.slots for lever in spec.levers if lever.id == choice.id)
    if choice.kind is ChoiceKind.INITIATIVE:
        return next(act.slots for act in spec.initiatives if act.id == choice.id)
    if choice.kind is ChoiceKind.CARD:
        card = next(card for card in spec.cards if card.id == choice.id)
        return next(o.slots for o in card.options if o.id == choice.option)
    return 0


def _left_written(value: float) -> str:
    """Write what is left with as many digits as keep it from looking like more."""
    texts = (f"{value:.{digits}g}" for digits in (6, 9, 12))
    return next((text for text in texts if float(text) <= value), str(value))


@dataclass(slots=True)
class Staging:
    """The choices of the month so far, in order, with what took them there."""

    choices: Sequence[Choice]
    slots: Sequence[int]
    observation: Observation
    staged: tuple[int, ...] = ()
    _before: list[tuple[int, ...]] = field(default_factory=list)
    _undone: list[tuple[int, ...]] = field(default_factory=list)

    def stage(self, index: int) -> None:
        """Add a choice; one of the same card, lever or initiative gives way.

        Raises:
            ChoiceError: If it is not open beside what is staged.
        """
        if index in self.staged:
            return
        code = self._closed(index)
        if code is not Closed.OPEN:
            raise self._error(index, code)
        self._take((*self._others(index), index))

    def unstage(self, index: int) -> None:
        """Take one staged choice away.

        Raises:
            ChoiceError: If it is not staged.
        """
        if index not in self.staged:
            raise ChoiceError(
                "`{line}` is not staged.",
                line=self.choices[index].line,
            )
        self._take(tuple(other for other in self.staged if other != index))

    def undo(self) -> bool:
        """Take back the last staging or unstaging; tell whether there was one."""
        if not self._before:
            return False
        self._undone.append(self.staged)
        self.staged = self._before.pop()
        return True

    def redo(self) -> bool:
        """Take back the last undo; tell whether there was one since the last change."""
        if not self._undone:
            return False
        self._before.append(self.staged)
        self.staged = self._undone.pop()
        return True

    def closed(self) -> tuple[Closed, ...]:
        """Return for each choice why it is not open beside what is staged."""
        return tuple(self._closed(index) for index in range(len(self.choices)))

    def check(self, indices: Sequence[int]) -> None:
        """Stage a whole plan in a copy, to see whether it holds.

        Raises:
            ChoiceError: For the first choice that does not.
        """
        trial = Staging(self.choices, self.slots, self.observation)
        for index in indices:
            trial.stage(index)

    def _take(self, staged: tuple[int, ...]) -> None:
        self._before.append(self.staged)
        self._undone.clear()
        self.staged = staged

    def _others(self, index: int) -> tuple[int, ...]:
        choice = self.choices[index]
        return tuple(
            other for other in self.staged if self.choices[other].id != choice.id
        )

    def _left(self, others: Sequence[int]) -> tuple[float, int]:
        spent = sum(self.observation.cost[other] for other in others)
        taken = sum(self.slots[other] for other in others)
        return self.observation.capital - spent, self.observation.desk - taken

    def _closed(self, index: int) -> Closed:
        alone = Closed(self.observation.closed[index])
        if alone is not Closed.OPEN or index in self.staged:
            return alone
        capital, desk = self._left(self._others(index))
        if self.observation.cost[index] > max(capital, 0.0):
            return Closed.CAPITAL
        if self.slots[index] > max(desk, 0):
            return Closed.SLOTS
        return Closed.OPEN

    def _error(self, index: int, code: Closed) -> ChoiceError:
        capital, desk = self._left(self._others(index))
        return ChoiceError(
            _WHY[code].template,
            line=self.choices[index].line,
            cost=f"{self.observation.cost[index]:g}",
            capital=_left_written(capital),
            slots=self.slots[index],
            desk=desk,
        )
