"""The relations as a matrix, and the history of one of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import BindingType
from textual.containers import Horizontal

from game.tui.actions import bindings
from game.tui.cells import Span
from game.tui.draw import lines
from game.tui.draw import matrix as draw
from game.tui.screens.page import Page
from game.tui.widgets.grid import Grid
from game.tui.widgets.sheet import Sheet
from game.words import say

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from textual.app import ComposeResult

    from game.report.matrix import RelationsView, RelationView
    from game.tui.cells import Row

_FEW = 2
"""Columns up to which the matrix stands beside its detail."""


class Relations(Page):
    """Rows act on columns; the arrows go from cell to cell."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings("relations")]
    scope = "relations"

    def __init__(self, view: RelationsView) -> None:
        super().__init__()
        self._view = view
        self.shape = "even" if len(view.subjects) <= _FEW else "matrix"

    def body(self) -> ComposeResult:
        """Lay out the status line, a heading, the matrix and its detail."""
        yield self.sheet("status", "line")
        yield self.sheet("head", "line")
        with Horizontal(id="sides", classes=self.shape):
            grid = Grid(
                id="list", classes="frame", focus=True, ascii_only=self.look.ascii
            )
            view = self._view
            first = view.cells[0] if view.cells else None
            grid.cursor = draw.pick_of(first.owner, first.subject) if first else ""
            grid.lay(
                [
                    [draw.pick_of(owner, subject) for subject, _ in view.subjects]
                    for owner, _ in view.owners
                ]
            )
            yield grid
            yield self.sheet("detail", "frame", focus=True)

    @property
    def grid(self) -> Grid:
        """The matrix."""
        return self.query_one("#list", Grid)

    def redraw(self) -> None:
        """Name both panels and show them."""
        super().redraw()
        self.grid.label(say("Relations", self.look.language))
        words = say("This relation", self.look.language)
        self.query_one("#detail", Sheet).label(words)

    def heading(self) -> tuple[str, Sequence[Span]]:
        """Return the title."""
        words = say("who stands how towards whom", self.look.language)
        return say("Relations", self.look.language), [Span(f"  {words}", "dim")]

    def entries(self, width: int, height: int, cursor: str) -> list[Row]:
        """Draw the matrix."""
        return draw.matrix(self._view, self.look, (width, height), cursor)

    def detail(self, width: int, height: int, cursor: str) -> list[Row]:
        """Say what stands in the cell under the cursor."""
        room = self.face.view
        numbers = (*room.relations, *room.numbers) if room is not None else ()
        histories = {number.id: number.history for number in numbers}
        return draw.detail(self._view, cursor, self.look, (width, height), histories)

    def term(self) -> tuple[str, ...]:
        """Return the entry of the relation under the cursor, or of its actor."""
        found = draw.cells_of(self._view, self.at())
        actor = self.at().partition(" ")[0]
        return (*(f"variables.{cell.id}" for cell in found), f"actors.{actor}")

    def picked(self, sheet: Sheet, pick: str) -> None:
        """Go to the cell that was clicked; open the one under the cursor."""
        del sheet
        if pick == self.at():
            self.action_pick()
        else:
            self.grid.move_to(pick)

    def action_pick(self) -> None:
        """Open the history of the relation under the cursor."""
        found = draw.cells_of(self._view, self.at())
        if found:
            self.face.open_relation(found[0].id, [c.id for c in self._view.cells])

    def action_column(self, by: int) -> None:
        """Go to another column."""
        self.grid.step(by, 0)

    def action_numbers(self) -> None:
        """Open all numbers."""
        self.face.open_page("numbers")


class Relation(Page):
    """One relation turn by turn: its curve, what moved it, who is who."""

    shape = "even"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings("relation")]
    scope = "relation"

    def __init__(
        self,
        view: RelationView,
        ring: Sequence[str],
        find: Callable[[str], RelationView],
    ) -> None:
        """Make the screen.

        Args:
            view: What is shown first.
            ring: The ids that left and right go through.
            find: Looks another one up; called in a thread.
        """
        super().__init__()
        self._view, self._ring, self._find = view, ring, find

    def body(self) -> ComposeResult:
        """Lay out the status line, a heading, the curve, and the two sides."""
        yield self.sheet("status", "line")
        yield self.sheet("head", "line")
        yield self.sheet("course")
        with Horizontal(id="sides", classes=self.shape):
            yield self.sheet("list", "frame", focus=True, one_click=True)
            yield self.sheet("detail", "frame", focus=True)

    def heading(self) -> tuple[str, Sequence[Span]]:
        """Return the title: whose relation towards whom, and where it stands."""
        cell = self._view.cell
        arrow = self.look.glyphs.arrow
        moved = f" {draw.change(cell, self.look)}" if cell.change else ""
        own = cell.label if cell.label != cell.owner_name else ""
        pair = f"{cell.owner_name} {arrow} {cell.subject_name}"
        return lines.charted(pair, self._view.unit, self.look), [
            Span(f"  {own}  " if own else "  ", "dim"),
            Span(f"{cell.text}{moved}", "strong"),
        ]

    def redraw(self) -> None:
        """Show the curve and both sides."""
        super().redraw()
        language = self.look.language
        self.query_one("#list", Sheet).label(say("Turns, newest first", language))
        self.query_one("#detail", Sheet).label(say("What moved it", language))
        self._draw_course()

    def _draw_course(self) -> None:
        at = self.at()
        turn = int(at) if at else len(self._view.points)
        self.query_one("#course", Sheet).show(
            lambda w, h, _: draw.course(self._view, turn, self.look, (w, h))
        )

    def entries(self, width: int, height: int, cursor: str) -> list[Row]:
        """List the turns."""
        del height
        return draw.turns(self._view, self.look, width, cursor)

    def detail(self, width: int, height: int, cursor: str) -> list[Row]:
        """Say what moved it before the turn under the cursor."""
        del height
        at = self.followed()
        return draw.turn_detail(self._view, cursor, self.look, width, at)

    def moved(self, sheet: Sheet, pick: str) -> None:
        """Let the curve and the causes follow the cursor."""
        super().moved(sheet, pick)
        if sheet.id == "list":
            self._draw_course()

    def term(self) -> tuple[str, ...]:
        """Return the entry of the relation."""
        return (f"variables.{self._view.cell.id}",)

    def picked(self, sheet: Sheet, pick: str) -> None:
        """Open an entry, or that of a cause; from the turns go to the causes."""
        kind, _, key = pick.partition(":")
        if sheet.id == "list":
            self.query_one("#detail").focus()
        elif kind == "codex":
            self.face.open_codex((key,))
        else:
            self.face.open_codex((f"{kind}s.{key}", *self.term()))

    def action_other(self, by: int) -> None:
        """Show another relation."""
        at = self._ring.index(self._view.cell.id)
        key = self._ring[(at + by) % len(self._ring)]
        self.face.in_thread(lambda: self._find(key), self._found)

    def _found(self, view: RelationView) -> None:
        self._view = view
        if self.ready:
            self.query_one("#list", Sheet).cursor = ""
            self.redraw()
