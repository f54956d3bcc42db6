"""The options screen: made from the schema, seen and kept at once."""

from __future__ import annotations

from pathlib import Path

import pytest

from game.session.options import SCHEMA, Options, Store, load, opened
from game.tui.cells import Look
from game.tui.draw.options import choices_of
from game.tui.glyphs import ASCII, UNICODE
from game.words import LANGUAGES, render
from tests.tui.fakes import FakeGame
from tests.tui.stage import SIZES, stage


@pytest.mark.parametrize("size", SIZES)
async def test_every_option_is_shown_and_kept(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    """Right takes the next value of each option; the file has it at once."""
    path = tmp_path / "options.toml"
    async with stage(size, store=opened(path)) as face:
        await face.press("o")
        for option in SCHEMA:
            assert render(option.label) in face.text()
            before = face.app.store.options.value(option.key)
            await face.press("right")
            kept = load(path)[0].value(option.key)
            assert kept != before
            assert kept == face.app.store.options.value(option.key)
            await face.press("left")
            assert load(path)[0].value(option.key) == before
            await face.press("down")
        await face.press("q")
        assert face.name == "Title"


async def test_a_theme_is_seen_while_it_is_chosen() -> None:
    """Changing the colours changes the screen in view."""
    async with stage(store=Store(options=Options({"theme": "grave-dark"}))) as face:
        await face.press("o", "down", "right")
        assert face.app.theme == "grave-light"


async def test_a_key_of_the_player_is_bound_and_shown() -> None:
    """A key map moves an action, its place in the footer and its line of help."""
    store = Store(options=Options(keys={"room.end_month": "f2"}))
    async with stage((120, 40), start=FakeGame(), store=store) as face:
        assert "f2" in face.text().splitlines()[-1]
        await face.press("e")
        assert face.name == "RoomScreen"
        await face.press("f2")
        assert face.name != "RoomScreen"


async def test_what_the_file_says_wrongly_is_told(tmp_path: Path) -> None:
    """The screen names what was left alone."""
    path = tmp_path / "options.toml"
    path.write_text('[options]\ncolour = "red"\n', encoding="utf-8")
    async with stage((120, 40), store=opened(path)) as face:
        await face.press("o")
        assert "colour" in face.text()


def test_every_language_bears_its_own_name() -> None:
    """Whoever cannot read the interface finds the way out of it."""
    option = next(one for one in SCHEMA if one.key == "language")
    for language in LANGUAGES:
        told = dict(choices_of(option, (), Look(language, UNICODE)))
        assert (told["en"], told["ko"]) == ("English", "한국어")
        plain = dict(choices_of(option, (), Look(language, ASCII)))
        assert all(words.isascii() for words in plain.values())
        assert plain["ko"] == "ko"
