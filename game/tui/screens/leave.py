"""The question before staged choices are lost."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import BindingType

from game.tui.actions import bindings
from game.tui.cells import BLANK, Row, Span, paragraph
from game.tui.screens.face import Dialog
from game.tui.widgets.sheet import Sheet
from game.words import say

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.app import ComposeResult


class Leave(Dialog[None]):
    """Whether to leave a game although choices are staged."""

    AUTO_FOCUS = "#trouble"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings("leave")]
    scope = "leave"

    def __init__(self, staged: int, leave: Callable[[], None]) -> None:
        """Ask.

        Args:
            staged: how many choices would be lost.
            leave: what leaves the game, or the program.
        """
        super().__init__()
        self._staged, self._leave = staged, leave

    def body(self) -> ComposeResult:
        """Lay out one sheet."""
        yield self.sheet("trouble", "frame", focus=True)

    def redraw(self) -> None:
        """Show the question."""
        sheet = self.query_one("#trouble", Sheet)
        sheet.label(say("Leave the game", self.look.language))
        sheet.show(lambda w, *_: self._rows(w))

    def _rows(self, cells: int) -> list[Row]:
        language = self.look.language
        lost = say(
            "Staged and not yet carried out: {count}. This is not written down; "
            "every turn that was ended is.",
            language,
            count=self._staged,
        )
        go = say("enter leaves and drops it", language)
        stay = say("q goes back", language)
        return [
            *paragraph(lost, cells, "strong"),
            BLANK,
            Row((Span(go, "key", "!leave"),)),
            Row((Span(stay, "key", "!back"),)),
        ]

    def action_leave(self) -> None:
        """Leave; what was staged is dropped."""
        self._leave()
