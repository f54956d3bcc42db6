"""The codes of a game, to be copied and passed on."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import BindingType

from game.session.sharing import share_lines
from game.tui.actions import bindings
from game.tui.cells import BLANK, Row, Span, paragraph
from game.tui.screens.face import Face
from game.tui.widgets.sheet import Sheet
from game.words import say

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from game.session.sharing import Shared


class Codes(Face[None]):
    """The start code and the game code of a game."""

    AUTO_FOCUS = "#only"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings("codes")]
    scope = "codes"

    def __init__(self, name: str, shared: Shared) -> None:
        super().__init__()
        self._saved, self._shared = name, shared

    def body(self) -> ComposeResult:
        """Lay out one sheet."""
        yield self.sheet("only", "frame", focus=True, one_click=False)

    def redraw(self) -> None:
        """Show both codes, each after what it holds."""
        language = self.look.language
        sheet = self.query_one("#only", Sheet)
        sheet.label(
            say("Codes of {name}", language, name=self._saved),
            say("q goes back", language),
        )
        sheet.show(lambda w, _, cursor: self._rows(w, cursor))

    def _rows(self, cells: int, cursor: str) -> list[Row]:
        codes = (self._shared.start, self._shared.game)
        rows: list[Row] = []
        for line in share_lines(self._shared, self.look.language):
            if line not in codes:
                rows += paragraph(line, cells) if line else [BLANK]
                continue
            for row, part in enumerate(_parts(line, cells - 2)):
                at = line == cursor and not row
                mark = self.look.glyphs.cursor if at else " "
                spans = (Span(f"{mark} ", "key"), Span(part, "strong"))
                rows.append(Row(spans, line))
        return rows

    def copied(self) -> tuple[str, list[str]]:
        """Return the page with each code in one line, whatever the window's width."""
        title, _ = super().copied()
        return title, list(share_lines(self._shared, self.look.language))

    def picked(self, sheet: Sheet, pick: str) -> None:
        """Copy a code alone, as it is taken up."""
        del sheet
        self.face.copy_out(self.scope, "", [pick])

    def action_pick(self) -> None:
        """Copy the code under the cursor."""
        self.face.copy_out(self.scope, "", [self.query_one("#only", Sheet).cursor])


def _parts(code: str, cells: int) -> list[str]:
    """Break a code behind its hyphens, so that no group is torn."""
    parts = [""]
    for group in code.split("-"):
        joined = f"{parts[-1]}{group}-"
        if parts[-1] and len(joined) > cells:
            parts.append(f"{group}-")
        else:
            parts[-1] = joined
    return [*parts[:-1], parts[-1].removesuffix("-")]
