"""What the app does with a game that is over: review it, look back, save a report."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from game.tui.branches import Branches
from game.words import say

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from game.errors import GameError
    from game.report.lookback import Glance
    from game.report.reviewed import Review
    from game.report.views import Room
    from game.tui.ports import ReplayPort


class Reviews(Branches):
    """A seat that can look back."""

    def open_review(self) -> None:
        """Open the review of the game that is over."""
        game, room = self.game, self.view
        if game is not None:
            show = partial(self._review_ready, room=room, name=game.name)
            self._look_into(game.review, show)

    def open_review_of(self, replay: ReplayPort) -> None:
        """Open the review of a replayed game, at its end wherever the replay stands."""

        def look() -> tuple[Review | None, Room | None]:
            review = replay.review()
            return review, None if review is None else replay.last_room()

        def show(found: tuple[Review | None, Room | None]) -> None:
            review, room = found
            self._review_ready(review, room=room, name=replay.name)

        self._look_into(look, show)

    def _review_ready(
        self, review: Review | None, *, room: Room | None, name: str
    ) -> None:
        from game.tui.screens.ending import ReviewScreen  # noqa: PLC0415 - on demand
        from game.tui.screens.month import RevealScreen  # noqa: PLC0415 - the same

        if review is None:
            words = say("The review opens when the game is over.", self.look.language)
            self.trouble(words, "", "")
        else:
            # In place of the last reveal: the room below would only flash between.
            instead = isinstance(self.screen, RevealScreen)
            show = self.switch_screen if instead else self.push_screen
            show(ReviewScreen(review, room, name))

    def glance_at(self, name: str, show: Callable[[Glance], object]) -> None:
        """Find out what was worked out of a game before; that it fails is no harm."""
        table = self.table
        self.in_thread(lambda: table.glance(name), show, lambda _: None)

    def look_back(
        self,
        name: str,
        tell: Callable[[int, int], None],
        stopped: Callable[[], bool],
        show: Callable[[Glance | None], object],
    ) -> None:
        """Work out what is missing in a thread.

        Args:
            name: the game.
            tell: told here how far it is.
            stopped: asked in the thread whether to stop.
            show: given what is there at the end; None if it failed.
        """
        table = self.table

        def told(done: int, total: int) -> None:
            self.call_later(tell, done, total)

        def failed(error: GameError) -> None:
            show(None)
            self.failed(error)

        self.in_thread(lambda: table.look_back(name, told, stopped), show, failed)

    def save_report(self, name: str) -> None:
        """Write the report of a game, and say where it is."""
        table = self.table

        def saved(path: Path) -> None:
            from game.tui.screens.question import Question  # noqa: PLC0415 - on demand

            language = self.look.language
            words = say("The report is written to {file}.", language, file=path)
            answers = [("back", say("Good", language))]
            title = say("Report", language)
            self.push_screen(Question(title, [words], answers))

        self.in_thread(lambda: table.save_report(name), saved)
