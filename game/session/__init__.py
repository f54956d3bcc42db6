"""The use cases: new, stage, end the month, resume, replay; the only wiring.

The names are looked up when they are first used: the options are read before the
first paint, and a game brings numpy.
"""

from __future__ import annotations

from importlib import import_module

TYPE_CHECKING = False  # as `typing` has it, without the time of its import
if TYPE_CHECKING:
    from game.session.game import Game
    from game.session.replay import Replay
    from game.session.table import Table, Verification

__all__ = ["Game", "Replay", "Table", "Verification"]

_HOMES = {
    "Game": "game.session.game",
    "Replay": "game.session.replay",
    "Table": "game.session.table",
    "Verification": "game.session.table",
}


def __getattr__(name: str) -> object:
    """Return a class of the package, importing its module now."""
    if name not in _HOMES:
        raise AttributeError(name)
    return getattr(import_module(_HOMES[name]), name)
