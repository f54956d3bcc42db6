"""What was expected when a month was decided, and what came of it."""

from __future__ import annotations

from dataclasses import dataclass

from game.words import message

UNFORESEEN = message("No forecast was written down when it was decided.")
"""Said of a decided turn without one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ExpectedFan:
    """The range of one gauge as it stood on the screen, and what came."""

    gauge: str
    label: str
    low: str
    middle: str
    high: str
    """10, 50 and 90 %; all equal for a chance."""
    chance: bool
    came: str
    """What the player saw at that opening, or empty if it has not come."""
    place: int
    """-1 below the range, 0 inside, 1 above; 0 as well while it has not come."""
    ends: tuple[float, float, float] = (0.0, 0.0, 0.0)
    """The 10, 50 and 90 % as numbers."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Expected:
    """The forecast that was written down with a decision."""

    worlds: int
    turn: int
    """The opening that the ranges are for."""
    date: str
    fans: tuple[ExpectedFan, ...]
    endings: tuple[tuple[str, int], ...]
    """Title and percent, the likeliest first."""
