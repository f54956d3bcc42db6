"""Relations, headlines and the codex: drawings, keys, clicks, both languages."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from textual import events

from game.cli.late import LateTable
from game.report.matrix import RelationsView
from game.session import Table
from game.session.game import Game
from game.tui.cells import Look, width_of
from game.tui.charts.course import course_rows
from game.tui.draw import codex, matrix
from game.tui.glyphs import ASCII, UNICODE
from game.tui.widgets.grid import Grid
from game.tui.widgets.sheet import Sheet
from tests.conftest import FERRY, ISLANDS
from tests.tui.drawings import KEPT, drawings
from tests.tui.fakes import FakeGame, matrix_of
from tests.tui.stage import MIDDLE, NARROW, SIZES, Stage, stage

LOOKS = (Look("en", UNICODE), Look("ko", UNICODE), Look("en", ASCII))
EMPTY = RelationsView(turn=1, date="Mar 2031", owners=(), subjects=(), cells=())


@pytest.fixture
def table(tmp_path: Path) -> Table:
    """Return a table with the islands on it."""
    (tmp_path / "scenarios").mkdir()
    for file in (FERRY, ISLANDS):
        shutil.copy(file, tmp_path / "scenarios")
    (tmp_path / "scenarios" / "DEFAULT").write_text("ferry\n")
    return Table(data_dir=tmp_path)


def islands(table: Table, language: str) -> Game:
    """Return a game of the islands, two turns in."""
    own = Table(data_dir=table.saves, language=language)
    game = own.new("islands", seed=4, name=f"one-{language}")
    game.end_month()
    game.end_month()
    return game


# Drawings


@pytest.mark.parametrize(
    ("name", "text"), list(drawings()), ids=lambda value: value[:32]
)
def test_the_drawings_are_as_kept(name: str, text: str) -> None:
    """Each drawing is the one that was looked at; ASCII is ASCII."""
    assert (KEPT / name).read_text(encoding="utf-8") == text
    assert text.isascii() or "ascii" not in name


@pytest.mark.parametrize("turns", [0, 1, 2, 3])
def test_a_relation_shows_how_it_went_there(turns: int) -> None:
    """Beside the matrix stands the course of the pair, once there is one."""
    look, view = Look("en", UNICODE), matrix_of(3)
    pick = matrix.pick_of("ferrin", "us")
    past = {"ferrin_us": tuple(map(float, range(turns)))}
    rows = matrix.detail(view, pick, look, (40, 12), past)
    told = f"the last {turns} turns, 0..{turns - 1}"
    assert (told in [row.text for row in rows]) == (turns > 1)


@settings(deadline=None, max_examples=60)
@given(
    size=st.tuples(st.integers(20, 200), st.integers(4, 60)),
    owner=st.integers(0, 2),
    subject=st.integers(0, 1),
    text=st.sampled_from(["", "관계와 제재와 보복의 위험", "a long name of an actor"]),
    look=st.sampled_from(LOOKS),
)
def test_a_matrix_fits(
    size: tuple[int, int], owner: int, subject: int, text: str, look: Look
) -> None:
    """No more rows than lines, none too wide, and the cell of the cursor is drawn."""
    view = matrix_of(3, text)
    pick = matrix.pick_of(view.owners[owner][0], view.subjects[subject][0])
    rows = matrix.matrix(view, look, size, pick)
    assert len(rows) <= size[1]
    assert all(width_of(row.text) <= size[0] for row in rows)
    marked = [
        span for row in rows for span in row.spans if span.text == look.glyphs.cursor
    ]
    assert [span.pick for span in marked] == [pick]


@pytest.mark.parametrize("look", LOOKS)
def test_no_cell_speaks_by_colour_alone(look: Look) -> None:
    """Every known cell has its number, its change and the sign of its shade."""
    view = matrix_of(3)
    rows = matrix.matrix(view, look, (116, 20), "")
    text = "\n".join(row.text for row in rows)
    for cell in view.cells:
        shade = look.glyphs.shades[cell.shade] if cell.sight != "nothing" else ""
        spans = [
            span.text
            for row in rows
            for span in row.spans
            if span.pick == matrix.pick_of(cell.owner, cell.subject)
        ]
        assert cell.text in "".join(spans)
        assert shade in "".join(spans)
    assert "not known" in text


@pytest.mark.parametrize("look", LOOKS)
def test_no_relations_are_told(look: Look) -> None:
    """A scenario without relations gets words instead of a matrix."""
    rows = matrix.matrix(EMPTY, look, (40, 10), "")
    assert rows
    assert matrix.detail(EMPTY, "", look, (40, 12), {}) == []
    if look.language == "en":
        assert "has no relations" in " ".join(row.text.strip() for row in rows)


@settings(deadline=None, max_examples=80)
@given(
    points=st.lists(
        st.tuples(st.floats(-10, 10), st.floats(-10, 10)).map(
            lambda pair: (min(pair), max(pair))
        ),
        min_size=1,
        max_size=40,
    ),
    size=st.tuples(st.integers(8, 200), st.integers(3, 20)),
    look=st.sampled_from(LOOKS),
    data=st.data(),
)
def test_a_course_fits(
    points: list[tuple[float, float]],
    size: tuple[int, int],
    look: Look,
    data: st.DataObject,
) -> None:
    """As many rows as asked for, none too wide, and the turn is marked."""
    here = data.draw(st.integers(0, len(points) - 1))
    rows = course_rows(points, (-10.0, 10.0), size, look.glyphs, here)
    assert len(rows) == size[1]
    assert all(width_of(row.text) <= size[0] for row in rows)
    if rows[-1].text and size[0] > 30:
        assert f"({here + 1})" in rows[-1].text


@settings(deadline=None, max_examples=80)
@given(
    words=st.lists(
        st.sampled_from(["the pier", "관계와", "제재", "pier", "a", "x" * 30]),
        max_size=20,
    ),
    cells=st.integers(4, 60),
)
def test_a_linked_text_keeps_its_words(words: list[str], cells: int) -> None:
    """Wrapping loses nothing, fits, and marks every place that leads somewhere."""
    text = " ".join(words)
    rows = codex.linked(text, [("pier", "a"), ("the pier", "b"), ("제재", "c")], cells)
    assert all(width_of(row.text) <= cells for row in rows)
    kept = "".join(row.text for row in rows).replace(" ", "")
    assert kept == text.replace(" ", "")
    led = [span for row in rows for span in row.spans if span.pick == "codex:c"]
    assert sum(span.text.count("제") for span in led) == text.count("제재")
    assert {span.pick for row in rows for span in row.spans} <= {
        *("", "codex:a", "codex:b", "codex:c")
    }


# Keys and clicks


async def click(face: Stage, words: str) -> None:
    """Click on the first place where words stand."""
    lines = face.text().splitlines()
    y = next(n for n, line in enumerate(lines) if words in line)
    x = width_of(lines[y][: lines[y].index(words)])
    await face.pilot.click(offset=(x, y))
    await face.settle()


@pytest.mark.parametrize("size", [*SIZES, (60, 18)])
async def test_the_matrix_by_keys(size: tuple[int, int]) -> None:
    """Arrows and letters move, enter opens the history, q comes back."""
    game = FakeGame()
    game.end_month()
    async with stage(size, start=game) as face:
        await face.press("r")
        grid = face.app.screen.query_one("#list", Grid)
        assert grid.cursor == "ferrin us"
        for key, cell in (
            *(
                ("down", "union us"),
                ("right", "union ferrin"),
                ("right", "union ferrin"),
            ),
            *(("j", "league ferrin"), ("h", "league us"), ("k", "union us")),
            *(("end", "league ferrin"), ("home", "ferrin us"), ("l", "ferrin ferrin")),
        ):
            await face.press(key)
            assert grid.cursor == cell, key
        assert "The scenario has no" in face.text()
        await face.press("enter")
        assert face.name == "Relations"
        await face.press("left", "down", "enter")
        assert face.name == "Relation"
        for words in ("Union → Council", "Quiet", "-2"):
            assert words in face.text()
        await face.press("right")
        assert "Union → Ferrin" in face.text()
        assert "not known" in face.text()
        await face.press("q", "q")
        assert face.name == "RoomScreen"


async def test_the_matrix_by_clicks() -> None:
    """A click goes to a cell, the second one opens it; so does the line below."""
    async with stage(MIDDLE, start=FakeGame()) as face:
        await face.press("r")
        await click(face, "░ +2..+5")
        assert face.app.screen.query_one("#list", Grid).cursor == "union us"
        await click(face, "░ +2..+5")
        assert face.name == "Relation"
        await face.press("q")
        await click(face, "enter: its history")
        assert face.name == "Relation"
        await click(face, "→ Ferrin")
        assert face.name == "Codex"
        assert "The island across the strait." in face.text()


async def test_a_relation_of_the_room_opens_its_history() -> None:
    """A click on a relation in the room opens its curve; on a number, its causes."""
    game = FakeGame()
    view = replace(game.room().relations[0], id="union_us")
    room = game.room
    game.room = lambda: replace(room(), relations=(view,))  # type: ignore[method-assign]
    async with stage(MIDDLE, start=game) as face:
        await click(face, view.label)
        assert face.name == "Relation"


async def test_a_history_follows_the_turn() -> None:
    """The turn under the cursor is marked on the axis; its causes stand beside it."""
    game = FakeGame()
    for _ in range(3):
        game.end_month()
    async with stage(start=game) as face:
        await face.press("r", "enter")
        assert "(4)" in face.text()
        await face.press("down", "down", "down")
        assert "(1)" in face.text()
        assert "when the game began" in face.text()
        await face.press("up", "tab")
        detail = face.app.screen.query_one("#detail", Sheet)
        assert detail.has_focus
        await face.press("end", "enter")
        assert face.name == "Codex"
        assert "Pilots and dockers." in face.text()


@pytest.mark.parametrize("size", SIZES)
async def test_all_headlines_by_turn_and_by_actor(size: tuple[int, int]) -> None:
    """The newest turn stands first; left and right list one actor's alone."""
    game = FakeGame()
    for _ in range(2):
        game.end_month()
    async with stage(size, start=game) as face:
        await face.press("n")
        text = face.text()
        assert text.index("turn 3") < text.index("turn 2")
        assert "everybody >  6" in text
        await face.press("right")
        assert "Ferrin >  2" in face.text()
        assert "The union votes" not in face.text()
        await face.press("right", "right")
        assert "everybody >  6" in face.text()
        await face.press("down", "down", "down")
        assert face.app.screen.query_one("#list", Sheet).cursor == "2:news2.0"
        await face.press("q")
        assert face.name == "RoomScreen"


async def test_a_headline_opens_what_is_known_of_it() -> None:
    """Enter leads to the entry; from that of a card, enter leads to the card."""
    game = FakeGame()
    game.end_month()
    turn = game.headlines()[0]
    item = replace(turn.items[0], entry="agenda.pickets")
    game.headlines = lambda: (replace(turn, items=(item,)),)  # type: ignore[method-assign]
    async with stage(start=game) as face:
        await face.press("right_square_bracket", "n", "enter")
        assert face.name == "Codex"
        assert "This card is on the desk" in face.text()
        await face.press("tab", "enter")
        assert face.name == "RoomScreen"
        assert "Pickets at the long quay" in face.text()


@pytest.mark.parametrize("size", SIZES)
async def test_links_are_followed_and_walked_back(size: tuple[int, int]) -> None:
    """A digit, tab and enter, and a click follow; b goes back step by step."""
    async with stage(size, start=FakeGame()) as face:
        await face.press("slash", "enter", "home")
        sheet = face.app.screen.query_one("#list", Sheet)
        assert sheet.cursor == "pier"
        for words in ("grade C: contested", "Also on record", "grade A: seen in"):
            assert words in face.text()
        await face.press("2")
        assert sheet.cursor == "union"
        await face.press("tab", "down", "enter")
        assert sheet.cursor == "ferrin"
        await face.press("b")
        assert sheet.cursor == "union"
        await face.press("backspace")
        assert sheet.cursor == "pier"
        assert "previous" not in face.text()
        await click(face, "the union stands")
        assert sheet.cursor == "union"


@pytest.mark.parametrize("size", [*SIZES, (60, 18)])
async def test_searching_as_it_is_typed(size: tuple[int, int]) -> None:
    """Letters search, arrows move, enter goes to the list, esc brings all back."""
    async with stage(size, start=FakeGame()) as face:
        await face.press("x", "slash", *"pilot")
        sheet = face.app.screen.query_one("#list", Sheet)
        assert sheet.picks == ["union"]
        assert "Pilots and dockers." in face.text()
        await face.press(*["backspace"] * 5, *"er", "down")
        assert len(sheet.picks) > 1
        assert sheet.cursor == sheet.picks[1]
        await face.press("enter")
        assert sheet.has_focus
        await face.press("escape")
        assert len(sheet.picks) == 5
        assert face.name == "Codex"
        await face.press("escape")
        assert face.name == "RoomScreen"


async def test_nothing_found_is_told() -> None:
    """A search without a result says so, and q is a letter while one types."""
    async with stage(start=FakeGame()) as face:
        await face.press("slash", *"qqq")
        assert "Nothing is found." in face.text()
        await face.press("escape", "q")
        assert face.name == "RoomScreen"


async def test_what_is_typed_ahead_is_searched() -> None:
    """Letters that come before the codex is there are letters of the search."""
    async with stage(start=FakeGame()) as face:
        for key, sign in (("slash", "/"), ("f", "f"), ("e", "e"), ("r", "r")):
            face.app.post_message(events.Key(key, sign))
        await face.until("Everything >  1")
        assert face.name == "Search"
        assert face.app.screen.query_one("#list", Sheet).picks == ["ferrin"]


async def test_assumptions_stand_with_their_numbers() -> None:
    """Value, range, grade and source of every number stand in the list."""
    async with stage(MIDDLE, start=FakeGame()) as face:
        await face.press("slash", "enter", "left", "left")
        for words in ("Assumptions", "0.8 points", "J, range 0.5 to 1.2 points, Harb"):
            assert words in face.text(), face.text()


@pytest.mark.parametrize("key", ["r", "m", "w", "v", "n", "p", "a", "i", "c", "x"])
async def test_the_codex_opens_from_every_screen(key: str) -> None:
    """X leads from each screen to the codex, and q back to where one was."""
    game = FakeGame()
    game.end_month()
    async with stage(start=game) as face:
        await face.press(key)
        name = face.name
        if key != "x":
            await face.press("x")
            assert face.name == "Codex"
            await face.press("q")
        assert face.name == name


# Both languages, over the real session


@pytest.mark.parametrize("language", ["en", "ko"])
@pytest.mark.parametrize("size", [*SIZES, (60, 18), (200, 60)])
async def test_real_relations_in_both_languages(
    table: Table, size: tuple[int, int], language: str
) -> None:
    """Every line is as wide as the screen, and every cell can be reached and opened."""
    game = islands(table, language)
    async with stage(
        size,
        table=LateTable(table.saves, language),
        start=game,
        opener=None,
        language=language,
    ) as face:
        await face.press("r")
        grid = face.app.screen.query_one("#list", Grid)
        unknown = "모름" if language == "ko" else "not known"
        told = set()
        for _ in range(3):
            await face.press("down", "right", "right")
            strips = face.app.screen._compositor.render_strips()
            assert {strip.cell_length for strip in strips} == {size[0]}
            told.add(unknown in face.text())
        assert any(told)
        cells = {(cell.owner, cell.subject) for cell in game.relations().cells}
        grid.move_to(matrix.pick_of(*min(cells)))
        await face.press("enter")
        assert face.name == "Relation"
        strips = face.app.screen._compositor.render_strips()
        assert {strip.cell_length for strip in strips} == {size[0]}
        await face.press("q", "q", "x")
        strips = face.app.screen._compositor.render_strips()
        assert {strip.cell_length for strip in strips} == {size[0]}
        await face.press("slash", *("켈다" if language == "ko" else "kelda"))
        assert len(face.app.screen.query_one("#list", Sheet).picks) > 1
        await face.press("escape", "q", "n")
        assert face.name == "Headlines"


@pytest.mark.parametrize("language", ["en", "ko"])
async def test_the_footer_keeps_its_keys_at_80_columns(
    table: Table, language: str
) -> None:
    """At 80 columns the room's footer still has the end of the turn, help and back."""
    async with stage(
        NARROW,
        table=LateTable(table.saves, language),
        start=islands(table, language),
        opener=None,
        language=language,
    ) as face:
        keys = face.app.screen.query_one("#keys", Sheet).rows[0]
        picks = {span.pick for span in keys.spans}
        assert {"!end_month", "!app.help", "!back"} <= picks
        assert width_of(keys.text.rstrip()) <= NARROW[0]


@pytest.mark.parametrize(
    ("only", "language", "lead"),
    [(False, "en", ""), (True, "en", ""), (False, "ko", "단위: ")],
)
async def test_every_chart_says_what_its_axis_is_measured_in(
    *, only: bool, language: str, lead: str
) -> None:
    """Above the fans, and above the course of a relation, stands the unit."""
    game, found = FakeGame(), set()
    async with stage(MIDDLE, start=game, ascii_only=only, language=language) as face:
        gauges = game.room().gauges
        for _ in gauges:
            found.add(face.app.screen.query_one("#fan", Sheet).title.split(" ", 2)[2])
            await face.press("right")
        assert found == {f"{gauge.label} ({lead}{gauge.unit})" for gauge in gauges}
        await face.press("c")
        assert face.app.screen.query_one("#detail", Sheet).title in found
        await face.press("q", "r", "enter")
        head = face.app.screen.query_one("#head", Sheet).rows
        assert f"({lead}points)" in head[0].text
