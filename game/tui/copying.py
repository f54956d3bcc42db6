"""Taking text out of the screens: to the clipboard, and to a file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from game.text import clean
from game.words import say

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from game.tui.app import GraveConcern

_FILE = "file"


def copy_out(app: GraveConcern, scope: str, title: str, lines: Sequence[str]) -> None:
    """Copy some lines, and offer to save them: no terminal says whether it took them.

    Args:
        app: The app.
        scope: The screen that they come from; it begins the name of the file.
        title: What stands above them.
        lines: The lines.
    """
    from game.tui.screens.question import Question  # noqa: PLC0415 - on demand

    text = "\n".join([title, "", *lines]).strip() + "\n"
    app.copy_to_clipboard(text)
    language = app.look.language

    def written(path: Path) -> None:
        words = say("The text is in {path}.", language, path=clean(str(path)))
        good = [("", say("Good", language))]
        app.push_screen(Question(say("Saved", language), [words], good))

    def done(answer: str | None) -> None:
        if answer == _FILE:
            table = app.table
            app.in_thread(lambda: table.keep_text(scope, text), written)

    words = say(
        "{count} lines were given to the terminal's clipboard. No terminal tells "
        "whether it took them; a file is sure.",
        language,
        count=text.count("\n"),
    )
    answers = [
        ("good", say("Good", language)),
        (_FILE, say("Save them to a file too", language)),
    ]
    app.push_screen(Question(say("Copied", language), [words], answers), done)
