"""Undo says what it took back, where it was pressed, and nowhere else."""

from __future__ import annotations

from dataclasses import replace

import pytest

from game.tui.cells import Look
from game.tui.draw.card import taken_back
from game.tui.glyphs import UNICODE
from tests.tui.fakes import FakeGame
from tests.tui.stage import MIDDLE, SIZES, stage


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("page", ["p", "a"])
async def test_undo_on_a_page_is_told_there_until_something_else_is_done(
    size: tuple[int, int], page: str
) -> None:
    """The words stand on that page, go with the next key, and are not in the room."""
    game = FakeGame()
    async with stage(size, start=game) as face:
        await face.press("1", page, "u")
        assert game.staged == ()
        assert "taken back:" in face.text()
        await face.press("down")
        assert "taken back" not in face.text()
        await face.press("up", "u")
        assert "nothing to take back" in face.text()
        await face.press("q")
        assert face.name == "RoomScreen"
        assert "take back" not in face.text()
        assert "taken back" not in face.text()


async def test_what_was_said_in_the_room_does_not_outlive_another_page() -> None:
    """An answer taken back is told until another page has been looked at."""
    async with stage(MIDDLE, start=FakeGame()) as face:
        await face.press("1", "left_square_bracket", "0")
        assert "Answer 1 is taken back" in face.text()
        await face.press("p", "q")
        assert "taken back" not in face.text()


async def test_undo_in_the_room_names_what_it_took_back() -> None:
    """Whatever was staged last, on whichever page."""
    game = FakeGame()
    async with stage((200, 60), start=game) as face:
        await face.press("1")
        option = game.room().cards[0].options[0]
        await face.press("u")
        text = " ".join(face.text().split())
        assert f"taken back: {game.room().cards[0].title}: {option.label}" in text


def test_what_undo_brings_back_is_told_as_that() -> None:
    """Undo takes back the taking back of a choice too."""
    game, look = FakeGame(), Look("en", UNICODE)
    option = game.room().cards[0].options[0]
    game.stage(option.line)
    room = game.room()
    named = f"{room.cards[0].title}: {option.label}"
    assert taken_back((), room, look) == f"staged again: {named}"
    assert taken_back(room.staged, room, look) == "nothing to take back"
    bare = replace(room, staged=())
    assert taken_back(room.staged, bare, look) == f"taken back: {named}"
    first, second, third = room.objectives[:3]
    line = f"declare {first.id} {second.id} {third.id}"
    duties = f"{first.label}, {second.label}, {third.label}"
    assert taken_back((line,), bare, look) == f"taken back: declared: {duties}"
