"""The player's own calls, and what is worked out once a game is over, as lines."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from game.errors import ChoiceError
from game.plain.looking_back import glance_lines
from game.text import clean
from game.words import say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from game.report.lookback import Glance
    from game.session.game import Game


class After(Protocol):
    """Looks back on a game that is over, given by its path."""

    def look_back(self, game: str) -> Glance:
        """Work out what its turns were worth, and what was luck."""

    def save(self, game: str, file: Path | None = None) -> Path:
        """Write the after-action report to a new file."""


def call(game: Game, words: str) -> str:
    """Keep how likely the player holds a claim, and say so.

    Raises:
        ChoiceError: If nobody makes such a claim, or it is no chance.
        StorageError: If the disk refused.
    """
    named, _, chance = words.removesuffix("%").rstrip().rpartition(" ")
    if not named.strip():
        raise ChoiceError("Say whose claim, and how likely: call ADVISER PERCENT.")
    adviser = _adviser(named.strip(), game)
    percent = game.call(adviser, chance)
    return say("Called: {id}, {percent} %.", game.language, id=adviser, percent=percent)


def _adviser(named: str, game: Game) -> str:
    """Return the id of an adviser who is named so; the words themselves if none is."""
    asked = named.casefold()
    found = (
        one.id for one in game.room().advisers if asked in {one.id, one.name.casefold()}
    )
    return next(found, named)


def look_back(after: After | None, game: Game) -> Iterator[str]:
    """Tell what the turns of a finished game were worth, and what was luck.

    Raises:
        ChoiceError: If the game goes on, or is not kept.
    """
    found = _present(after)
    if not game.is_over:
        raise ChoiceError("Looking back is for a game that is over.")
    yield say("Looking back; this takes a while.", game.language)
    yield from glance_lines(found.look_back(str(game.path)), game.language)


def save_report(after: After | None, game: Game, file: str) -> str:
    """Write the report of a game, and say where.

    Raises:
        ChoiceError: If the game is not kept.
        StorageError: If it cannot be written.
    """
    path = _present(after).save(str(game.path), Path(file) if file else None)
    return say("The report is written to {file}.", game.language, file=clean(str(path)))


def _present(after: After | None) -> After:
    if after is None:
        raise ChoiceError("Reports cannot be written here.")
    return after
