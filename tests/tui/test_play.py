"""Whole months by keys, at the sizes that count, over the fakes."""

from __future__ import annotations

import pytest

from game.errors import ChoiceError, StorageError
from game.report.naming import named
from game.tui.screens.question import Question
from game.tui.widgets.sheet import Sheet
from tests.tui.fakes import MONTHS, FakeForecaster, FakeGame, FakeReplay, FakeTable
from tests.tui.stage import MIDDLE, NARROW, SIZES, stage

ALWAYS = ("Dockers' trust", "Backlash risk", "Approval", "capital", "month 1/6")


@pytest.mark.parametrize("size", SIZES)
async def test_a_whole_game_by_keys(size: tuple[int, int]) -> None:
    """Six months and the review are reached by keys alone; all choices arrive."""
    table = FakeTable()
    async with stage(size, table=table) as face:
        assert "Harbour Strike" in face.text()
        await face.press("enter")
        assert face.name == "RoomScreen"
        assert all(words in face.text() for words in ALWAYS)
        game = table.played["harbour-1"]
        for month in range(1, MONTHS + 1):
            await face.press("1", "e")
            assert face.name == "Summary"
            await face.press("enter")
            assert face.name == "RevealScreen"
            assert "the pier stayed shut" in face.text()
            await face.press("enter")
            assert game.turn == month + 1
        assert face.name == "ReviewScreen"
        assert "A truce on the quays" in face.text()
        await face.press("down")
        assert "Nobody goes hungry" in face.text()
        assert all(len(frame.chosen) == 1 for frame in game.months)


@pytest.mark.parametrize("size", SIZES)
async def test_every_page_opens_and_closes(size: tuple[int, int]) -> None:
    """Each key of the room opens its page, and q comes back."""
    pages = {
        "p": ("Policy", "Harbour tolls"),
        "a": ("Initiatives", "Quiet talks with the union"),
        "d": ("Declare", "Nobody goes hungry"),
        "n": ("Headlines", "Ferrin recalls no envoy"),
        "r": ("Relations", "not known"),
        "m": ("Numbers", "Ferrin towards us"),
        "w": ("WhyScreen", "sum of the causes"),
        "i": ("Intelligence", "Harbour office: 46"),
        "v": ("Advisers", "took place: 3 of 5"),
        "c": ("Compare", "Meet the union"),
        "t": ("ReplayScreen", "as it was known then"),
        "x": ("Codex", "Pickets at the long quay"),
        "question_mark": ("Help", "Situation room"),
    }
    async with stage(size, start=FakeGame()) as face:
        await face.press("e", "enter", "enter")
        for key, (name, words) in pages.items():
            if key == "t":
                continue
            await face.press(key)
            assert face.name == name
            assert words in face.text(), face.text()
            await face.press("q")
            assert face.name == "RoomScreen"


async def test_an_adviser_says_how_surely_and_why() -> None:
    """Beside the argument stand the chance in words, the reason and the record."""
    async with stage(MIDDLE, start=FakeGame()) as face:
        await face.press("v", "down")
        for words in ("probable (61 %) within 3 months", "the pier stayed shut (-4)"):
            assert words in face.text()


async def test_staging_is_undone_and_replaced() -> None:
    """0 takes an answer back, u undoes, and another answer replaces the first."""
    game = FakeGame()
    async with stage(start=game) as face:
        await face.press("1")
        assert game.staged == ("pickets meet",)
        await face.press("left_square_bracket", "2")
        assert game.staged == ("pickets mediate",)
        await face.press("u")
        assert game.staged == ("pickets meet",)
        await face.press("u")
        assert not game.staged
        assert face.name == "RoomScreen"


async def test_policy_stages_a_rung() -> None:
    """Enter on an open rung stages it; enter again takes it back."""
    game = FakeGame()
    async with stage(start=game) as face:
        await face.press("p", "down", "enter")
        assert game.staged == ("tolls standard",)
        await face.press("enter")
        assert not game.staged


async def test_a_locked_choice_says_why() -> None:
    """A choice that is not open says its reason by its name; enter closes that."""
    game = FakeGame()
    async with stage(start=game) as face:
        await face.press("3")
        assert face.name == "Trouble"
        option = game.room().cards[0].options[2]
        assert option.label[:14] in face.text()
        assert "The cabinet allows" in face.text()
        assert option.line not in face.text()
        await face.press("enter")
        assert face.name == "RoomScreen"
        assert not game.staged


async def test_declaring_takes_three() -> None:
    """A lead and two priorities become one line, priorities in order of id."""
    game = FakeGame()
    async with stage(start=game) as face:
        await face.press("e", "enter", "enter", "d")
        await face.press("down", "enter", "down", "enter", "up", "up", "enter")
        await face.press("end", "enter")
        assert game.staged == ("declare order bread trade",)
        assert face.name == "RoomScreen"


async def test_the_month_is_ended_once() -> None:
    """Two presses of enter carry one month out."""
    game = FakeGame()
    async with stage(start=game) as face:
        await face.press("e")
        await face.pilot.press("enter", "enter", "enter")
        await face.settle()
        assert game.turn == 2


async def test_a_full_disk_keeps_the_month() -> None:
    """A refused write is said with what to do, and nothing moved."""
    game = FakeGame()
    game.broken_disk = True
    async with stage(start=game) as face:
        await face.press("1", "e", "enter")
        assert face.name == "Trouble"
        assert "The disk is full." in face.text()
        assert "Make room on the disk" in face.text()
        await face.press("q")
        assert game.turn == 1
        assert game.staged == ("pickets meet",)


async def test_tab_and_arrows_move_the_gauge() -> None:
    """The highlighted gauge is the one that w explains."""
    async with stage(start=FakeGame()) as face:
        await face.press("tab", "w")
        assert "Why · Grain stocks" in face.text()
        await face.press("right")
        assert "Why · Approval" in face.text()
        await face.press("q", "left", "left", "w")
        assert "Why · Blockade pressure" in face.text()


async def test_the_fan_follows_the_answer() -> None:
    """Touching an answer asks for its forecast and shows it against the hold."""
    made: list[FakeForecaster] = []

    def opener() -> FakeForecaster:
        made.append(FakeForecaster())
        return made[-1]

    async with stage(MIDDLE, start=FakeGame(), opener=opener) as face:
        await face.until("the chance now")
        assert "if 1" in face.text()
        await face.press("down")
        await face.until("if 2")
        assert ("pickets meet",) in made[0].asked
        assert ("pickets mediate",) in made[0].asked
        assert "46 % + A truce on the quays" in face.text()


async def test_clicks_do_what_keys_do() -> None:
    """An answer, a key of the footer and a gauge can be clicked."""
    game = FakeGame()
    async with stage(start=game) as face:
        await face.until("Meet the union")
        lines = face.text().splitlines()
        y = next(n for n, line in enumerate(lines) if "Meet the union" in line)
        await face.pilot.click(offset=(10, y))
        await face.settle()
        assert game.staged == ("pickets meet",)
        await face.pilot.click(offset=(lines[1].index("Relations") + 1, 1))
        await face.until("▸ Relations")
        await face.press("w")
        await face.until("Why · Relations with Ferrin")
        await face.press("q")
        await face.until("p policy")
        foot = face.text().splitlines()[-1]
        await face.pilot.click(offset=(foot.index("policy") + 1, 23))
        await face.settle()
        assert face.name == "Policy"


async def test_replay_steps_by_month() -> None:
    """Left, right, home and end go through the months that were played."""
    game = FakeGame()
    for _ in range(4):
        game.end_month()
    async with stage(start=FakeReplay(game)) as face:
        await face.until("turn 4 of 4")
        await face.press("home", "right", "right")
        assert "turn 3 of 4" in face.text()
        await face.press("end")
        assert "turn 4 of 4" in face.text()
        await face.press("right")
        assert "turn 4 of 4" in face.text()
        await face.press("home")
        assert "turn 1 of 4" in face.text()
        await face.press("r")
        assert "opens when the game is over" in face.text()


@pytest.mark.parametrize("size", SIZES)
async def test_a_replay_opens_where_its_game_is(size: tuple[int, int]) -> None:
    """One in play at its last turn, with all decisions marked; one over at its first.

    What is wrong with the record is told wherever it opens.
    """
    for turns, at in ((3, "turn 3 of 3"), (MONTHS, f"turn 1 of {MONTHS}")):
        game = FakeGame()
        for turn in range(turns):
            game.stage("tolls low" if turn % 2 else "tolls standard")
            game.end_month()
        replay = FakeReplay(game)
        replay.notice = "It branched off a damaged game."
        async with stage(size, start=replay) as face:
            await face.until(at)
            strip = face.app.screen.query_one("#strip", Sheet).rows[0].text
            assert strip.count(face.app.look.glyphs.staged) == len(replay.decided) > 0
            assert "branched off" in face.text()


@pytest.mark.parametrize("size", [(59, 24), (80, 17), (30, 5)])
async def test_a_small_window_says_so_and_recovers(size: tuple[int, int]) -> None:
    """Below 60x18 there is one line; the room comes back on a resize."""
    async with stage(start=FakeGame()) as face:
        await face.pilot.resize_terminal(*size)
        await face.settle()
        assert face.text().split() == ["needs", "60x18,", "now", f"{size[0]}x{size[1]}"]
        await face.pilot.resize_terminal(*NARROW)
        await face.settle()
        assert "Dockers' trust" in face.text()
        assert "needs 60x18" not in face.text()


async def test_sixty_by_eighteen_can_be_played() -> None:
    """At the smallest size every answer is in view, and a month ends."""
    game = FakeGame()
    async with stage((60, 18), start=game) as face:
        await face.until("Backlash risk, if 1")
        assert "Clear the pier" in face.text()
        await face.press("down", "enter", "e", "enter", "enter")
        assert game.turn == 2
        assert game.months[0].chosen == ("pickets mediate",)


async def test_ascii_means_ascii() -> None:
    """The ASCII face prints nothing but ASCII on every screen."""
    async with stage(
        start=FakeGame(text="항만 \u2013 \u201cÄrger\u201d"), ascii_only=True
    ) as face:
        for key in ("p", "q", "w", "q", "r", "q", "m", "q", "x", "q", "c", "q", "e"):
            await face.press(key)
            assert face.text().isascii()


async def test_a_broken_scenario_says_why() -> None:
    """A scenario that cannot be played shows its problem and starts nothing."""
    table = FakeTable()
    async with stage(table=table) as face:
        await face.press("down")
        assert "did you mean" in face.text()
        await face.press("enter")
        assert face.name == "Trouble"
        assert table.played == {}


async def test_leaving_releases_the_game() -> None:
    """Q in the room goes to the title, which offers to continue the game."""
    table = FakeTable()
    async with stage(table=table) as face:
        await face.press("enter", "q")
        assert face.name == "Title"
        assert table.played["harbour-1"].closed
        assert "Continue" in face.text()
        await face.press("c")
        assert face.name == "RoomScreen"


async def test_the_first_screen_is_small() -> None:
    """The title has fewer than fifteen widgets, so that it paints at once."""
    async with stage() as face:
        assert len(face.app.screen.query("*")) < 15


async def test_a_moved_cursor_repaints_only_its_lines() -> None:
    """The sheet rebuilds its rows but leaves lines that did not change."""
    async with stage(start=FakeGame()) as face:
        await face.press("m")
        sheet = face.app.screen.query_one("#list", Sheet)
        before = sheet.rows
        await face.press("down")
        changed = [a for a, b in zip(before, sheet.rows, strict=True) if a != b]
        assert len(changed) == 2


def test_fakes_refuse_what_is_not_open() -> None:
    """The fake game refuses as the real one does."""
    with pytest.raises(ChoiceError):
        FakeGame().stage("pickets clear")


async def test_the_rung_in_force_takes_another_back_and_is_no_error() -> None:
    """Enter on it lets a staged change of its lever go; else one line says why not."""
    game = FakeGame()
    async with stage(MIDDLE, start=game) as face:
        await face.press("p", "enter")
        assert face.name == "Policy"
        assert "this is in force already" in face.text()
        await face.press("down")
        assert "in force already" not in face.text()
        await face.press("enter")
        assert len(game.staged) == 1
        await face.press("up", "enter")
        assert not game.staged
        assert face.name == "Policy"


def test_a_refusal_names_the_line() -> None:
    """A player reads labels, whatever part of the game refuses."""
    room = FakeGame().room()
    option = room.cards[0].options[0]
    error = ChoiceError("`{line}` is not open this turn.", line=option.line)
    told = str(named(error, room))
    assert told == f"`{room.cards[0].title}: {option.label}` is not open this turn."
    assert named(StorageError("full", path="x"), room).fields == {"path": "x"}
    assert str(named(error, None)) == str(error)


async def test_initiatives_stand_under_the_names_of_their_groups() -> None:
    """Every group that the room tells is a heading, and there is no other."""
    game = FakeGame()
    groups = {act.group for act in game.room().initiatives}
    async with stage(MIDDLE, start=game) as face:
        await face.press("a")
        rows = face.app.screen.query_one("#list", Sheet).rows
        headings = {row.text.strip() for row in rows if row.text and not row.pick}
        assert headings - {""} == groups


async def test_leaving_takes_down_what_came_over_the_room() -> None:
    """A question that opened at the last moment does not keep a room without a game."""
    async with stage(MIDDLE, start=FakeGame()) as face:
        face.app.push_screen(Question("Sure?", ["Words."], []))
        face.app.leave()
        await face.pilot.pause()
        assert face.name == "Title"
        assert len(face.app.screen_stack) == 1
