"""The use cases: new, stage, end the month, resume, replay; the only wiring."""

from game.session.game import Game
from game.session.replay import Replay
from game.session.table import Table, Verification

__all__ = ["Game", "Replay", "Table", "Verification"]
