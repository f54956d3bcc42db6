"""Hints as lines of text: the same as on the screens, told once each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from game.report.hints import learned_by, next_hint, tool_hints
from game.words import say

if TYPE_CHECKING:
    from game.session.game import Game
    from game.session.options import Store

_DEEDS = {
    "outlook": "outlook",
    "compare": "compare",
    "end": "end",
    "why": "why",
    "beliefs": "intelligence",
}
"""What a command teaches."""


class Coach:
    """Tells hints for as long as the player's options say so."""

    def __init__(self, store: Store) -> None:
        self.store = store

    @property
    def speaks(self) -> bool:
        """Whether the player wants hints."""
        return self.store.options.value("hints") == "on"

    def line(self, game: Game) -> str:
        """Return the next hint as a line, which counts as read; empty for none."""
        if not self.speaks or game.is_over:
            return ""
        tools = tool_hints(game.room(), game.language, by_lines=True)
        found = next_hint([*game.hints(), *tools], self.store.options.read)
        if found is None:
            return ""
        self.store.learn([found.id])
        words = found.text
        if found.about and found.about not in words:
            words = f"{found.about}: {words}"
        return say("Hint: {words}", game.language, words=words)

    def did(self, word: str) -> None:
        """Put away the hints that a line of play makes needless."""
        deed = "declare" if word == "declare" else _DEEDS.get(word, "stage")
        if self.speaks:
            self.store.learn(learned_by(deed))
