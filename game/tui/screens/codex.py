"""The codex: a list that can be searched, entries that lead to each other."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import BindingType
from textual.containers import Horizontal
from textual.widgets import Input

from game.report.entries import KINDS, EntryView, first_of, search
from game.tui.actions import bindings
from game.tui.cells import Span, filled
from game.tui.draw import codex as draw
from game.tui.screens.page import Page
from game.tui.widgets.sheet import Sheet
from game.words import say

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.app import ComposeResult
    from textual.events import Key

    from game.tui.cells import Row

_LONGEST = 60
"""Signs that can be searched for at once."""


class Codex(Page):
    """People, places, terms, numbers and sources."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings("codex")]
    scope = "codex"

    begins: ClassVar[str] = "background"
    """The kind that is listed first, unless an entry is asked for."""

    def __init__(self, at: Sequence[str] = ()) -> None:
        """Make the screen; what it holds is filled in once it has been read.

        Args:
            at: Ids to begin at: the first that there is.
        """
        super().__init__()
        self._at = at
        self._all: list[EntryView] = []
        self._by_id: dict[str, EntryView] = {}
        self._shown: list[EntryView] = []
        self._trail: list[str] = []
        self._kind, self._words = self.begins, ""

    def body(self) -> ComposeResult:
        """Lay out the status line, a heading, a line to type in, and two sides."""
        yield self.sheet("status", "line")
        yield self.sheet("head", "line")
        yield Input(
            id="find",
            placeholder=say("/ search", self.look.language),
            max_length=_LONGEST,
            select_on_focus=False,
        )
        with Horizontal(id="sides", classes=self.shape):
            yield self.sheet("list", "frame", focus=True, one_click=True)
            yield self.sheet("detail", "frame", focus=True)

    def fill(self, entries: Sequence[EntryView]) -> None:
        """Fill the codex, and open the entry that was asked for."""
        if not self.display:
            return  # it was left before
        if not self.ready:
            self.call_later(self.fill, entries)
            return
        self._all = list(entries)
        self._by_id = {entry.id: entry for entry in entries}
        begin = "" if self._words else first_of(entries, self._at)
        if begin:
            self._kind = self._by_id[begin].kind
        self._list(self._kind, self._words, begin)

    # What is shown

    @property
    def typing(self) -> bool:
        """Whether letters go into the search."""
        return self.query_one("#find").has_focus

    def heading(self) -> tuple[str, Sequence[Span]]:
        """Return the title, the kind that is listed, and what is searched."""
        look = self.look
        spans = [
            Span("  < ", "key", "!kind(-1)"),
            Span(draw.kind_words(self._kind, look), "accent"),
            Span(" > ", "key", "!kind(1)"),
            Span(f" {len(self._shown)}", "dim"),
        ]
        if self._words and not self.typing:
            spans.append(Span(f"  / {self._words}", "strong"))
        return say("Codex", look.language), spans

    def entries(self, width: int, height: int, cursor: str) -> list[Row]:
        """List the entries that match."""
        del height
        if not self._all:
            return []
        numbers = self._kind == "assumptions"
        return draw.titles(self._shown, self.look, width, cursor, numbers=numbers)

    def detail(self, width: int, height: int, cursor: str) -> list[Row]:
        """Open the entry under the cursor; where it fits, those that it leads to."""
        entry = self._by_id.get(cursor) if self._shown else None
        if entry is None:
            return []
        look, known = self.look, self._by_id
        rows = draw.detail(entry, known, look, width, self.followed())
        others = draw.nearby(entry, known, width)
        return filled(rows, others, look, (width, height))

    def redraw(self) -> None:
        """Show both sides; assumptions take more of the page for their numbers."""
        self.query_one("#sides").set_class(self._kind == "assumptions", "wide")
        super().redraw()

    def moved(self, sheet: Sheet, pick: str) -> None:
        """Open what is under the cursor, from its top."""
        if sheet.id == "list":
            self.query_one("#detail", Sheet).cursor = ""
        super().moved(sheet, pick)

    def can(self, name: str) -> bool:
        """Go back along the links only after one was followed."""
        return name != "previous" or bool(self._trail)

    # Finding

    def _matching(self) -> list[EntryView]:
        of_kind = [e for e in self._all if self._kind in {"", e.kind}]
        if self._kind in {"", "background"} and not self._words:
            return of_kind
        found = search(of_kind, self._words)
        return found if self._words else sorted(found, key=lambda e: e.title.casefold())

    def _list(self, kind: str, words: str, at: str = "") -> None:
        """List other entries and go to one of them."""
        self._kind, self._words = kind, words
        self._shown = self._matching()
        sheet = self.query_one("#list", Sheet)
        sheet.begin()
        sheet.cursor = at
        self.query_one("#detail", Sheet).begin()
        self.redraw()
        if at:
            self.call_after_refresh(self._reveal, at)

    def _reveal(self, key: str) -> None:
        if not self.ready:
            return  # it was left before
        sheet = self.query_one("#list", Sheet)
        if key in sheet.picks:
            sheet.reveal()

    def action_find(self) -> None:
        """Type what is to be found."""
        self.set_focus(self.query_one("#find"))

    def on_input_changed(self, event: Input.Changed) -> None:
        """Search as it is typed, among everything."""
        event.stop()
        if event.value != self._words:
            self._list("" if event.value else self._kind, event.value)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Go to the list of what was found."""
        event.stop()
        self._stop_typing()

    def _stop_typing(self) -> None:
        self.query_one("#list").focus()

    def action_row(self, by: int) -> None:
        """Move in the list while something is typed."""
        sheet = self.query_one("#list", Sheet)
        if by < 0:
            sheet.action_up()
        else:
            sheet.action_down()

    def action_back(self) -> None:
        """Leave the search first, then the codex."""
        if self.typing or self._words:
            at = self.at()
            self.query_one("#find", Input).value = ""
            self._stop_typing()
            self._list(self._kind, "", at)
        else:
            super().action_back()

    def action_kind(self, by: int) -> None:
        """List another kind of entries."""
        kinds = [key for key, _ in KINDS]
        at = (kinds.index(self._kind) + by) % len(kinds)
        self._list(kinds[at], self._words)

    # Following

    def term(self) -> tuple[str, ...]:
        """Return the entry that is open."""
        return (self.at(),)

    def picked(self, sheet: Sheet, pick: str) -> None:
        """Follow a link; from the list go to the entry, to follow its links."""
        kind, _, key = pick.partition(":")
        if kind == "codex":
            self._follow(key)
        elif kind == "card":
            self.face.show_card(key)
        elif sheet.id == "list":
            self.query_one("#detail").focus()

    def action_follow(self, number: int) -> None:
        """Follow a link by its number."""
        entry = self._by_id.get(self.at())
        links = draw.links_of(entry) if entry else ()
        if number <= len(links):
            self._follow(links[number - 1])

    def action_previous(self) -> None:
        """Go back to the entry before."""
        if self._trail:
            self._go(self._trail.pop())
            self.draw_keys()

    def _follow(self, key: str) -> None:
        if key in self._by_id and key != self.at():
            self._trail.append(self.at())
            self._go(key)
            self.draw_keys()

    def _go(self, key: str) -> None:
        """Open an entry; where the list does not hold it, list its kind."""
        if key in self.query_one("#list", Sheet).picks:
            self.query_one("#detail", Sheet).begin()
            self.query_one("#list", Sheet).move_to(key)
        else:
            self.query_one("#find", Input).value = ""
            self._list(self._by_id[key].kind, "", key)


class Search(Codex):
    """The codex, to search in it at once; what is typed ahead is kept."""

    AUTO_FOCUS = "#find"
    begins = ""
    _ahead: str | None = ""
    """What was typed before there was a line to type in; None once there is."""

    def keeps(self, event: Key) -> bool:
        """Take a letter that was meant for the line to type in; tell whether it was.

        That line takes its own letters. One that comes by was pressed in the room.
        """
        if not event.is_printable or event.character is None:
            return False
        if self._ahead is not None:
            self._ahead += event.character
        elif self.typing:
            self.query_one("#find", Input).insert_text_at_cursor(event.character)
        else:
            return False
        return True

    def on_descendant_focus(self) -> None:
        """Write down what was typed ahead."""
        ahead, self._ahead = self._ahead, None
        if ahead:
            self.query_one("#find", Input).insert_text_at_cursor(ahead)
