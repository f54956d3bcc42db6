"""A page: a list on the left, what is under the cursor on the right."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import BindingType
from textual.containers import Horizontal

from game.tui.actions import bindings
from game.tui.cells import Row, Span, in_words
from game.tui.draw import lines
from game.tui.screens.face import Face
from game.tui.widgets.sheet import Sheet

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.app import ComposeResult

    from game.report.views import Room


class Page(Face[None]):
    """A screen of two sides, closed by `back`."""

    AUTO_FOCUS = "#list"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings("page")]
    shape = ""
    """`even`, `wide` (the list gets more) or `stacked`; else the text gets more."""
    one_click: ClassVar[bool] = False
    """A click acts at once; else the second click on an item does."""

    def body(self) -> ComposeResult:
        """Lay out the status line, a heading, and the two sides."""
        yield self.sheet("status", "line")
        yield self.sheet("head", "line")
        with Horizontal(id="sides", classes=self.shape):
            yield self.sheet("list", "frame", focus=True, one_click=self.one_click)
            yield self.sheet("detail", "frame", focus=True)

    def heading(self) -> tuple[str, Sequence[Span]]:
        """Return the title of the page and what stands beside it."""
        raise NotImplementedError

    def entries(self, width: int, height: int, cursor: str) -> Sequence[Row]:
        """Build the left side."""
        raise NotImplementedError

    def detail(self, width: int, height: int, cursor: str) -> Sequence[Row]:
        """Build the right side for the item under the cursor of the left."""
        raise NotImplementedError

    def room_shown(self) -> Room | None:
        """Return the room of the status line."""
        return self.face.view

    def redraw(self) -> None:
        """Show the current views on both sides."""
        self.query_one("#status", Sheet).show(self._status)
        self.query_one("#head", Sheet).show(self._heading)
        self.query_one("#list", Sheet).show(self.entries)
        self.query_one("#detail", Sheet).show(self._detail)
        self.call_after_refresh(self._settled)

    def _settled(self) -> None:
        if self.ready:
            self.settle()

    def settle(self) -> None:
        """Draw the right side anew, now that the left one knows its cursor."""
        self.query_one("#detail", Sheet).rebuild()

    def moved(self, sheet: Sheet, pick: str) -> None:
        """Show what is under the cursor."""
        del pick
        if sheet.id == "list":
            detail = self.query_one("#detail", Sheet)
            detail.scroll_home(animate=False)
            detail.rebuild()

    def at(self) -> str:
        """Return the item under the cursor."""
        return self.query_one("#list", Sheet).cursor

    def followed(self) -> str:
        """Return what is under the cursor of the other side while that has the keys."""
        detail = self.query_one("#detail", Sheet)
        return detail.cursor if detail.has_focus else ""

    def on_descendant_focus(self) -> None:
        """Show on which side the keys are."""
        if self.ready:
            self.query_one("#detail", Sheet).rebuild()

    def action_other_side(self) -> None:
        """Go to the other side of the page."""
        side = "#list" if self.query_one("#detail").has_focus else "#detail"
        self.query_one(side).focus()

    def under(self, sheet: Sheet) -> list[str]:
        """Return the item under the cursor, and what stands beside it."""
        found = super().under(sheet)
        if sheet.id == "list" and found:
            beside = self.query_one("#detail", Sheet).rows
            found += [words for row in beside if (words := in_words(row))]
        return found

    def copied(self) -> tuple[str, list[str]]:
        """Return the panel in hand below the heading of the page."""
        title, lines = super().copied()
        head = self.query_one("#head", Sheet).rows
        above = [row.text.strip() for row in head]
        return " - ".join(word for word in (*above, title) if word), lines

    def _detail(self, width: int, height: int, cursor: str) -> Sequence[Row]:
        del cursor
        return self.detail(width, height, self.at())

    def _status(self, width: int, height: int, cursor: str) -> list[Row]:
        del height, cursor
        room = self.room_shown()
        return [lines.status(room, self.look, width)] if room else []

    def _heading(self, width: int, height: int, cursor: str) -> list[Row]:
        del height, cursor
        title, rest = self.heading()
        return [lines.heading(title, rest, self.look, width)]
