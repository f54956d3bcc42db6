"""What a forecast is set against, in the same words on every face."""

from __future__ import annotations

from typing import TYPE_CHECKING

from game.words import say

if TYPE_CHECKING:
    from collections.abc import Sequence


def base_names(base: Sequence[str], language: str) -> tuple[str, str]:
    """Name the base of a forecast in full, then briefly.

    Args:
        base: the lines that count in it, those that the plan is about left out.
        language: of the words.
    """
    if base:
        return say("the rest of what is staged", language), say("the rest", language)
    return say("choosing nothing", language), say("nothing", language)
