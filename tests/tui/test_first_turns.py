"""The title, setting a game up, hints, and a first turn that explains itself."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from textual.events import Key

from game.report.shelved import GameView, ModelView, ScenarioView
from game.session.options import Options, Store, opened
from game.tui.cells import Look
from game.tui.draw import title
from game.tui.forecasts import Forecasts
from game.tui.glyphs import UNICODE
from game.tui.ports import GamePort
from game.tui.screens.month import RevealScreen
from game.tui.screens.title import Title
from game.tui.widgets.sheet import Sheet
from tests.tui.fakes import FakeForecaster, FakeGame, FakeTable
from tests.tui.stage import MIDDLE, NARROW, SIZES, Stage, stage


def hinting(path: Path | None = None) -> Store:
    """Return options under which hints are told, kept in a file if one is given."""
    store = Store() if path is None else opened(path)
    store.options = Options({**store.options.values, "theme": "grave-dark"})
    return store


@pytest.mark.parametrize("size", SIZES)
async def test_the_title_is_complete(size: tuple[int, int]) -> None:
    """Brief, length, size, results, level in numbers, seed and the switches."""
    async with stage(size, table=FakeTable()) as face:
        text = face.text()
        for words in ("The pilots will not sail", "6 turns", "2 cards, 3 actors"):
            assert words in text
        assert "no game finished yet" in text
        assert "3 Council (standard): " in text
        assert "+6" in text
        assert "advice on, hints" in text  # the last word may stand in the next line
        assert "d level, seed" in text
        assert "o options" in text
        assert "q quit" in text
        assert "None yet: enter begins" in text


def test_a_list_at_once_says_what_is_still_being_read() -> None:
    """Names stand; no length, no fault and no saved game is told before it is read."""
    table = FakeTable()
    look = Look("en", UNICODE)
    shelf = title.Shelf(scenarios=table.sketches())
    text = "\n".join(line.text for line in title.menu(shelf, look, 60, ""))
    assert "Harbour Strike" in text
    assert "Reading scenarios and saved games." in text
    for words in ("min", "None yet", "cannot be played"):
        assert words not in text
    first = table.sketches()[0]
    chosen = title.Chosen(level=0, seed=1, advice=True, hints=True)
    brief = title.scenario_brief(first, None, chosen, look, 60)
    assert "The pilots will not sail" in brief[0].text
    assert not any("turns" in line.text for line in brief)


async def test_the_cursor_begins_at_the_newest_game_unless_it_was_moved() -> None:
    """What is read late goes first in the list, and takes no choice away."""
    table = FakeTable()
    table.new("harbour-strike", seed=1, name="one")
    async with stage(table=table) as face:
        screen = face.app.screen
        assert isinstance(screen, Title)
        menu = screen.query_one("#menu", Sheet)
        assert menu.cursor == "last:one"
        await face.press("down")
        chosen = menu.cursor
        assert chosen == "new:harbour-strike"
        screen.read()
        await face.settle()
        assert menu.cursor == chosen


async def test_the_level_changes_to_one_that_there_is() -> None:
    """+ and - go through the levels of the crisis, and the game begins at it."""
    table = FakeTable()
    async with stage(table=table) as face:
        await face.press("plus")
        assert "5 Siege" in face.text()
        await face.press("plus", "minus", "minus", "minus")
        assert "1 Clerk" in face.text()
        await face.press("enter")
        assert (table.begun[0][0], table.begun[0][2]) == ("harbour-strike", 1)


@pytest.mark.parametrize("size", SIZES)
async def test_a_game_is_set_up(size: tuple[int, int]) -> None:
    """Levels tell their numbers; the seed is typed; the switches are kept."""
    async with stage(size, table=FakeTable()) as face:
        await face.press("d")
        assert face.name == "Setup"
        assert "margin over par +6" in face.text()
        await face.press("down")
        assert "margin over par +10" in face.text()
        await face.press("enter", "down", "enter")
        assert face.name == "Ask"
        await face.press(*["backspace"] * 6, *"4417", "enter")
        assert "4417" in face.text()
        await face.press("down", "enter", "down", "enter", "q")
        title = face.app.screen
        assert isinstance(title, Title)
        assert (title.level, title.seed) == (5, 4417)
        assert not title.chosen.advice
        assert title.chosen.hints


async def test_a_level_says_what_it_is_like_before_its_numbers() -> None:
    """The sentence stands first: numbers are read by who wants them."""
    item = FakeTable().scenarios()[0]
    told = [level for level in item.levels if level.note]
    assert told
    async with stage(MIDDLE, table=FakeTable()) as face:
        await face.press("d")
        lines = face.text().split("\n")
    words = next(level for level in told if level.standard).note.split()[:3]
    note = next(n for n, line in enumerate(lines) if " ".join(words) in line)
    assert note < next(n for n, line in enumerate(lines) if "margin over par" in line)


class Rivals(FakeTable):
    """A crisis with two rival models, one of which its highest level draws."""

    def scenarios(self) -> tuple[ScenarioView, ...]:
        """List the scenarios."""
        first, *others = super().scenarios()
        models = tuple(
            ModelView(
                id=key,
                label=label,
                note="What one side of the dispute says.",
                numbers=("Pull of the quay 2 (standard 1.5)",),
                source="A book",
            )
            for key, label in (("firm", "Firmness [b]holds"), ("soft", "Kindness"))
        )
        levels = tuple(
            replace(level, draws_model=level.number == 5) for level in first.levels
        )
        return (replace(first, models=models, levels=levels), *others)


@pytest.mark.parametrize("size", SIZES)
async def test_a_model_is_chosen(size: tuple[int, int]) -> None:
    """A model tells what it changes, is chosen, and is what the game begins under."""
    table = Rivals()
    async with stage(size, table=table) as face:
        await face.press("d", "down", "down", "down")
        assert "Firmness [b]holds" in face.text()
        assert "Pull of the quay 2 (standard 1.5)" in face.text()
        await face.press("enter", "q")
        assert "Firmness [b]holds" in face.text()
        await face.press("enter")
        assert (table.under, table.begun[0][2]) == ("firm", 3)


async def test_at_a_level_that_draws_a_model_none_is_chosen() -> None:
    """The set-up says so, and what had been chosen is left out."""
    table = Rivals()
    async with stage(table=table) as face:
        await face.press("d", "down", "down", "down", "enter")
        await face.press("up", "up", "enter")
        assert "drawn unseen at this level" in face.text()
        await face.press("q", "enter")
        assert (table.under, table.begun[0][2]) == ("", 5)


async def test_a_choice_made_before_the_list_is_read_is_kept() -> None:
    """The set-up knows all levels and models while the title has but names."""
    for keys, begun in ((("up",), ("", 1)), (("down", "down", "down"), ("firm", 3))):
        table = Rivals()
        async with stage(table=table) as face:
            await face.press("d", *keys, "enter")
            screen = face.app.screen_stack[-2]
            assert isinstance(screen, Title)
            screen.shelf = title.Shelf(scenarios=table.sketches())
            await face.press("end", "enter")
            assert (table.under, table.begun[0][2]) == begun


async def test_a_sketched_crisis_begins_as_was_chosen_for_it() -> None:
    """Nothing that was chosen is dropped because the list is not read yet."""
    table = Rivals()
    async with stage(table=table) as face:
        screen = face.app.screen
        assert isinstance(screen, Title)
        screen.shelf = title.Shelf(scenarios=table.sketches())
        screen.level, screen.model = 1, "firm"
        await face.press("enter")
        assert (table.under, table.begun[0][2]) == ("firm", 1)


async def test_going_on_is_forgotten_when_a_game_is_begun_meanwhile() -> None:
    """A list that comes late opens no second game over the one that was begun."""
    table = FakeTable()
    table.new("harbour-strike", seed=1, name="one")
    async with stage(table=table) as face:
        screen = face.app.screen
        assert isinstance(screen, Title)
        found = (table.scenarios(), table.games())
        screen.shelf = title.Shelf(scenarios=table.sketches())
        screen.redraw()
        await face.press("c", "down", "up", "enter")
        screen._filled(found)
        await face.settle()
        names = [type(one).__name__ for one in face.app.screen_stack]
        assert names[-2:] == ["Title", "RoomScreen"]


async def test_going_on_waits_for_the_list_and_for_the_title_in_view() -> None:
    """The newest game opens when the list comes, but not over another page."""
    for page, shown in (("", "RoomScreen"), ("question_mark", "Help")):
        table = FakeTable()
        table.new("harbour-strike", seed=1, name="one")
        async with stage(table=table) as face:
            screen = face.app.screen
            assert isinstance(screen, Title)
            found = (table.scenarios(), table.games())
            screen.shelf = title.Shelf(scenarios=table.sketches())
            await face.press("c", *filter(None, [page]))
            screen._filled(found)
            await face.settle()
            assert face.name == shown


async def test_one_reading_of_the_list_at_a_time() -> None:
    """Whoever comes back often waits for two readings at most, the last a fresh one."""

    class Counted(FakeTable):
        readings = 0

        def games(self) -> tuple[GameView, ...]:
            """List the saved games, and count."""
            self.readings += 1
            return super().games()

    table = Counted()
    async with stage(table=table) as face:
        screen = face.app.screen
        assert isinstance(screen, Title)
        before = table.readings
        for _ in range(5):
            screen.read()
        await face.settle()
        assert table.readings == before + 2
        screen.read()
        await face.settle()
        assert table.readings == before + 3


async def test_a_seed_that_is_no_number_is_told() -> None:
    """A typed word leaves the seed as it was and says what to write."""
    async with stage(table=FakeTable()) as face:
        await face.press("d", "down", "down", "enter")
        await face.press(*["backspace"] * 6, *"sea", "enter")
        assert face.name == "Trouble"
        assert "whole number" in face.text()


@pytest.mark.parametrize("size", SIZES)
async def test_hints_come_one_at_a_time(size: tuple[int, int], tmp_path: Path) -> None:
    """A hint stands above the desk until it is read; it is remembered in the file."""
    path = tmp_path / "options.toml"
    async with stage(size, start=FakeGame(), store=hinting(path)) as face:
        await face.until("Hint  Whoever waits at the long quay")
        assert "Meet the union in public" in face.text()
        await face.press("f")
        assert "long quay waits" not in face.text()
        assert "up and down look at the answers" in face.text()
        await face.press("1")
        assert "Capital pays for what you choose" in face.text()
    assert {"harbour-strike.quay", "tool.answers"} <= opened(path).options.read
    async with stage(size, start=FakeGame(), store=hinting(path)) as face:
        face.app.store.options = opened(path).options
        await face.press("u", "u")
        assert "long quay waits" not in face.text()


async def test_hints_can_be_turned_off_and_on(tmp_path: Path) -> None:
    """F ends them for good; turning them on in the options begins them anew."""
    path = tmp_path / "options.toml"
    async with stage(start=FakeGame(), store=hinting(path)) as face:
        await face.press("f", "F")
        assert "Hint  " not in face.text()
        assert opened(path).options.value("hints") == "off"
        face.app.set_option("hints", "on")
        await face.press("o", "q")
        await face.until("Hint  Whoever waits at the long quay")


async def test_a_turn_under_a_hint_reads_it() -> None:
    """A hint that nobody puts away does not stand there for months."""
    async with stage(start=FakeGame(), store=hinting()) as face:
        await face.until("long quay waits")
        await face.press("e", "enter", "enter")
        assert "long quay waits" not in face.text()
        assert "harbour-strike.quay" in face.app.store.options.read


async def test_hints_leave_small_screens_alone() -> None:
    """Below 80 columns the desk needs every line."""
    async with stage((60, 18), start=FakeGame(), store=hinting()) as face:
        assert "Hint  " not in face.text()


async def test_a_burst_of_enter_leaves_the_report_to_be_seen() -> None:
    """Keys pressed before the report was painted do not close it; the next does."""
    async with stage(start=FakeGame()) as face:
        await face.press("e")
        early = [Key("enter", "\r") for _ in range(4)]
        for key in early:
            face.app.post_message(key)
        await face.settle()
        assert face.name == "RevealScreen"
        late = Key("enter", "\r")
        late.time = face.app.screen.seen_from - 1.0  # type: ignore[attr-defined]
        face.app.post_message(late)
        await face.settle()
        assert face.name == "RevealScreen"
        await face.press("enter")
        assert face.name == "RoomScreen"


async def test_a_key_counts_as_soon_as_the_report_is_painted(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The program may hear later that it stands: a quick player does not wait."""
    monkeypatch.setattr(RevealScreen, "_seen", lambda _: None)
    async with stage(start=FakeGame()) as face:
        await face.press("e", "enter")
        assert face.name == "RevealScreen"
        await face.press("enter")
        assert face.name == "RoomScreen"


class Watched(Title):
    """A title that remembers its layout when it was mounted, before any paint."""

    first: frozenset[str] = frozenset()

    def on_mount(self) -> None:
        """Remember the classes."""
        self.first = frozenset(self.classes)
        super().on_mount()


@pytest.mark.parametrize(("size", "mark"), [(NARROW, "-narrow"), (MIDDLE, "-mid")])
async def test_the_first_paint_has_the_layout_of_its_window(
    size: tuple[int, int], mark: str
) -> None:
    """A screen takes the classes of the window before it is painted."""
    async with stage(size, table=FakeTable()) as face:
        screen = Watched()
        await face.app.push_screen(screen)
        assert mark in screen.first


class Slow(FakeForecaster):
    """A forecaster that answers the first question and then falls silent."""

    def ask(
        self,
        game: GamePort,
        plans: Sequence[tuple[str, ...]],
        base: tuple[str, ...] = (),
    ) -> None:
        """Answer once."""
        if not self.asked:
            super().ask(game, plans, base)


async def moved(face: Stage) -> None:
    """Look at an answer of the other card, which nothing was worked out for."""
    await face.press("right_square_bracket", "down")


async def test_an_old_forecast_says_so() -> None:
    """Under another plan the old numbers are called older, never those of the plan."""
    async with stage(start=FakeGame(), opener=Slow) as face:
        await face.until("good 46 %")
        await moved(face)
        assert "older" in face.text()
        assert "if 2 " not in face.text()


def test_a_new_month_begins_without_a_forecast() -> None:
    """What was worked out of the month before is never shown in the next."""
    forecasts, game, source = Forecasts(lambda: None), FakeGame(), FakeForecaster()
    forecasts.connect(source)
    forecasts.month(game)
    forecasts.want([()])
    forecasts.receive()
    assert forecasts.shown(()) == (game.outlook(()), False)
    assert forecasts.shown(("pickets meet",))[1]
    forecasts.month(game)
    assert forecasts.shown(()) == (None, True)
    source.close()


async def test_advice_can_be_off() -> None:
    """Without advice nobody argues, and the page says what turns it on."""
    store = Store(options=Options({"advice": "off", "hints": "off"}))
    async with stage(start=FakeGame(), store=store) as face:
        await face.press("v")
        assert "Advice is off" in face.text()
        assert "Harbour master" not in face.text()
