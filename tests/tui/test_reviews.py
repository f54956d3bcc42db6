"""The review looks back: turning points, try again, calls, and a saved report."""

from __future__ import annotations

import pytest

from game.report.naming import names_of
from game.report.whys import NEXT, in_a_line
from game.tui.screens.ending import ReviewScreen
from game.tui.screens.room import RoomScreen
from game.tui.widgets.sheet import Sheet
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
        assert "Try that turn again first (`b`)" in face.text()
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


async def test_how_far_the_look_back_is_stands_on_every_page() -> None:
    """While turning points are worked out, other pages of the review tell it too."""
    table = FakeTable()
    async with stage(table=table, start=finished(table)) as face:
        await face.settle()
        review = face.app.screen
        assert isinstance(review, ReviewScreen)
        review._tell(1, 2)
        await face.settle()
        assert "A truce on the quays" in face.text()
        assert "Working it out: 1 of 2" in face.text()


async def test_the_review_comes_in_the_place_of_the_last_reveal() -> None:
    """The room is never in view between what the last turn brought and the review."""
    table, game = FakeTable(), FakeGame()
    while game.turn < MONTHS:
        game.end_month()
    table.played[game.name] = game
    seen: list[str] = []
    async with stage(table=table, start=game) as face:
        await face.settle()
        await face.press("1", "e", "enter")
        assert face.name == "RevealScreen"
        room = next(s for s in face.app.screen_stack if isinstance(s, RoomScreen))
        room.redraw = lambda: seen.append("drawn")  # type: ignore[method-assign]
        face.app.screen_change_signal.subscribe(
            face.app, lambda screen: seen.append(type(screen).__name__)
        )
        await face.press("enter")
        await face.settle()
        assert face.name == "ReviewScreen"
    assert "RoomScreen" not in seen[: seen.index("ReviewScreen")]


@pytest.mark.parametrize("turn", [1, MONTHS])
async def test_the_next_turn_is_foretold_while_one_comes(turn: int) -> None:
    """Before a turn is ended, what is paid from next; nothing before the last."""
    game = FakeGame()
    while game.turn < turn:
        game.end_month()
    async with stage(start=game) as face:
        await face.press("1", "e")
        assert face.name == "Summary"
        await face.settle()
        assert ("Next turn" in face.text()) is (turn < MONTHS)
        await face.press("w")
        assert face.name == ("WhyScreen" if turn < MONTHS else "Summary")


@pytest.mark.parametrize("size", [NARROW, MIDDLE])
@pytest.mark.parametrize("language", ["en", "ko"])
async def test_the_end_of_a_turn_is_told_whole(
    size: tuple[int, int], language: str
) -> None:
    """What is paid from next is not cut off; what is declared is said to be that."""
    game = FakeGame()
    game.end_month()
    duties = [duty.id for duty in game.room().objectives[:3]]
    game.stage(" ".join(["declare", *duties]))
    async with stage(size, start=game, language=language) as face:
        await face.press("e")
        sheet = face.app.screen.query_one("#summary", Sheet)
        told = " ".join(" ".join(row.text for row in sheet.rows).split())
        assert in_a_line(game.why(NEXT), language) in told
        assert {"en": "carries it out", "ko": "실행하고 저장"}[language] in face.text()
        names = names_of(game.room())
        word = {"en": "declared", "ko": "선언"}[language]
        line = next(row.text for row in sheet.rows if names[game.staged[0]] in row.text)
        assert word in line
