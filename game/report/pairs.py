"""Two lines of play side by side: plain values of numbers and words, for the faces."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class SideView:
    """One of the two games."""

    name: str
    title: str
    """Of its scenario."""
    marks: tuple[str, ...]
    """What sets it apart: where it branched off, hindsight, new luck."""
    months: int
    """Turns decided."""
    over: bool
    ending: str
    """The title of its ending, or empty."""
    damage: str = ""
    """What of its file can still be read, if decisions may be missing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MonthPair:
    """What both chose in one turn, as labels."""

    turn: int
    date: str
    a: tuple[str, ...]
    b: tuple[str, ...]
    same: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class PointPair:
    """One number of both games at the opening of a turn, and second less first."""

    turn: int
    date: str
    a: str
    b: str
    difference: str
    value: float
    """The exact difference."""
    values: tuple[float, float]
    """Both numbers, exactly."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CausePair:
    """What one cause did in both games up to an opening, and second less first."""

    id: str
    label: str
    a: str
    b: str
    """Both empty for what was different before the first turn."""
    difference: str
    """Rounded so that each column adds up to what is shown."""
    value: float
    """The exact difference."""
    by: str
    """As in `CauseView`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LedgerPair:
    """The ledger of a difference at one opening."""

    turn: int
    date: str
    a: str
    b: str
    """What each number changed by since the first turn."""
    difference: str
    lines: tuple[CausePair, ...]
    """Causes that do not differ are left out; their sum stands in `same`."""
    same: str
    """What the causes that are equal in both did, or empty where there are none."""
    closes: bool
    """The exact differences sum to the exact difference, with `==`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class GaugePair:
    """One gauge of both games, turn by turn."""

    id: str
    label: str
    points: tuple[PointPair, ...]
    ledgers: tuple[LedgerPair, ...]
    """One for each of the points."""
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """Two lines of play side by side."""

    a: SideView
    b: SideView
    first: int
    """The first turn in which they differ; 0 where they never do."""
    difference: str
    """What that difference is, in a sentence."""
    open: bool
    """Whether everything is told: both games are over."""
    months: tuple[MonthPair, ...]
    gauges: tuple[GaugePair, ...]
