"""A question with a few answers, and a line to be typed."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import BindingType
from textual.containers import Vertical
from textual.events import Paste
from textual.widgets import Input

from game.tui.actions import bindings
from game.tui.cells import BLANK, Row, Span, paragraph
from game.tui.screens.face import Dialog
from game.tui.widgets.sheet import Sheet
from game.words import say

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.app import ComposeResult


_CELLS = 62
"""Cells of what is asked about, inside the frame of a line to be typed."""
_AROUND = 6
"""Cells of a small screen that it leaves."""
_LINES = 5
"""Lines of that dialog without it."""


class Question(Dialog[str]):
    """Some text and answers to pick from; gives the answer's key, empty for none."""

    AUTO_FOCUS = "#trouble"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings("question")]
    scope = "question"

    def __init__(
        self, title: str, text: Sequence[str], answers: Sequence[tuple[str, str]]
    ) -> None:
        """Ask.

        Args:
            title: what it is about.
            text: paragraphs above the answers.
            answers: key and words of each.
        """
        super().__init__()
        self._title, self._text, self._answers = title, text, answers

    def body(self) -> ComposeResult:
        """Lay out one sheet."""
        yield self.sheet("trouble", "frame", focus=True)

    def redraw(self) -> None:
        """Show the text and the answers."""
        sheet = self.query_one("#trouble", Sheet)
        sheet.label(self._title, say("q goes back", self.look.language))
        sheet.show(lambda w, _, cursor: self._rows(w, cursor))

    def _rows(self, cells: int, cursor: str) -> list[Row]:
        rows: list[Row] = []
        for words in self._text:
            rows += [*paragraph(words, cells), BLANK]
        for key, words in self._answers:
            mark = self.look.glyphs.cursor if key == cursor else " "
            rows.append(Row((Span(f"{mark} ", "key"), Span(words, "strong")), key))
        return rows

    def picked(self, sheet: Sheet, pick: str) -> None:
        """Answer."""
        del sheet
        self.dismiss(pick)

    def action_pick(self) -> None:
        """Give the answer under the cursor."""
        self.dismiss(self.query_one("#trouble", Sheet).cursor)

    def action_back(self) -> None:
        """Leave without an answer."""
        self.dismiss("")


class Line(Input):
    """A line to be typed; what is pasted in several lines becomes one."""

    def _on_paste(self, event: Paste) -> None:
        event.prevent_default()
        event.stop()
        self.insert_text_at_cursor(" ".join(event.text.split()))


class Ask(Dialog[str]):
    """One line of text to be typed; gives it, empty for none."""

    AUTO_FOCUS = "#typed"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings("typing")]
    scope = "typing"

    def __init__(
        self, title: str, value: str = "", limit: int = 64, about: str = ""
    ) -> None:
        """Ask.

        Args:
            title: the question.
            value: what the line holds at first.
            limit: the most letters of the line.
            about: what is asked about, where the dialog would cover it.
        """
        super().__init__()
        self._title, self._value, self._limit = title, value, limit
        self._about = about

    def body(self) -> ComposeResult:
        """Lay out what is asked about, the question, and the line."""
        with Vertical(id="typing"):
            if self._about:
                yield self.sheet("about")
            yield self.sheet("asked", "line")
            yield Line(
                self._value,
                id="typed",
                max_length=self._limit,
                select_on_focus=False,
            )

    def redraw(self) -> None:
        """Show the question, and all of what it is about."""
        if self._about:
            cells = min(_CELLS, self.app.size.width - _AROUND)
            rows = [*paragraph(self._about, cells, "accent"), BLANK]
            about = self.query_one("#about", Sheet)
            about.styles.height = len(rows)
            self.query_one("#typing").styles.height = _LINES + len(rows)
            about.show(lambda *_: rows)
        row = Row((Span(self._title, "strong"),))
        self.query_one("#asked", Sheet).show(lambda *_: [row])

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Give what was typed."""
        event.stop()
        self.dismiss(event.value.strip())

    def action_leave(self) -> None:
        """Leave without an answer."""
        self.dismiss("")
