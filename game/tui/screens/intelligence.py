"""What intelligence holds: estimates side by side, and odds of who sits opposite."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import BindingType

from game.tui.actions import bindings
from game.tui.cells import Span
from game.tui.draw import intelligence as draw
from game.tui.screens.page import Page
from game.tui.widgets.sheet import Sheet
from game.words import say

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from game.report.assessed import AssessmentView
    from game.report.views import Room
    from game.report.whys import Why
    from game.tui.cells import Row


class Intelligence(Page):
    """The assessment of one month."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings("intelligence")]
    scope = "intelligence"

    def __init__(
        self, view: AssessmentView, room: Room | None, find: Callable[[str], Why]
    ) -> None:
        """Make the screen.

        Args:
            view: The assessment.
            room: The room of the status line.
            find: Explains a number or a belief; called in a thread.
        """
        super().__init__()
        self._view, self._room, self._find = view, room, find

    def room_shown(self) -> Room | None:
        """Return the room of the status line."""
        return self._room

    def heading(self) -> tuple[str, Sequence[Span]]:
        """Return the title."""
        words = say("who sits opposite, as assessed", self.look.language)
        return say("Intelligence", self.look.language), [
            Span(f"  {words}, {self._view.date}", "dim")
        ]

    def entries(self, width: int, height: int, cursor: str) -> list[Row]:
        """List the numbers and what is hidden."""
        del height
        return draw.items(self._view, self.look, width, cursor)

    def detail(self, width: int, height: int, cursor: str) -> list[Row]:
        """Open one of them."""
        return draw.detail(self._view, cursor, self.look, width, height)

    def redraw(self) -> None:
        """Show both sides; begin at the first item."""
        sheet = self.query_one("#list", Sheet)
        listed = [number.id for number in self._view.numbers]
        listed += [odds.id for odds in self._view.odds]
        sheet.cursor = sheet.cursor or next(iter(listed), "")
        super().redraw()

    def term(self) -> tuple[str, ...]:
        """Return the entry of the number, or of what is hidden."""
        key = self.at().removeprefix("report:")
        return tuple(f"{home}.{key}" for home in ("variables", "types", "red_lines"))

    def can(self, name: str) -> bool:
        """Explain what a number or odds stand under the cursor."""
        return name != "why" or bool(self._asked())

    def _asked(self) -> str:
        """Return what explains the item under the cursor, or empty."""
        key = self.at().removeprefix("report:")
        if key in {odds.id for odds in self._view.odds}:
            return f"beliefs.{key}"
        return key if key in {number.id for number in self._view.numbers} else ""

    def action_why(self) -> None:
        """Say what moved the number or the odds under the cursor."""
        asked = self._asked()
        if asked:
            ring = [f"beliefs.{odds.id}" for odds in self._view.odds]
            self.face.show_why(asked, ring, self._find, self._room)

    def picked(self, sheet: Sheet, pick: str) -> None:
        """Go to the side that opens the item, to scroll it."""
        del pick
        if sheet.id == "list":
            self.query_one("#detail").focus()
