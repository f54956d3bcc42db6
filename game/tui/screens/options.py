"""The options: made from the schema, kept at once, themes seen at once."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import BindingType

from game.session.options import SCHEMA, Option
from game.tui.actions import bindings
from game.tui.cells import Span
from game.tui.draw import options as draw
from game.tui.screens.page import Page
from game.words import say

if TYPE_CHECKING:
    from collections.abc import Sequence

    from game.tui.cells import Row
    from game.tui.widgets.sheet import Sheet


class OptionsScreen(Page):
    """What the player chose, and what else there is."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings("options")]
    scope = "options"
    one_click = True

    def heading(self) -> tuple[str, Sequence[Span]]:
        """Return the title."""
        words = say("left and right change; it is kept at once", self.look.language)
        return say("Options", self.look.language), [Span(f"  {words}", "dim")]

    def entries(self, width: int, height: int, cursor: str) -> list[Row]:
        """List the options."""
        rows = [(option, self._words(option)) for option in SCHEMA]
        return draw.listing(rows, self.look, (width, height), cursor)

    def detail(self, width: int, height: int, cursor: str) -> list[Row]:
        """Say what the option under the cursor does."""
        del height, cursor
        option = self._option()
        choices = self._choices(option)
        return draw.detail(option, choices, self.face.store, self.look, width)

    def picked(self, sheet: Sheet, pick: str) -> None:
        """Take the value that was clicked, or the next one."""
        del sheet
        kind, _, value = pick.partition(":")
        if kind == "value":
            self._take(self._option(), value)
        else:
            self.action_change(1)

    def action_pick(self) -> None:
        """Take the next value."""
        self.action_change(1)

    def action_change(self, by: int) -> None:
        """Take the value before or after."""
        option = self._option()
        values = [value for value, _ in self._choices(option)]
        held = self.face.store.options.value(option.key)
        place = values.index(held) if held in values else 0
        self._take(option, values[(place + by) % len(values)])

    def _take(self, option: Option, value: str) -> None:
        self.face.set_option(option.key, value)
        if option.key == "theme":
            self.face.wear(value)
        self.redraw()

    def _option(self) -> Option:
        found = (option for option in SCHEMA if option.key == self.at())
        return next(found, SCHEMA[0])

    def _choices(self, option: Option) -> draw.Choices:
        return draw.choices_of(option, self.face.theme_names(), self.look)

    def _words(self, option: Option) -> str:
        held = self.face.store.options.value(option.key)
        return dict(self._choices(option)).get(held, held)
