"""Work in threads: what comes late is dropped, and no key locks the player out."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING, TypeVar

import pytest
from textual import events
from textual.app import ScreenStackError

from game.errors import ChoiceError
from game.tui.app import GraveConcern
from game.tui.cells import Look
from game.tui.forecasts import Forecasts
from game.tui.glyphs import UNICODE
from game.tui.screens.codex import Codex
from game.tui.screens.month import Summary
from game.tui.widgets.sheet import Sheet
from tests.tui.fakes import MONTHS, FakeForecaster, FakeGame, FakeTable
from tests.tui.stage import MIDDLE, Stage, stage

if TYPE_CHECKING:
    from collections.abc import Callable

    from game.report.assessed import AssessmentView
    from game.report.shelved import GameView
    from game.report.views import Reveal, Room
    from game.report.whys import Why
    from game.tui.ports import GamePort

T = TypeVar("T")

PATIENCE = 30.0
"""Seconds after which a gate opens by itself, so that a failing test ends."""


class SlowGame(FakeGame):
    """A game whose pages and months wait at gates."""

    def __init__(self) -> None:
        """Close the gates."""
        super().__init__()
        self.page, self.month = threading.Event(), threading.Event()
        self.fails = False

    def assessment(self) -> AssessmentView:
        """Wait, then assess."""
        self.page.wait(PATIENCE)
        return super().assessment()

    def why(self, id: str) -> Why:
        """Wait, then explain."""
        self.page.wait(PATIENCE)
        return super().why(id)

    def end_month(self) -> Reveal:
        """Wait, then play the month, or fail."""
        self.month.wait(PATIENCE)
        if self.fails:
            raise ChoiceError("The month cannot be ended.")
        return super().end_month()


async def hasty(face: Stage, *keys: str) -> None:
    """Press keys without waiting for threads."""
    for key in keys:
        await face.pilot.press(key)
        await face.pilot.pause()


def stack(face: Stage) -> list[str]:
    """Return the screens from the title up."""
    return [type(screen).__name__ for screen in face.app.screen_stack]


@pytest.mark.parametrize("key", ["i", "w"])
@pytest.mark.parametrize("first", ["page", "month"])
async def test_no_page_opens_over_a_month_that_ends(key: str, first: str) -> None:
    """Whichever thread is done first, the month is shown and can be left."""
    game = SlowGame()
    async with stage(MIDDLE, start=game) as face:
        await hasty(face, key, "e", "enter")
        gates = [game.page, game.month]
        for gate in gates if first == "page" else reversed(gates):
            gate.set()
            await face.pilot.pause()
        await face.settle()
        assert stack(face)[1:] == ["RoomScreen", "RevealScreen"]
        await face.press("enter", key)
        assert face.name in {"Intelligence", "WhyScreen"}


@pytest.mark.parametrize("key", ["i", "w"])
async def test_no_page_opens_over_one_that_came_meanwhile(key: str) -> None:
    """Help that was asked for after it stays; the page can be asked for again."""
    game = SlowGame()
    async with stage(MIDDLE, start=game) as face:
        await hasty(face, key, "question_mark")
        game.page.set()
        await face.settle()
        assert stack(face)[1:] == ["RoomScreen", "Help"]
        await face.press("q", key)
        assert face.name in {"Intelligence", "WhyScreen"}


@pytest.mark.parametrize("key", ["i", "w"])
async def test_the_footer_says_that_a_page_is_being_opened(key: str) -> None:
    """From the key on until the page is there or is not wanted any more."""
    word = "opening the page"
    for then in ((), ("e",)):
        game = SlowGame()
        async with stage(MIDDLE, start=game) as face:
            await hasty(face, key)
            assert word in face.text().splitlines()[-1]
            await hasty(face, *then)
            game.page.set()
            await face.settle()
            assert face.name != "RoomScreen"
            assert word not in face.text()
            await face.press("q")
            assert face.name == "RoomScreen"
            assert word not in face.text()


async def test_help_over_a_month_that_ends_goes_with_it() -> None:
    """What stands above the summary does not keep it alive."""
    game = SlowGame()
    game.page.set()
    async with stage(MIDDLE, start=game) as face:
        await hasty(face, "e", "enter", "question_mark")
        assert face.name == "Help"
        game.month.set()
        await face.settle()
        assert stack(face)[1:] == ["RoomScreen", "RevealScreen"]


async def test_a_month_that_fails_goes_back_to_the_room() -> None:
    """The error stands above the room, and the month can be ended again."""
    game = SlowGame()
    game.fails = True
    game.month.set()
    game.page.set()
    async with stage(MIDDLE, start=game) as face:
        await hasty(face, "e", "enter")
        await face.settle()
        assert stack(face)[1:] == ["RoomScreen", "Trouble"]
        game.fails = False
        await face.press("q", "e", "enter")
        assert face.name == "RevealScreen"


async def test_a_page_that_comes_after_leaving_is_dropped() -> None:
    """Back at the title no page of the game that was left opens."""
    game = SlowGame()
    async with stage(MIDDLE, start=game) as face:
        await hasty(face, "i", "q")
        game.page.set()
        await face.settle()
        assert stack(face) == ["Title"]


async def test_the_first_room_is_worked_out_beside_the_interface() -> None:
    """Opening a game assesses what is believed: not on the interface's thread."""
    threads: list[int] = []

    class Watched(FakeGame):
        def room(self) -> Room:
            threads.append(threading.get_ident())
            return super().room()

    async with stage(MIDDLE, start=Watched()) as face:
        assert face.name == "RoomScreen"
        assert threads[0] != threading.get_ident()


async def test_a_size_that_reaches_a_room_that_was_left_changes_nothing() -> None:
    """The window may change in the moment in which a page goes."""
    async with stage(MIDDLE, start=FakeGame()) as face:
        screen = face.app.screen
        sheets = list(screen.query(Sheet))
        face.app.leave()  # the page is off the stack, and not yet gone
        assert screen not in face.app.screen_stack
        for sheet in sheets:
            sheet.rebuild()
        await face.settle()
        assert face.name == "Title"


async def test_a_page_that_is_left_before_it_is_laid_out_breaks_nothing() -> None:
    """A key may take a page away in the moment in which it comes."""
    async with stage(MIDDLE, start=FakeGame()) as face:
        for _ in range(20):
            face.app.open_page("policy")
            face.app.pop_screen()
        await face.settle()
        assert stack(face) == ["Title", "RoomScreen"]


async def test_an_entry_that_was_to_be_shown_on_a_page_that_goes_breaks_nothing() -> (
    None
):
    """What waits for the next sight of a page may come when its lists are gone."""
    async with stage(MIDDLE, start=FakeGame()) as face:
        await face.press("x")
        codex = face.app.screen
        assert isinstance(codex, Codex)
        face.app.pop_screen()
        await face.settle()
        assert not codex.query("#list")
        codex._reveal("ferrin")
        assert face.name == "RoomScreen"


async def test_what_a_thread_works_out_asks_nothing_of_a_page_that_is_gone() -> None:
    """A page may be left while what it asked for waits for its turn."""
    async with stage(MIDDLE, start=FakeGame()) as face:
        with face.app.turns:
            await face.pilot.press("e")
            page = face.app.screen
            assert isinstance(page, Summary)
            await face.app.pop_screen()
            assert not page.is_attached
        await face.settle()
        assert face.name == "RoomScreen"


class SlowTable(FakeTable):
    """A table whose saved games are read when the gate is opened."""

    def __init__(self) -> None:
        """Close the gate, with a game on the table."""
        super().__init__()
        self.gate = threading.Event()
        self.new(None, seed=1)

    def games(self) -> tuple[GameView, ...]:
        """Wait, then list."""
        self.gate.wait(PATIENCE)
        return super().games()


async def test_a_key_pressed_while_the_games_are_read_counts() -> None:
    """Whoever asks to continue at once goes on as soon as it is known with what."""
    table = SlowTable()
    app = GraveConcern(table, look=Look("en", UNICODE))
    async with app.run_test(size=MIDDLE) as pilot:
        face = Stage(app, pilot)
        await face.until("Saved games")
        await pilot.press("c")
        table.gate.set()
        await face.settle()
        assert face.name == "RoomScreen"


async def test_enter_before_the_games_are_read_begins_no_game_by_accident() -> None:
    """Who has not moved the cursor gets what stands first when they are read."""
    for keys, opened in ((("enter",), "resume"), (("down", "up", "enter"), "new")):
        table = SlowTable()
        begun = len(table.begun)
        app = GraveConcern(table, look=Look("en", UNICODE))
        async with app.run_test(size=MIDDLE) as pilot:
            face = Stage(app, pilot)
            await face.until("Saved games")
            await pilot.press(*keys)
            await pilot.pause()
            if opened == "resume":
                assert face.name == "Title"
                assert "opening" in face.text()
            table.gate.set()
            await face.settle()
            assert face.name == "RoomScreen"
            assert len(table.begun) - begun == (opened == "new")


async def test_enter_is_forgotten_where_the_games_cannot_be_read() -> None:
    """Nothing opens behind the words about what went wrong, nor when they are gone."""

    class Broken(SlowTable):
        fails = True

        def games(self) -> tuple[GameView, ...]:
            self.gate.wait(PATIENCE)
            if self.fails:
                self.fails = False
                raise ChoiceError("The folder cannot be read.")
            return super().games()

    table = Broken()
    app = GraveConcern(table, look=Look("en", UNICODE))
    async with app.run_test(size=MIDDLE) as pilot:
        face = Stage(app, pilot)
        await face.until("Saved games")
        await pilot.press("enter")
        table.gate.set()
        await face.settle()
        assert face.name == "Trouble"
        await face.press("q")
        assert face.name == "Title"
        assert "opening" not in face.text()
        await face.press("enter")
        assert face.name == "RoomScreen"


async def test_leaving_does_not_wait_for_the_games_to_be_read() -> None:
    """The title can be left while its thread still reads."""
    table = SlowTable()
    app = GraveConcern(table, look=Look("en", UNICODE))
    async with app.run_test(size=MIDDLE) as pilot:
        await Stage(app, pilot).until("Saved games")
        await pilot.press("q")
    assert not table.gate.is_set()
    assert app.return_code == 0
    table.gate.set()


async def test_what_was_read_for_a_title_that_has_gone_is_dropped(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Names, games and results may arrive while the program takes its screens down."""
    app = GraveConcern(FakeTable(), look=Look("en", UNICODE))
    late: list[Callable[[], object]] = []

    def at_once_and_late(
        read: Callable[[], T], done: Callable[[T], object], *_: object
    ) -> None:
        done(read())
        late.append(lambda: done(read()))

    monkeypatch.setattr(app, "aside", at_once_and_late)
    async with app.run_test(size=MIDDLE) as pilot:
        await Stage(app, pilot).until("Saved games")
    assert len(late) == len(("names", "games", "results"))
    for arrives in late:
        arrives()


def connected(game: GamePort) -> tuple[Forecasts, FakeForecaster]:
    """Return forecasts of a game, with an answer waiting."""
    source = FakeForecaster()
    forecasts = Forecasts(lambda: None)
    forecasts.connect(source)
    forecasts.month(game)
    forecasts.want([()])
    return forecasts, source


@pytest.mark.parametrize("next_is", ["month", "game", "over", "none"])
def test_an_answer_to_what_was_asked_before_is_dropped(next_is: str) -> None:
    """After the month, in another game or at the end, nothing old is current."""
    game = FakeGame()
    forecasts, source = connected(game)
    following: dict[str, GamePort | None] = {"game": FakeGame("harbour-2")}
    for _ in range({"month": 1, "over": MONTHS}.get(next_is, 0)):
        game.end_month()
    forecasts.month(None if next_is == "none" else following.get(next_is, game))
    forecasts.receive()
    assert forecasts.known == {}
    assert forecasts.shown(()) == (None, True)
    source.close()


def test_the_last_forecast_of_another_game_is_not_shown_as_old() -> None:
    """While the first forecast of a game is worked out, there is none to show."""
    forecasts, source = connected(FakeGame())
    forecasts.receive()
    assert forecasts.shown(())[0] is not None
    forecasts.month(FakeGame("harbour-2"))
    assert forecasts.shown(()) == (None, True)
    source.close()


async def test_what_comes_once_the_last_page_has_gone_is_dropped() -> None:
    """Keys and forecasts still come while the program leaves."""
    async with stage(MIDDLE, start=FakeGame()) as face:
        app = face.app
    assert not app.screen_stack
    app._screen_stack.clear()  # the last one goes only now if the machine is slow
    with pytest.raises(ScreenStackError):
        _ = app.screen
    for owner in type(app).__mro__:  # each class has its own hook
        hook = vars(owner).get("on_key")
        if hook is not None:
            hook(app, events.Key("z", "z"))
    app._forecast_arrived()


async def test_a_forecast_that_arrives_while_the_program_leaves_is_dropped() -> None:
    """The room may have lost its sheets already."""
    async with stage(MIDDLE, start=FakeGame()) as face:
        await face.app.screen.remove()  # as the program does before it ends
        face.app._forecast_arrived()
        assert face.app.is_running
    face.app._forecast_arrived()
