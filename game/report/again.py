"""What an adviser says again: whether anything about it has changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from game.words import say

if TYPE_CHECKING:
    from game.report.views import AdviserView


def again_words(view: AdviserView, language: str) -> str:
    """Say of a claim that was made last turn what has changed; empty for a new one."""
    if not view.was:
        return ""
    if view.was == view.chance:
        return say("as last turn", language)
    return say("{percent} % last turn", language, percent=view.was)
