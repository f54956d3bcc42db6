"""Answers to the shown card are staged and taken back, and what was done is said."""

from __future__ import annotations

from typing import TYPE_CHECKING

from game.tui.draw import answers, card
from game.tui.screens.hinted import Hinted
from game.tui.widgets.sheet import Sheet
from game.words import say

if TYPE_CHECKING:
    from game.report.views import CardView


class Choosing(Hinted):
    """The part of the room in which a digit chooses."""

    _card = 0
    """The place of the shown card on the desk."""
    _returned = ""
    """The line that was taken back last, until something else is done."""
    _left = (0, 0)
    """The answer that led on to this card and the place of its own, until then."""
    _undone = ""
    """What undo took back, until then."""

    @property
    def shown_card(self) -> CardView | None:
        """The card on the desk."""
        cards = self.view.cards
        return cards[min(self._card, len(cards) - 1)] if cards else None

    def taken_back(self, shown: CardView) -> str:
        """Say that an answer to the card was taken back, if nothing came after it."""
        for number, option in enumerate(shown.options, 1):
            if option.line == self._returned and not option.staged:
                return say(
                    "answer {number} taken back", self.look.language, number=number
                )
        return ""

    def done_last(self, shown: CardView) -> str:
        """Say what a digit did that the card itself does not show."""
        number, place = self._left
        if self._undone:
            return self._undone
        if not number:
            return self.taken_back(shown)
        return say(
            "answer {number} staged on card {place}; [ ] other card",
            self.look.language,
            number=number,
            place=place,
        )

    def nothing_done(self) -> bool:
        """Forget what a digit did; tell whether anything was said of it."""
        was = bool(self._returned or self._left[0] or self._undone)
        self._returned, self._left, self._undone = "", (0, 0), ""
        return was

    def action_choose(self, number: int) -> None:
        """Stage an answer to the shown card; 0 takes it back."""
        shown = self.shown_card
        if shown is None or number > len(shown.options):
            return
        staged = next((o for o in shown.options if o.staged), None)
        self.nothing_done()
        if number == 0:
            self.query_one("#card", Sheet).cursor = answers.SILENCE
            if staged is not None:
                self._take_back(staged.line)
            else:
                self.redraw()
            return
        option = shown.options[number - 1]
        self.query_one("#card", Sheet).cursor = option.id
        if option.staged:
            self._take_back(option.line)
        elif self.face.stage(option.line):
            self._next_open(number)

    def action_undo(self) -> None:
        """Take the last staging back, and say what it was."""
        self.nothing_done()
        before = self.view.staged
        self.face.undo()
        self._undone = card.taken_back(before, self.view, self.look)
        self.redraw()

    def on_screen_suspend(self) -> None:
        """Say nothing of what was done here once another page has been looked at."""
        super().on_screen_suspend()
        self.nothing_done()

    def _take_back(self, line: str) -> None:
        self._returned = line
        self.face.unstage(line)

    def _next_open(self, number: int) -> None:
        """Go on to the next card without an answer, if there is one, and say so."""
        cards = self.view.cards
        for step in range(1, len(cards)):
            at = (self._card + step) % len(cards)
            if not any(option.staged for option in cards[at].options):
                self._card, self._left = at, (number, self._card + 1)
                self.query_one("#card", Sheet).begin()
                self.redraw()
                return
