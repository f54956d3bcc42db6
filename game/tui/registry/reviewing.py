"""What is done on the review, and with an adviser's claim."""

from __future__ import annotations

from game.tui.registry.action import Action
from game.words import message

REVIEWING: tuple[Action, ...] = (
    Action(
        name="work_out",
        keys="x",
        shown="x",
        label=message("work out"),
        help=message("Work out which turns mattered and what was luck, or stop it."),
        scopes=("review",),
        footer=1,
    ),
    Action(
        name="try_again",
        keys="b",
        shown="b",
        label=message("try again"),
        help=message("Decide the turn under the cursor anew, in a game of its own."),
        scopes=("review",),
        footer=2,
    ),
    Action(
        name="save_report",
        keys="f",
        shown="f",
        label=message("save the report"),
        help=message("Write the after-action report as one page for a browser."),
        scopes=("review",),
        footer=3,
    ),
    Action(
        name="call",
        keys="p",
        shown="p",
        label=message("own chance"),
        help=message(
            "Say how likely you hold this claim; it moves nothing and is scored later."
        ),
        scopes=("advisers",),
        footer=1,
    ),
)
