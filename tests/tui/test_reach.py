"""Everything within reach: jump labels, the menu, zoom, copies, help for the panel."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual import events

from game.report.views import Room
from game.tui.actions import ACTIONS, SCOPES, of
from game.tui.jumping import LETTERS, labels, targets
from game.tui.screens.face import Face
from game.tui.screens.menu import matching
from game.tui.screens.room import RoomScreen
from game.tui.widgets.sheet import Sheet
from tests.tui.fakes import FakeGame, FakeTable
from tests.tui.stage import MIDDLE, NARROW, SIZES, Stage, stage


@given(st.integers(0, 676))
def test_no_label_begins_another(many: int) -> None:
    """A key typed is never the whole of one label and the beginning of another."""
    made = labels(many)
    assert len(set(made)) == many
    assert all(a == b or not b.startswith(a) for a in made for b in made[:40])


@given(st.integers(0, 676))
def test_a_pair_is_a_label_only_where_letters_run_out(many: int) -> None:
    """No letter is left over that could have been a label of its own."""
    made = labels(many)
    begun = {label[0] for label in made if len(label) > 1}
    assert {label for label in made if len(label) == 1} | begun >= (
        {*LETTERS} if begun else set()
    )
    assert len(begun) == -(-max(0, many - 26) // 25)


def face_of(face: Stage) -> Face[object]:
    """Return the screen in view."""
    screen = face.app.screen
    assert isinstance(screen, Face)
    return screen


async def jump(face: Stage, sheet: str, pick: str) -> None:
    """Begin a jump and type the label of a place."""
    await face.press("ctrl+o")
    places = list(targets(face_of(face)))
    label = dict(
        zip(((t.sheet.id, t.pick) for t in places), labels(len(places)), strict=True)
    )[sheet, pick]
    await face.press(*label)


@pytest.mark.parametrize("size", SIZES)
async def test_a_jump_reaches_what_a_click_reaches(size: tuple[int, int]) -> None:
    """Letters stand over gauges, answers, panels and footer; typing one goes there."""
    async with stage(size, start=FakeGame()) as face:
        await face.until("choosing nothing")
        await face.settle()
        before = face.text()
        await face.press("ctrl+o")
        assert face.text() != before
        await face.press("escape")
        assert face.text() == before
        await jump(face, "card", "mediate")
        assert face_of(face).query_one("#card", Sheet).cursor == "mediate"
        await jump(face, "keys", "!policy")
        assert face.name == "Policy"
        await jump(face, "detail", "")
        assert face_of(face).query_one("#detail").has_focus


async def test_a_jump_ends_with_any_other_key_which_still_counts() -> None:
    """ctrl+q and the like are not swallowed; escape is, and a click ends it too."""
    async with stage(MIDDLE, start=FakeGame()) as face:
        await face.press("ctrl+o", "question_mark")
        assert face.name == "Help"
        await face.press("q", "ctrl+o", "escape")
        assert face.name == "RoomScreen"
        await face.press("ctrl+o")
        driver = face.app._driver
        assert driver is not None
        driver.send_message(events.MouseDown(None, 5, 5, 0, 0, 1, False, False, False))
        await face.settle()
        assert face_of(face).jump is None


@pytest.mark.parametrize("size", SIZES)
async def test_zoom_shows_each_panel_alone_and_comes_back(
    size: tuple[int, int],
) -> None:
    """Tab goes through them all; the key once more, q or escape shows all again."""
    async with stage(size, start=FakeGame()) as face:
        await face.until("choosing nothing")
        await face.settle()
        before = face.text()
        wide = size[0] - 4
        await face.press("z")
        for name in face_of(face).panels():
            shown = [s for s in face_of(face).query(Sheet) if s.has_class("frame")]
            assert [s.id for s in shown if s.display] == [name]
            assert face_of(face).query_one(f"#{name}").content_region.width >= wide - 1
            await face.press("tab")
        for keys in (("z",), ("z", "shift+tab", "z"), ("z", "tab", "q")):
            await face.press(*keys)
            assert face.text() == before
        await face.press("z", "escape")
        assert face.text() == before
        assert face_of(face).query_one("#card").has_focus
        await face.press("z", "e")
        assert face.name == "Summary"


async def test_a_card_that_has_the_screen_is_told_in_full() -> None:
    """Zoomed, it holds its whole text and all that is said of every answer."""
    async with stage((80, 24), start=FakeGame()) as face:
        await face.until("choosing nothing")
        await face.settle()
        screen = face.app.screen
        assert isinstance(screen, RoomScreen)
        card = screen.view.cards[0]
        await face.press("z")
        sheet = face_of(face).query_one("#card", Sheet)
        told = "".join("".join(row.text.split()) for row in sheet.rows)
        for words in (card.text, *(o.text + o.later for o in card.options)):
            assert "".join(words.split()) in told.replace("later:", "")


async def test_a_click_on_the_edge_of_a_panel_zooms_it() -> None:
    """The upper edge does what z does, both ways."""
    async with stage(MIDDLE, start=FakeGame()) as face:
        await face.until("choosing nothing")
        await face.settle()
        before = face.text()
        await face.pilot.click("#fan", offset=(5, 0))
        await face.settle()
        assert not face_of(face).query_one("#card").display
        await face.pilot.click("#fan", offset=(5, 0))
        await face.settle()
        assert face.text() == before


async def test_a_panel_that_a_larger_window_lacks_gives_the_screen_back() -> None:
    """The small screen's panel for the answer is no part of a wider one."""
    async with stage(NARROW, start=FakeGame()) as face:
        await face.press("z", "tab", "tab")
        assert face_of(face).zoomed
        await face.pilot.resize_terminal(*MIDDLE)
        await face.settle()
        await face.press("tab")
        assert not face_of(face).zoomed


@pytest.mark.parametrize("key", ["p", "w", "n", "r", "i", "v", "c", "a", "x"])
async def test_every_page_zooms_its_sides(key: str) -> None:
    """The side in hand, then the other, then both; q goes back to both."""
    async with stage(start=FakeGame()) as face:
        await face.press(key, "tab" if key != "c" else "ctrl+l", "z")
        assert face_of(face).zoomed
        await face.press("q")
        assert not face_of(face).zoomed
        assert face.name != "RoomScreen"
        await face.press("z", "tab", "z")
        assert not face_of(face).zoomed
        await face.press("q")
        assert face.name == "RoomScreen"


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("move", ["down", "right", "right_square_bracket", "2"])
@pytest.mark.parametrize("back", ["q", "z", "escape"])
async def test_no_title_stands_over_what_belongs_to_another(
    size: tuple[int, int], move: str, back: str
) -> None:
    """What is moved while one panel has the screen shows in all as they come back."""
    async with stage(size, start=FakeGame()) as face:
        await face.until("choosing nothing")
        await face.settle()
        await face.press("z", move, back)
        shown = face.text()
        for sheet in face.app.screen.query(Sheet):
            sheet.rebuild()
            sheet.refresh()
        await face.settle()
        assert face.text() == shown


async def test_a_panel_of_another_layout_is_built_anew() -> None:
    """The large forecast of a wide window is not the one that left it."""
    async with stage(MIDDLE, start=FakeGame()) as face:
        await face.until("if 1")
        await face.pilot.resize_terminal(80, 24)
        await face.settle()
        await face.press("down")
        await face.pilot.resize_terminal(120, 40)
        await face.settle()
        assert "if 2" in face.text()
        assert "if 1" not in face.text()


@pytest.mark.parametrize("page", ["p", "a", "m", "x"])
async def test_a_page_up_or_down_takes_the_cursor_along(page: str) -> None:
    """It is in view after every page, and at the ends of the list in the end."""
    async with stage((60, 18), start=FakeGame()) as face:
        await face.press(page)
        sheet = face_of(face).query_one("#list", Sheet)
        for key, end in (("pagedown", -1), ("pageup", 0)):
            for _ in range(30):
                before = sheet.scroll_offset.y
                await face.press(key)
                assert sheet.cursor in sheet.picks_in_view
                if sheet.cursor == sheet.picks[end]:
                    break
                assert sheet.scroll_offset.y != before
            assert sheet.cursor == sheet.picks[end]


@pytest.mark.parametrize("keys", ["c", "p", "a", "w", "r", "n", "i", "x", "m", "v"])
async def test_help_pastes_no_lines_of_charts(keys: str) -> None:
    """What is under the cursor is told in words: no bars, axes or bare numbers."""
    async with stage(MIDDLE, start=FakeGame()) as face:
        await face.press(keys)
        told = face_of(face).about().under
        assert told or keys in "rnx"
        for words in told:
            assert not {*words} & {*"┤└│░▒▓█━⠒⠤⣀"}, words
            assert any(sign.isalpha() for sign in words), words


async def test_help_tells_an_answer_gauge_by_gauge() -> None:
    """In the comparison each number stands behind the name of its gauge."""
    game = FakeGame()
    async with stage(MIDDLE, start=game) as face:
        await face.press("c")
        told = face_of(face).about().under
        assert told[0] == game.room().cards[0].options[0].label
        for gauge in game.room().gauges:
            assert any(words.startswith(f"{gauge.label}: ") for words in told)
        assert told[-1].startswith("endings: + good 46 %")


async def test_a_card_is_copied_whole_and_saved() -> None:
    """The terminal gets the card with all that is said of every answer."""
    table = FakeTable()
    async with stage(start=FakeGame(), table=table) as face:
        await face.press("y")
        assert face.name == "Question"
        copied = face.app.clipboard
        for option in face.app.view.cards[0].options if face.app.view else ():
            assert option.label in copied
            assert option.text.split(";")[0] in " ".join(copied.split())
        await face.press("down", "enter")
        assert table.texts == [("room", copied)]
        assert "texts/room.txt" in face.text()


async def test_a_ledger_is_copied_with_its_heading() -> None:
    """The causes stand below the number that they explain."""
    async with stage(start=FakeGame()) as face:
        await face.press("w", "y")
        assert "Why" in face.app.clipboard
        assert "sum of the causes" in face.app.clipboard


@pytest.mark.parametrize("size", SIZES)
async def test_help_tells_of_the_panel_first(size: tuple[int, int]) -> None:
    """Before any key stands what the panel shows and what is under its cursor."""
    async with stage(size, start=FakeGame()) as face:
        await face.press("down", "question_mark")
        told = face_of(face).query_one("#detail", Sheet)
        shown = told.rows[: told.content_region.height]
        text = " ".join(" ".join(row.text for row in shown).split())
        assert "Moving the cursor shows" in text
        assert "Let Ferrin mediate" in text
        assert "The wires carry it tonight" in text


@pytest.mark.parametrize("click", [True, False])
async def test_help_goes_to_every_part(*, click: bool) -> None:
    """Each part is in the list, and comes into view by a key or by a click on it."""
    async with stage((120, 60), start=FakeGame()) as face:
        await face.press("question_mark")
        parts = face_of(face).query_one("#list", Sheet)
        told = face_of(face).query_one("#detail", Sheet)
        assert {scope for scope, _ in SCOPES} < set(parts.picks)
        for place, part in enumerate(parts.picks):
            if click:
                await face.pilot.click("#list", offset=(4, place + 1))
                await face.settle()
            elif place:
                await face.press("down")
            assert parts.cursor == part
            assert told.rows[0].text
            assert told.scroll_offset.y == 0


async def test_the_menu_finds_and_does() -> None:
    """Typing narrows the actions down; enter does what is under the cursor."""
    async with stage(start=FakeGame()) as face:
        await face.press("ctrl+p", *"standing", "enter")
        assert face.name == "Policy"
        await face.press("ctrl+p", *"zzz")
        assert "Nothing is called so" in face.text()
        await face.press("enter", "escape")
        assert face.name == "Policy"
        await face.press("ctrl+p", "down", "up", "pageup", "escape", "q")
        assert face.name == "RoomScreen"


@pytest.mark.parametrize("size", SIZES)
async def test_the_menu_of_a_page_leads_to_every_page_of_the_room(
    size: tuple[int, int],
) -> None:
    """To all that the room opens, whichever is in view, in place of it."""
    leads = [action for action in of("room") if action.leads]
    assert {action.leads for action in leads} >= {
        *("policy", "initiatives", "declare", "intelligence", "advisers", "replay"),
        *("relations", "numbers", "headlines", "codex"),
    }
    table = FakeTable()
    async with stage(size, table=table, start=table.new()) as face:
        for action in leads:
            await face.press("o")
            here = face_of(face)
            ways = {way.name: below for way, below in face.app.ways_from(here)}
            assert ways[action.name].scope == "room"
            await face.press("ctrl+p")
            found = face.app.screen.query_one("#found", Sheet)
            assert action.name in found.picks
            found.move_to(action.name)
            await face.press("enter")
            assert face_of(face).scope == action.leads
            assert action.name not in {
                way.name for way, _ in face.app.ways_from(face_of(face))
            }
            while face.name != "RoomScreen":
                await face.press("escape")


async def test_the_menu_leads_on_from_where_the_page_was_opened() -> None:
    """Over a replay to what was known in its turn, and from its pages to the room's."""
    table = FakeTable()
    game = table.new()
    game.end_month()
    async with stage(table=table, start=game) as face:
        await face.press("t", "m")
        ways = {way.name: home for way, home in face.app.ways_from(face_of(face))}
        assert ways["intelligence"].scope == "replay"
        assert ways["policy"].scope == "room"
        await face.press("ctrl+p", *"standing", "enter")
        assert face.name == "Policy"
        await face.press("q")
        assert face.name == "RoomScreen"


async def test_the_menu_leads_past_no_question_and_out_of_no_game() -> None:
    """What wants an answer gets it, and a game is left with its own question."""
    async with stage(start=FakeGame()) as face:
        assert face.app.ways_from(face_of(face)) == []
        await face.press("e")
        assert face.name == "Summary"
        assert face.app.ways_from(face_of(face)) == []
        await face.press("question_mark")
        assert face.app.ways_from(face_of(face)) == []
        await face.press("q", "enter")
        assert face.name == "RevealScreen"
        assert face.app.ways_from(face_of(face)) == []
    async with stage(table=FakeTable()) as face:
        await face.press("o", "ctrl+p", *"saved games", "enter")
        assert face.name == "SavedGamesScreen"


@given(st.text(max_size=12))
def test_the_menu_stands_anything_typed(typed: str) -> None:
    """What is found is some of what there is, and nothing typed finds all."""
    found = matching(list(of("room")), typed, "en")
    assert set(map(id, found)) <= set(map(id, ACTIONS))
    if not typed.split():
        assert found == list(of("room"))


async def test_keys_pressed_ahead_of_leaving_do_no_harm() -> None:
    """The cursor moves, and in the same breath the game is left."""
    async with stage(start=FakeGame()) as face:
        await face.press("1")
        driver = face.app._driver
        assert driver is not None
        for key in ("down", "q", "down", "enter", "down"):
            event = events.Key(key, None)
            event.set_sender(face.app)
            driver.send_message(event)
        await face.settle()
        assert face.name == "Title"


@pytest.mark.parametrize("size", [NARROW, (200, 60)])
async def test_reading_on_is_offered_where_there_is_more(size: tuple[int, int]) -> None:
    """A frame says how to read on exactly while not all of it is in view."""
    game = FakeGame()
    for start, name, keys in (
        (None, "brief", ()),
        (game, "list", ("e", "enter")),
        (FakeGame(), "detail", ("question_mark",)),
    ):
        async with stage(size, start=start) as face:
            await face.press(*keys)
            sheet = face_of(face).query_one(f"#{name}", Sheet)
            is_longer = len(sheet.rows) > sheet.content_region.height
            assert ("tab reads on" in face.text()) == is_longer


class Counting(FakeGame):
    """Has far more numbers than a window has lines."""

    def room(self) -> Room:
        """Return the room."""
        room = super().room()
        first, *_ = room.numbers
        many = tuple(replace(first, id=f"many{n}") for n in range(100))
        return replace(room, numbers=many)


@pytest.mark.parametrize(("key", "step"), [("down", 1), ("up", -1)])
async def test_a_list_scrolled_away_comes_back_with_one_key(
    key: str, step: int
) -> None:
    """However far the cursor is out of view, it goes on from where it was."""
    async with stage((60, 18), start=Counting()) as face:
        await face.press("m")
        sheet = face_of(face).query_one("#list", Sheet)
        at = 50
        sheet.move_to(sheet.picks[at])
        await face.settle()
        for end in (sheet.scroll_home, sheet.scroll_end):
            end(animate=False)
            await face.settle()
            assert sheet.cursor not in sheet.picks_in_view
            at += step
            await face.press(key)
            assert sheet.cursor == sheet.picks[at]
            assert sheet.cursor in sheet.picks_in_view
