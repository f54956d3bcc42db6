"""An error that the player can be shown: what, where, what to do."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import BindingType

from game.tui.actions import bindings
from game.tui.draw import pages
from game.tui.screens.face import Dialog
from game.tui.widgets.sheet import Sheet
from game.words import say

if TYPE_CHECKING:
    from textual.app import ComposeResult


class Trouble(Dialog[None]):
    """One error in words."""

    AUTO_FOCUS = "#trouble"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings("error")]
    scope = "error"

    def __init__(self, what: str, where: str, remedy: str) -> None:
        super().__init__()
        self._words = (what, where, remedy)

    def body(self) -> ComposeResult:
        """Lay out one sheet."""
        yield self.sheet("trouble", "frame", focus=True)

    def redraw(self) -> None:
        """Show the words."""
        sheet = self.query_one("#trouble", Sheet)
        sheet.label(say("This cannot be done", self.look.language))
        what, where, remedy = self._words
        sheet.show(lambda w, *_: pages.trouble(what, where, remedy, self.look, w))
