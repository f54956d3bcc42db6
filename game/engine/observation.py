"""What the player may see of one world: the only thing that leaves `session`."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One cause in the player's ledger of one variable."""

    cause: str
    """A cause id of the ledger, or `unknown`: everything that read something
    hidden, merged into one exact line."""
    amount: float


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenCard:
    """A card on the desk."""

    id: str
    opened: int
    """The month in which it came up."""
    left: int
    """Months in which it can still be answered, this one included."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Observation:
    """One world at the opening of a month, as the player sees it.

    Mappings are tuples of pairs sorted by id, so that equal observations are
    equal values, hash alike and print alike.
    """

    turn: int
    exact: tuple[tuple[str, float], ...]
    """Variables seen exactly."""
    readings: tuple[tuple[str, float], ...]
    """Estimates by id (`VARIABLE.SOURCE`)."""
    reports: tuple[tuple[str, int], ...]
    """The reports that came at this opening, with the band that each names."""
    levers: tuple[tuple[str, int], ...]
    freshness: tuple[tuple[str, float], ...]
    cards: tuple[OpenCard, ...]
    mandate: int
    """Index into `mandates(spec)`; -1 before it is declared."""
    declared: int
    happened: tuple[str, ...]
    """Public happenings of the month before, by id; empty in month 1."""
    since: tuple[tuple[str, float], ...]
    """Public happenings: months since, as read at this opening."""
    closed: tuple[int, ...]
    """For each choice of `choices(spec)`: a value of `Closed`."""
    cost: tuple[float, ...]
    capital: float
    desk: int
    ledger: tuple[tuple[str, tuple[Line, ...]], ...]
    """For each exactly seen variable the causes of last month's change, which
    sum to it with `==`; empty in month 1."""
    ending: str
    """The id of the ending reached, or empty."""
    over: bool
