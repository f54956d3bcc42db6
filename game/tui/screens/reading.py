"""Pages to read: advisers, numbers, help."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import BindingType

from game.report.naming import names_of
from game.tui.actions import SCOPES, bindings, of, remapped
from game.tui.cells import Span, paragraph
from game.tui.draw import pages, why
from game.tui.screens.page import Page
from game.tui.screens.question import Ask
from game.tui.widgets.sheet import Sheet
from game.words import message, render, say

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from game.report.views import Room
    from game.report.whys import Why
    from game.tui.cells import Row
    from game.tui.screens.panels import About


_SIGNS = "signs"
"""The part of the help that is of no screen."""


class _Reading(Page):
    """A page over the room."""

    @property
    def view(self) -> Room:
        """The room as it stands."""
        view = self.face.view
        assert view is not None  # noqa: S101 - these pages exist only with a game
        return view


class Advisers(_Reading):
    """What each adviser argues, and what the player makes of it."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings("advisers")]
    scope = "advisers"

    def heading(self) -> tuple[str, Sequence[Span]]:
        """Return the title."""
        words = say("each leans one way; the record tells", self.look.language)
        return say("Advisers", self.look.language), [Span(f"  {words}", "dim")]

    def entries(self, width: int, height: int, cursor: str) -> list[Row]:
        """List the advisers."""
        if self._silent:
            words = say(
                "Advice is off: o, the options, turn it on.", self.look.language
            )
            return paragraph(words, width, "dim")
        advisers = self.view.advisers
        return pages.advisers(advisers, self.look, (width, height), cursor)

    @property
    def _silent(self) -> bool:
        """Whether the player wants to hear nobody."""
        return self.face.store.options.value("advice") == "off"

    def term(self) -> tuple[str, ...]:
        """Return the entry of the adviser."""
        return (f"advisers.{self.at()}",)

    def detail(self, width: int, height: int, cursor: str) -> list[Row]:
        """Open one adviser."""
        del height
        if self._silent:
            return []
        names = names_of(self.view)
        return pages.adviser_detail(self.view.advisers, cursor, names, self.look, width)

    def action_call(self) -> None:
        """Ask how likely the player holds the claim under the cursor."""
        adviser = self.at()
        heard = (item for item in self.view.advisers if item.id == adviser)
        item = next(heard, None)
        if item is None:
            return
        title = say(
            "How likely do you hold it, in percent, 1 to 99?", self.look.language
        )
        about = f"{item.name}: {item.claim}"

        def done(typed: str | None) -> None:
            if typed and self.face.call_chance(adviser, typed):
                self.redraw()

        self.app.push_screen(Ask(title, limit=4, about=about), done)


class Numbers(_Reading):
    """Every number that can be seen, with estimates and reliability."""

    shape = "wide"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings("numbers")]
    scope = "numbers"

    def __init__(
        self, room: Room | None = None, find: Callable[[str], Why] | None = None
    ) -> None:
        """Make the screen.

        Args:
            room: The room of the month; as it stands at the table if left out.
            find: Explains a number of that month; called in a thread.
        """
        super().__init__()
        self._room, self._find = room, find

    @property
    def view(self) -> Room:
        """The room whose numbers are shown."""
        return self._room or super().view

    def room_shown(self) -> Room | None:
        """Return the room of the status line."""
        return self.view

    def heading(self) -> tuple[str, Sequence[Span]]:
        """Return the title."""
        return say("Relations and numbers", self.look.language), []

    def _items(self) -> list[str]:
        return [number.id for number in self.view.relations]

    def entries(self, width: int, height: int, cursor: str) -> list[Row]:
        """List relations first, then every other number."""
        del height
        view, look = self.view, self.look
        related = set(self._items())
        rest = tuple(n for n in view.numbers if n.id not in related)
        rows: list[Row] = []
        for title, items in (
            (say("Relations", look.language), view.relations),
            (say("Other numbers", look.language), rest),
        ):
            if items:
                rows += pages.section(title, first=not rows)
                rows += why.numbers(items, look, width, cursor)
        return rows

    def detail(self, width: int, height: int, cursor: str) -> list[Row]:
        """Open one number."""
        del height
        items = (*self.view.relations, *self.view.numbers)
        return why.number_detail(items, cursor, self.look, width)

    def term(self) -> tuple[str, ...]:
        """Return the entry of the number."""
        return (f"variables.{self.at()}",)

    def picked(self, sheet: Sheet, pick: str) -> None:
        """Explain a number."""
        del sheet
        if self._find is None:
            self.face.open_why(pick)
        else:
            ring = [gauge.id for gauge in self.view.gauges]
            self.face.show_why(pick, ring, self._find, self.view)

    def action_pick(self) -> None:
        """Explain the number under the cursor."""
        self.action_why()

    def action_why(self) -> None:
        """Explain the number under the cursor."""
        if self.at():
            self.picked(self.query_one("#list", Sheet), self.at())


class Help(Page):
    """Every action, from the registry, part by part; the scope in view first."""

    def __init__(self, scope: str, told: About) -> None:
        super().__init__()
        self._told = told
        first, *others = sorted(SCOPES, key=lambda item: item[0] != scope)
        self._first = first[0]
        self._parts = dict((first, (_SIGNS, message("Signs")), *others))

    def heading(self) -> tuple[str, Sequence[Span]]:
        """Return the title."""
        words = say("this screen first", self.look.language)
        return say("Help", self.look.language), [Span(f"  {words}", "dim")]

    def redraw(self) -> None:
        """Show the parts, and the one under the cursor."""
        super().redraw()
        language = self.look.language
        self.query_one("#list", Sheet).label(say("Contents", language))
        more = say("tab reads on", language)
        self.query_one("#detail", Sheet).label("", more=more)

    def entries(self, width: int, height: int, cursor: str) -> list[Row]:
        """List the parts."""
        del height
        parts = self._parts.items()
        items = [(key, render(title, self.look.language)) for key, title in parts]
        return pages.titles(items, self.look, width, cursor)

    def detail(self, width: int, height: int, cursor: str) -> list[Row]:
        """Tell the signs, or every action of a part; what was in hand before it."""
        del height
        look, told = self.look, self._told
        if cursor == _SIGNS:
            return pages.legend_rows(look, width)
        rows: list[Row] = []
        if cursor == self._first:
            rows += pages.panel_rows(told.title, told.panel, told.under, look, width)
        if cursor in self._parts:
            keymap = self.face.store.options.keys
            actions = [remapped(action, cursor, keymap) for action in of(cursor)]
            rows += pages.help_rows(self._parts[cursor], actions, look, width)
        return rows

    def picked(self, sheet: Sheet, pick: str) -> None:
        """Go to the text, to read on in it."""
        del pick
        if sheet.id == "list":
            self.action_other_side()
