"""A card is decided from one screen: every answer, its price, and what it moves."""

from __future__ import annotations

from dataclasses import replace
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.report.views import Room
from game.tui.cells import Look, width_of
from game.tui.draw import answers
from game.tui.glyphs import ASCII, UNICODE
from game.tui.screens.room import RoomScreen
from game.tui.seat import Seat
from game.tui.widgets.sheet import Sheet
from tests.tui.fakes import CARDS, FakeForecaster, FakeGame, option
from tests.tui.stage import MIDDLE, NARROW, SIZES, Stage, stage

LONG = replace(
    CARDS[0],
    text="The harbour police report what they saw at the long quay. " * 12,
    options=tuple(
        option(
            "pickets",
            f"way{n}",
            f"Answer the pickets in the {word} of the possible ways",
            "",
            capital=str(n),
            slots=1,
        )
        for n, word in enumerate(("first", "second", "third", "fourth"), 1)
    ),
)


class LongGame(FakeGame):
    """The strike with one card of four answers and a long text."""

    def room(self) -> Room:
        """Return the room with the long card only."""
        return replace(super().room(), cards=(LONG,))


@pytest.mark.parametrize("size", [*SIZES, (60, 18), (200, 60)])
async def test_every_answer_and_price_is_on_the_screen(size: tuple[int, int]) -> None:
    """Four answers with their prices are in view beside a text that is too long."""
    async with stage(size, start=LongGame()) as face:
        await face.until("1  Answer the pickets")
        for _ in range(5):
            shown = face.text()
            for n in range(1, 5):
                assert f"{n}  Answer the pickets" in shown
                assert f"{n} \u25cf  \u25a0" in shown
            assert "No answer now" in shown
            await face.press("down")


async def test_escape_on_the_desk_folds_and_never_leaves() -> None:
    """It closes the whole text; on the plain desk it says which key leaves."""
    async with stage(NARROW, start=LongGame()) as face:
        folded = face.text()
        await face.press("space")
        assert face.text() != folded
        await face.press("escape")
        assert face.text() == folded
        await face.press("escape", "escape")
        assert face.name == "RoomScreen"
        assert "q leaves the game" in face.text()
        await face.press("down", "up")
        assert face.text() == folded


@pytest.mark.parametrize("size", [(60, 18), *SIZES])
@pytest.mark.parametrize("down", range(5))
async def test_the_whole_text_opens_at_the_beginning_of_the_story(
    size: tuple[int, int], down: int
) -> None:
    """Whatever the cursor is on, which stays; folded, that is on the screen again."""
    async with stage(size, start=LongGame()) as face:
        await face.press(*["down"] * down)
        sheet = face.app.screen.query_one("#card", Sheet)
        at = sheet.cursor
        await face.press("space")
        assert sheet.scroll_offset.y == 0
        assert LONG.text.startswith(sheet.rows[0].text.strip())
        assert sheet.rows[0].text.strip() in face.text()
        assert sheet.cursor == at
        await face.press("space")
        assert sheet.cursor == at
        assert at in sheet.picks_in_view


async def test_the_rest_of_a_whole_text_is_scrolled_to_line_by_line() -> None:
    """Nothing of the story is jumped over on the way to the answer under the cursor."""
    async with stage((60, 18), start=LongGame()) as face:
        sheet = face.app.screen.query_one("#card", Sheet)
        await face.press("down", "down", "space")
        at = sheet.cursor
        assert at not in sheet.picks_in_view
        for line in range(1, 99):
            await face.press("down")
            if at in sheet.picks_in_view:
                break
            assert sheet.scroll_offset.y == line
            assert sheet.cursor == at
        assert at in sheet.picks_in_view
        await face.press("down")
        assert sheet.cursor != at


async def test_enter_stages_no_answer_that_nobody_sees() -> None:
    """It brings the answer under the cursor into view; the next one stages it."""
    game = LongGame()
    async with stage((60, 18), start=game) as face:
        sheet = face.app.screen.query_one("#card", Sheet)
        await face.press("down", "down", "space")
        at = sheet.cursor
        assert at not in sheet.picks_in_view
        await face.press("enter")
        assert not game.staged
        assert sheet.cursor == at
        assert at in sheet.picks_in_view
        await face.press("enter")
        assert game.staged == (f"pickets {at}",)


@pytest.mark.parametrize("key", ["right_square_bracket", "1"])
async def test_another_card_is_not_open_in_full(key: str) -> None:
    """The whole text was asked for on one card."""
    async with stage(NARROW, start=FakeGame()) as face:
        await face.press("right_square_bracket")
        plain = [row.text for row in face.app.screen.query_one("#card", Sheet).rows]
        await face.press("left_square_bracket", "space", key)
        await face.press("f12")
        shown = [row.text for row in face.app.screen.query_one("#card", Sheet).rows]
        assert shown == plain


@pytest.mark.parametrize("key", ["", "p", "e", "question_mark", "q"])
async def test_quitting_with_choices_staged_asks_once(key: str) -> None:
    """Ctrl+q says what would be lost; again it quits, q stays, enter quits."""
    for last in ("ctrl+q", "enter"):
        game = FakeGame()
        async with stage(start=game) as face:
            await face.press("1", *[key] * bool(key))
            if key != "q":
                await face.press("ctrl+q")
                assert not face.app._exit
                assert "not yet carried out: 1" in face.text()
                await face.press("q", "ctrl+q")
                assert face.name == "Leave"
            await face.pilot.press(last)
            assert face.app._exit == (last == "ctrl+q" or key != "q")


async def test_space_opens_the_whole_text() -> None:
    """Space shows what was cut, to its end, and the answers again."""
    async with stage(NARROW, start=LongGame()) as face:
        assert "space: all" in face.text()
        await face.press("space", "end")
        assert CARDS[0].sources.split(";")[0] in face.text()
        assert not face.app.game or not face.app.game.staged
        await face.press("space")
        assert "4  Answer the pickets" in face.text()


async def test_the_first_fan_is_a_chance_that_moves() -> None:
    """A chance is highlighted first, and its number is set against holding."""
    async with stage(start=FakeGame()) as face:
        await face.until("choosing nothing")
        screen = face.app.screen
        assert isinstance(screen, RoomScreen)
        gauge = screen.shown_gauge
        assert gauge is not None
        assert gauge.chance
        rows = [row for row in face.text().splitlines() if "nothing more" not in row]
        first = next(row for row in rows if "if 1" in row)
        assert "\u25b2" in first or "\u25bc" in first or "=" in first


@given(
    text=st.text(max_size=900),
    cells=st.integers(26, 120),
    lines=st.integers(8, 40),
    picked=st.integers(1, 4).flatmap(
        lambda count: st.tuples(st.just(count), st.integers(0, count))
    ),
)
def test_a_fitted_card_fits(
    text: str, cells: int, lines: int, picked: tuple[int, int]
) -> None:
    """No more rows than lines, no row too wide, and every answer has one."""
    card = replace(LONG, text=text, options=LONG.options[: picked[0]])
    picks = [*(o.id for o in card.options), answers.SILENCE]
    cursor = picks[picked[1]]
    for glyphs, beside in product((UNICODE, ASCII), (False, True)):
        rows = answers.fitted(
            card, Look("en", glyphs), (cells, lines), cursor, beside=beside
        )
        assert len(rows) <= lines
        assert all(width_of(row.text) <= cells for row in rows)
        assert {row.pick for row in rows} - {""} == set(picks)


KEYS = ("p", "a", "r", "m", "w", "v", "c", "x", "slash", "n", "question_mark", "e")


async def _quits(face: Stage) -> None:
    await face.pilot.press("ctrl+q")
    assert face.app._exit


@pytest.mark.parametrize("key", [*KEYS, "3", "room", "ctrl+p", "reveal"])
async def test_quit_works_everywhere(key: str) -> None:
    """Ctrl+q leaves at once from the room and from every screen and dialog over it."""
    async with stage(start=FakeGame()) as face:
        assert isinstance(face.app, Seat)
        if key == "reveal":
            await face.press("e", "enter")
        elif key != "room":
            await face.press(key)
            assert face.name != "RoomScreen"
        await _quits(face)


async def test_quit_works_at_the_title() -> None:
    """Ctrl+q leaves from the title."""
    async with stage() as face:
        await _quits(face)


async def test_a_dialog_survives_a_small_window() -> None:
    """A resize below and above the smallest size leaves the dialog usable."""
    game = FakeGame()
    async with stage(start=game) as face:
        await face.press("1", "e")
        await face.pilot.resize_terminal(40, 10)
        await face.settle()
        assert "needs 60x18" in face.text()
        await face.pilot.resize_terminal(120, 40)
        await face.settle()
        assert "Staged" in face.text()
        await face.press("enter", "enter")
        assert game.turn == 2


async def test_the_last_month_leads_to_the_review() -> None:
    """The reveal of the last month says that the game is over and what comes next."""
    game = FakeGame()
    for _ in range(5):
        game.end_month()
    async with stage(start=game) as face:
        await face.press("e", "enter")
        assert "The game is over." in face.text()
        assert "opens the review" in face.text()
        await face.press("enter")
        assert face.name == "ReviewScreen"


async def test_leaving_asks_only_where_something_would_be_lost() -> None:
    """With staged choices q asks, q again stays, enter leaves; the header says so."""
    game = FakeGame()
    async with stage(start=game) as face:
        assert "saved" in face.text()
        await face.press("1")
        assert "staged 1" in face.text()
        await face.press("q")
        assert face.name == "Leave"
        await face.press("q")
        assert face.name == "RoomScreen"
        assert game.staged == ("pickets meet",)
        await face.press("q", "enter")
        assert face.name == "Title"
        assert game.closed


async def test_an_early_enter_stages_nothing() -> None:
    """Enter before a new room can be seen does nothing; moving the cursor wakes."""
    game = FakeGame()
    async with stage(start=game) as face:
        card = face.app.screen.query_one("#card", Sheet)
        while not card.enter:  # until the room has woken by itself
            await face.pilot.pause()
        card.enter = False
        await face.pilot.press("enter")
        assert not game.staged
        await face.press("down", "enter")
        assert game.staged == ("pickets mediate",)


async def test_what_is_below_is_counted() -> None:
    """A list that goes on below its frame says how many lines are left."""
    async with stage(NARROW, start=LongGame()) as face:
        await face.press("space")
        assert "\u2193" in face.text()
        await face.press("end")
        assert "\u2193" not in face.text()


async def test_the_turn_is_named_by_its_tick() -> None:
    """A crisis of weeks counts weeks and ends weeks."""

    class Weekly(FakeGame):
        def room(self) -> Room:
            return replace(super().room(), tick="week")

    async with stage(start=Weekly()) as face:
        assert "week 1/6" in face.text()
        assert "e end week" in face.text()


async def test_the_odds_of_endings_are_in_view_at_both_sizes() -> None:
    """How likely each kind is, and the likeliest endings with the sign of theirs.

    In the first turn, when no title says anything yet, it is told what the odds are.
    """
    for size in SIZES:
        async with stage(size, start=FakeGame()) as face:
            await face.until("+ good 46 %  - lost 31 %")
            assert "how imagined games end" in face.text()
            assert ("46 % + A truce on the quays" in face.text()) == (size != NARROW)
            await face.press("e", "enter", "enter")
            await face.until("+ good 46 %  - lost 31 %")
            assert "how imagined games end" not in face.text()
            assert "46 % + A truce on the quays" in face.text()
            assert ("still open after" in face.text()) == (size != NARROW)


async def test_an_answer_is_set_against_what_else_is_staged() -> None:
    """With an answer to one card staged, those of another are set against it."""
    async with stage(MIDDLE, start=FakeGame()) as face:
        await face.until("choosing nothing")
        first = {*face.app.forecasts.known}
        await face.press("1")
        staged = face.app.view.staged if face.app.view else ()
        source = face.app._source
        assert isinstance(source, FakeForecaster)
        assert staged in source.bases
        assert staged
        assert {*face.app.forecasts.known} != first
        await face.press("left_square_bracket")
        assert {*face.app.forecasts.known} == first != set()


@pytest.mark.parametrize("size", [(60, 18), NARROW, MIDDLE, (200, 60)])
@pytest.mark.parametrize("key", ["down", "left_square_bracket", "tab", "f12"])
async def test_going_on_to_the_next_card_is_said_in_the_card(
    size: tuple[int, int], key: str
) -> None:
    """The first answer to a card leads on; the card says so until the next key."""
    async with stage(size, start=FakeGame()) as face:
        await face.press("2")
        sheet = face.app.screen.query_one("#card", Sheet)
        assert "2/2" in sheet.title
        top = " ".join(row.text.strip() for row in sheet.rows[:2])
        assert top.startswith("Answer 2 is staged on card 1. Now card 2.")
        await face.press(key)
        assert "is staged on card" not in face.text()


async def test_turning_the_page_after_an_answer_passes_no_card_over() -> None:
    """The answer led on already: the key for that stays there once, and says so."""
    async with stage(MIDDLE, start=FakeGame()) as face:
        await face.press("2", "right_square_bracket")
        assert "2/2" in face.app.screen.query_one("#card", Sheet).title
        assert "You are on the next card already." in face.text()
        await face.press("right_square_bracket")
        assert "1/2" in face.app.screen.query_one("#card", Sheet).title
        assert "already" not in face.text()


async def test_a_digit_chooses_and_never_takes_back() -> None:
    """Pressed again it keeps the answer, says so, and the desk stays on the card."""
    game = FakeGame()
    async with stage(MIDDLE, start=game) as face:
        await face.press("1", "left_square_bracket", "1")
        assert game.staged == ("pickets meet",)
        assert "Answer 1 stays staged; 0 takes it back." in face.text()
        assert "card 1/2" in face.text()
        await face.press("enter")
        assert game.staged == ("pickets meet",)
        await face.press("0")
        assert not game.staged
        assert "Answer 1 is taken back." in face.text()
        await face.press("down")
        assert "taken back" not in face.text()


async def test_another_answer_to_an_answered_card_stays_on_it() -> None:
    """What is corrected stays in sight, with another card still unanswered."""
    game = FakeGame()
    async with stage(MIDDLE, start=game) as face:
        await face.press("1", "left_square_bracket", "2")
        assert game.staged == ("pickets mediate",)
        assert "Answer 2 is staged in place of answer 1." in face.text()
        sheet = face.app.screen.query_one("#card", Sheet)
        assert "1/2" in sheet.title
        assert sheet.cursor == "mediate"
        await face.press("right_square_bracket", "1")  # the last one without an answer
        assert "2/2" in sheet.title
        assert "Answer 1 is staged." in face.text()


async def test_the_row_without_an_answer_takes_back() -> None:
    """Enter on it gives none, and says which answer that was."""
    game = FakeGame()
    async with stage(NARROW, start=game) as face:
        await face.press("2", "left_square_bracket", "end", "enter")
        assert game.staged == ()
        assert "Answer 2 is taken back." in face.text()


async def test_what_a_digit_did_is_in_view_of_a_scrolled_card() -> None:
    """In a card that is open in full the frame says it: the top may be out of view."""
    async with stage((60, 18), start=FakeGame()) as face:
        await face.press("1", "left_square_bracket", "space", "end", "1")
        assert "Answer 1 stays staged" in face.text()


async def test_a_large_screen_tells_every_answer_in_full_and_help_says_it_once() -> (
    None
):
    """Nothing is left for the cursor to open while half of the panel is empty."""
    game = FakeGame()
    async with stage((200, 60), start=game) as face:
        text = " ".join(face.text().replace("│", " ").replace("┃", " ").split())
        for option in game.room().cards[0].options:
            assert option.text in text
            assert option.later in text
        await face.press("question_mark")
        option = game.room().cards[0].options[0]
        told = " ".join(face.text().replace("┃", " ").split())
        assert told.count(option.text) == 1


@pytest.mark.parametrize("lines", range(20, 60))
def test_a_whole_card_without_gaps_is_shorter_by_them_alone(lines: int) -> None:
    """Both tell the same; which is drawn hangs on the lines that there are."""
    card = FakeGame().room().cards[0]
    look = Look("en", UNICODE)
    loose, tight = (
        [row.text for row in answers.whole(card, look, lines, "", gaps=gaps)]
        for gaps in (True, False)
    )
    assert [row for row in loose if row.strip()] == [r for r in tight if r.strip()]
    assert len(loose) - len(tight) == len(card.options)


async def test_what_is_done_at_a_card_draws_the_room_once(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Staging, going back to the card, taking back, undoing and doing again."""
    drawn: list[None] = []
    redraw = RoomScreen.redraw

    def counted(room: RoomScreen) -> None:
        drawn.append(None)
        redraw(room)

    async with stage(MIDDLE, start=FakeGame()) as face:
        monkeypatch.setattr(RoomScreen, "redraw", counted)
        for key, words in (
            ("1", "Answer 1 is staged"),
            ("left_square_bracket", "card 1/"),
            ("0", "Answer 1 is taken back."),
            ("1", "Answer 1 is staged"),
            ("u", "back"),
            ("U", "capital"),
        ):
            drawn.clear()
            await face.press(key)
            assert words in face.text()
            assert len(drawn) <= 1, key
