"""The menu: every action of the screen below it, by name; typing narrows it down."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import BindingType
from textual.containers import Vertical
from textual.widgets import Input

from game.tui.actions import bindings
from game.tui.cells import Row
from game.tui.draw import pages
from game.tui.screens.face import Dialog
from game.tui.widgets.sheet import Sheet
from game.words import render, say

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.app import ComposeResult

    from game.tui.actions import Action


class Menu(Dialog[str]):
    """A line to type in above the actions; gives the name of one, empty for none."""

    AUTO_FOCUS = "#typed"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings("menu")]
    scope = "menu"

    def __init__(self, actions: Sequence[Action]) -> None:
        super().__init__()
        self._actions = actions

    def body(self) -> ComposeResult:
        """Lay out the line and the list."""
        with Vertical(id="menu-box"):
            yield Input(id="typed", max_length=40, select_on_focus=False)
            yield self.sheet("found", "frame")

    def redraw(self) -> None:
        """Show what was found."""
        language = self.look.language
        found = self.query_one("#found", Sheet)
        found.can_focus = True  # so that its cursor is drawn
        found.label(say("Menu", language), say("type to search", language))
        found.show(self._rows)

    def _rows(self, width: int, height: int, cursor: str) -> list[Row]:
        del height
        shown = matching(self._actions, self._typed, self.look.language)
        return pages.menu_rows(shown, self.look, width, cursor)

    @property
    def _typed(self) -> str:
        return self.query_one("#typed", Input).value

    def on_input_changed(self, event: Input.Changed) -> None:
        """Narrow the list down, its cursor on the first."""
        event.stop()
        found = self.query_one("#found", Sheet)
        found.begin()
        found.rebuild()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Give the action under the cursor."""
        event.stop()
        found = self.query_one("#found", Sheet)
        if found.cursor in found.picks:
            self.dismiss(found.cursor)

    def picked(self, sheet: Sheet, pick: str) -> None:
        """Give the action that was clicked."""
        del sheet
        self.dismiss(pick)

    def action_step(self, by: int) -> None:
        """Go to the action above or below."""
        found = self.query_one("#found", Sheet)
        (found.action_down if by > 0 else found.action_up)()

    def action_leave(self) -> None:
        """Leave without an action."""
        self.dismiss("")


def matching(actions: Sequence[Action], typed: str, language: str) -> list[Action]:
    """Return the actions that all typed words name: by their label first.

    Args:
        actions: what can be done.
        typed: words, or parts of them.
        language: of labels and sentences.
    """
    words = typed.casefold().split()
    ranked: list[tuple[int, int, Action]] = []
    for place, action in enumerate(actions):
        label = render(action.label, language).casefold()
        text = f"{label} {render(action.help, language).casefold()} {action.shown}"
        if all(word in text for word in words):
            first = bool(words) and not label.startswith(words[0])
            ranked.append((int(first), place, action))
    return [action for _, _, action in sorted(ranked, key=lambda item: item[:2])]
