"""What the app does with the game at the table: open, stage, end, look back."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, TypeGuard, TypeVar

from textual.app import App

from game.building import building, give_back, keep, let_go, tidy
from game.errors import ChronicleError, DamagedGameError, GameError
from game.report.naming import named, refusal
from game.words import render, say

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from threading import Lock

    from game.report.views import Frame, Reveal, Room
    from game.tui.cells import Look
    from game.tui.forecasts import Forecasts
    from game.tui.ports import GamePort, ReplayPort, TablePort

T = TypeVar("T")
U = TypeVar("U")


def is_game(start: GamePort | ReplayPort) -> TypeGuard[GamePort]:
    """Tell a game from a replay."""
    return hasattr(start, "room")


def is_replay(start: GamePort | ReplayPort) -> TypeGuard[ReplayPort]:
    """Tell a replay from a game."""
    return hasattr(start, "frame")


class Seat(App[int]):
    """The player's seat: one game at a time, and the screens around it."""

    look: Look
    table: TablePort
    game: GamePort | None
    view: Room | None
    forecasts: Forecasts
    ending_titles: Mapping[str, str]
    turns: Lock
    """Held by the one thread that works on the game."""
    duties_taken: list[str]
    """What the player took to declare in this turn, the lead first."""
    _awaited: object = None
    """What is being worked out, or None; a later one takes its place."""
    opening = False
    """Whether that is a page, so that the footer says that it comes."""

    def in_thread(
        self,
        work: Callable[[], T],
        done: Callable[[T], object],
        failed: Callable[[GameError], None] | None = None,
    ) -> None:
        """Do work in a thread, then `done` here; a `GameError` is shown."""

        def run() -> None:
            try:
                value = work()
            except GameError as error:
                self.call_later(failed or self.failed, error)
            else:
                self.call_later(done, value)

        self.run_worker(run, thread=True, group="work")

    def in_turn(
        self,
        work: Callable[[], T],
        done: Callable[[T], object],
        failed: Callable[[GameError], None] | None = None,
    ) -> None:
        """Do work of the game on the table in a thread, while nothing else asks it.

        The page that wants it may be gone when the thread comes to it: the work must
        ask nothing of a page.
        """

        def alone() -> T:
            with self.turns:
                return work()

        self.in_thread(alone, done, failed)

    def _await(
        self,
        work: Callable[[], T],
        done: Callable[[T], object],
        failed: Callable[[GameError], None],
    ) -> None:
        """Do work in a thread; forget what it brings if other work was begun since."""
        own = object()
        self._expect(own)

        def if_awaited(then: Callable[[U], object], value: U) -> None:
            if self._awaited is own:
                self._expect(None)
                then(value)

        self.in_turn(work, partial(if_awaited, done), partial(if_awaited, failed))

    def _expect(self, own: object, *, page: bool = False) -> None:
        """Wait for this alone; say in the footers whether it is a page."""
        self._awaited = own
        if self.opening != page:
            self.opening = page
            self.draw_footers()

    def draw_footers(self) -> None:
        """Draw the footers of all screens again."""
        raise NotImplementedError

    def _look_into(
        self,
        work: Callable[[], T],
        show: Callable[[T], object],
        failed: Callable[[GameError], None] | None = None,
    ) -> None:
        """Work a page out in a thread, then show it: one at a time."""
        if self._awaited is None:
            self._await(work, show, failed or self.failed)
            self._expect(self._awaited, page=True)

    def start_forecaster(self) -> None:
        """Start the forecaster, once a game is on the table."""
        raise NotImplementedError

    def did(self, deed: str) -> None:
        """Put away the hints that a deed makes needless."""
        raise NotImplementedError

    # Opening and leaving

    def open(self, start: GamePort | ReplayPort) -> None:
        """Seat a game, or show a replay."""
        self._opened(lambda: start)

    def _opened(
        self,
        find: Callable[[], GamePort | ReplayPort],
        failed: Callable[[GameError], None] | None = None,
    ) -> None:
        """Open a game or a replay; what it shows first is worked out in the thread."""

        def prepare() -> Callable[[], None] | None:
            import game.tui.screens.room  # noqa: F401, PLC0415 - not for a title

            start = find()
            if is_replay(start):
                frame = start.frame(start.opens_at)
                return partial(self._replay_ready, start, frame)
            if is_game(start):
                ready = partial(self._game_ready, start, start.room())
                keep()
                give_back()
                return ready
            return None

        def show(ready: Callable[[], None] | None) -> None:
            if ready is not None:
                ready()

        def built() -> Callable[[], None] | None:
            tidy()
            with building():
                return prepare()

        self._look_into(built, show, failed)

    def _game_ready(self, start: GamePort, room: Room, told: str = "") -> None:
        """Seat a game.

        Args:
            start: the game.
            room: its room.
            told: what the player was told just before of what is wrong.
        """
        from game.tui.screens.room import RoomScreen  # noqa: PLC0415 - see `_opened`

        self.game, self.view = start, room
        self.ending_titles = start.ending_titles()
        self.forecasts.month(start)
        self.duties_taken = []
        self.push_screen(RoomScreen())
        self.start_forecaster()
        if start.notice not in {"", told}:
            self.tell_notice(start.notice)
        if start.is_over:
            self.open_review()

    def begin(
        self, scenario: str, seed: int, level: int | None, model: str = ""
    ) -> None:
        """Begin a game of a scenario."""
        self._opened(
            lambda: self.table.new(scenario, seed=seed, level=level, model=model)
        )

    def resume(self, name: str) -> None:
        """Open a saved game to play on."""
        raise NotImplementedError

    def tell_notice(self, words: str) -> None:
        """Tell what was put right when a game was opened."""
        raise NotImplementedError

    def replay_game(self, name: str) -> None:
        """Replay a saved game."""
        self._opened(lambda: self.table.replay(name))

    def _replay_ready(self, replay: ReplayPort, frame: Frame) -> None:
        from game.tui.screens.ending import ReplayScreen  # noqa: PLC0415 - on demand

        self.push_screen(ReplayScreen(replay, frame))

    def ask_to_leave(self) -> None:
        """Leave, after a question where staged choices would be lost."""
        if not self._asks_to_leave(self.leave):
            self.leave()

    def ask_to_quit(self) -> None:
        """End the program, after that question; asked again it does not wait."""
        if not self._asks_to_leave(self.exit):
            self.exit()

    def _asks_to_leave(self, leave: Callable[[], None]) -> bool:
        """Ask where staged choices would be lost, once; tell whether it was asked."""
        if self.view is None or not self.view.staged:
            return False
        from game.tui.screens.leave import Leave  # noqa: PLC0415 - on demand

        if any(isinstance(screen, Leave) for screen in self.screen_stack):
            return False
        self.push_screen(Leave(len(self.view.staged), leave))
        return True

    def leave(self) -> None:
        """Release the game and go back to the title."""
        if self.game is not None:
            self.game.close()
        self.game = self.view = None
        self._expect(None)
        self.forecasts.month(None)
        self._back_to_title()
        let_go()

    def _back_to_title(self) -> None:
        """Take down all pages of a game, with whatever has come over them meanwhile."""
        while len(self.screen_stack) > 1:
            self.pop_screen()

    # Staging

    def stage(self, line: str) -> bool:
        """Stage a line; tell whether it could be."""
        self.did("declare" if line.startswith("declare ") else "stage")
        if self.view is not None and (refused := refusal(self.view, line)) is not None:
            self.failed(refused)
            return False
        return self._act(lambda game: game.stage(line))

    def unstage(self, line: str) -> bool:
        """Take a staged line back."""
        return self._act(lambda game: game.unstage(line))

    def undo(self) -> None:
        """Take the last staging back."""
        self._act(lambda game: bool(game.undo()))

    def redo(self) -> None:
        """Stage again what was taken back last."""
        self._act(lambda game: bool(game.redo()))

    def call_chance(self, adviser: str, chance: str) -> bool:
        """Keep how likely the player holds a claim; tell whether it could be."""
        return self._act(lambda game: game.call(adviser, chance))

    def _act(self, act: Callable[[GamePort], object]) -> bool:
        if self.game is None:
            return False
        try:
            act(self.game)
        except GameError as error:
            self.failed(named(error, self.view))
            return False
        self.view = self.game.room()
        return True

    # The end of a month

    def open_end(self) -> None:
        """Show the summary of the month, or the review of a game that is over."""
        from game.tui.screens.month import Summary  # noqa: PLC0415 - on demand

        if self.view is None or self.game is None:
            return
        if self.game.is_over:
            self.open_review()
        else:
            self._expect(None)  # a page that comes now would hide the question
            self.push_screen(Summary(self.view))

    def end_month(self) -> None:
        """Carry the month out in a thread: it synchronises the disk."""
        game = self.game
        if game is not None:
            self.forecasts.rest()  # they read what is being decided
            self._await(
                lambda: (game.end_month(), game.room()),
                self._month_ended,
                self._month_failed,
            )

    def _month_ended(self, came: tuple[Reveal, Room]) -> None:
        from game.tui.screens.month import RevealScreen, Summary  # noqa: PLC0415
        from game.tui.screens.room import RoomScreen  # noqa: PLC0415 - see `_opened`

        reveal, self.view = came
        self.did("end")
        self.forecasts.month(self.game)
        self.duties_taken = []
        while any(isinstance(screen, Summary) for screen in self.screen_stack[:-1]):
            self.pop_screen()
        # In its place: the room below would be drawn only to be covered.
        instead = isinstance(self.screen, Summary)
        if instead and not isinstance(self.screen_stack[-2], RoomScreen):
            self.pop_screen()
            self.pop_screen()  # the page on which it was ended
            instead = False
        (self.switch_screen if instead else self.push_screen)(RevealScreen(reveal))

    def _month_failed(self, error: GameError) -> None:
        self._close_summary()
        self.failed(error)

    def _close_summary(self) -> None:
        """Close the summary, and what was opened over it."""
        from game.tui.screens.month import Summary  # noqa: PLC0415 - on demand

        while any(isinstance(screen, Summary) for screen in self.screen_stack):
            self.pop_screen()

    def go_on(self, *, ended: bool) -> None:
        """Close the reveal; at the end it stays until the review is there."""
        if ended:
            self.open_review()
        else:
            self.pop_screen()

    # Deeper looks

    def open_page(self, name: str) -> None:
        """Open one of the pages of the room."""
        from game.tui.screens import desk, reading  # noqa: PLC0415 - on demand

        pages = {
            "policy": desk.Policy,
            "initiatives": desk.Initiatives,
            "declare": desk.Declare,
            "numbers": reading.Numbers,
            "advisers": reading.Advisers,
        }
        self.did(name)
        self.push_screen(pages[name]())

    def open_review(self) -> None:
        """Open the review of the game that is over."""
        raise NotImplementedError

    # Errors

    def failed(self, error: GameError) -> None:
        """Show an error: what, where, what to do."""
        from game.tui.screens.trouble import remedy  # noqa: PLC0415 - on demand

        where = ""
        if isinstance(error, DamagedGameError):
            where = say("byte {offset}", self.look.language, offset=error.offset)
        elif isinstance(error, ChronicleError) and self.game is not None:
            where = say("game {name}", self.look.language, name=self.game.name)
        language = self.look.language
        self.trouble(render(error, language), where, remedy(error, language))

    def trouble(self, what: str, where: str, remedy: str) -> None:
        """Say what went wrong."""
        from game.tui.screens.trouble import Trouble  # noqa: PLC0415 - on demand

        self.push_screen(Trouble(what, where, remedy))
