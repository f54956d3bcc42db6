"""The registry of actions."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import pytest

from game.tui.actions import ACTIONS, SCOPES, bindings, footer, of
from game.tui.cells import Look, width_of
from game.tui.draw.lines import keys
from game.tui.draw.pages import help_rows
from game.tui.glyphs import UNICODE
from game.tui.screens.compare import Compare
from game.tui.screens.desk import Declare, Initiatives, Policy
from game.tui.screens.ending import ReplayScreen, ReviewScreen
from game.tui.screens.face import Face
from game.tui.screens.leave import Leave
from game.tui.screens.library import LibraryScreen
from game.tui.screens.menu import Menu
from game.tui.screens.month import RevealScreen, Summary
from game.tui.screens.options import OptionsScreen
from game.tui.screens.page import Page
from game.tui.screens.pair import PairScreen
from game.tui.screens.question import Ask, Question
from game.tui.screens.reading import Numbers
from game.tui.screens.room import RoomScreen
from game.tui.screens.title import Title
from game.tui.screens.trouble import Trouble
from game.tui.screens.why import WhyScreen
from game.tui.widgets.sheet import Sheet

LOOK = Look("en", UNICODE)
HOMES: dict[str, type] = {
    "title": Title,
    "room": RoomScreen,
    "sheet": Sheet,
    "page": Page,
    "why": WhyScreen,
    "replay": ReplayScreen,
    "summary": Summary,
    "reveal": RevealScreen,
    "error": Trouble,
    "leave": Leave,
    "numbers": Numbers,
    "options": OptionsScreen,
    "policy": Policy,
    "initiatives": Initiatives,
    "declare": Declare,
    "review": ReviewScreen,
    "compare": Compare,
    "library": LibraryScreen,
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
    groups = [(title, list(of(scope))) for scope, title in SCOPES]
    text = " ".join(row.text.strip() for row in help_rows(groups, LOOK, 200))
    for scope, _ in SCOPES:
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


def test_hjkl_are_arrows() -> None:
    """Where an arrow has a meaning and no letter is typed, its letter has the same."""
    pairs = {"left": "h", "right": "l", "up": "k", "down": "j"}
    for action in ACTIONS:
        if action.scopes == ("menu",):
            continue
        names = action.keys.split(",")
        for arrow, letter in pairs.items():
            assert (arrow in names) == (letter in names), replace(action)
