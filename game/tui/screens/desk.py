"""Standing policy, initiatives, and the declaration of priorities."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import BindingType

from game.tui.actions import bindings
from game.tui.cells import Span
from game.tui.draw import card, policy
from game.tui.draw.ahead import Ahead
from game.tui.screens.page import Page
from game.tui.widgets.sheet import Sheet
from game.words import say

if TYPE_CHECKING:
    from collections.abc import Sequence

    from game.report.views import Room
    from game.tui.cells import Row
    from game.tui.forecasts import Plan, Wish


def subject_of(line: str) -> str:
    """Return what a line is about: the lever, the act or the declaration."""
    return line.partition(" ")[0]


class _Staging(Page):
    """A page whose items are lines that can be staged."""

    shape = "wide"
    one_click = True
    _told = ""
    """What was taken back last, until something else is done here."""

    @property
    def view(self) -> Room:
        """The room as it stands."""
        view = self.face.view
        assert view is not None  # noqa: S101 - these pages exist only with a game
        return view

    def redraw(self) -> None:
        """Show both sides and what enter does."""
        super().redraw()
        self._say_keys()

    def _say_keys(self) -> None:
        """Say below the list what was just taken back, else what enter does."""
        words = say("enter stages or takes back", self.look.language)
        self.query_one("#list", Sheet).label("", self._told or words)

    def picked(self, sheet: Sheet, pick: str) -> None:
        """Stage the line, or take it back."""
        del sheet
        self._told = ""
        self.take(pick)
        self.redraw()

    def take(self, line: str) -> None:
        """Stage a line, or take it back."""
        if line in self.view.staged:
            self.face.unstage(line)
        else:
            self.face.stage(line)

    # The forecast

    def groups(self) -> tuple[tuple[str, ...], ...]:
        """Return the lines that can be staged, those of one subject together."""
        return ()

    def plan_with(self, line: str) -> tuple[str, ...]:
        """Return what is staged, with a line in the place of its like."""
        return (*self.base(line), line)

    def base(self, line: str) -> tuple[str, ...]:
        """Return what is staged of other subjects: what the line is set against."""
        subject = subject_of(line)
        return tuple(own for own in self.view.staged if subject_of(own) != subject)

    def ask(self) -> None:
        """Ask for what is under the cursor, then for its rivals, then for the rest."""
        line, groups = self.at(), self.groups()
        own = (
            n
            for n, lines in enumerate(groups)
            if subject_of(line) == subject_of(lines[0])
        )
        place = next(own, 0)
        wishes = [self._wish(lines) for lines in (*groups[place:], *groups[:place])]
        plans: tuple[Plan, ...] = ()
        base = self.base(line)
        if any(line in lines for lines in groups):
            (plans, _), *wishes = wishes
            plans = (self.plan_with(line), base, *plans)
        self.face.forecasts.want(plans, base, wishes)

    def _wish(self, lines: tuple[str, ...]) -> Wish:
        base = self.base(lines[0])
        return (*map(self.plan_with, lines), base), base

    def known(self, line: str) -> Ahead | None:
        """Return what is known of where a line leads; None if nothing is to come."""
        if not any(line in lines for lines in self.groups()):
            return None
        forecasts, plan = self.face.forecasts, self.plan_with(line)
        found, problem = forecasts.known.get(plan), forecasts.problems.get(plan, "")
        if found is None and not problem and not forecasts.awaited(plan):
            return None
        return Ahead(
            outlook=found,
            base=forecasts.known.get(self.base(line)),
            refining=not forecasts.settled(plan),
            problem=problem,
        )

    def draw_forecast(self) -> None:
        """Show what has just arrived."""
        if self.ready:
            self.query_one("#detail", Sheet).rebuild()

    def moved(self, sheet: Sheet, pick: str) -> None:
        """Let the forecast follow the cursor."""
        if sheet.id == "list":
            self.ask()
            if self._told:
                self._told = ""
                self._say_keys()
        super().moved(sheet, pick)

    def settle(self) -> None:
        """Ask once the list knows its cursor."""
        self.ask()
        super().settle()

    def term(self) -> tuple[str, ...]:
        """Return the entry of the lever, the act or the duty under the cursor."""
        subject = subject_of(self.at())
        homes = ("levers", "initiatives", "objectives")
        return tuple(f"{home}.{subject}" for home in homes)

    def action_pick(self) -> None:
        """Stage what is under the cursor, or take it back."""
        self.query_one("#list", Sheet).action_pick()

    def action_redo(self) -> None:
        """Stage again what was taken back last."""
        self._told = ""
        self.face.redo()
        self.redraw()

    def action_end_month(self) -> None:
        """Show the summary of the turn; its end leads back to the room."""
        self.face.open_end()

    def action_undo(self) -> None:
        """Take the last staging back."""
        before = self.view.staged
        self.face.undo()
        self._told = card.taken_back(before, self.view, self.look)
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

    def take(self, line: str) -> None:
        """Stage a rung, or take it back; the one in force takes another back."""
        rungs = (rung for lever in self.view.levers for rung in lever.rungs)
        if not any(rung.line == line and rung.current for rung in rungs):
            super().take(line)
            return
        others = [own for own in self.view.staged if own not in self.base(line)]
        for own in others:
            self.face.unstage(own)
        if not others:
            self._told = say("this is in force already", self.look.language)

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
        size, known = (width, height), self.known(cursor)
        return policy.rung_detail(self.view, cursor, self.look, size, known)

    def groups(self) -> tuple[tuple[str, ...], ...]:
        """Return the rungs of each lever that can be staged."""
        groups = (
            tuple(
                rung.line
                for rung in lever.rungs
                if (rung.open or rung.staged) and not rung.current
            )
            for lever in self.view.levers
        )
        return tuple(filter(None, groups))


class Initiatives(_Staging):
    """The player's own acts."""

    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings("initiatives"),
    ]
    scope = "initiatives"

    def heading(self) -> tuple[str, Sequence[Span]]:
        """Return the title."""
        words = say(
            "done once, in this turn; repeating wears it out", self.look.language
        )
        return say("Initiatives", self.look.language), [Span(f"  {words}", "dim")]

    def entries(self, width: int, height: int, cursor: str) -> list[Row]:
        """List the initiatives."""
        del height
        return policy.initiatives(self.view, self.look, width, cursor)

    def detail(self, width: int, height: int, cursor: str) -> list[Row]:
        """Open the initiative under the cursor."""
        size, known = (width, height), self.known(cursor)
        return policy.initiative_detail(self.view, cursor, self.look, size, known)

    def groups(self) -> tuple[tuple[str, ...], ...]:
        """Return the acts that can be staged, each by itself."""
        acts = (act for act in self.view.initiatives if act.open or act.staged)
        return tuple((act.line,) for act in acts)


class Declare(_Staging):
    """One lead duty and two priorities."""

    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings("declare"),
    ]
    scope = "declare"

    @property
    def _taken(self) -> list[str]:
        """What was taken in this turn: leaving the page does not undo it."""
        return self.face.duties_taken

    def heading(self) -> tuple[str, Sequence[Span]]:
        """Return the title."""
        words = say("as things stand, of 100", self.look.language)
        return say("Duties", self.look.language), [Span(f"  {words}", "dim")]

    def entries(self, width: int, height: int, cursor: str) -> list[Row]:
        """List the objectives in the order taken."""
        del height
        return policy.declare(self.view, self._taken, self.look, width, cursor)

    def detail(self, width: int, height: int, cursor: str) -> list[Row]:
        """Open the objective under the cursor."""
        room = self.view
        return policy.objective_detail(
            room.objectives, cursor, room.declare_cost, self.look, (width, height)
        )

    def action_why(self) -> None:
        """Say how the score of the duty under the cursor is put together."""
        if self.at() != policy.DECLARE:
            self.face.open_why(f"objectives.{self.at()}")

    def picked(self, sheet: Sheet, pick: str) -> None:
        """Take an objective, let it go, or stage the declaration."""
        del sheet
        missing = policy.PRIORITIES - len(self._taken)
        self._told = ""
        if pick == policy.DECLARE and not missing:
            lead, *others = self._taken
            line = " ".join(["declare", lead, *sorted(others)])
            if self.face.stage(line):
                self.app.pop_screen()
            return
        if pick == policy.DECLARE:
            self._told = say(
                "duties still to be taken: {number}", self.look.language, number=missing
            )
        elif not self.view.may_declare:
            return
        elif pick in self._taken:
            self._taken.remove(pick)
        elif missing:
            self._taken.append(pick)
        else:
            self._told = say("three are taken: let one go first", self.look.language)
        self.redraw()
