"""Saved games by keys: the library, branching, comparing, taking back, recovery."""

from __future__ import annotations

import pytest

from game.errors import DamagedGameError, DivergedGameError
from game.tui.ports import GamePort
from tests.tui.fakes import FakeGame, FakeTable
from tests.tui.stage import SIZES, Stage, stage


async def played(face: Stage, months: int = 2) -> None:
    """Begin a game and end some months."""
    await face.press("enter")
    for _ in range(months):
        await face.press("1", "e", "enter", "enter")


@pytest.mark.parametrize("size", SIZES)
async def test_the_library_does_all_by_keys(size: tuple[int, int]) -> None:
    """Rename, note, compare, delete and restore reach the table, from the title."""
    table = FakeTable()
    table.new(name="one")
    table.new(name="two")
    async with stage(size, table=table) as face:
        await face.press("s")
        assert face.name == "LibraryScreen"
        assert "one" in face.text()
        await face.press("m", "down", "c")
        assert face.name == "PairScreen"
        assert table.asked[-1] == ("compare", "two", "one")
        assert "Quiet talks" in face.text()
        assert "sum of the causes" in face.text()
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
        await face.press("d")
        assert "Deleted games" in face.text()
        await face.press("enter")
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
        await face.press("t", "right", "b")
        assert face.name == "Question"
        await face.press("enter")
        assert table.asked == [("branch", "harbour-1", "2", "False")]
        assert face.name == "RoomScreen"


@pytest.mark.parametrize(
    ("error", "asked"),
    [
        (DamagedGameError("It is damaged.", offset=7), ("repair", "one")),
        (DivergedGameError("It does not reproduce."), ("carry", "one")),
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
