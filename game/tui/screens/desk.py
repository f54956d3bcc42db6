"""Standing policy, initiatives, and the declaration of priorities."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import BindingType

from game.tui.actions import bindings
from game.tui.cells import Span
from game.tui.draw import policy
from game.tui.screens.page import Page
from game.tui.widgets.sheet import Sheet
from game.words import say

if TYPE_CHECKING:
    from collections.abc import Sequence

    from game.report.views import Room
    from game.tui.cells import Row


class _Staging(Page):
    """A page whose items are lines that can be staged."""

    shape = "wide"
    one_click = True

    @property
    def view(self) -> Room:
        """The room as it stands."""
        view = self.face.view
        assert view is not None  # noqa: S101 - these pages exist only with a game
        return view

    def redraw(self) -> None:
        """Show both sides and what enter does."""
        super().redraw()
        words = say("enter stages or takes back", self.look.language)
        self.query_one("#list", Sheet).label("", words)

    def picked(self, sheet: Sheet, pick: str) -> None:
        """Stage the line, or take it back."""
        del sheet
        if pick in self.view.staged:
            self.face.unstage(pick)
        else:
            self.face.stage(pick)
        self.redraw()

    def term(self) -> tuple[str, ...]:
        """Return the entry of the lever, the act or the duty under the cursor."""
        subject = self.at().split(maxsplit=1)[0] if self.at() else ""
        homes = ("levers", "initiatives", "objectives")
        return tuple(f"{home}.{subject}" for home in homes)

    def action_pick(self) -> None:
        """Stage what is under the cursor, or take it back."""
        self.query_one("#list", Sheet).action_pick()

    def action_redo(self) -> None:
        """Stage again what was taken back last."""
        self.face.redo()
        self.redraw()

    def action_undo(self) -> None:
        """Take the last staging back."""
        self.face.undo()
        self.redraw()


class Policy(_Staging):
    """Every lever as a ladder of rungs."""

    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings("policy"),
    ]
    scope = "policy"

    def redraw(self) -> None:
        """Begin at the first rung in force."""
        sheet = self.query_one("#list", Sheet)
        if not sheet.cursor:
            rungs = [rung for lever in self.view.levers for rung in lever.rungs]
            sheet.cursor = next((rung.line for rung in rungs if rung.current), "")
        super().redraw()

    def heading(self) -> tuple[str, Sequence[Span]]:
        """Return the title."""
        words = say("stays as it is until you change it", self.look.language)
        return say("Standing policy", self.look.language), [Span(f"  {words}", "dim")]

    def entries(self, width: int, height: int, cursor: str) -> list[Row]:
        """List the ladders."""
        del height
        return policy.levers(self.view, self.look, width, cursor)

    def detail(self, width: int, height: int, cursor: str) -> list[Row]:
        """Open the rung under the cursor."""
        del height
        return policy.rung_detail(self.view, cursor, self.look, width)


class Initiatives(_Staging):
    """The player's own acts."""

    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings("initiatives"),
    ]
    scope = "initiatives"

    def heading(self) -> tuple[str, Sequence[Span]]:
        """Return the title."""
        words = say(
            "what nobody asked you for; repeating wears it out", self.look.language
        )
        return say("Initiatives", self.look.language), [Span(f"  {words}", "dim")]

    def entries(self, width: int, height: int, cursor: str) -> list[Row]:
        """List the initiatives."""
        del height
        return policy.initiatives(self.view, self.look, width, cursor)

    def detail(self, width: int, height: int, cursor: str) -> list[Row]:
        """Open the initiative under the cursor."""
        del height
        return policy.initiative_detail(self.view, cursor, self.look, width)


class Declare(_Staging):
    """One lead duty and two priorities."""

    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings("declare"),
    ]
    scope = "declare"

    def __init__(self) -> None:
        super().__init__()
        self._taken: list[str] = []

    def heading(self) -> tuple[str, Sequence[Span]]:
        """Return the title."""
        return say("Declare priorities", self.look.language), []

    def entries(self, width: int, height: int, cursor: str) -> list[Row]:
        """List the objectives in the order taken."""
        del height
        return policy.declare(self.view, self._taken, self.look, width, cursor)

    def detail(self, width: int, height: int, cursor: str) -> list[Row]:
        """Open the objective under the cursor."""
        del height
        room = self.view
        return policy.objective_detail(
            room.objectives, cursor, room.declare_cost, self.look, width
        )

    def picked(self, sheet: Sheet, pick: str) -> None:
        """Take an objective, let it go, or stage the declaration."""
        del sheet
        if pick == policy.DECLARE:
            if len(self._taken) == policy.PRIORITIES:
                lead, *others = self._taken
                line = " ".join(["declare", lead, *sorted(others)])
                if self.face.stage(line):
                    self.app.pop_screen()
            return
        if pick in self._taken:
            self._taken.remove(pick)
        elif len(self._taken) < policy.PRIORITIES:
            self._taken.append(pick)
        self.redraw()
