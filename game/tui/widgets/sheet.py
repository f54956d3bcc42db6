"""A sheet: the one big widget that draws rows of toned text.

A builder makes the rows for a size and a cursor; when it is asked again, only
the lines that differ are repainted.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from itertools import zip_longest
from typing import ClassVar, TypeAlias

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.binding import BindingType
from textual.content import Content
from textual.geometry import Region, Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip
from textual.widget import Widget

from game.tui.actions import bindings
from game.tui.cells import BLANK, Row, cut, pointed
from game.tui.glyphs import to_ascii
from game.tui.widgets.columns import labelled, pick_at, written_over
from game.tui.widgets.paging import fitting, kept_in_view, lies_beyond

_CORNERS = 6
"""Cells of a frame's upper edge that its words cannot have."""
_BAR = 2
"""Cells of the scroll bar and of the space before it."""
Build: TypeAlias = Callable[[int, int, str], Sequence[Row]]
"""Width, height and cursor in, rows out."""


class _Told(Message):
    """What a sheet tells the screen, of an item or of itself."""

    def __init__(self, sheet: Sheet, pick: str = "") -> None:
        super().__init__()
        self.sheet, self.pick = sheet, pick

    @property
    def control(self) -> Sheet:
        """The sheet."""
        return self.sheet


class Sheet(ScrollView, inherit_bindings=False):
    """Rows of text with a cursor over the items that can be picked."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings("sheet"), *bindings("zoomed")]

    class Moved(_Told):
        """The cursor is on another item."""

    class Picked(_Told):
        """An item was activated by enter or by a click."""

    class Framed(_Told):
        """The upper edge of the frame was clicked."""

    def __init__(
        self,
        *,
        id: str,
        classes: str = "",
        focus: bool = False,
        one_click: bool = True,
        ascii_only: bool = False,
    ) -> None:
        super().__init__(id=id, classes=classes)
        self.can_focus = focus
        self.cursor = ""
        self.enter = True
        self.by_line = False
        """Whether steps scroll by lines until the item under the cursor is in view."""
        self.points = False
        """Whether a sign shows the cursor beside rows that show none themselves."""
        self._followed = False
        self._one_click = one_click
        self._ascii = ascii_only
        self._build: Build | None = None
        self._ground: Style | None = None
        self._rows: tuple[Row, ...] = ()
        self._measured = (0, 0)
        self._spoken = ("", "")
        self._title = self._hint = self._more = ""
        self._marks: Mapping[str, str] = {}

    # What is shown

    @property
    def rows(self) -> tuple[Row, ...]:
        """The rows as last built."""
        return self._rows

    @property
    def title(self) -> str:
        """The words in the upper edge of the frame."""
        return self._title

    @property
    def picks(self) -> list[str]:
        """The items, in the order of the rows."""
        return list(dict.fromkeys(row.pick for row in self._rows if row.pick))

    @property
    def picks_in_view(self) -> list[str]:
        """What can be clicked in the lines that are in view."""
        top = self.scroll_offset.y
        shown = self._rows[top : top + self.scrollable_content_region.height]
        found = ((row.pick, *(span.pick for span in row.spans)) for row in shown)
        return list(dict.fromkeys(pick for picks in found for pick in picks if pick))

    def mark(self, marks: Mapping[str, str]) -> None:
        """Show labels over items, by pick; without a pick it is the sheet's own."""
        if dict(marks) == dict(self._marks):
            return
        touched = {*marks, *self._marks}
        self._marks = marks
        self._speak()
        for y, row in enumerate(self._rows):
            if touched & {row.pick, *(span.pick for span in row.spans)} - {""}:
                self.refresh_line(y)

    def show(self, build: Build, *, cursor: str | None = None) -> None:
        """Draw with another builder; `cursor` moves the cursor silently."""
        self._build = build
        if cursor is not None:
            self.cursor = cursor
        self.rebuild()

    def label(self, title: str, hint: str = "", more: str = "") -> None:
        """Set the words in the frame, never markup; `more` while not all is in view."""
        spoken = [to_ascii(w) if self._ascii else w for w in (title, hint, more)]
        self._title, self._hint, self._more = spoken
        self._speak()

    def _speak(self) -> None:
        """Write the frame's words: the title, what is below, the hint."""
        title = self._title
        if self._ascii and self.has_focus and self.has_class("frame"):
            title = f"> {title}"  # the frames of ASCII are all alike
        if "" in self._marks:
            title = f"[{self._marks['']}] {title}"
        below = len(self._rows) - self.scroll_offset.y - self.content_region.height
        arrow = "v" if self._ascii else "\u2193"
        mark = f"{arrow}{below}" if self._measured[1] and below > 0 else ""
        more = self._more if len(self._rows) > self.content_region.height else ""
        hint = "  ".join(filter(None, (mark, self._hint, more)))
        if self._ascii:  # Textual would cut with a sign that ASCII lacks
            room = max(1, self.outer_size.width - _CORNERS)
            title, hint = cut(title, room, "~"), cut(hint, room, "~")
        if (title, hint) == self._spoken:
            return  # setting a title repaints the whole sheet
        self._spoken = title, hint
        self.border_title = Content(title) if title else None
        self.border_subtitle = Content(hint) if hint else None

    def watch_has_focus(self, has_focus: bool) -> None:  # noqa: FBT001 - Textual's own
        """Say in the frame whether it has the keys."""
        super().watch_has_focus(has_focus)
        self._speak()

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Count anew what is below."""
        super().watch_scroll_y(old_value, new_value)
        self._speak()

    def rebuild(self) -> None:
        """Ask the builder again, out of view once it is in; repaint what differs."""
        width, height = self.content_region.size
        if not (width and height):
            self._measured = (0, 0)
        elif self._is_asked:
            self._lay_out(width, height)

    @property
    def _is_asked(self) -> bool:
        """Whether there is a builder, and what it shows: of a page left it is gone."""
        known = self._build is not None and self.is_attached
        return known and self.screen in self.app.screen_stack

    def _lay_out(self, width: int, height: int, *, painted: bool = False) -> None:
        """Make the rows for a size; `painted` if all is about to be painted."""
        self._measured = (width, height)
        rows = self._made(width, height)
        if len(rows) > height and self.styles.overflow_y == "auto":
            width -= _BAR
            rows = self._made(width, height)
        old, self._rows = self._rows, rows
        high = len(rows)
        if not self.styles.is_auto_height:
            high = max(high, height)  # so that a row more does not lay out again
        if (size := Size(width, high)) != self.virtual_size:
            if self.styles.is_auto_height:
                self.virtual_size = size
            else:  # only a bar that comes or goes has anything laid out again
                self.set_reactive(Widget.virtual_size, size)
                self._scroll_update(size)
            if not painted or high > height:
                self.refresh()
            self._speak()
            return
        lines = enumerate(zip_longest(old, rows, fillvalue=BLANK))
        changed = [y - self.scroll_offset.y for y, (was, now) in lines if was != now]
        if changed:  # which cells of a line differ is found out where they are sent
            self.refresh(*(Region(0, y, width, 1) for y in changed))

    def _made(self, width: int, height: int) -> tuple[Row, ...]:
        build = self._build or (lambda *_: ())
        width -= 2 * (self.points and self.can_focus)
        rows = tuple(build(width, height, self.cursor))
        picks = {row.pick for row in rows if row.pick}
        if picks and self.cursor not in picks:
            self.cursor = next(row.pick for row in rows if row.pick)
            rows = tuple(build(width, height, self.cursor))
        if not self.points or not self.can_focus:
            return rows
        return pointed(rows, self.cursor, ">" if self._ascii else "\u25b8")

    def notify_style_update(self) -> None:
        """Repaint in the colours of another theme."""
        super().notify_style_update()
        self.refresh()

    def _size_updated(
        self,
        size: Size,
        virtual_size: Size,
        container_size: Size,
        layout: bool = True,  # noqa: FBT001, FBT002 - Textual's own
    ) -> bool:
        """Have the rows of a new size before it is painted, not after."""
        changed = super()._size_updated(size, virtual_size, container_size, layout)
        wanted = self.content_region.size
        fresh = all(wanted) and wanted != self._measured
        late = not (changed and self._followed)  # else `on_resize` builds and follows
        if fresh and late and self._is_asked:
            self._lay_out(*wanted, painted=changed)
        return changed

    def on_resize(self, _event: events.Resize) -> None:
        """Lay the rows out for another size."""
        self._speak()
        if self.content_region.size != self._measured:
            self.rebuild()
            if self._followed:
                self.reveal()

    def render_lines(self, crop: Region) -> list[Strip]:
        """Draw some lines, and find out once for all of them what they are drawn on."""
        self._ground = None
        return super().render_lines(crop)

    def render_line(self, y: int) -> Strip:
        """Draw one line of the window."""
        index = y + self.scroll_offset.y
        width = self.size.width
        base = self._ground = self._ground or self.rich_style
        if index >= len(self._rows):
            return Strip.blank(width, base)
        row = self._rows[index]
        if row.pick and row.pick == self.cursor and self.can_focus:
            base += self._tone("cursor")
        segments = []
        for span in row.spans:
            text = to_ascii(span.text) if self._ascii else span.text
            segments.append(Segment(text, base + self._tone(span.tone)))
        strip = Strip(segments).adjust_cell_length(width, base)
        return self._marked(strip, index) if self._marks else strip

    def _marked(self, strip: Strip, index: int) -> Strip:
        """Write labels over a line: where an item begins, or first comes into view."""
        row = self._rows[index]
        places = labelled(row, self._marks, ascii_only=self._ascii)
        above = self._rows[index - 1].pick if index > self.scroll_offset.y else ""
        if row.pick not in {above, ""} and row.pick in self._marks:
            places = {0: self._marks[row.pick], **places}
        return written_over(strip, places, self.rich_style + self._tone("label"))

    def _tone(self, tone: str) -> Style:
        return self.screen.get_component_rich_style(f"tone--{tone}", partial=True)

    # The cursor

    def begin(self) -> None:
        """Go to the first item without leaving the top of the text."""
        self.cursor = ""
        self._followed = False
        self.scroll_home(animate=False)

    def move_to(self, pick: str) -> None:
        """Put the cursor on an item and tell the screen."""
        if pick == self.cursor or pick not in self.picks:
            return
        was, self.cursor = self.cursor, pick
        for y, row in enumerate(self._rows):
            if row.pick in {was, pick}:
                self.refresh_line(y)
        self._followed = True
        self.rebuild()
        self.reveal()
        self.post_message(self.Moved(self, pick))

    def reveal(self) -> None:
        """Scroll to the item under the cursor."""
        lines = [y for y, row in enumerate(self._rows) if row.pick == self.cursor]
        if self.cursor and lines and self.can_focus:
            first = 0 if self.cursor == self.picks[0] else lines[0]
            last = len(self._rows) if self.cursor == self.picks[-1] else lines[-1] + 1
            height = self.scrollable_content_region.height
            first, last = fitting((first, last), lines, height)
            self.scroll_to_region(Region(0, first, 1, last - first), animate=False)

    def _step(self, by: int) -> None:
        picks = self.picks
        if not picks or (self.by_line and self._lies_beyond(by)):
            self.scroll_relative(y=by, animate=False)
            return
        at = picks.index(self.cursor) if self.cursor in picks else 0
        self.move_to(picks[min(len(picks) - 1, max(0, at + by))])

    def _lies_beyond(self, by: int) -> bool:
        """Tell whether the item under the cursor is out of view that way."""
        top, height = self.scroll_offset.y, self.scrollable_content_region.height
        return lies_beyond(self._rows, self.cursor, top, height, by)

    def action_up(self) -> None:
        """Go to the item above, or scroll."""
        self._step(-1)

    def action_down(self) -> None:
        """Go to the item below, or scroll."""
        self._step(1)

    def action_first(self) -> None:
        """Go to the first item."""
        self.scroll_home(animate=False)
        if self.picks:
            self.move_to(self.picks[0])

    def action_last(self) -> None:
        """Go to the last item."""
        self.scroll_end(animate=False)
        if self.picks:
            self.move_to(self.picks[-1])

    def action_page(self, by: int) -> None:
        """Scroll by a page; the cursor goes along, to the end where there is none."""
        lines = self.scrollable_content_region.height
        was = self.scroll_offset.y
        self.scroll_relative(y=by * max(1, lines - 1), animate=False, immediate=True)
        top, picks = self.scroll_offset.y, self.picks
        if top == was and picks:
            self.move_to(picks[-1 if by > 0 else 0])
        else:
            self.move_to(kept_in_view(self._rows, self.cursor, top, lines, by))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Leave enter to the screen where there is nothing to pick."""
        del parameters
        return action != "pick" or (self.enter and bool(self.picks))

    def action_pick(self) -> None:
        """Activate the item under the cursor; out of view it is only brought there."""
        if self._lies_beyond(1) or self._lies_beyond(-1):
            self.reveal()
        elif self.cursor in self.picks:
            self.post_message(self.Picked(self, self.cursor))

    def on_click(self, event: events.Click) -> None:
        """Activate what was clicked: a span's own pick, else the row's."""
        offset = event.get_content_offset(self)
        if offset is None:
            if event.y == 0 and self.has_class("frame"):
                self.post_message(self.Framed(self))
            return
        index = offset.y + self.scroll_offset.y
        if not 0 <= index < len(self._rows):
            return
        row = self._rows[index]
        own = pick_at(row, offset.x, ascii_only=self._ascii)
        if own:
            self.post_message(self.Picked(self, own))
        elif row.pick:
            known = row.pick == self.cursor
            self.move_to(row.pick)
            if known or self._one_click:
                self.post_message(self.Picked(self, row.pick))
