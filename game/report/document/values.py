"""The after-action report as a value; `game/manual/report.md` documents its shape."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from game.report.calling import CallsView
    from game.report.lookback import Lookback
    from game.report.reviewed import Review

VERSION: Final = 1
"""Of the shape of the JSON; it rises when a field goes or means something else."""


@dataclass(frozen=True, slots=True, kw_only=True)
class GaugePoint:
    """A gauge as it was seen at an opening."""

    turn: int
    date: str
    text: str
    value: float


@dataclass(frozen=True, slots=True, kw_only=True)
class GaugeBand:
    """The range that was shown for an opening when an earlier turn was decided."""

    turn: int
    made: int
    """The turn that was being decided."""
    low: str
    middle: str
    high: str
    ends: tuple[float, float, float]
    came: str
    place: int
    """-1 below the range, 0 inside, 1 above."""


@dataclass(frozen=True, slots=True, kw_only=True)
class GaugeTrack:
    """One gauge over the whole game."""

    id: str
    label: str
    chance: bool
    points: tuple[GaugePoint, ...]
    bands: tuple[GaugeBand, ...]
    """For each opening that has one, the earliest; none for a chance."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OddsRow:
    """The odds of the endings as they were shown when a turn was decided."""

    turn: int
    date: str
    odds: tuple[tuple[str, int], ...]
    """Title and percent, the likeliest first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TurnRow:
    """One turn that was decided."""

    turn: int
    date: str
    chosen: tuple[str, ...]
    """As labels, defaults included."""
    news: tuple[str, ...]
    """What it brought, as headlines."""
    moved: str
    """What moved most and why."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AfterAction:
    """Everything that a report tells of one game.

    Of a game that is not over it holds only what its player may know.
    """

    version: int
    language: str
    scenario: str
    title: str
    game: str
    level: int
    created: str
    over: bool
    turns: int
    """Turns decided."""
    calendar: int
    """Turns of the calendar."""
    hindsight: bool
    """Whether a turn had been seen before it was decided anew."""
    digest: str
    """Of the last state; empty while the game is not over."""
    review: Review | None
    gauges: tuple[GaugeTrack, ...]
    odds: tuple[OddsRow, ...]
    calls: CallsView
    lookback: Lookback | None
    """None while nothing was worked out."""
    months: tuple[TurnRow, ...]
