"""What the app opens to look at: why, a comparison, relations, headlines, the codex."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from game.errors import GameError
from game.tui.aside import read_aside
from game.tui.screens.face import Face
from game.tui.seat import Seat
from game.words import say

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from textual.events import Key
    from textual.screen import Screen

    from game.report.assessed import AssessmentView
    from game.report.entries import EntryView
    from game.report.views import Room
    from game.report.whys import Why
    from game.tui.screens.title import Title


T = TypeVar("T")


class Books(Seat):
    """A seat with everything at hand that the player may look up."""

    def aside(
        self,
        read: Callable[[], T],
        done: Callable[[T], object],
        failed: Callable[[GameError], None] | None = None,
    ) -> None:
        """Read what leaving need not wait for, then do `done`; an error is shown."""

        async def run() -> None:
            try:
                value = await read_aside(read)
            except GameError as error:
                self.call_later(failed or self.failed, error)
            else:
                self.call_later(done, value)

        self.run_worker(run(), group="work")

    def draw_footers(self) -> None:
        """Draw the footers of all screens again."""
        for screen in self.screen_stack:
            if isinstance(screen, Face) and screen.ready:
                screen.draw_keys()

    def _look_up(
        self, find: Callable[[], T], page: Callable[[T], Screen[None]]
    ) -> None:
        """Work a page out in a thread, then open it, unless another came meanwhile."""
        below = self.screen

        def open_over(found: T) -> None:
            if self.screen is below:
                self.push_screen(page(found))

        self._look_into(find, open_over)

    def open_why(self, id: str) -> None:
        """Explain a number of this month, or the odds of an ending."""
        game, room = self.game, self.view
        if game is not None and room is not None:
            self.did("why")
            found = self.forecasts.last
            ends = [f"endings.{key}" for key, _ in found.endings] if found else []
            duties = [f"objectives.{duty.id}" for duty in room.objectives]
            ring = [*(gauge.id for gauge in room.gauges), *ends, *duties]
            self.show_why(id, ring, game.why, room)

    def show_why(
        self,
        id: str,
        ring: Sequence[str],
        find: Callable[[str], Why],
        room: Room | None,
    ) -> None:
        """Explain a number in a thread, then show it."""
        from game.tui.screens.why import WhyScreen  # noqa: PLC0415 - on demand

        self._look_up(
            lambda: find(id), lambda why: WhyScreen(why, id, ring, find, room)
        )

    def open_intelligence(self) -> None:
        """Assess who sits opposite in this month."""
        game = self.game
        if game is not None:
            self.did("intelligence")
            self.show_assessment(game.assessment, self.view, game.why)

    def show_assessment(
        self,
        find: Callable[[], AssessmentView],
        room: Room | None,
        why: Callable[[str], Why],
    ) -> None:
        """Work an assessment out in a thread, then show it."""
        from game.tui.screens.intelligence import Intelligence  # noqa: PLC0415 - on demand

        self._look_up(find, lambda view: Intelligence(view, room, why))

    def open_setup(self, title: Title, scenario: str) -> None:
        """Open the page on which a new game of a crisis is set up."""
        from game.tui.screens.setup import Setup  # noqa: PLC0415 - on demand

        self._look_up(
            lambda: self.table.before(scenario), lambda view: Setup(title, view)
        )

    def open_compare(
        self,
        card: str,
        plans: Mapping[str, tuple[str, ...]],
        at: str,
        gauge: str,
    ) -> None:
        """Set the answers of a card side by side, against what else is staged."""
        from game.tui.screens.compare import Compare  # noqa: PLC0415 - on demand

        self.did("compare")
        self.push_screen(Compare(card, plans, at, gauge))

    def open_relations(self) -> None:
        """Open the matrix of relations."""
        from game.tui.screens.relations import Relations  # noqa: PLC0415 - on demand

        if self.game is not None:
            self._look_up(self.game.relations, Relations)

    def open_relation(self, id: str, ring: Sequence[str]) -> None:
        """Open the history of a relation; left and right go through the ring."""
        from game.tui.screens.relations import Relation  # noqa: PLC0415 - on demand

        game = self.game
        if game is not None:
            self._look_up(
                lambda: game.relation(id),
                lambda view: Relation(view, ring, game.relation),
            )

    def open_headlines(self, id: str) -> None:
        """Open all headlines at one of this turn."""
        from game.tui.screens.headlines import Headlines  # noqa: PLC0415 - on demand

        if self.game is not None:
            self._look_up(self.game.headlines, lambda turns: Headlines(turns, id))

    def open_codex(self, at: Sequence[str] = (), *, find: bool = False) -> None:
        """Open the codex at the first entry that there is, or to search in it."""
        from game.tui.screens.codex import Codex, Search  # noqa: PLC0415 - on demand

        entries_at_hand = self._entries_at_hand()
        if entries_at_hand is None:
            words = say(
                "The codex opens in a game that is played or watched.",
                self.look.language,
            )
            self.trouble(words, "", "")
            return
        screen = Search() if find else Codex(at)
        self.push_screen(screen)
        self.in_turn(entries_at_hand, screen.fill)

    def _entries_at_hand(self) -> Callable[[], Sequence[EntryView]] | None:
        """Return what reads the codex: of the replay that is open, else of the game."""
        for screen in reversed(self.screen_stack):
            found = screen.entries_at_hand() if isinstance(screen, Face) else None
            if found is not None:
                return found
        return None if self.game is None else self.game.codex

    def on_key(self, event: Key) -> None:
        """Hand a key that was pressed ahead of a line to type in to that line."""
        for screen in self.screen_stack[-1:]:  # none while the program ends
            keeps = getattr(screen, "keeps", None)
            if keeps is not None and keeps(event):
                event.prevent_default()
                event.stop()

    def show_card(self, id: str) -> None:
        """Go back to the room, to a card on the desk."""
        from game.tui.screens.room import RoomScreen  # noqa: PLC0415 - it is there by now

        rooms = [s for s in self.screen_stack if isinstance(s, RoomScreen)]
        if rooms:
            while self.screen is not rooms[-1]:
                self.pop_screen()
            rooms[-1].show_card(id)
