"""Nothing is said by colour alone, and every pair of colours can be read."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest
from rich.segment import Segment
from textual.color import Color

from game.report.naming import names_of
from game.report.views import GaugeView, Room
from game.session.options import Options, Store
from game.tui import themes
from game.tui.cells import Look, Row
from game.tui.draw import answers, card, endings, gauges, lines, outlook, pages, policy
from game.tui.glyphs import ASCII, UNICODE
from game.tui.widgets.sheet import Sheet
from tests.tui.fakes import FakeGame
from tests.tui.stage import MIDDLE, SIZES, Stage, stage
from tests.tui.test_themes import contrast

LOOKS = [Look("en", UNICODE), Look("en", ASCII)]


def room() -> Room:
    """Return a room in its second month, with a choice staged."""
    game = FakeGame()
    game.end_month()
    game.stage("pickets meet")
    return game.room()


def told(view: Room, look: Look, cells: int) -> str:
    """Draw everything that the room shows, without its styles."""
    names = names_of(view)
    first = view.cards[0]
    rows: list[Row] = [
        lines.status(view, look, cells),
        *gauges.grid(view.gauges, view.gauges[0].id, look, cells, 3),
        *gauges.because(view.gauges, look, cells),
        *answers.fitted(first, look, (cells, 30), first.options[0].id),
        *card.desk(view, names, look, cells, 99),
        *gauges.relations(view.relations, look, cells),
        *card.headlines(view, look, cells),
        *policy.levers(view, look, cells, ""),
        *policy.initiatives(view, look, cells, ""),
    ]
    return "\n".join(row.text for row in rows)


def with_gauge(view: Room, **changed: object) -> Room:
    """Return a room whose first gauge is otherwise."""
    first = replace(view.gauges[0], **changed)  # type: ignore[arg-type]  # fields by name
    return replace(view, gauges=(first, *view.gauges[1:]))


def with_option(view: Room, **changed: object) -> Room:
    """Return a room whose first card has another second answer."""
    first = view.cards[0]
    other = replace(first.options[1], **changed)  # type: ignore[arg-type]  # likewise
    options = (first.options[0], other, *first.options[2:])
    return replace(view, cards=(replace(first, options=options), *view.cards[1:]))


def with_rung(view: Room, **changed: object) -> Room:
    """Return a room whose first lever has another first rung."""
    lever = view.levers[0]
    rung = replace(lever.rungs[0], **changed)  # type: ignore[arg-type]  # likewise
    made = replace(lever, rungs=(rung, *lever.rungs[1:]))
    return replace(view, levers=(made, *view.levers[1:]))


def with_act(view: Room, **changed: object) -> Room:
    """Return a room whose first initiative is otherwise."""
    act = replace(view.initiatives[0], **changed)  # type: ignore[arg-type]  # likewise
    return replace(view, initiatives=(act, *view.initiatives[1:]))


PAIRS: dict[str, Callable[[Room], tuple[Room, Room]]] = {
    "better or worse": lambda r: (
        with_gauge(r, change="+4", direction=1, mood=1),
        with_gauge(r, change="+4", direction=1, mood=-1),
    ),
    "rising or falling": lambda r: (
        with_gauge(r, change="+4", direction=1, mood=1),
        with_gauge(r, change="-4", direction=-1, mood=1),
    ),
    "an answer that is open or not": lambda r: (
        with_option(r, open=True, locked=""),
        with_option(r, open=False, locked="The road is closed."),
    ),
    "an answer that is staged or not": lambda r: (
        with_option(r, staged=True),
        with_option(r, staged=False),
    ),
    "a rung that is open or not": lambda r: (
        with_rung(r, open=True, locked="", current=False, staged=False),
        with_rung(r, open=False, locked="Not yet.", current=False, staged=False),
    ),
    "a rung that is in force or not": lambda r: (
        with_rung(r, current=True),
        with_rung(r, current=False),
    ),
    "a rung that is staged or not": lambda r: (
        with_rung(r, current=False, staged=True),
        with_rung(r, current=False, staged=False),
    ),
    "an act that is open or not": lambda r: (
        with_act(r, open=True, locked=""),
        with_act(r, open=False, locked="Not yet."),
    ),
    "an act that is staged or not": lambda r: (
        with_act(r, staged=True),
        with_act(r, staged=False),
    ),
    "something staged or nothing": lambda r: (r, replace(r, staged=())),
    "capital spoken for or not": lambda r: (
        replace(r, capital_left=7.0, capital_text="7 of 7"),
        replace(r, capital_left=3.0, capital_text="3 of 7"),
    ),
    "the desk taken or free": lambda r: (
        replace(r, desk_left=0),
        replace(r, desk_left=2),
    ),
}


@pytest.mark.parametrize("hindsight", [True, False])
@pytest.mark.parametrize("staged", [(), ("pickets meet",)])
def test_what_capital_is_called_outlives_the_title(
    *, hindsight: bool, staged: tuple[str, ...]
) -> None:
    """At no width does the status line tell the title and leave the number bare."""
    room = replace(
        FakeGame().room(),
        hindsight=hindsight,
        staged=staged,
        budget="Political capital",
        capital_text="5.8 of 7.8 left" if staged else "7.8",
        left_text="5.8" if staged else "7.8",
    )
    for cells in range(60, 200):
        text = lines.status(room, Look("en", UNICODE), cells).text
        assert room.budget in text or room.title[:5] not in text
        assert room.left_text in text
        if cells >= 78:
            assert room.budget in text


@pytest.mark.parametrize("look", LOOKS, ids=["all signs", "ascii"])
@pytest.mark.parametrize("cells", [56, 76, 118])
@pytest.mark.parametrize("name", PAIRS)
def test_what_differs_in_meaning_differs_in_text(
    name: str, cells: int, look: Look
) -> None:
    """Two states that mean different things are told apart without any style."""
    one, other = PAIRS[name](room())
    assert told(one, look, cells) != told(other, look, cells)


@pytest.mark.parametrize("look", LOOKS, ids=["all signs", "ascii"])
@pytest.mark.parametrize("cells", [29, 56, 96])
def test_an_old_forecast_says_so_in_words_or_signs(cells: int, look: Look) -> None:
    """While it is worked out anew, what stands there is marked."""
    game = FakeGame()
    gauge: GaugeView = game.room().gauges[0]

    def drawn(*, old: bool) -> str:
        shown = outlook.Shown(
            outlook=game.outlook(()), gauge=gauge, plan="if 1", titles={}, old=old
        )
        rows = outlook.panel(shown, look, cells, 12)
        rows += endings.odds_line(shown, look, cells)
        return "\n".join(row.text for row in rows)

    assert drawn(old=True) != drawn(old=False)


@pytest.mark.parametrize("ascii_only", [False, True])
async def test_the_focus_and_the_cursor_are_seen_without_colour(
    *, ascii_only: bool
) -> None:
    """Which side has the keys, and which item the cursor, differs in text."""
    async with stage(MIDDLE, start=FakeGame(), ascii_only=ascii_only) as face:
        await face.press("p")
        left = face.text()
        await face.press("tab")
        assert face.text() != left
        await face.press("tab", "q", "z", "z", "z", "z")
        assert "Relations" in face.text()
        first = face.text()
        await face.press("down")
        assert face.text() != first


# Contrast


def pairs(face: Stage) -> Iterator[tuple[str, str, str]]:
    """Yield foreground, background and text of all that is drawn on sheets."""
    for sheet in face.app.screen.query(Sheet):
        if not sheet.display:
            continue
        for y in range(sheet.size.height):
            segment: Segment
            for segment in sheet.render_line(y):
                style = segment.style
                if segment.text.strip(" ░▒▓█") and style and style.color:
                    ground = style.bgcolor
                    assert style.color.triplet
                    assert ground
                    assert ground.triplet
                    yield style.color.triplet.hex, ground.triplet.hex, segment.text


@pytest.mark.parametrize(
    ("name", "least"),
    [(themes.DARK, 4.5), (themes.LIGHT, 4.5), (themes.CONTRAST, 7.0)],
)
async def test_every_pair_of_colours_can_be_read(name: str, least: float) -> None:
    """On every screen, text has enough contrast with what it is really drawn on."""
    seen: dict[tuple[str, str], str] = {}
    store = Store(options=Options({"theme": name, "hints": "off"}))
    async with stage(MIDDLE, start=FakeGame(), store=store) as face:
        await face.until("the chance now")
        for keys in (
            ("right",),
            ("ctrl+o",),
            ("escape", "z", "tab", "tab", "tab"),
            ("escape", "p"),
            ("q", "w"),
            ("q", "c"),
            ("q", "r"),
            ("q", "i"),
            ("q", "ctrl+p"),
            ("escape", "question_mark"),
            ("q", "1", "e"),
            ("enter",),
            ("enter", "escape", "o"),
        ):
            await face.press(*keys)
            for front, ground, text in pairs(face):
                seen.setdefault((front, ground), text)
    assert len(seen) > 12
    for (front, ground), text in seen.items():
        assert contrast(front, ground) >= least, (front, ground, text)


@pytest.mark.parametrize("name", [themes.DARK, themes.LIGHT, themes.CONTRAST])
def test_the_frame_in_hand_stands_out(name: str) -> None:
    """The frame that has the keys has 3:1 at least; in high contrast all have 7:1."""
    theme = {theme.name: theme for theme in themes.themes()}[name]
    least = 7.0 if name == themes.CONTRAST else 3.0
    ground = str(theme.background)
    assert contrast(theme.variables["frame-focus"], ground) >= least
    if name == themes.CONTRAST:
        assert contrast(theme.variables["frame"], ground) >= least
    assert Color.parse(theme.variables["frame"]) != Color.parse(ground)


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("name", ["grave-light", "ansi-dark", "nord", "textual-light"])
async def test_every_theme_draws_the_same_text(
    name: str, size: tuple[int, int]
) -> None:
    """Sixteen colours, or one of Textual's own: the words stay as they are."""
    store = Store(options=Options({"theme": name, "hints": "off"}))
    async with stage(size, start=FakeGame(), store=store) as face:
        await face.until("choosing nothing")
        other = face.text()
    async with stage(size, start=FakeGame()) as face:
        await face.until("choosing nothing")
        assert face.text() == other


def test_an_error_is_explained_where_a_record_tells_one() -> None:
    """The page of an adviser says what an error is, or nothing of it."""
    room, look = FakeGame().room(), Look("en", UNICODE)
    for judged in (True, False):
        views = [replace(view, judged=judged) for view in room.advisers]
        rows = pages.adviser_detail(views, views[0].id, {}, look, 60)
        assert ("Brier" in " ".join(row.text for row in rows)) == judged
