"""Why a number moved; the ledger on one side, what a line rests on beside it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual.binding import BindingType

from game.tui.actions import bindings
from game.tui.cells import Span
from game.tui.draw import why as draw
from game.tui.screens.page import Page
from game.tui.widgets.sheet import Sheet
from game.words import say

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from game.report.views import Room
    from game.report.whys import Why
    from game.tui.cells import Row


class WhyScreen(Page):
    """One number and its causes; left and right go to the other gauges."""

    shape = "wide"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings("why")]
    scope = "why"

    def __init__(
        self,
        why: Why,
        asked: str,
        ring: Sequence[str],
        find: Callable[[str], Why],
        room: Room | None,
    ) -> None:
        """Make the screen.

        Args:
            why: What is explained first.
            asked: The id that it was asked by; a gauge has another one than the
                number that it shows.
            ring: The ids that left and right go through.
            find: Explains another id; called in a thread.
            room: The room of the status line.
        """
        super().__init__()
        self._why, self._asked, self._ring = why, asked, ring
        self._find, self._room = find, room

    def room_shown(self) -> Room | None:
        """Return the room that the number belongs to."""
        return self._room

    def heading(self) -> tuple[str, Sequence[Span]]:
        """Return the title: the number, from what to what."""
        why = self._why
        words = say("Why", self.look.language)
        return f"{words} {self.look.glyphs.dot} {why.label}", [
            Span(f"  {draw.change_of(why, self.look)}  ", "text"),
            Span(f"({why.change})" if why.change else "", "dim"),
        ]

    def entries(self, width: int, height: int, cursor: str) -> list[Row]:
        """List the causes and the line that closes the sum."""
        del height
        return draw.causes(self._why, self.look, width, cursor)

    def detail(self, width: int, height: int, cursor: str) -> list[Row]:
        """Open one cause."""
        return draw.cause_detail(self._why, cursor, self.look, (width, height))

    def redraw(self) -> None:
        """Show both sides."""
        super().redraw()
        look = self.look
        listed = self.query_one("#list", Sheet)
        listed.label(say("Causes, largest first", look.language))
        self.query_one("#detail", Sheet).label(say("Explained", look.language))

    def term(self) -> tuple[str, ...]:
        """Return the entries of the cause under the cursor, then of the number."""
        return draw.terms(self._why.id, self.at())

    def picked(self, sheet: Sheet, pick: str) -> None:
        """Go to the side that explains the cause, to scroll it."""
        del pick
        if sheet.id == "list":
            self.query_one("#detail").focus()

    def action_other(self, by: int) -> None:
        """Explain another gauge."""
        if not self._ring:
            return
        at = self._ring.index(self._asked) if self._asked in self._ring else -by
        self._asked = key = self._ring[(at + by) % len(self._ring)]
        # An ending is asked of the game's imagined worlds.
        self.face.in_turn(partial(self._find, key), partial(self._found, key))

    def _found(self, key: str, why: Why) -> None:
        if key != self._asked:
            return  # the player has gone on since
        self._why = why
        if self.ready:
            self.query_one("#list", Sheet).cursor = ""
            self.redraw()
