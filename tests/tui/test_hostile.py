"""Text from a scenario is never markup, never too wide, never a command."""

from __future__ import annotations

import random

import pytest

from tests.tui.fakes import FakeGame, FakeTable
from tests.tui.stage import NARROW, stage

HOSTILE = "[@click=app.quit]x[/] [red]y[/red] [b"
KOREAN = "관계와 제재와 보복의 위험"
PAGES = ("p", "a", "n", "r", "m", "w", "v", "c", "x")
KEYS = (
    *"1234012340",
    *"[]pardnwvecuxtzqqhjkl?f/b",
    *("left", "right", "up", "down", "tab", "shift+tab", "enter", "enter", "enter"),
    *("escape", "space", "home", "end", "pageup", "pagedown", "g", "G", "e"),
)
NAMES = {
    "[": "left_square_bracket",
    "]": "right_square_bracket",
    "?": "question_mark",
    "/": "slash",
}


async def test_markup_stays_text() -> None:
    """Brackets in scenario text are shown as they are, on every screen."""
    async with stage(start=FakeGame(text=HOSTILE)) as face:
        assert "[@click=app.quit]x" in face.text()
        await face.press("e", "enter")
        assert "[@click=app.quit]x[/]" in face.text()
        await face.press("enter")
        for key in PAGES:
            await face.press(key)
            assert "[@click=app.quit]" in face.text() or key == "x", key
            await face.pilot.click(offset=(6, 4))
            await face.settle()
            while face.name != "RoomScreen":
                await face.press("q")
        assert face.app.is_running


@pytest.mark.parametrize("size", [NARROW, (120, 40)])
async def test_double_width_text_keeps_the_frame(size: tuple[int, int]) -> None:
    """With Korean text every line of the room is exactly as wide as the screen."""
    async with stage(size, table=FakeTable(text=KOREAN)) as face:
        await face.press("enter")
        strips = face.app.screen._compositor.render_strips()
        assert {strip.cell_length for strip in strips} == {size[0]}
        assert "관계와" in face.text()
        lines = face.text().splitlines()
        top = next(n for n, line in enumerate(lines) if "╭" in line)
        assert all(line.rstrip()[-1] in "│╯╮" for line in lines[top:-1])


@pytest.mark.parametrize(
    ("seed", "keys"), [(1, 250), pytest.param(2, 4000, marks=pytest.mark.slow)]
)
async def test_a_monkey_breaks_nothing(seed: int, keys: int) -> None:
    """Random keys never raise; the game stays one that can be played."""
    chance = random.Random(seed)  # noqa: S311 - a repeatable monkey
    table = FakeTable()
    async with stage(table=table) as face:
        for step in range(keys):
            key = chance.choice(KEYS)
            if face.name == "Title" and key in {"q", "escape"}:
                continue
            await face.pilot.press(NAMES.get(key, key))
            if step % 60 == 30:
                size = chance.choice([(80, 24), (120, 40), (60, 18), (40, 10)])
                await face.pilot.resize_terminal(*size)
        await face.settle()
        assert face.app.is_running
        assert all(1 <= game.turn <= 7 for game in table.played.values())
