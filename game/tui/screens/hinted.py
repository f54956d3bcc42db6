"""What of the room comes and goes: its hint, and whether enter may stage yet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from game.report.hints import next_hint, tool_hints
from game.tui.draw import hint
from game.tui.screens.doors import Doors
from game.tui.widgets.sheet import Sheet

if TYPE_CHECKING:
    from game.report.hints import HintView

_CELLS, _LINES = 80, 24
"""The smallest screen on which a hint leaves room for the desk."""
_GLANCE = 0.4
"""Seconds that a new screen needs to be seen, before enter may stage anything."""
_MARGIN = 2
"""Cells that the sheet keeps free on either side, taken together."""


class Hinted(Doors):
    """The room that tells hints one at a time, and sleeps until it can be seen."""

    told: HintView | None = None
    """The hint above the desk, if there is one."""

    def hint(self) -> HintView | None:
        """Return the hint that is to be told now, if any is."""
        face, game = self.face, self.face.game
        wide = self.size.width >= _CELLS and self.size.height >= _LINES
        if game is None or not wide or not face.hinting:
            return None
        tools = tool_hints(self.view, self.look.language, by_lines=False)
        return next_hint([*game.hints(), *tools], face.store.options.read)

    def draw_hint(self) -> None:
        """Show the hint in as many lines as it takes, or give them to the desk."""
        self.told = shown = self.hint()
        sheet = self.query_one("#hint", Sheet)
        sheet.set_class(shown is not None, "-told")
        if shown is None:
            return
        rows = hint.hint(shown, self.look, self.size.width - _MARGIN)
        sheet.styles.height = len(rows)
        sheet.show(lambda w, *_: hint.hint(shown, self.look, w))

    def pass_hint(self) -> None:
        """Count the hint as read: a turn went by under it."""
        if self.told is not None:
            self.face.store.learn([self.told.id])

    def action_next_hint(self) -> None:
        """Put the hint away; it does not come again."""
        self.pass_hint()
        self.draw_hint()
        self.draw_keys()

    def action_no_hints(self) -> None:
        """Turn the hints off; the options turn them on again."""
        if self.told is not None:
            self.face.set_option("hints", "off")
            self.draw_hint()
            self.draw_keys()

    def on_screen_resume(self) -> None:
        """Show what other screens changed; wake when a player can have seen it.

        A page that came at once in place of the last one covers this again.
        """
        if self.app.screen is not self and not self.app.screen.is_modal:
            return
        self.call_after_refresh(self.set_timer, _GLANCE, self._wake)
        if self.face.view is not None and self.ready:
            self.redraw()

    def on_screen_suspend(self) -> None:
        """Fall asleep: keys pressed ahead of the next sight do not stage."""
        self.query_one("#card", Sheet).enter = False

    def _wake(self) -> None:
        if self.ready:
            self.query_one("#card", Sheet).enter = self.is_current
