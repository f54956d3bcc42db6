"""The player's own chance for what an adviser claims."""

from __future__ import annotations

import pytest

from game.tui.screens.question import Ask
from game.tui.widgets.sheet import Sheet
from tests.tui.fakes import FakeGame
from tests.tui.stage import SIZES, stage


@pytest.mark.parametrize("size", [(60, 18), *SIZES, (200, 60)])
async def test_the_claim_can_be_read_while_its_chance_is_asked(
    size: tuple[int, int],
) -> None:
    """All of it stands in the question, whatever that covers."""
    game = FakeGame()
    async with stage(size, start=game) as face:
        await face.press("v")
        at = face.app.screen.query_one("#list", Sheet).cursor
        claim = next(one.claim for one in game.room().advisers if one.id == at)
        await face.press("p")
        assert isinstance(face.app.screen, Ask)
        about = face.app.screen.query_one("#about", Sheet)
        shown = [row.text.strip() for row in about.rows if row.text.strip()]
        assert " ".join(shown).endswith(claim)
        lines = face.text().split("\n")
        assert all(any(words in line for line in lines) for words in shown)
        assert any("How likely do you hold it" in line for line in lines)
