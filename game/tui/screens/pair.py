"""Two lines of play side by side."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import BindingType

from game.tui.actions import bindings
from game.tui.cells import Span
from game.tui.draw import pair as draw
from game.tui.screens.page import Page
from game.tui.widgets.sheet import Sheet
from game.words import say

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from game.report.entries import EntryView
    from game.report.pairs import Pair
    from game.report.views import Room
    from game.tui.cells import Row


class PairScreen(Page):
    """Gauges of both games at one opening; the ledger of the difference beside it."""

    shape = "wide"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings("pair")]
    scope = "pair"

    def __init__(self, pair: Pair) -> None:
        super().__init__()
        self._pair = pair
        self._last = draw.last_turn(pair)
        self._turn = self._last

    def room_shown(self) -> Room | None:
        """Two games have no one room."""
        return None

    def heading(self) -> tuple[str, Sequence[Span]]:
        """Return the title: both names."""
        pair = self._pair
        words = say(
            "{second} against {first}",
            self.look.language,
            first=pair.a.name,
            second=pair.b.name,
        )
        return words, []

    def entries(self, width: int, height: int, cursor: str) -> list[Row]:
        """List the gauges."""
        del height
        return draw.table(self._pair, self._turn, self.look, width, cursor)

    def detail(self, width: int, height: int, cursor: str) -> list[Row]:
        """Say why the gauge under the cursor differs."""
        del height
        gauges = self._pair.gauges
        gauge = next((gauge for gauge in gauges if gauge.id == cursor), None)
        return draw.ledger(gauge, self._turn, self.look, width)

    def redraw(self) -> None:
        """Show the turn."""
        super().redraw()
        language = self.look.language
        self.query_one("#list", Sheet).label(
            say("turn {turn} of {last}", language, turn=self._turn, last=self._last)
        )
        self.query_one("#detail", Sheet).label(say("Why they differ", language))

    def entries_at_hand(self) -> Callable[[], Sequence[EntryView]]:
        """Read the codex as the second game has it at this turn."""
        name, turn, table = self._pair.b.name, self._turn, self.face.table

        def read() -> Sequence[EntryView]:
            replay = table.replay(name)
            return replay.codex(min(turn, replay.months))

        return read

    def term(self) -> tuple[str, ...]:
        """Return the entries of the gauge under the cursor."""
        return (f"variables.{self.at()}", f"gauges.{self.at()}")

    def action_watch(self) -> None:
        """Replay the second game."""
        self.face.replay_game(self._pair.b.name)

    def action_month(self, by: int) -> None:
        """Go a turn back or on."""
        self._go(self._turn + by)

    def action_first_month(self) -> None:
        """Go to the first turn in which they differ."""
        self._go(self._pair.first or 1)

    def action_last_month(self) -> None:
        """Go to the last turn."""
        self._go(self._last)

    def _go(self, turn: int) -> None:
        self._turn = min(self._last, max(1, turn))
        self.redraw()
