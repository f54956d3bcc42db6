"""The review at the end, and the replay of any saved game."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import BindingType
from textual.containers import Horizontal

from game.tui.actions import bindings
from game.tui.cells import Span, paragraph
from game.tui.draw import replay as timeline
from game.tui.draw import review as draw
from game.tui.screens.page import Page
from game.tui.widgets.sheet import Sheet
from game.words import say

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.app import ComposeResult
    from textual.timer import Timer

    from game.report.views import Frame, Review, Room
    from game.tui.cells import Row
    from game.tui.ports import ReplayPort


_PACE = 1.0
"""Seconds that a month stays on the screen while months go by."""


class ReviewScreen(Page):
    """The ending, the objectives against par, and what was hidden."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings("review")]
    scope = "review"

    def __init__(self, review: Review, room: Room | None) -> None:
        super().__init__()
        self._review, self._room = review, room

    def room_shown(self) -> Room | None:
        """Return the last room."""
        return self._room

    def heading(self) -> tuple[str, Sequence[Span]]:
        """Return the title."""
        words = say("Review", self.look.language)
        return f"{words} {self.look.glyphs.dot} {self._review.title}", []

    def entries(self, width: int, height: int, cursor: str) -> list[Row]:
        """List the sections."""
        del height
        return draw.menu(self.look, width, cursor)

    def detail(self, width: int, height: int, cursor: str) -> list[Row]:
        """Draw the section under the cursor."""
        del height
        return draw.section(self._review, cursor, self.look, width)

    def can(self, name: str) -> bool:
        """A replay is reached from a game only."""
        return name != "timeline" or self.face.view is not None

    def action_timeline(self) -> None:
        """Replay this game."""
        if self.face.view is not None:
            self.face.replay_game(self.face.view.name)


class ReplayScreen(Page):
    """A saved game month by month, as it was known then."""

    shape = "even"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings("replay")]
    scope = "replay"

    def __init__(self, replay: ReplayPort, frame: Frame) -> None:
        super().__init__()
        self._replay, self._frame = replay, frame
        self._turn = frame.room.turn
        self._wanted = self._turn
        self._chosen: dict[int, bool] = {self._turn: bool(frame.chosen)}
        self._clock: Timer | None = None

    def body(self) -> ComposeResult:
        """Lay out the status line, the timeline, and the two sides."""
        yield self.sheet("status", "line")
        yield self.sheet("head", "line")
        yield self.sheet("strip")
        with Horizontal(id="sides", classes=self.shape):
            yield self.sheet("list", "frame", focus=True, one_click=True)
            yield self.sheet("detail", "frame", focus=True)

    def room_shown(self) -> Room | None:
        """Return the room of the month shown."""
        return self._frame.room

    def heading(self) -> tuple[str, Sequence[Span]]:
        """Return the title."""
        words = say("Replay", self.look.language)
        place = say(
            "turn {turn} of {turns}, as it was known then",
            self.look.language,
            turn=self._turn,
            turns=self._replay.months,
        )
        spans = [Span(f"  {place}", "dim")]
        if self._clock is not None:
            going = say("going by; space stops", self.look.language)
            spans.append(Span(f"  {going}", "accent"))
        if self._replay.fault:
            broken = say("does not reproduce", self.look.language)
            spans.append(Span(f"  {broken}", "warn"))
        return words, spans

    def entries(self, width: int, height: int, cursor: str) -> list[Row]:
        """Draw the board of the month."""
        del height, cursor
        fault = self._replay.fault if self._turn == 1 or self._frame.note else ""
        rows = paragraph(fault, width, "warn") if fault else []
        if self._frame.note:
            rows += paragraph(self._frame.note, width, "dim")
        return [*rows, *timeline.board(self._frame, self.look, width)]

    def detail(self, width: int, height: int, cursor: str) -> list[Row]:
        """Draw what was chosen and what came."""
        del height, cursor
        return timeline.happened(self._frame, self.look, width)

    def redraw(self) -> None:
        """Show the month."""
        super().redraw()
        look = self.look
        room = self._frame.room
        self.query_one("#strip", Sheet).show(
            lambda w, *_: timeline.strip(
                self._turn,
                self._replay.months,
                self._chosen,
                look,
                w,
                events=room.marks,
            )
        )
        listed = self.query_one("#list", Sheet)
        listed.points = True
        listed.label(f"{room.date}", say("w why", look.language))
        self.query_one("#detail", Sheet).label(say("This turn", look.language))

    def picked(self, sheet: Sheet, pick: str) -> None:
        """Go to a month of the timeline, or explain a gauge."""
        kind, _, number = pick.partition(":")
        if sheet.id == "strip" and kind == "month":
            self._go(int(number))
        elif sheet.id == "list":
            self.action_why()

    def action_month(self, by: int) -> None:
        """Go back or on."""
        self._go(self._wanted + by)

    def action_first_month(self) -> None:
        """Go to the first month."""
        self._go(1)

    def action_last_month(self) -> None:
        """Go to the last month."""
        self._go(self._replay.months)

    def _go(self, turn: int) -> None:
        self._wanted = min(self._replay.months, max(1, turn))
        wanted = self._wanted
        self.face.in_thread(lambda: self._replay.frame(wanted), self._found)

    def _found(self, frame: Frame) -> None:
        turn = frame.room.turn
        self._chosen[turn] = bool(frame.chosen)
        if turn == self._wanted and self.is_running:
            self._frame, self._turn = frame, turn
            self.redraw()

    def action_play(self) -> None:
        """Let the months go by, or stop them."""
        if self._clock is not None:
            self._stop()
        else:
            if self._turn == self._replay.months:
                self._go(1)
            self._clock = self.set_interval(_PACE, self._tick)
            self.redraw()

    def _tick(self) -> None:
        """Go on a month; at the last one, or under another screen, stop."""
        if self._wanted >= self._replay.months or not self.is_current:
            self._stop()
        else:
            self._go(self._wanted + 1)

    def _stop(self) -> None:
        if self._clock is not None:
            self._clock.stop()
            self._clock = None
            self.redraw()

    def action_branch(self) -> None:
        """Offer a game that decides this month anew."""
        hindsight = self._frame.reveal is not None
        self.face.offer_branch(self._replay.name, self._turn, hindsight=hindsight)

    def action_why(self) -> None:
        """Explain the gauge under the cursor, in this month."""
        if self.at():
            turn, replay, room = self._turn, self._replay, self._frame.room
            ring = [gauge.id for gauge in room.gauges]
            self.face.show_why(self.at(), ring, lambda key: replay.why(turn, key), room)

    def action_intelligence(self) -> None:
        """Open the assessment as it stood in this month."""
        turn, replay = self._turn, self._replay
        self.face.show_assessment(lambda: replay.assessment(turn), self._frame.room)

    def action_review(self) -> None:
        """Open the review, if the game is over."""
        self.face.open_review_of(self._replay, self._frame.room)
