"""How the duties stand: always in view where there is room, else one key away."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest

from game.session import Table
from game.tui.cells import Look, width_of
from game.tui.draw import duties
from game.tui.glyphs import ASCII, UNICODE
from game.tui.widgets.sheet import Sheet
from tests.tui.fakes import FakeGame
from tests.tui.stage import MIDDLE, NARROW, stage

WIDE = (200, 60)


@pytest.mark.parametrize("size", [MIDDLE, WIDE])
async def test_the_room_tells_how_every_duty_stands(size: tuple[int, int]) -> None:
    """In one line, each with its score; of a broken one that it is."""
    game = FakeGame()
    async with stage(size, start=game) as face:
        line = next(row for row in face.text().split("\n") if "Duties now" in row)
        for duty in game.room().objectives:
            assert f"{duty.label} {duties.stands(duty, face.app.look)}" in line


async def test_at_eighty_columns_a_key_tells_it() -> None:
    """The page of duties lists every score, whether they can be declared or not."""
    game = FakeGame()
    async with stage(NARROW, start=game) as face:
        await face.press("d")
        text = face.text()
        for duty in game.room().objectives:
            assert any(
                duty.label in row and duties.stands(duty, face.app.look) in row
                for row in text.split("\n")
            )


@pytest.mark.parametrize("look", [Look("en", UNICODE), Look("en", ASCII)])
@pytest.mark.parametrize("cells", [40, 78, 118, 198])
def test_the_line_fits_and_keeps_every_score(look: Look, cells: int) -> None:
    """Names give way before numbers do."""
    shown = FakeGame().room().objectives
    (line,) = duties.line(shown, look, cells)
    assert width_of(line.text) <= cells
    for duty in shown:
        assert duties.stands(duty, look) in line.text


def test_a_broken_duty_and_a_rough_score_have_signs() -> None:
    """Nothing is told by colour alone."""
    broken, unseen, rough, *_ = FakeGame().room().objectives
    look = Look("en", UNICODE)
    assert duties.stands(broken, look) == f"{broken.score}!"
    assert duties.stands(unseen, look) == "?"
    assert duties.stands(rough, look) == f"~{rough.score}"


async def test_a_tall_room_holds_all_that_its_panels_can() -> None:
    """Nothing of the desk scrolls while the panel beside it is half empty."""
    with tempfile.TemporaryDirectory() as data:
        game = Table(data_dir=Path(data)).new("seoul-2024", seed=7)
        for _ in range(3):
            game.end_month()
        async with stage(WIDE, start=game, opener=None) as face:
            text = face.text()
            assert text.count("Duties, as things stand") == 1
            for name in ("desk", "relations", "news"):
                sheet = face.app.screen.query_one(f"#{name}", Sheet)
                assert len(sheet.rows) <= sheet.content_region.height
            earlier = game.room().earlier
            assert [turn.turn for turn in earlier] == [2, 1]
            for turn in earlier:
                assert turn.date in text
                assert all(item.title in text for item in turn.items)
        game.close()


@pytest.mark.parametrize("size", [NARROW, MIDDLE])
async def test_the_menu_tells_of_the_duties_whether_they_may_be_declared_or_not(
    size: tuple[int, int],
) -> None:
    """The key is always there; only a declaration comes and goes."""
    game = FakeGame()
    async with stage(size, start=game) as face:
        assert not game.room().may_declare
        await face.press("ctrl+p", *"duties")
        assert "See how the duties stand" in face.text()
        await face.press("escape", "d")
        assert "They cannot be declared in this turn." in face.text()
        assert "Stage the declaration" not in face.text()
        await face.press("enter")
        assert game.staged == ()


async def test_a_declaration_says_what_it_still_lacks_and_is_kept() -> None:
    """Pressing on too early names how many are missing; leaving drops no choice."""
    game = FakeGame()
    game.end_month()
    assert game.room().may_declare
    first, *_ = game.room().objectives
    async with stage(NARROW, start=game) as face:
        await face.press("d", "enter", "end", "enter")
        assert "duties still to be taken: 2" in face.text()
        await face.press("escape", "d")
        assert face.app.duties_taken == [first.id]
        assert f"1 {first.label}" in face.text()
        await face.press("home", "down", "enter", "down", "enter", "down", "enter")
        assert "three are taken: let one go first" in face.text()
        assert not any(line.startswith("declare") for line in game.staged)
        await face.press("end", "enter")
        assert any(line.startswith("declare") for line in game.staged)
