"""Why a number moved, as a face shows it: plain values, as in `views`."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class CauseView:
    """One line of a *why*."""

    id: str
    label: str
    amount: str
    """Signed, rounded so that the lines add up to the change shown."""
    value: float
    by: str
    """`mine`, `theirs`, `drift`, `chance`, `event`, `limit` or `unknown`; empty for
    what nobody does."""
    sentence: str
    rule: str
    """The rule as the file writes it, or empty while it may not be known."""
    parameters: tuple[tuple[str, str, str, str], ...] = ()
    """Name, value with range and unit, grade in words, source."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Why:
    """Why a number moved, or stands where it stands."""

    id: str
    label: str
    before: str
    after: str
    change: str
    lines: tuple[CauseView, ...]
    closes: bool
    """The exact amounts sum to the exact change, with `==`."""
    note: str
    """How to read it: what is merged, what a chance is made of."""
    parts: tuple[CauseView, ...] = ()
    """What a chance is made of, which sums to the same change; what an ending takes."""
    made_of: str = ""
    """What stands above these."""
