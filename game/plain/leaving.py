"""Leaving a game: under what name it is kept, and the command that goes on with it."""

from __future__ import annotations

import shlex
from typing import TYPE_CHECKING

from game.plain.staging import staged_words
from game.text import Command
from game.words import say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from game.session import Table
    from game.session.game import Game


def resuming(table: Table | None, game: str) -> Command:
    """Return the command that goes on with a game."""
    program = ("grave-concern",) if table is None else table.started
    return Command(shlex.join((*program, "resume", game, "--plain")))


def farewell_lines(game: Game, table: Table | None) -> Iterator[str]:
    """Say under what name a game is kept, and how it goes on."""
    language = game.language
    yield ""
    if game.is_over:
        yield say("The game is kept as {name}.", language, name=game.name)
        return
    if game.staged:
        staged = staged_words(game.room())
        yield say("Staged and not kept: {staged}.", language, staged=staged)
    yield say(
        "The game is kept as {name}, turn {turn}. This goes on with it:",
        language,
        name=game.name,
        turn=game.turn,
    )
    yield resuming(table, game.name)


def back_lines(table: Table, game: str, language: str) -> Iterator[str]:
    """Say how to go back to a game that was left for one branched off it."""
    yield say(
        "To go back to it: quit, then resume {left} at the title, or this:",
        language,
        left=game,
    )
    yield resuming(table, game)
