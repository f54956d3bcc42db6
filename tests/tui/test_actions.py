"""The registry of actions."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from game.session.options import Options, Store, load
from game.tui.actions import ACTIONS, SCOPES, bindings, footer, of, remapped
from game.tui.cells import Look, width_of
from game.tui.draw.lines import keys
from game.tui.draw.pages import help_rows
from game.tui.glyphs import UNICODE
from game.tui.registry.panels import PANELS
from game.tui.screens.codes import Codes
from game.tui.screens.codex import Codex
from game.tui.screens.compare import Compare
from game.tui.screens.desk import Declare, Initiatives, Policy
from game.tui.screens.ending import ReplayScreen, ReviewScreen
from game.tui.screens.face import Face
from game.tui.screens.headlines import Headlines
from game.tui.screens.intelligence import Intelligence
from game.tui.screens.leave import Leave
from game.tui.screens.menu import Menu
from game.tui.screens.month import RevealScreen, Summary
from game.tui.screens.options import OptionsScreen
from game.tui.screens.page import Page
from game.tui.screens.pair import PairScreen
from game.tui.screens.question import Ask, Question
from game.tui.screens.reading import Advisers, Help, Numbers
from game.tui.screens.relations import Relation, Relations
from game.tui.screens.room import RoomScreen
from game.tui.screens.saved_games import SavedGamesScreen
from game.tui.screens.setup import Setup
from game.tui.screens.title import Title
from game.tui.screens.trouble import Trouble
from game.tui.screens.why import WhyScreen
from game.tui.widgets.sheet import Sheet
from game.words import LANGUAGES, render
from tests.tui.fakes import FakeGame
from tests.tui.stage import MIDDLE, stage

LOOK = Look("en", UNICODE)
HOMES: dict[str, type] = {
    "title": Title,
    "setup": Setup,
    "room": RoomScreen,
    "sheet": Sheet,
    "page": Page,
    "why": WhyScreen,
    "replay": ReplayScreen,
    "summary": Summary,
    "reveal": RevealScreen,
    "error": Trouble,
    "leave": Leave,
    "relations": Relations,
    "relation": Relation,
    "numbers": Numbers,
    "intelligence": Intelligence,
    "advisers": Advisers,
    "headlines": Headlines,
    "codex": Codex,
    "options": OptionsScreen,
    "policy": Policy,
    "initiatives": Initiatives,
    "declare": Declare,
    "review": ReviewScreen,
    "compare": Compare,
    "saved_games": SavedGamesScreen,
    "codes": Codes,
    "pair": PairScreen,
    "question": Question,
    "typing": Ask,
    "all": Face,
    "zoomed": Sheet,
    "menu": Menu,
}


@pytest.mark.parametrize("scope", HOMES)
def test_every_action_can_be_done(scope: str) -> None:
    """Each action of a scope is a method of the screen of that scope."""
    for action in of(scope):
        name = action.name.partition("(")[0]
        if not name.startswith(("app.", "screen.")):
            assert hasattr(HOMES[scope], f"action_{name}"), (scope, name)


@pytest.mark.parametrize("scope", HOMES)
def test_no_key_means_two_things(scope: str) -> None:
    """Within a scope a key has one meaning."""
    taken = Counter(key for one in bindings(scope) for key in one.key.split(","))
    assert [key for key, times in taken.items() if times > 1] == []


def test_scopes_have_homes() -> None:
    """Every scope that an action names is one that a screen has."""
    assert {scope for action in ACTIONS for scope in action.scopes} == set(HOMES)


def test_help_tells_every_action() -> None:
    """The help holds the sentence and the key of every action of its scopes."""
    for scope, title in SCOPES:
        rows = help_rows(title, list(of(scope)), LOOK, 200)
        text = " ".join(row.text.strip() for row in rows)
        for action in of(scope):
            assert action.help.template in text


@pytest.mark.parametrize("scope", ["title", "room", "why", "replay", "reveal"])
@pytest.mark.parametrize("cells", [58, 78, 118])
def test_the_footer_fits_and_keeps_the_way_out(scope: str, cells: int) -> None:
    """The footer never exceeds its line, and help and back are always on it."""
    line = keys(footer(scope), LOOK, cells)
    assert width_of(line.text.rstrip()) <= cells
    picks = {span.pick for span in line.spans}
    assert {"!app.help", "!back"} <= picks


def pages(above: type[Page] = Page) -> Iterator[type[Page]]:
    """Yield every page that a player can open."""
    for one in above.__subclasses__():
        if not one.__name__.startswith("_"):
            yield one
        yield from pages(one)


def test_help_tells_how_both_sides_of_every_page_are_read() -> None:
    """No page leaves help without a word on the panel in hand, but help itself."""
    known: set[type[Page]] = {*pages(), Intelligence}
    known.discard(Help)
    untold = {
        (page.__name__, side)
        for page in known
        for side in ("list", "detail")
        if f"{page.told_as or page.scope}.{side}" not in PANELS
    }
    assert untold == set()


def test_hjkl_are_arrows() -> None:
    """Where an arrow has a meaning and no letter is typed, its letter has the same."""
    pairs = {"left": "h", "right": "l", "up": "k", "down": "j"}
    for action in ACTIONS:
        if action.scopes == ("menu",):
            continue
        names = action.keys.split(",")
        for arrow, letter in pairs.items():
            assert (arrow in names) == (letter in names), replace(action)


MENU = "app.command_palette"
BY_KEY_ALONE = {"app.command_palette"}
"""Actions that the menu does not offer: itself."""
BY_CURSOR = {"pick"}
"""Actions that are a click on what they act on."""


def clickable(scope: str) -> set[str]:
    """Return the actions of a scope that a click reaches, by footer or menu."""
    found = {action.name for action in of(scope) if action.footer}
    if MENU in found:
        found |= {
            action.name for name in (scope, "all", "sheet") for action in of(name)
        }
    return found


@pytest.mark.parametrize("scope", HOMES)
def test_every_action_is_a_click_away(scope: str) -> None:
    """By the footer, by the menu (which is in the footer), or as listed here."""
    elsewhere = {
        # Reached by the menu of the screen that these belong to.
        "sheet": {action.name for action in of("sheet")},
        # The upper edge of the panel, and of the one that is to be next.
        "zoomed": {action.name for action in of("zoomed")},
        "all": {action.name for action in of("all")},
        # Everything that can be picked in a dialog is a line that can be clicked.
        "question": {"pick"},
        "menu": {"step(1)"},
    }.get(scope, set())
    missing = {action.name for action in of(scope)} - clickable(scope) - elsewhere
    assert missing <= BY_CURSOR, missing


@pytest.mark.parametrize(
    ("key", "name"),
    [("", "RoomScreen"), ("p", "Policy"), ("w", "WhyScreen"), ("i", "Intelligence")],
)
async def test_the_menu_offers_every_action(key: str, name: str) -> None:
    """All that the screen can do now, what can be done everywhere, and the lists."""
    async with stage(MIDDLE, start=FakeGame()) as face:
        if key:
            await face.press(key)
        assert face.name == name
        screen = face.app.screen
        assert isinstance(screen, Face)
        offered = {action.name for action in face.app.actions_of(screen)}
        for scope in (screen.scope, "all", "sheet"):
            for action in of(scope):
                held_back = not screen.can(action.name)
                named = action.name in offered
                assert named or held_back or action.name in BY_KEY_ALONE | BY_CURSOR


@pytest.mark.parametrize("scope", HOMES)
def test_every_action_can_be_given_another_key(scope: str, tmp_path: Path) -> None:
    """The file of options takes each name, and the footer shows the new key."""
    path = tmp_path / "options.toml"
    names = [f"{scope}.{action.name}" for action in of(scope)]
    lines = "\n".join(f'"{name}" = "f9"' for name in names)
    path.write_text(f"[keys]\n{lines}\n", encoding="utf-8")
    options, problems = load(path)
    assert not problems
    assert set(options.keys) == set(names)
    for action in of(scope):
        assert remapped(action, scope, options.keys).shown == "f9"


def test_every_scope_is_in_the_help() -> None:
    """Whatever can be done is told, dialogs included."""
    assert {scope for scope, _ in SCOPES} == set(HOMES)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("scope", HOMES.keys() - {"menu"})
def test_no_two_actions_of_a_menu_read_alike(scope: str, language: str) -> None:
    """Each says what it does itself: no key with its sentence stands there twice."""
    found = {a.name: a.apart for name in (scope, "all", "sheet") for a in of(name)}
    sentences = Counter(render(action.help, language) for action in found.values())
    assert [text for text, times in sentences.items() if times > 1] == []
    told = Counter(
        (render(action.label, language), action.shown) for action in found.values()
    )
    assert [both for both, times in told.items() if times > 1] == []


@pytest.mark.parametrize("scope", HOMES)
def test_q_has_one_meaning(scope: str) -> None:
    """Wherever q does anything it goes one level back, as the help says."""
    for action in of(scope):
        if "q" in action.keys.split(","):
            assert action.name in {"back", "screen.unzoom"}
            assert action.help.template.startswith("Go one level back")


async def test_a_name_that_is_no_action_is_told() -> None:
    """A misspelt action in the file is named on the screen of options."""
    store = Store(options=Options(keys={"room.end_mouth": "f2"}))
    async with stage(MIDDLE, store=store) as face:
        await face.press("o")
        assert "room.end_mouth" in face.text()


async def test_an_answer_from_below_another_dialog_is_none() -> None:
    """A menu that lies under a question stays, takes nothing down and answers once."""
    async with stage(MIDDLE, start=FakeGame()) as face:
        await face.press("ctrl+p")
        menu = face.app.screen
        assert isinstance(menu, Menu)
        face.app.push_screen(Question("Sure?", ["Words."], []))
        await face.pilot.pause()
        menu.dismiss("why")
        await face.pilot.pause()
        assert face.name == "Question"
        await face.press("escape")
        assert face.app.screen is menu
        menu.dismiss("")
        await face.pilot.pause()
        assert face.name == "RoomScreen"


@pytest.mark.parametrize("language", ["en", "ko"])
@pytest.mark.parametrize("scope", [s for s, _ in SCOPES if s not in {"menu", "sheet"}])
def test_no_two_actions_of_a_menu_have_one_name(scope: str, language: str) -> None:
    """A list by name tells them apart, whatever signs of keys stand beside it."""
    found = {a.name: a for part in (scope, "all", "sheet") for a in of(part)}
    listed = [found[name].apart for name in found if name != "pick"]
    names = [render(action.label, language) for action in listed]
    twice = sorted(name for name in set(names) if names.count(name) > 1)
    assert not twice
