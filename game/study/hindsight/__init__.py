"""Looking back on a finished game: regret turn by turn, and luck against choice."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from game.report.hindsight import Hindsight
from game.session.finished import Finished
from game.study.hindsight import kept
from game.study.hindsight.measuring import PROPOSER, Tell, measure

__all__ = ["PROPOSER", "Tell", "look_back", "measure", "remembered"]


def remembered(saves: Path, game: Finished) -> Hindsight | None:
    """Return what was measured of a game before, or None."""
    return kept.load(kept.path_of(saves, game), game)


def look_back(
    saves: Path,
    game: Finished,
    tell: Tell,
    stopped: Callable[[], bool] = lambda: False,
) -> Hindsight | None:
    """Measure a finished game, going on from what was measured before.

    Whatever is done is kept at once, so stopping loses only the piece at hand.

    Args:
        saves: the folder of saved games.
        game: the game.
        tell: told how far it is.
        stopped: asked after every piece whether to stop.

    Returns:
        What is measured; None where nothing is.

    Raises:
        NotFiniteError: the crisis leaves the real line in a future.
    """
    path = kept.path_of(saves, game)
    found = kept.load(path, game)
    if found is not None and found.complete:
        return found
    for so_far in measure(game, found, tell):
        found = so_far
        kept.save(path, found)
        if stopped():
            break
    return found
