"""What can be done with the panels of any screen: zoom, copy, jump to, be told of."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar, Generic, TypeVar, cast

from textual._styles_cache import StylesCache
from textual.screen import Screen
from textual.widget import Widget

from game.tui.cells import TONES, in_words
from game.tui.registry.panels import PANELS
from game.tui.sparing import SparingCompositor
from game.tui.widgets.sheet import Sheet
from game.words import Message

if TYPE_CHECKING:
    from typing import Self

    from textual.events import ScreenResume
    from textual.geometry import Region

    from game.tui.app import GraveConcern
    from game.tui.cells import Look
    from game.tui.jumping import Jump

Result = TypeVar("Result")
TONED = {"tone--cursor", *(f"tone--{tone}" for tone in TONES)}
"""The names of the tones in the style sheet."""


@dataclass(frozen=True, slots=True, kw_only=True)
class About:
    """What help tells before all keys."""

    title: str = ""
    panel: Message | None = None
    """What the panel in hand shows and how it is read."""
    under: tuple[str, ...] = ()
    """What is under its cursor."""


class Panels(Screen[Result], Generic[Result], inherit_bindings=False):
    """A screen of framed sheets, one of which is in hand.

    It has the styles of all tones: worked out for each sheet of a page, they would
    take a third of the time in which the page opens.
    """

    COMPONENT_CLASSES: ClassVar[set[str]] = TONED
    scope: ClassVar[str]
    told_as: ClassVar[str] = ""
    """What help knows the panels by, where other screens have the same scope."""
    jump: Jump | None = None
    """The jump that is going on, or None."""
    _alone: str = ""
    """The panel that has the whole screen, or empty."""
    _lent: str = ""
    """The panel that can have the focus only while it has the whole screen."""

    def __init__(
        self,
        name: str | None = None,
        id: str | None = None,
        classes: str | None = None,
    ) -> None:
        super().__init__(name=name, id=id, classes=classes)
        self._compositor = SparingCompositor()

    def _on_unmount(self) -> None:
        """Let what was painted last go: a cache of Textual's would hold all of it."""
        StylesCache.get_inner_outer.cache_clear()

    def _on_screen_suspend(self) -> None:
        """Let what was painted go, unless a dialog lies over it: it is painted anew."""
        if self.is_attached and not self.app.screen.is_modal:
            for widget in self.walk_children(Widget):
                widget._styles_cache.clear()  # noqa: SLF001 - not told elsewhere

    # Painted once: Textual paints a new page several times, and what nobody sees too

    _laying_out = False
    """Whether it is about to be laid out for the first time, and painted with that."""

    def _on_screen_resume(self, event: ScreenResume) -> None:
        """Note whether Textual, whose own handler comes next, lays this out now."""
        del event
        self._laying_out = self.is_attached and self._size != self.app.size
        self.call_next(self._laid_out)

    def _laid_out(self) -> None:
        self._laying_out = False

    def refresh(
        self,
        *regions: Region,
        repaint: bool = True,
        layout: bool = False,
        recompose: bool = False,
    ) -> Self:
        """Paint again, unless it is just being painted for the first time."""
        if self._laying_out and not (regions or layout or recompose):
            return self
        return super().refresh(
            *regions, repaint=repaint, layout=layout, recompose=recompose
        )

    def _compositor_refresh(self) -> None:
        """Paint what changed, unless a page that is no dialog lies over it.

        Textual paints all of that page for every change below it. What comes to the
        top again is painted whole.
        """
        stack = self.app.screen_stack
        above = stack[stack.index(self) + 1 :] if self in stack else []
        if all(screen.is_modal for screen in above):
            super()._compositor_refresh()
        else:
            self._compositor._dirty_regions.clear()  # noqa: SLF001 - as Textual does
            self._dirty_widgets.clear()

    @property
    def face(self) -> GraveConcern:
        """The app, by its own type."""
        return cast("GraveConcern", self.app)

    @property
    def look(self) -> Look:
        """Language and glyphs."""
        return self.face.look

    @property
    def in_hand(self) -> Sheet | None:
        """The panel that has the whole screen, else the one that has the focus."""
        if self._alone:
            return self.query_one(f"#{self._alone}", Sheet)
        focused = self.focused
        return focused if isinstance(focused, Sheet) else None

    # The whole screen for one panel

    def panels(self) -> list[str]:
        """Return the panels that can have the whole screen, in their order."""
        shown = [sheet for sheet in self.query(Sheet) if sheet.has_class("frame")]
        return [sheet.id for sheet in shown if sheet.id]

    def action_zoom(self) -> None:
        """Give the panel in hand the whole screen, or show all panels again."""
        if self._alone:
            self._zoom("")
            return
        names = self.panels()
        focused = self.focused.id if self.focused is not None else ""
        if names:
            self._first = focused if focused in names else names[0]
            self._zoom(self._first)

    def action_zoom_next(self, by: int) -> None:
        """Give the whole screen to another panel, while one has it."""
        names = self.panels()
        if self._alone in names:
            self._zoom(names[(names.index(self._alone) + by) % len(names)])
        else:  # a window of another size has no such panel
            self._zoom("")

    def action_unzoom(self) -> None:
        """Show all panels again."""
        self._zoom("")

    def on_sheet_framed(self, event: Sheet.Framed) -> None:
        """Let a click on the upper edge do the same."""
        event.stop()
        name = (event.sheet.id or "").removesuffix("-small")
        if self._alone:
            self._zoom("")
        elif name in self.panels() and self.zooms:
            self._first = name
            self._zoom(name)

    @property
    def zooms(self) -> bool:
        """Whether a panel may have the whole screen; not in a dialog."""
        return not self.is_modal

    @property
    def zoomed(self) -> bool:
        """Whether one panel has the whole screen."""
        return bool(self._alone)

    _first: str = ""

    def _zoom(self, name: str) -> None:
        """Show one panel alone; an empty name shows all."""
        self._alone = name
        back = self._first
        for sheet in self.query(Sheet):
            sheet.set_class(sheet.id == name, "-whole")
        around = self.query_one(f"#{name}").ancestors if name else []
        for box in self.query("Horizontal, Vertical"):
            box.set_class(bool(name) and box in around, "-around")
            box.set_class(bool(name) and box not in around, "-aside")
        self.set_class(bool(name), "-zoomed")
        if self._lent:
            lent = self.query_one(f"#{self._lent}", Sheet)
            lent.can_focus = lent.points = False
            self._lent = ""
        sheet = self.query_one(f"#{name or back}", Sheet)
        if name and not sheet.can_focus:
            sheet.can_focus = sheet.points = True
            self._lent = name
        if sheet.can_focus:
            sheet.focus(scroll_visible=False)
        elif self.AUTO_FOCUS:
            self.query_one(self.AUTO_FOCUS).focus(scroll_visible=False)

    # A jump

    def go_to(self, sheet: Sheet, pick: str) -> None:
        """Go where a label stands: to an item, or to a panel."""
        if not pick:
            if sheet.can_focus:
                sheet.focus()
            elif self.zooms:
                self._first = (sheet.id or "").removesuffix("-small")
                self._zoom(self._first)
            return
        if sheet.can_focus and pick in sheet.picks:
            sheet.focus()
            sheet.move_to(pick)
        else:
            sheet.post_message(Sheet.Picked(sheet, pick))

    # What is in hand, in words

    def about(self) -> About:
        """Return what help tells first: the panel in hand, what is under the cursor."""
        sheet = self.in_hand
        if sheet is None:
            return About()
        name = (sheet.id or "").removesuffix("-small")
        return About(
            title=sheet.title,
            panel=PANELS.get(f"{self.told_as or self.scope}.{name}"),
            under=tuple(self.under(sheet)),
        )

    def under(self, sheet: Sheet) -> list[str]:
        """Return what is under the cursor of a panel, line by line."""
        rows = [row for row in sheet.rows if row.pick and row.pick == sheet.cursor]
        return [words for row in rows if (words := in_words(row))]

    # A copy

    def copied(self) -> tuple[str, list[str]]:
        """Return the panel in hand as text: its title, and its lines."""
        sheet = self.in_hand
        if sheet is None:
            return "", []
        return sheet.title, [row.text.rstrip() for row in sheet.rows]

    def action_copy(self) -> None:
        """Copy the panel in hand, and offer to save it to a file."""
        title, lines = self.copied()
        if any(lines):
            self.face.copy_out(self.scope, title, lines)
