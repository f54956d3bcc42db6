"""Standing policy: what a rung costs, with what its move takes besides."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from game.session import Table
from game.tui.cells import Look, width_of
from game.tui.draw import policy
from game.tui.glyphs import UNICODE
from game.tui.screens.room import RoomScreen
from tests.tui.fakes import FakeGame
from tests.tui.stage import stage

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize("language", ["en", "ko"])
def test_a_skipped_rung_stands_with_both_parts_of_its_price(
    tmp_path: Path, language: str
) -> None:
    """In the ladder as a sum, beside it in words; a rung that skips none has one."""
    look = Look(language, UNICODE)
    with Table(data_dir=tmp_path, language=language).new("seoul-2024", seed=4) as game:
        game.stage("reread_export_rule")
        game.end_month()
        game.stage("arms shells")
        room = game.room()
    rows = {row.pick: row.text for row in policy.levers(room, look, 38, "arms shells")}
    assert "2.0+1.2 ●" in rows["arms shells"]
    assert "+" not in rows["arms loan"]
    told = policy.rung_detail(room, "arms shells", look, (40, 20))
    words = " ".join(row.text.strip() for row in told)
    skipped = {"en": "A leap on the ladder", "ko": "단계 건너뛰기"}[language]
    assert "1.2" in words
    assert skipped in words


@pytest.mark.parametrize("reason", ["Not yet.", "The road is snowed in. " * 4])
@pytest.mark.parametrize("cells", [46, 70])
def test_what_is_not_open_says_why_where_there_is_room(reason: str, cells: int) -> None:
    """Beside its name, or below it in a wide list; always whole, or not at all."""
    look, room, reason = Look("en", UNICODE), FakeGame().room(), reason.strip()
    closed = next(act for act in room.initiatives if not act.open)
    acts = (*room.initiatives[:1], replace(closed, locked=reason))
    rows = policy.initiatives(replace(room, initiatives=acts), look, cells, "")
    assert all(width_of(row.text) <= cells for row in rows)
    told = [row.text for row in rows if row.pick == closed.line]
    whole = reason in " ".join(" ".join(told).split())
    assert whole == (cells > 60 or reason == "Not yet.")
    assert ("not open" in told[0]) == (len(reason) > cells)
    assert (len(told) == 1) == (reason == "Not yet." or not whole)


@pytest.mark.parametrize("page", ["p", "a", "d"])
async def test_a_turn_is_ended_where_its_choices_are_staged(page: str) -> None:
    """The footer says so; the end leads to the room, and taken back to the page."""
    game = FakeGame()
    async with stage(start=game) as face:
        turn = game.room().turn
        await face.press(page)
        assert "e end month" in face.text()
        own = face.name
        await face.press("e")
        assert face.name == "Summary"
        await face.press("q")
        assert face.name == own
        assert game.room().turn == turn
        await face.press("e", "enter")
        assert face.name == "RevealScreen"
        assert game.room().turn == turn + 1
        await face.press("enter")
        assert face.name == "RoomScreen"


async def test_a_turn_ended_on_a_page_draws_the_room_as_one_ended_there(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """It is laid out once for the new turn, behind the report that covers it."""
    drawn: list[int] = []
    redraw = RoomScreen.redraw

    def counted(room: RoomScreen) -> None:
        drawn.append(room.view.turn)
        redraw(room)

    monkeypatch.setattr(RoomScreen, "redraw", counted)
    counts = []
    for page in ((), ("p",)):
        game = FakeGame()
        async with stage(start=game) as face:
            await face.press(*page, "e", "enter")
            assert face.name == "RevealScreen"
            counts.append(drawn.count(game.room().turn))
            await face.press("enter")
            assert "month 2/6" in face.text()
        drawn.clear()
    assert counts == [1, 1]
