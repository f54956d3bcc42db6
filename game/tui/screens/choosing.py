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
    _whole = False
    """Whether the card is open in full."""
    _said = ""
    """What was done last, in words, until the next key."""
    _keys = 0
    """How many keys were pressed."""
    _led_on = -1
    """How many had been when one led on to this card by itself."""

    @property
    def shown_card(self) -> CardView | None:
        """The card on the desk."""
        cards = self.view.cards
        return cards[min(self._card, len(cards) - 1)] if cards else None

    def nothing_done(self) -> bool:
        """Forget what was said of the last deed; tell whether anything was."""
        was, self._said = bool(self._said), ""
        return was

    def on_key(self) -> None:
        """Let what was said stand until the next key, whatever that key does."""
        self._keys += 1
        if self.nothing_done():
            self._draw_card()

    def is_there(self) -> bool:
        """Tell whether the key before this one led on to this card, and say so.

        The hand that answers and turns the page would else pass a card over.
        """
        there = self._keys == self._led_on + 1
        if there:
            self._said = say("You are on the next card already.", self.look.language)
            self._draw_card()
        return there

    def _draw_card(self) -> None:
        """Show the card on the desk."""
        raise NotImplementedError

    def action_choose(self, number: int) -> None:
        """Stage an answer to the shown card; 0 gives none.

        The first answer to a card leads on to a card without one. A staged answer
        stays when it is chosen again: whoever makes sure must not lose it.
        """
        shown = self.shown_card
        if shown is None or number > len(shown.options):
            return
        had = next((n for n, o in enumerate(shown.options, 1) if o.staged), 0)
        self.nothing_done()
        if number == 0:
            self._give_none(shown, had)
            return
        option = shown.options[number - 1]
        self.query_one("#card", Sheet).cursor = option.id
        if number == had:
            self._said = say(
                "Answer {number} stays staged; 0 takes it back.",
                self.look.language,
                number=number,
            )
            self.redraw()
        elif self.face.stage(option.line):
            self._go_on(number, had)

    @property
    def in_full(self) -> bool:
        """Whether the whole text of the card is shown."""
        return self._whole or self.zoomed

    def _open(self, *, whole: bool) -> None:
        """Open the card in full, where its text is read line by line, or fold it."""
        self._whole = whole
        self.query_one("#card", Sheet).by_line = self.in_full

    def _zoom(self, name: str) -> None:
        """Show one panel alone; a card that is one is in full."""
        super()._zoom(name)
        self._open(whole=self._whole)

    def _turn_to(self, place: int) -> None:
        """Put another card on the desk, which is not open in full."""
        self._card = place
        self._open(whole=False)
        self.query_one("#card", Sheet).begin()

    def action_fold(self) -> None:
        """Fold a card that is open in full; else tell which key leaves."""
        self.nothing_done()
        if self._whole:
            self.action_read()
        else:
            self._said = say("q leaves the game for the title.", self.look.language)
            self._draw_card()

    def action_read(self) -> None:
        """Open the whole text of the card at its beginning, or go back to the answers.

        The answer under the cursor may be out of view at first: the story comes first.
        """
        self.nothing_done()
        self._open(whole=not self._whole)
        sheet = self.query_one("#card", Sheet)
        sheet.rebuild()
        sheet.scroll_home(animate=False, immediate=True)

    def _give_none(self, shown: CardView, had: int) -> None:
        self.query_one("#card", Sheet).cursor = answers.SILENCE
        if had and self.face.unstage(shown.options[had - 1].line):
            self._said = say(
                "Answer {number} is taken back.", self.look.language, number=had
            )
        self.redraw()

    def action_undo(self) -> None:
        """Take the last staging back, and say what it was."""
        self.nothing_done()
        before = self.view.staged
        self.face.undo()
        self._said = card.taken_back(before, self.view, self.look)
        self.redraw()

    def on_screen_suspend(self) -> None:
        """Say nothing of what was done here once another page has been looked at."""
        super().on_screen_suspend()
        self.nothing_done()

    def _go_on(self, number: int, had: int) -> None:
        """Say what was staged, and go on to a card without an answer if it is new."""
        language, cards = self.look.language, self.view.cards
        self._said = say("Answer {number} is staged.", language, number=number)
        if had:
            self._said = say(
                "Answer {number} is staged in place of answer {other}.",
                language,
                number=number,
                other=had,
            )
        steps = () if had else range(1, len(cards))
        for at in ((self._card + step) % len(cards) for step in steps):
            if not any(option.staged for option in cards[at].options):
                self._said = say(
                    "Answer {number} is staged on card {place}. Now card {next}.",
                    language,
                    number=number,
                    place=self._card + 1,
                    next=at + 1,
                )
                self._turn_to(at)
                self._led_on = self._keys
                break
        self.redraw()
