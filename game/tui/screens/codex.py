"""The codex: a list that can be searched, entries that lead to each other."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import BindingType
from textual.containers import Horizontal
from textual.widgets import Input

from game.report.entries import KINDS, EntryView, first_of, search
from game.tui.actions import bindings
from game.tui.cells import Span
from game.tui.draw import codex as draw
from game.tui.screens.page import Page
from game.tui.widgets.sheet import Sheet
from game.words import say

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.app import ComposeResult

    from game.tui.cells import Row

_LONGEST = 60
"""Signs that can be searched for at once."""


class Codex(Page):
    """People, places, terms, numbers and sources."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings("codex")]
    scope = "codex"

    def __init__(
        self,
        entries: Sequence[EntryView],
        at: Sequence[str] = (),
        *,
        find: bool = False,
    ) -> None:
        """Make the screen.

        Args:
            entries: All of them.
            at: Ids to begin at: the first that there is.
            find: Whether to begin with typing.
        """
        super().__init__()
        self._by_id = {entry.id: entry for entry in entries}
        self._all = list(entries)
        self._trail: list[str] = []
        self._words = ""
        self._begin, self._ask = first_of(entries, at), find
        self._kind = "" if find else "background"
        if self._begin and not find:
            self._kind = self._by_id[self._begin].kind
        self._shown = self._matching()

    def body(self) -> ComposeResult:
        """Lay out the status line, a heading, a line to type in, and two sides."""
        yield self.sheet("status", "line")
        yield self.sheet("head", "line")
        yield Input(id="find", max_length=_LONGEST, select_on_focus=False)
        with Horizontal(id="sides", classes=self.shape):
            yield self.sheet("list", "frame", focus=True, one_click=True)
            yield self.sheet("detail", "frame", focus=True)

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
            Span(f" {draw.found_words(len(self._shown), look)}", "dim"),
        ]
        if self._words and not self.typing:
            spans.append(Span(f"  / {self._words}", "strong"))
        return say("Codex", look.language), spans

    def entries(self, width: int, height: int, cursor: str) -> list[Row]:
        """List the entries that match."""
        del height
        numbers = self._kind == "assumptions"
        return draw.titles(self._shown, self.look, width, cursor, numbers=numbers)

    def detail(self, width: int, height: int, cursor: str) -> list[Row]:
        """Open the entry under the cursor."""
        del height
        entry = self._by_id.get(cursor) if self._shown else None
        return draw.detail(entry, self._by_id, self.look, width) if entry else []

    def redraw(self) -> None:
        """Show both sides; assumptions take more of the page for their numbers."""
        self.query_one("#sides").set_class(self._kind == "assumptions", "wide")
        if self._begin:
            self.query_one("#list", Sheet).cursor = self._begin
            self.call_after_refresh(self._reveal, self._begin)
            self._begin = ""
        super().redraw()
        if self._ask:
            self._ask = False
            self.call_after_refresh(self.action_find)
        self.query_one("#list", Sheet).label("", say("/ search", self.look.language))

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
        sheet = self.query_one("#list", Sheet)
        if key and key in sheet.picks:
            sheet.reveal()

    def action_find(self) -> None:
        """Type what is to be found."""
        field = self.query_one("#find", Input)
        field.add_class("-typing")
        field.focus()

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
        self.query_one("#find").remove_class("-typing")
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
