"""What looking back on a finished game measured: plain numbers, not yet in words.

All of it is in points of the mandate score. Whoever measures it may keep it and read
it again: nothing in it is a sentence.
"""

from __future__ import annotations

from dataclasses import dataclass

EARLY_LOSS = "loss"
"""The line of a regret that is no objective: what an early loss costs."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Moved:
    """The end of one variable: as chosen less as it would have been, with causes."""

    variable: str
    difference: float
    """The mean over the futures."""
    causes: tuple[tuple[str, float], ...]
    """Cause and mean amount, by id; they sum to the difference with `==`."""
    only_other: tuple[str, ...] = ()
    """Those that only the other choice brought: they would tell it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Regret:
    """One turn as it was decided, against what was proposed for it."""

    turn: int
    better: tuple[str, ...]
    """What was proposed, as lines of the grammar."""
    difference: float
    """The mean score as chosen less the mean score as proposed."""
    error: float
    """Its standard error: the futures are paired."""
    duties: tuple[tuple[str, float], ...]
    """Objective, or `EARLY_LOSS`, and its part of the difference."""
    moved: tuple[Moved, ...]
    """The variables that the gauges show."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fortune:
    """The same decisions, and other lines of play, under many lucks."""

    yours: tuple[float, ...]
    """The mandate score under each luck; the first is the luck of the game."""
    lines: tuple[tuple[str, tuple[float, ...]], ...]
    """The reference lines of par, under the same lucks."""
    history: tuple[float, ...] = ()
    """The record of what was really done, under the same lucks; empty if none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Hindsight:
    """Everything that was measured so far."""

    proposer: str
    """Who proposed, by its name as a bot."""
    futures: int
    """Futures of each turn, and lucks of the whole game."""
    regrets: tuple[Regret, ...]
    fortune: Fortune | None
    turns: int
    """How many turns there are to measure."""

    @property
    def complete(self) -> bool:
        """Tell whether nothing is left to measure."""
        return len(self.regrets) == self.turns and self.fortune is not None
