"""The review looks back: turning points, try again, calls, and a saved report."""

from __future__ import annotations

import pytest

from tests.tui.fakes import MONTHS, FakeGame, FakeTable
from tests.tui.stage import MIDDLE, NARROW, stage


def finished(table: FakeTable) -> FakeGame:
    """Return a game that is over, at a table."""
    game = FakeGame()
    table.played[game.name] = game
    while game.turn <= MONTHS:
        game.end_month()
    return game


@pytest.mark.parametrize("size", [NARROW, MIDDLE])
async def test_turning_points_are_worked_out_and_tried_again(
    size: tuple[int, int],
) -> None:
    """Key x works out, the list shows the turns, and b branches off the one chosen."""
    table = FakeTable()
    async with stage(size, table=table, start=finished(table)) as face:
        await face.settle()
        assert face.name == "ReviewScreen"
        await face.press("down", "down")
        assert "Not worked out yet" in face.text()
        await face.press("x")
        assert "turn 1  -1.5" in face.text()
        await face.press("down")
        assert "Wait for the pilots" in face.text()
        await face.press("down")
        assert "Try that turn again first" in face.text()
        assert "Wait for the pilots" not in face.text()
        await face.press("b")
        assert face.name == "Question"
        await face.press("enter")
        assert table.asked == [("branch", "harbour-1", "2", "False")]


async def test_a_turn_is_only_tried_again_where_one_is_chosen() -> None:
    """On a section that is no turn, b says what to do."""
    table = FakeTable()
    async with stage(table=table, start=finished(table)) as face:
        await face.settle()
        await face.press("b")
        assert "Choose a turning point first" in face.text()
        assert table.asked == []


async def test_the_report_is_saved_and_its_file_named() -> None:
    """Key f writes the report and says where it lies."""
    table = FakeTable()
    async with stage(MIDDLE, table=table, start=finished(table)) as face:
        await face.settle()
        await face.press("f")
        assert table.asked == [("report", "harbour-1")]
        assert "harbour-1.html" in face.text()


async def test_the_review_gives_the_codes_of_its_game() -> None:
    """Key s opens the page of codes, and closing it leads back."""
    table = FakeTable()
    async with stage(table=table, start=finished(table)) as face:
        await face.settle()
        await face.press("s")
        assert table.asked == [("share", "harbour-1")]
        assert face.name == "Codes"
        await face.press("q")
        assert face.name == "ReviewScreen"


async def test_a_claim_is_called_and_a_bad_chance_refused() -> None:
    """On the advisers' page p asks for a chance; 0 is none."""
    table, game = FakeTable(), FakeGame()
    async with stage(MIDDLE, table=table, start=game) as face:
        await face.settle()
        await face.press("v", "p", "7", "0", "enter")
        assert [chance for _, chance in game.called] == ["70"]
        assert face.name == "Advisers"
        await face.press("p", "0", "enter")
        assert "whole number of percent" in face.text()
