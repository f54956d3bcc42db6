"""The end of a month: the summary before it, and what it brought."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import BindingType

from game.building import give_back
from game.report.naming import names_of
from game.report.whys import NEXT, in_a_line
from game.tui.actions import bindings
from game.tui.cells import BLANK, Row, Span, paragraph, row
from game.tui.draw import duties, endings, gauges, lines, outlook, pages
from game.tui.screens.face import Dialog
from game.tui.screens.page import Page
from game.tui.widgets.sheet import Sheet
from game.words import say

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.app import ComposeResult

    from game.report.views import Reveal, Room


class Summary(Dialog[None]):
    """What is staged, what is left unanswered, and the question whether to go on."""

    AUTO_FOCUS = "#summary"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings("summary")]
    scope = "summary"

    def __init__(self, room: Room) -> None:
        super().__init__()
        self._room = room
        self._names = names_of(room)
        self._next = ""
        self.busy = False

    def body(self) -> ComposeResult:
        """Lay out one sheet."""
        yield self.sheet("summary", "frame", focus=True)

    def redraw(self) -> None:
        """Show the summary."""
        sheet = self.query_one("#summary", Sheet)
        sheet.label(
            say(
                "End of {date}, {tick} {turn}/{turns}",
                self.look.language,
                tick=lines.tick(self._room, self.look),
                date=self._room.date,
                turn=self._room.turn,
                turns=self._room.turns,
            ),
            say("enter carries it out and saves it; q goes back", self.look.language),
        )
        sheet.show(
            lambda w, *_: pages.month_summary(
                self._room,
                self._names,
                self.look,
                w,
                endings=self._endings(w),
                after=self._next,
                busy=self.busy,
            )
        )

    def on_mount(self) -> None:
        """Ask for the forecast of what is staged, unless the room has it."""
        super().on_mount()
        if self.face.forecasts.of(self._room.staged) is None:
            self.face.forecasts.want([self._room.staged])
        game = self.face.game
        if game is not None and not game.is_over and self.can("why"):
            language = self.look.language
            # Where it cannot be worked out, the turn cannot be either: that is told.
            self.face.in_turn(
                lambda: in_a_line(game.why(NEXT), language), self._told, lambda _: None
            )

    def _told(self, words: str) -> None:
        """Say what acts will be paid from next turn."""
        self._next = words
        if self.ready:
            self.redraw()

    def can(self, name: str) -> bool:
        """Tell of the next turn's budget where a turn comes after this one."""
        return name != "why" or self._room.turn < self._room.turns

    def action_why(self) -> None:
        """Say what the next turn's budget is made of."""
        if not self.busy:
            self.face.open_why(NEXT)

    def draw_forecast(self) -> None:
        """Show what has just arrived."""
        if self.ready:
            self.redraw()

    def _endings(self, cells: int) -> list[Row]:
        """Say how imagined games of what is staged end, whatever the cursor is on."""
        look, staged = self.look, self._room.staged
        shown = outlook.Shown(
            outlook=self.face.forecasts.of(staged),
            gauge=None,
            plan=say("as staged", look.language),
            titles=self.face.ending_titles,
            old=False,
            problem=self.face.forecasts.problems.get(staged, ""),
        )
        return endings.told(shown, look, cells)

    def action_commit(self) -> None:
        """Carry the month out, once."""
        if not self.busy:
            self.busy = True
            self.redraw()
            self.face.end_month()

    def action_back(self) -> None:
        """Go back to where it was asked, unless the month is being carried out."""
        if not self.busy:
            self.app.pop_screen()


class RevealScreen(Page):
    """Headlines on one side, each gauge with its because on the other."""

    shape = "even"
    careful = True
    AUTO_FOCUS = "#detail"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings("reveal")]
    scope = "reveal"

    def __init__(self, reveal: Reveal) -> None:
        super().__init__()
        self._reveal = reveal

    def heading(self) -> tuple[str, Sequence[Span]]:
        """Return the title."""
        date = self._reveal.date
        words = say("What {date} brought", self.look.language, date=date)
        over = say("the game is over", self.look.language)
        return words, [Span(f"  {over}" if self._reveal.ended else "", "warn")]

    def entries(self, width: int, height: int, cursor: str) -> list[Row]:
        """Write the headlines and what was carried out."""
        del height, cursor
        look = self.look
        rows: list[Row] = []
        if self._reveal.ended:
            words = say("The game is over.", look.language)
            rows += paragraph(words, width, "warn")
            words = say(
                "enter opens the review: the ending, the duties, and what was hidden.",
                look.language,
            )
            rows += [*paragraph(words, width, "strong"), BLANK]
        rows += pages.news(self._reveal.headlines, look, width)
        if self._reveal.chosen:
            rows += [BLANK, row(Span(say("Carried out", look.language), "accent"))]
        for words in self._reveal.chosen:
            rows += paragraph(words, width, "dim", first=f"{look.glyphs.staged} ")
        if self._reveal.budget:
            rows += [BLANK, *paragraph(self._reveal.budget, width, "dim")]
        return rows

    def detail(self, width: int, height: int, cursor: str) -> list[Row]:
        """List the gauges with their reasons."""
        del height, cursor
        room = self.face.view
        marks = room.marks if room is not None else ()
        rows = gauges.because(self._reveal.gauges, self.look, width, marks)
        stand = duties.section(room.objectives if room else (), self.look, width)
        return [*rows, *stand]

    def _seen(self) -> None:
        """Lay out the room, and let go of imagined worlds, while this is read."""
        from game.tui.screens.room import RoomScreen  # noqa: PLC0415 - on demand

        super()._seen()
        for screen in self.app.screen_stack:
            if isinstance(screen, RoomScreen):
                screen.new_month()
        give_back()

    def redraw(self) -> None:
        """Show both sides."""
        super().redraw()
        look = self.look
        more = say("tab reads on", look.language)
        heads = say("Headlines", look.language)
        self.query_one("#list", Sheet).label(heads, more=more)
        detail = self.query_one("#detail", Sheet)
        detail.enter = False
        detail.points = True
        detail.label(say("Gauges", look.language), say("w why", look.language))

    def picked(self, sheet: Sheet, pick: str) -> None:
        """A click on a gauge explains it; enter goes on."""
        del sheet
        self.face.open_why(pick)

    def action_why(self) -> None:
        """Explain the gauge under the cursor."""
        at = self.query_one("#detail", Sheet).cursor
        if at:
            self.face.open_why(at)

    def action_go_on(self) -> None:
        """Go on to the new month, or to the review."""
        self.face.go_on(ended=self._reveal.ended)

    def action_back(self) -> None:
        """The same as going on: a month cannot be taken back here."""
        self.action_go_on()
