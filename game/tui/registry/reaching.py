"""What can be done with any panel and with the terminal: jump, zoom, copy, pause."""

from __future__ import annotations

from game.tui.registry.action import PAGES, Action
from game.words import message

REACHING: tuple[Action, ...] = (
    Action(
        name="app.jump",
        keys="ctrl+o",
        shown="^o",
        label=message("jump"),
        help=message("Put a letter on all that can be reached; typing it goes there."),
        scopes=("all",),
        first=True,
    ),
    Action(
        name="zoom",
        keys="z",
        shown="z",
        label=message("whole screen"),
        help=message(
            "Give a panel the whole screen, tab then the next one; again shows all. "
            "A click on its upper edge does the same."
        ),
        scopes=("title", "room", *PAGES, "reveal"),
    ),
    Action(
        name="screen.unzoom",
        keys="q,escape",
        shown="q",
        label=message("back"),
        help=message("Go one level back: show all panels again."),
        scopes=("zoomed",),
    ),
    Action(
        name="screen.zoom_next(1)",
        keys="tab",
        shown="tab",
        label=message("next panel"),
        help=message("Give the whole screen to the next panel."),
        scopes=("zoomed",),
    ),
    Action(
        name="screen.zoom_next(-1)",
        keys="shift+tab",
        shown="shift+tab",
        label=message("panel before"),
        help=message("Give the whole screen to the panel before."),
        scopes=("zoomed",),
    ),
    Action(
        name="copy",
        keys="y",
        shown="y",
        label=message("copy"),
        help=message("Copy the panel in hand as text, or save it to a file."),
        scopes=(
            "title",
            "room",
            *(page for page in PAGES if page != "codes"),
            "reveal",
        ),
    ),
    Action(
        name="app.redraw",
        keys="ctrl+l",
        shown="^l",
        label=message("redraw"),
        help=message("Draw the whole screen again."),
        scopes=("all",),
        first=True,
    ),
    Action(
        name="app.suspend_process",
        keys="ctrl+z",
        shown="^z",
        label=message("pause"),
        help=message("Go back to the shell; `fg` there comes back here."),
        scopes=("all",),
        first=True,
    ),
    Action(
        name="step(-1)",
        keys="up",
        shown="↑↓",
        label=message("move"),
        help=message("Go to the action above or below."),
        alone=message("Go to the action above."),
        scopes=("menu",),
        footer=1,
    ),
    Action(
        name="step(1)",
        keys="down",
        shown="↑↓",
        label=message("move"),
        help=message("Go to the action above or below."),
        alone=message("Go to the action below."),
        scopes=("menu",),
    ),
    Action(
        name="leave",
        keys="escape",
        shown="esc",
        label=message("back"),
        help=message("Go back without doing anything."),
        scopes=("menu",),
        footer=2,
    ),
)
