"""What a player can do about an error."""

from __future__ import annotations

from game.errors import ChronicleError, DivergedGameError, GameError, StorageError
from game.words import say


def remedy(error: GameError, language: str) -> str:
    """Return what to do about an error; empty where it says so itself."""
    if isinstance(error, StorageError):
        return say("Make room on the disk or allow writing, then try again.", language)
    if isinstance(error, DivergedGameError):
        return ""
    if isinstance(error, ChronicleError):
        return say("Choose another game, or look at it with `verify`.", language)
    return say("Choose something else; nothing was changed.", language)
