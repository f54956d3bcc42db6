"""An error that the player can be shown: what, where, what to do."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import BindingType

from game.errors import ChronicleError, DivergedGameError, StorageError
from game.tui.actions import bindings
from game.tui.draw import pages
from game.tui.screens.face import Dialog
from game.tui.widgets.sheet import Sheet
from game.words import say

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from game.errors import GameError


def remedy(error: GameError, language: str) -> str:
    """Return what can be done about an error; empty if it says so itself."""
    if isinstance(error, StorageError):
        return say("Make room on the disk or allow writing, then try again.", language)
    if isinstance(error, DivergedGameError):
        return ""
    if isinstance(error, ChronicleError):
        return say("Choose another game, or look at it with `verify`.", language)
    return say("Choose something else; nothing was changed.", language)


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
