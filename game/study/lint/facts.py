"""Everything that the rules judge by: a scenario and what was seen of its games."""

from __future__ import annotations

from dataclasses import dataclass

from game.engine import Array, Integers, Model
from game.scenario import Scenario
from game.study.lint.claims import Claimed
from game.study.lint.forked import Forked
from game.study.lint.reading import Reading
from game.study.lint.seen import Seen


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What is known of a scenario, from its file and from its games."""

    scenario: Scenario
    model: Model
    reading: Reading
    ways: tuple[str, ...]
    """What each of the G ways is called."""
    claims: tuple[Claimed, ...]
    """What advisers say, in the order in which `seen` counts it."""
    seen: Seen
    forked: Forked

    @property
    def games(self) -> int:
        """Return how many games were played to their end, forks left out."""
        return self.seen.endings.size

    @property
    def endings(self) -> Integers:
        """Return the place of the ending of each game, (G, W); -1 for none."""
        return self.seen.endings

    @property
    def scores(self) -> Array:
        """Return what each game scored, (O, G, W)."""
        return self.seen.scores
