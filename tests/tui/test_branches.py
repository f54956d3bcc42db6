"""Saved games by keys: the list, branching, comparing, taking back, recovery."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual.events import Paste

from game.errors import DamagedGameError, DivergedGameError
from game.report.views import Room
from game.tui.cells import Look
from game.tui.draw.pair import table, told_apart
from game.tui.glyphs import UNICODE
from game.tui.ports import GamePort
from game.tui.screens.codes import Codes
from game.tui.screens.question import Line
from game.tui.widgets.sheet import Sheet
from tests.tui.fakes import FakeGame, FakeReplay, FakeTable, pair_of
from tests.tui.stage import SIZES, Stage, stage


async def played(face: Stage, months: int = 2) -> None:
    """Begin a game and end some months."""
    await face.press("enter")
    for _ in range(months):
        await face.press("1", "e", "enter", "enter")


@pytest.mark.parametrize("size", SIZES)
async def test_the_list_does_all_by_keys(size: tuple[int, int]) -> None:
    """Rename, note, compare, delete and restore reach the table, from the title."""
    table = FakeTable()
    table.new(name="one")
    table.new(name="two")
    async with stage(size, table=table) as face:
        await face.press("s")
        assert face.name == "SavedGamesScreen"
        assert "one" in face.text()
        await face.press("m", "down", "c")
        assert face.name == "PairScreen"
        assert table.asked[-1] == ("compare", "two", "one")
        assert "Quiet talks" in face.text()
        assert "sum of the causes" in face.text()
        assert "one: with hindsight" in face.text()
        await face.press("left")
        assert "Nothing differs here" in face.text()
        await face.press("end", "q", "n", *"why", "enter")
        assert table.asked[-1] == ("note", "one", "why")
        await face.press("r", *"-b", "enter")
        assert table.asked[-1] == ("rename", "one", "one-b")
        await face.press("r", "escape")
        assert table.asked[-1] == ("rename", "one", "one-b")
        await face.press("x", "q")
        assert table.gone == []
        await face.press("x", "enter")
        assert table.gone == ["one"]
        await face.press("e", "enter")
        assert table.asked[-1] == ("export", "one", "one.chronicle")
        assert "4000 bytes" in face.text()
        await face.press("enter", "d")
        assert "Deleted games" in face.text()
        table.taken = "one"
        await face.press("enter", *"-c", "enter")
        assert table.asked[-1] == ("restore", "one", "one-c")
        assert table.gone == []


@pytest.mark.parametrize("size", SIZES)
async def test_a_turn_taken_back_is_a_game_of_its_own(size: tuple[int, int]) -> None:
    """`b` in the room branches off with hindsight and leaves the old game closed."""
    table = FakeTable()
    async with stage(size, table=table) as face:
        await face.press("enter", "b")
        assert face.name == "Trouble"
        await face.press("q", "1", "e", "enter", "enter", "b")
        assert face.name == "Question"
        assert "hindsight" in face.text()
        await face.press("down", "enter")
        assert table.asked == [("branch", "harbour-1", "1", "True")]
        assert face.name == "RoomScreen"
        assert table.played["harbour-1"].closed
        assert not table.played["harbour-2"].closed
        await face.press("q")
        assert face.name == "Title"


@pytest.mark.parametrize("size", SIZES)
async def test_a_replay_branches_where_it_stands_and_plays(
    size: tuple[int, int],
) -> None:
    """`b` offers the month that is shown; space lets months go by and stops."""
    table = FakeTable()
    async with stage(size, table=table) as face:
        await played(face, 3)
        await face.press("t", "left", "b")
        assert face.name == "Question"
        await face.press("enter")
        assert table.asked == [("branch", "harbour-1", "2", "False")]
        assert face.name == "RoomScreen"


@pytest.mark.parametrize(
    ("error", "asked"),
    [
        (
            DamagedGameError("It is damaged.", offset=7, repairable=True),
            ("repair", "one"),
        ),
        (
            DivergedGameError(
                "It does not reproduce.", name="one", before=2, states=True, ways=""
            ),
            ("carry", "one"),
        ),
    ],
)
async def test_a_game_that_cannot_be_opened_offers_what_can_be_done(
    error: Exception, asked: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Damage can be repaired or watched, another course watched or gone on from."""
    table = FakeTable()
    table.new(name="one")

    def refuse(game: str) -> GamePort:
        assert game == "one"
        raise error

    monkeypatch.setattr(table, "resume", refuse)
    async with stage(table=table) as face:
        await face.press("c")
        assert face.name == "Question"
        assert str(error) in face.text()
        await face.press(*(() if asked[0] == "repair" else ("down",)), "enter")
        assert table.asked == [asked]
        if asked[0] == "repair":
            assert "Saved: the turns 1 to 3." in face.text()
        else:
            assert face.name == "RoomScreen"


async def test_what_no_repair_can_mend_is_not_offered_for_repair(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Damage in the scenario or in the first line is told, with nothing to choose."""
    table = FakeTable()
    table.new(name="one")

    def refuse(game: str) -> GamePort:
        raise DamagedGameError("{name} lost its scenario.", offset=7, name=game)

    monkeypatch.setattr(table, "resume", refuse)
    async with stage(table=table) as face:
        await face.press("c")
        assert face.name == "Trouble"
        assert "one lost its scenario." in face.text()


@pytest.mark.parametrize("size", SIZES)
async def test_a_code_is_taken_up_from_the_title_and_the_saved_games(
    size: tuple[int, int],
) -> None:
    """A mistyped group is named, and what was typed stays to be put right."""
    table = FakeTable()
    table.new(name="one")
    async with stage(size, table=table) as face:
        await face.press("p", *"abcx", "enter")
        assert face.name == "Trouble"
        assert "Group 2" in face.text()
        await face.press("q", "p")
        assert "abcx" in face.text()
        await face.press("backspace", "enter")
        assert table.asked == [("receive", "abcx"), ("receive", "abc")]
        assert face.name == "RoomScreen"
        await face.press("q", "s", "p", "q", "escape")
        assert face.name == "SavedGamesScreen"


async def test_a_code_pasted_in_several_lines_is_one() -> None:
    """Mail breaks a long code; its groups are joined again."""
    table = FakeTable()
    async with stage(table=table) as face:
        await face.press("p")
        face.app.screen.query_one(Line).post_message(Paste("1VWP0-F5FGZ-\n A09GZ\n"))
        await face.settle()
        await face.press("enter")
        assert table.asked == [("receive", "1VWP0-F5FGZ- A09GZ")]


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("keys", [(), ("t",)], ids=["saved games", "replay"])
async def test_a_game_is_shared_on_a_page_that_can_be_copied(
    size: tuple[int, int], keys: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Both codes stand on it; `y` copies them whole, enter the one under the cursor."""
    table = FakeTable()
    taken: list[str] = []
    shared = table.share("one")
    async with stage(size, table=table) as face:
        monkeypatch.setattr(face.app, "copy_to_clipboard", taken.append)
        await played(face)
        await face.press("q", "s", *keys, "s")
        assert face.name == "Codes"
        assert table.asked[-1] == ("share", "harbour-1")
        assert shared.start in face.text()
        assert "takes up either" in face.text()
        await face.press("y", "enter", "enter", "enter", "down", "enter", "enter", "q")
        assert shared.start in taken[0].splitlines()
        assert shared.game in taken[0].splitlines()
        assert shared.command in taken[0].splitlines()
        assert taken[1:] == [f"{shared.start}\n", f"{shared.game}\n"]
        assert face.name == ("ReplayScreen" if keys else "SavedGamesScreen")


async def test_codes_that_nobody_can_take_up_say_so() -> None:
    """The warning of the command line stands on the page too."""
    table = FakeTable()
    table.new(name="other")
    async with stage(table=table) as face:
        await face.press("s", "s")
        screen = face.app.screen
        assert isinstance(screen, Codes)
        assert "neither can be taken up here" in screen.copied()[1][-1]
        assert "No harbour here plays" in face.text()


@pytest.mark.parametrize("size", SIZES)
async def test_only_enter_begins_a_new_game(size: tuple[int, int]) -> None:
    """Replay and space on a new game say why they do nothing."""
    table = FakeTable()
    async with stage(size, table=table) as face:
        for key in ("space", "t"):
            await face.press(key)
            assert face.name == "Trouble"
            assert "Enter begins the new game" in face.text()
            await face.press("q")
        assert table.played == {}
        await face.press("enter", "q", "home", "space")
        assert face.name == "RoomScreen"
        assert list(table.played) == ["harbour-1"]


@pytest.mark.parametrize("size", SIZES)
async def test_a_branch_of_a_saved_game_begins_at_any_turn(
    size: tuple[int, int],
) -> None:
    """The turn is asked for; one that is not there is refused in words."""
    table = FakeTable()
    async with stage(size, table=table) as face:
        await played(face, 3)
        await face.press("q", "s", "b")
        assert "1 to 4" in face.text()
        await face.press("backspace", "9", "enter")
        assert face.name == "Trouble"
        await face.press("q", "b", "backspace", "2", "enter")
        assert face.name == "Question"
        assert "hindsight" in face.text()
        await face.press("enter")
        assert table.asked == [("branch", "harbour-1", "2", "False")]


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize(("many", "told"), [(812, "1 KB"), (1_240_000, "1.2 MB")])
async def test_a_saved_game_is_told_in_words(
    size: tuple[int, int], many: int, told: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its level has a name beside the number, its size a unit and what takes it."""
    table = FakeTable()
    table.new(name="one")
    (view,) = table.games()
    view = replace(view, level=3, level_label="Council", size=many)
    monkeypatch.setattr(table, "games", lambda: (view,))
    async with stage(size, table=table) as face:
        await face.press("s")
        rows = face.app.screen.query_one("#detail", Sheet).rows
        words = " ".join(" ".join(row.text for row in rows).split())
        assert "3 Council" in words
        assert f"{told} on disk: its crisis and all that was decided" in words


@pytest.mark.parametrize("size", SIZES)
async def test_damage_is_told_before_a_game_is_left(
    size: tuple[int, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The replay says what can be read, and so does the question of a branch."""
    table = FakeTable()
    monkeypatch.setattr(FakeReplay, "damage", "one is damaged at byte 9.")
    async with stage(size, table=table) as face:
        await played(face)
        await face.press("t")
        assert face.text().count("one is damaged at byte 9.") == 1
        await face.press("b")
        assert face.name == "Question"
        assert "may have been seen" in face.text()
        monkeypatch.setattr(FakeGame, "notice", "one is damaged at byte 9.")
        await face.press("enter")
        assert face.name == "RoomScreen"


@pytest.mark.parametrize("size", SIZES)
async def test_a_replay_leads_to_what_was_known_in_its_month(
    size: tuple[int, int],
) -> None:
    """The codex, the search in it and every number, each as it stood then."""
    table = FakeTable()
    async with stage(size, table=table) as face:
        await played(face, 3)
        await face.press("t", "left")
        at = face.app.screen.query_one("#list", Sheet).cursor
        await face.press("x")
        assert face.name == "Codex"
        assert "turn 2" in face.text()
        await face.press("q", "slash")
        assert face.name == "Search"
        await face.press("escape", "q", "m")
        assert face.name == "Numbers"
        assert "turn 2/6" in face.text() or "2/6" in face.text()
        await face.press("w")
        assert face.name == "WhyScreen"
        await face.press("x")
        assert "turn 2" in face.text()
        await face.press("q", "q", "q")
        assert face.name == "ReplayScreen"
        assert face.app.screen.query_one("#list", Sheet).cursor == at


async def test_a_comparison_leads_to_the_second_game() -> None:
    """Its replay, and its codex; with no game at the table too."""
    table = FakeTable()
    table.new(name="one").end_month()
    table.new(name="two").end_month()
    async with stage(table=table) as face:
        await face.press("s", "m", "down", "c", "x")
        assert face.name == "Codex"
        assert "turn 1" in face.text()
        await face.press("q", "t")
        assert face.name == "ReplayScreen"


async def test_damage_of_a_game_that_is_gone_on_from_is_told(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Nothing told it before, so it stands over the room until it is read."""
    table = FakeTable()
    table.new(name="one")

    def refuse(game: str) -> GamePort:
        raise DivergedGameError(
            "{name} does not reproduce.", name=game, states=True, ways=""
        )

    monkeypatch.setattr(table, "resume", refuse)
    monkeypatch.setattr(FakeGame, "notice", "one is damaged at byte 9.")
    async with stage(table=table) as face:
        await face.press("c", "enter")
        await face.until("damaged at byte 9")
        await face.press("enter")
        assert face.name == "RoomScreen"


async def test_turns_of_which_nothing_is_known_are_passed_over(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Arrows, home, end and space go only where there is something to see."""
    table = FakeTable()
    async with stage(table=table) as face:
        await played(face, 5)
        monkeypatch.setattr(FakeReplay, "missing", frozenset({1, 3, 5}))
        await face.press("t")
        for key, turn in (("right", 4), ("right", 4), ("left", 2), ("end", 4)):
            await face.press(key)
            assert f"turn {turn} of 5" in face.text()
            assert face.name == "ReplayScreen"


@pytest.mark.parametrize("size", SIZES)
async def test_a_game_with_hindsight_says_so_at_the_table(
    size: tuple[int, int],
) -> None:
    """The mark stands in the status line as long as the game is played."""

    class Marked(FakeGame):
        def room(self) -> Room:
            return replace(super().room(), hindsight=True)

    async with stage(size, start=Marked()) as face:
        await face.until("with hindsight")
        assert "with hindsight" in face.text().splitlines()[0]


async def test_what_a_crash_left_is_told_when_the_game_is_opened() -> None:
    """The notice of a recovery stands over the room until it is read."""

    class Mended(FakeGame):
        notice = "A damaged place was put right; nothing is lost."

    async with stage(start=Mended()) as face:
        await face.until("put right")
        await face.press("enter")
        assert face.name == "RoomScreen"


@pytest.mark.parametrize("cells", [44, 60])
def test_every_gauge_has_a_number_or_a_word(cells: int) -> None:
    """No cell of two games is blank, and no number is cut."""
    whole = pair_of("long-name-of-a-game", "long-name-of-a-game-t12")
    first, *rest = whole.gauges
    pair = replace(
        whole, gauges=(replace(first, points=first.points[:1], ledgers=()), *rest)
    )
    look = Look("en", UNICODE)
    drawn = table(pair, 2, look, cells, "")
    rows = ["".join(span.text for span in row.spans) for row in drawn]
    assert max(map(len, rows)) <= cells
    assert any("t12" in row and "diff" in row for row in rows)
    assert any("not assessed in both" in row for row in rows)
    assert sum(row.endswith("+3") for row in rows) == len(rest)


@given(
    st.text("abc-", min_size=1, max_size=30),
    st.text("abc-", min_size=1, max_size=30),
    st.integers(3, 20),
)
def test_two_names_are_told_apart_in_any_width(a: str, b: str, cells: int) -> None:
    """Shortened names fit, and differ where their last letters do."""
    one, two = told_apart((a, b), cells, "…")
    assert max(len(one), len(two)) <= max(cells, 1)
    if a[-1] != b[-1]:
        assert one != two


async def test_what_was_taken_back_can_be_staged_again() -> None:
    """`y` asks the game to stage again what `u` took back."""
    calls: list[str] = []

    class Redoing(FakeGame):
        def redo(self) -> bool:
            calls.append("redo")
            return True

    table = FakeTable()
    async with stage(table=table, start=Redoing()) as face:
        await face.press("1", "u", "U")
        assert calls == ["redo"]
