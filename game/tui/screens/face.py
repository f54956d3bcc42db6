"""What every screen shares: the footer, the words for a small window, clicks."""

from __future__ import annotations

from dataclasses import replace
from math import inf
from typing import TYPE_CHECKING, ClassVar, Generic

from textual.await_complete import AwaitComplete
from textual.binding import BindingType
from textual.message import Message
from textual.screen import ModalScreen

from game.tui.actions import bindings, footer, remapped
from game.tui.cells import Row
from game.tui.draw import lines
from game.tui.screens.panels import TONED, Panels, Result
from game.tui.widgets.sheet import Sheet
from game.words import message, say

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from textual.app import ComposeResult

    from game.report.entries import EntryView
    from game.tui.actions import Action


class Face(Panels[Result], Generic[Result], inherit_bindings=False):
    """A screen with a footer made from the registry of actions."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings("all")]
    scope: ClassVar[str] = "page"
    _mounted = False
    """Whether the widgets have been drawn on for the first time."""
    careful: ClassVar[bool] = False
    """Whether keys that were pressed before it was seen are not for it."""
    seen_from = 0.0
    """The time of events from which on it was being painted."""

    @property
    def ready(self) -> bool:
        """Whether the widgets are there to be drawn on: not yet gone, nor going.

        Whatever was read or worked out meanwhile comes to a page that may have been
        left, or to one that ends with the program and has lost some of them.
        """
        return self._mounted and self.display

    def body(self) -> ComposeResult:
        """Yield the widgets between the top and the footer."""
        raise NotImplementedError

    def redraw(self) -> None:
        """Show the current views; called after mounting and on every change."""
        raise NotImplementedError

    def compose(self) -> ComposeResult:
        """Lay out body, footer, and the words for a window that is too small."""
        if self.look.ascii:
            self.add_class("-ascii")
        self._fit()
        yield from self.body()
        yield self.sheet("keys", "line")
        yield self.sheet("small")

    def _fit(self) -> None:
        """Take the layout of the window's size before the first paint, not after."""
        size = self.app.size
        for marks, length in (
            (self.app.HORIZONTAL_BREAKPOINTS, size.width),
            (self.app.VERTICAL_BREAKPOINTS, size.height),
        ):
            fitting = [name for least, name in marks or () if length >= least]
            self.add_class(*fitting[-1:])

    def sheet(
        self, id: str, classes: str = "", *, focus: bool = False, one_click: bool = True
    ) -> Sheet:
        """Make a sheet that speaks as this face does."""
        return Sheet(
            id=id,
            classes=classes,
            focus=focus,
            one_click=one_click,
            ascii_only=self.look.ascii,
        )

    def on_mount(self) -> None:
        """Draw everything once, unless the page was left before it was laid out."""
        if self not in self.app.screen_stack or self.app.return_code is not None:
            return
        self._mounted = True
        if self.careful:
            self.seen_from = inf
            self.call_after_refresh(self._seen)
        self.query_one("#small", Sheet).show(
            lambda w, h, _: lines.too_small(w, h, self.look)
        )
        self.draw_keys()
        self.redraw()

    def _seen(self) -> None:
        """The page stands on the screen: called once, if it is careful."""
        self._take_keys()

    def _take_keys(self) -> None:
        self.seen_from = min(self.seen_from, Message().time)

    def draw_keys(self) -> None:
        """Draw the footer, and take the keys that it names from then on.

        They may be pressed as soon as it has been painted, which is before anybody
        here is told so.
        """

        def build(width: int, height: int, cursor: str) -> list[Row]:
            del height, cursor
            self._take_keys()
            return [lines.keys(self.actions(), self.look, width, self._coming())]

        self.query_one("#keys", Sheet).show(build)

    def _coming(self) -> str:
        """Say that a page is being opened, as long as it is."""
        if not self.face.opening:
            return ""
        return say("opening the page", self.look.language) + self.look.glyphs.more

    def actions(self) -> list[Action]:
        """Return the actions of the footer that can be done now."""
        keymap = self.face.store.options.keys
        return [
            remapped(self.called(action), self.scope, keymap)
            for action in footer(self.scope)
            if self.can(action.name)
        ]

    def called(self, action: Action) -> Action:
        """Return an action by the name that it has here, in footer and menu alike.

        The end of a turn is named by its tick.
        """
        view = self.face.view
        if view is None or action.name != "end_month":
            return action
        label = message("end {tick}", tick=lines.tick(view, self.look))
        return replace(action, label=label)

    def can(self, name: str) -> bool:
        """Tell whether an action makes sense now."""
        del name
        return True

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Hold back what makes no sense now, and all where nothing can be seen."""
        del parameters
        if action in {"unzoom", "zoom_next"}:
            return self.zoomed
        return not self.blind and self.can(action)

    @property
    def blind(self) -> bool:
        """Whether the window is too small to show anything but that."""
        return self.has_class("-cramped") or self.has_class("-short")

    async def on_sheet_picked(self, event: Sheet.Picked) -> None:
        """Run the action that a pick names, or let the screen handle the pick.

        What was picked before another screen came is out of date.
        """
        event.stop()
        if not self.is_active:
            return
        if event.pick.startswith("!"):
            await self.run_action(event.pick[1:])
        else:
            self.picked(event.sheet, event.pick)

    def on_sheet_moved(self, event: Sheet.Moved) -> None:
        """Let the screen follow the cursor."""
        event.stop()
        if self.is_current:
            self.moved(event.sheet, event.pick)

    def picked(self, sheet: Sheet, pick: str) -> None:
        """Act on an item; nothing unless a screen says so."""

    def moved(self, sheet: Sheet, pick: str) -> None:
        """Follow the cursor; nothing unless a screen says so."""

    def term(self) -> Sequence[str]:
        """Return the codex entries of what is under the cursor, the nearest first."""
        return ()

    def entries_at_hand(self) -> Callable[[], Sequence[EntryView]] | None:
        """Return what reads the codex of this screen, in a thread.

        None where the screen below says, or the game at the table.
        """
        return None

    def action_codex(self) -> None:
        """Open the codex at what is under the cursor."""
        self.face.open_codex(self.term())

    def action_find(self) -> None:
        """Open the codex to search in it."""
        self.face.open_codex(find=True)

    def action_back(self) -> None:
        """Go back to the screen below."""
        self.app.pop_screen()


class Dialog(
    ModalScreen[Result], Face[Result], Generic[Result], inherit_bindings=False
):
    """A face over another; without its own lists it would lose ctrl+q and tones."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings("all")]
    COMPONENT_CLASSES: ClassVar[set[str]] = TONED

    def dismiss(self, result: Result | None = None) -> AwaitComplete:
        """Give the answer and go, unless another dialog has come over this one.

        Textual would take that other one down, and this one would answer twice.
        """
        return super().dismiss(result) if self.is_active else AwaitComplete()
