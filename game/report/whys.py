"""Why a number moved, as a face shows it: plain values, as in `views`."""

from __future__ import annotations

from dataclasses import dataclass

from game.words import say

NEXT = "next"
"""What asks why the next turn's budget will be what it will be."""


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
    believed: tuple[tuple[str, tuple[str, ...]], ...] = ()
    """What may be known of a sum that hangs on what is hidden: under a heading, such as
    an act of the player's own in it, some lines."""


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
    below: str = ""
    """What else is to be known of it: under all the rest."""
    ahead: tuple[CauseView, ...] = ()
    """What moves a duty until the end, in the imagined worlds."""
    ahead_of: str = ""
    """What stands above these, with the change that they sum to."""
    staged: str = ""
    """Of the next turn's budget: what all that is staged takes together."""


def in_a_line(why: Why, language: str) -> str:
    """Say in a line what the next turn's budget will be, and why."""
    moved = [row for row in why.lines if row.value]
    told = [
        f"{row.label} {row.amount}" for row in moved if not row.id.startswith("price:")
    ]
    if why.staged:
        told.append(f"{say('what is staged', language)} {why.staged}")
    if not told:
        return say("Next turn: {after}.", language, after=why.after)
    return say(
        "Next turn: {after} ({causes}).",
        language,
        after=why.after,
        causes="; ".join(told),
    )
