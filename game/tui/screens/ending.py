"""The review at the end, and the replay of any saved game."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import BindingType
from textual.containers import Horizontal

from game.tui.actions import bindings
from game.tui.cells import Span, paragraph
from game.tui.draw import lookback
from game.tui.draw import replay as timeline
from game.tui.draw import review as draw
from game.tui.screens.page import Page
from game.tui.screens.reading import Numbers
from game.tui.widgets.sheet import Sheet
from game.words import say

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from textual.app import ComposeResult
    from textual.timer import Timer

    from game.report.entries import EntryView
    from game.report.lookback import Glance
    from game.report.reviewed import Review
    from game.report.views import Frame, Room
    from game.tui.cells import Row
    from game.tui.ports import ReplayPort


_PACE = 1.0
"""Seconds that a month stays on the screen while months go by."""


class ReviewScreen(Page):
    """The ending, the objectives against par, and what was hidden."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings("review")]
    scope = "review"

    def __init__(self, review: Review, room: Room | None, name: str) -> None:
        super().__init__()
        self._review, self._room, self._saved = review, room, name
        self._glance: Glance | None = None
        self._done: tuple[int, int] | None = None
        """How far the look back is, while it is being worked out."""
        self._stopping = False

    def on_mount(self) -> None:
        """Draw, and see what was worked out before."""
        super().on_mount()
        self.face.glance_at(self._saved, self._found)

    def on_unmount(self) -> None:
        """Stop working when nobody looks any more; what is done is kept."""
        self._stopping = True

    def _found(self, glance: Glance | None) -> None:
        self._done = None
        if glance is not None:
            self._glance = glance
        if self.ready:
            self.redraw()
            self.draw_keys()

    def room_shown(self) -> Room | None:
        """Return the last room."""
        return self._room

    def heading(self) -> tuple[str, Sequence[Span]]:
        """Return the title."""
        words = say("Review", self.look.language)
        going = [Span(f"  {self._going()}", "accent")] if self._going() else []
        return f"{words} {self.look.glyphs.dot} {self._review.title}", going

    def entries(self, width: int, height: int, cursor: str) -> list[Row]:
        """List the sections."""
        del height
        found = None if self._glance is None else self._glance.lookback
        points = () if found is None else tuple(row.worth for row in found.points)
        return draw.menu(self.look, width, cursor, points)

    def detail(self, width: int, height: int, cursor: str) -> list[Row]:
        """Draw the section under the cursor."""
        del height
        look, glance = self.look, self._glance
        if cursor == draw.POINTS:
            return lookback.points(glance, self._going(), look, width)
        if cursor.startswith(draw.TURN):
            return lookback.point(glance, self._turn(), look, width)
        if cursor == draw.LUCK:
            return lookback.luck(glance, look, width)
        if cursor == draw.CALLS:
            calls = None if glance is None else glance.calls
            return lookback.calls(calls, look, width)
        return draw.section(self._review, cursor, look, width)

    def _unmeasured(self) -> bool:
        """Tell whether there is something left to work out."""
        glance = self._glance
        if glance is None or not glance.measurable:
            return False
        found = glance.lookback
        return found is None or found.done < found.turns or found.luck is None

    def _turn(self) -> int:
        """Return the turning point under the cursor; 0 for none."""
        kind, _, number = self.at().partition(":")
        return int(number) if f"{kind}:" == draw.TURN else 0

    def _going(self) -> str:
        """Say how far the work is, or nothing."""
        if self._done is None:
            return ""
        return say(
            "Working it out: {done} of {total}; x stops.",
            self.look.language,
            done=self._done[0],
            total=self._done[1],
        )

    def action_work_out(self) -> None:
        """Work out the look back, or stop it."""
        if self._done is not None:
            self._stopping = True
            return
        self._stopping, self._done = False, (0, 1)
        self.query_one("#list", Sheet).cursor = draw.POINTS
        self.redraw()
        self.face.look_back(
            self._saved, self._tell, lambda: self._stopping, self._found
        )

    def _tell(self, done: int, total: int) -> None:
        self._done = done, total
        if self.ready:
            self.query_one("#head", Sheet).rebuild()  # told on every page
            self.query_one("#detail", Sheet).rebuild()

    def action_try_again(self) -> None:
        """Offer to decide the turning point under the cursor anew."""
        if self._turn():
            self.face.offer_branch(self._saved, self._turn(), hindsight=True)
        else:
            words = say("Choose a turning point first.", self.look.language)
            self.face.trouble(words, "", "")

    def action_share(self) -> None:
        """Show the codes of this game."""
        self.face.share_game(self._saved)

    def action_save_report(self) -> None:
        """Write the report as a page for a browser."""
        self.face.save_report(self._saved)

    def can(self, name: str) -> bool:
        """Hold back what needs a game at the table, or one that can be measured."""
        if name == "work_out":
            return self._unmeasured()
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
        self._turn = self._wanted = self._opened = frame.room.turn
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
        for told, mark in (
            (self._replay.damage, say("damaged", self.look.language)),
            (self._replay.fault, say("does not reproduce", self.look.language)),
        ):
            if told:
                spans.append(Span(f"  {mark}", "warn"))
        return words, spans

    def entries(self, width: int, height: int, cursor: str) -> list[Row]:
        """Draw the board of the month."""
        del height, cursor
        replay, frame = self._replay, self._frame
        first = self._turn == self._opened
        rows = []
        if replay.damage and (first or frame.lost):
            rows += paragraph(replay.damage, width, "warn")
        if replay.fault and (first or frame.note):
            rows += paragraph(replay.fault, width, "warn")
        if replay.notice and first:
            rows += paragraph(replay.notice, width, "dim")
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
                self._replay.decided,
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
        """Go back or on, past turns of which nothing is known."""
        known = self._known()
        at = known.index(self._wanted) + by
        self._go(known[min(len(known) - 1, max(0, at))])

    def action_first_month(self) -> None:
        """Go to the first month."""
        self._go(1)

    def action_last_month(self) -> None:
        """Go to the last month."""
        self._go(self._replay.months)

    def _go(self, turn: int) -> None:
        known = self._known()
        wanted = min(known, key=lambda place: (abs(place - turn), place))
        self._wanted = wanted
        self.face.in_thread(lambda: self._replay.frame(wanted), self._found)

    def _known(self) -> list[int]:
        """Return the turns of which something is known."""
        missing = self._replay.missing
        return [n for n in range(1, self._replay.months + 1) if n not in missing]

    def _found(self, frame: Frame) -> None:
        turn = frame.room.turn
        if turn == self._wanted and self.ready:
            self._frame, self._turn = frame, turn
            self.redraw()

    def action_play(self) -> None:
        """Let the months go by, or stop them."""
        if self._clock is not None:
            self._stop()
        else:
            if self._turn == self._known()[-1]:
                self._go(1)
            self._clock = self.set_interval(_PACE, self._tick)
            self.redraw()

    def _tick(self) -> None:
        """Go on a month; at the last one, or under another screen, stop."""
        if self._wanted >= self._known()[-1] or not self.is_current:
            self._stop()
        else:
            self.action_month(1)

    def _stop(self) -> None:
        if self._clock is not None:
            self._clock.stop()
            self._clock = None
            self.redraw()

    def entries_at_hand(self) -> Callable[[], Sequence[EntryView]]:
        """Read the codex as it stood in this month."""
        turn, replay = self._turn, self._replay
        return lambda: replay.codex(turn)

    def term(self) -> tuple[str, ...]:
        """Return the entry of the gauge under the cursor."""
        gauges = self._frame.room.gauges
        return tuple(gauge.entry for gauge in gauges if gauge.id == self.at())

    def action_numbers(self) -> None:
        """Open every number as it was known in this month."""
        turn, replay, room = self._turn, self._replay, self._frame.room
        self.app.push_screen(Numbers(room, lambda key: replay.why(turn, key)))

    def action_branch(self) -> None:
        """Offer a game that decides this month anew."""
        hindsight = self._frame.reveal is not None
        self.face.offer_branch(
            self._replay.name,
            self._turn,
            hindsight=hindsight,
            damage=self._replay.damage,
        )

    def action_share(self) -> None:
        """Show the codes of this game."""
        self.face.share_game(self._replay.name)

    def action_why(self) -> None:
        """Explain the gauge under the cursor, in this month."""
        if self.at():
            turn, replay, room = self._turn, self._replay, self._frame.room
            duties = [f"objectives.{duty.id}" for duty in room.objectives]
            ring = [*(gauge.id for gauge in room.gauges), *duties]
            self.face.show_why(self.at(), ring, lambda key: replay.why(turn, key), room)

    def action_intelligence(self) -> None:
        """Open the assessment as it stood in this month."""
        turn, replay = self._turn, self._replay
        self.face.show_assessment(
            lambda: replay.assessment(turn),
            self._frame.room,
            lambda key: replay.why(turn, key),
        )

    def action_review(self) -> None:
        """Open the review, if the game is over."""
        self.face.open_review_of(self._replay)
