"""All headlines of the game so far, by turn."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import BindingType

from game.tui.actions import bindings
from game.tui.cells import Span
from game.tui.draw import news as draw
from game.tui.screens.page import Page
from game.tui.widgets.sheet import Sheet
from game.words import say

if TYPE_CHECKING:
    from collections.abc import Sequence

    from game.report.views import Headline, NewsTurn
    from game.tui.cells import Row


class Headlines(Page):
    """The newest first; left and right go through who was in them."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings("headlines")]
    scope = "headlines"

    def __init__(self, turns: Sequence[NewsTurn], first: str = "") -> None:
        """Make the screen.

        Args:
            turns: The newest first.
            first: The headline of the newest turn to begin at, or empty.
        """
        super().__init__()
        self._turns, self._actor = turns, ""
        newest = turns[:1] if first else ()
        self._first = "".join(
            draw.pick_of(turn, item)
            for turn in newest
            for item in turn.items
            if item.id == first
        )

    def redraw(self) -> None:
        """Begin at the headline that was clicked."""
        sheet = self.query_one("#list", Sheet)
        sheet.cursor = sheet.cursor or self._first
        super().redraw()

    def heading(self) -> tuple[str, Sequence[Span]]:
        """Return the title, and whose headlines are listed."""
        language = self.look.language
        many = sum(1 for _ in draw.shown(self._turns, self._actor))
        return say("Headlines", language), [
            Span("  < ", "key", "!actor(-1)"),
            Span(self._actor or say("everybody", language), "accent"),
            Span(" > ", "key", "!actor(1)"),
            Span(f" {many}", "dim"),
        ]

    def entries(self, width: int, height: int, cursor: str) -> list[Row]:
        """List the titles under their turns."""
        del height
        return draw.titles(self._turns, self._actor, self.look, width, cursor)

    def detail(self, width: int, height: int, cursor: str) -> list[Row]:
        """Open one headline."""
        size = (width, height)
        return draw.detail(self._turns, self._actor, cursor, self.look, size)

    def _headline(self) -> Headline | None:
        pairs = draw.shown(self._turns, self._actor)
        return next((i for t, i in pairs if draw.pick_of(t, i) == self.at()), None)

    def term(self) -> tuple[str, ...]:
        """Return the entry of the headline."""
        item = self._headline()
        return (item.entry,) if item is not None else ()

    def picked(self, sheet: Sheet, pick: str) -> None:
        """List one actor's headlines, or open the codex."""
        kind, _, name = pick.partition(":")
        if kind == "actor":
            self._list(name)
        elif sheet.id == "list":
            self.action_pick()

    def action_pick(self) -> None:
        """Open what the codex says of the headline."""
        if self._headline() is not None:
            self.action_codex()

    def action_actor(self, by: int) -> None:
        """List the headlines of another actor, or of all."""
        names = draw.actors(self._turns)
        self._list(names[(names.index(self._actor) + by) % len(names)])

    def _list(self, actor: str) -> None:
        self._actor = actor
        self.query_one("#list", Sheet).begin()
        self.query_one("#detail", Sheet).begin()
        self.redraw()
