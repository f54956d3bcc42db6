"""How a game stands, in a line each: next turn's budget, and how it may end."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from game.errors import ChoiceError, NotFiniteError
from game.report.whys import NEXT, in_a_line
from game.words import say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from game.plain.pages import Pages
    from game.session.game import Game


def coming_lines(game: Game) -> Iterator[str]:
    """Say what acts will be paid from next turn, with what is staged."""
    # No turn may follow; what is no number the end of the turn tells.
    with suppress(ChoiceError, NotFiniteError):
        yield in_a_line(game.why(NEXT), game.language)


def odds_lines(game: Game, pages: Pages) -> Iterator[str]:
    """Say how likely each kind of ending is if nothing is chosen, if they are graded.

    It is the forecast of `outlook` with nothing staged, so the two agree.
    """
    with suppress(NotFiniteError):
        outlook = game.outlook(())
        for kinds in pages.kinds(outlook):
            yield say(
                "How it may end, if you choose nothing from here on: {kinds} ({worlds} "
                "imagined worlds; outlook tells more).",
                game.language,
                kinds=kinds,
                worlds=outlook.worlds,
            )
