"""What is said when the face breaks: an apology, and where the details are."""

from __future__ import annotations

import traceback
from typing import TYPE_CHECKING

from platformdirs import user_state_path
from rich.text import Text

from game.words import say

if TYPE_CHECKING:
    from pathlib import Path

NAME = "last-crash.txt"


def place() -> Path:
    """Return the file that keeps the details of the last crash."""
    return user_state_path("grave-concern", appauthor=False) / NAME


def apology(language: str) -> Text:
    """Write the error being handled to a file, and say so in two lines."""
    path = place()
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(traceback.format_exc(), encoding="utf-8")
        where = say("The details are in {path}.", language, path=path)
    except OSError:
        where = say("The details could not be written down.", language)
    words = say(
        "The screen broke, and that is our fault. Every turn that was ended is "
        "saved; start again to play on.",
        language,
    )
    return Text(f"{words}\n{where}")
