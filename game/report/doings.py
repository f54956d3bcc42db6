"""What a face shows of whole games: where each number went, and whose doing it was."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class PartView:
    """One part of a change or of a difference: a cause, a doer, an objective."""

    label: str
    amount: str
    """Rounded so that the parts add up to what is shown of the whole."""
    value: float


@dataclass(frozen=True, slots=True, kw_only=True)
class WholeView:
    """One gauge over the whole game."""

    id: str
    label: str
    before: str
    after: str
    change: str
    doers: tuple[PartView, ...]
    """By whose doing; what did nothing is left out."""
    causes: tuple[PartView, ...]
    """The largest causes, largest first."""
    closes: bool
    """The exact parts sum to the exact change, with `==`."""
