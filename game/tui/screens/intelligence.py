"""What intelligence holds: estimates side by side, and odds of who sits opposite."""

from __future__ import annotations

from typing import TYPE_CHECKING

from game.tui.cells import Span
from game.tui.draw import intelligence as draw
from game.tui.screens.page import Page
from game.tui.widgets.sheet import Sheet
from game.words import say

if TYPE_CHECKING:
    from collections.abc import Sequence

    from game.report.assessed import AssessmentView
    from game.report.views import Room
    from game.tui.cells import Row


class Intelligence(Page):
    """The assessment of one month."""

    told_as = "intelligence"

    def __init__(self, view: AssessmentView, room: Room | None) -> None:
        super().__init__()
        self._view, self._room = view, room

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

    def picked(self, sheet: Sheet, pick: str) -> None:
        """Go to the side that opens the item, to scroll it."""
        del pick
        if sheet.id == "list":
            self.query_one("#detail").focus()
