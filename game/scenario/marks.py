"""Marks on the fields of the document: what a value is, beyond its shape.

The models in `models` carry these marks in `Annotated`; the walker in `walker`
finds every marked place of a file, whether or not the file has the right shape.
So a reference, an expression or a text is declared once, where the field is.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Literal


class Where(StrEnum):
    """When an expression is read, which decides what it can see."""

    OPENING = "opening"
    """At the opening of a month, when nothing has happened in it yet."""
    DESK = "desk"
    """At the opening, where what it comes to is shown to the player."""
    HAZARD = "hazard"
    """After the player's choices, before events and the other actors."""
    UTILITY = "utility"
    """While the other actors choose, all at the same time."""
    DERIVED = "derived"
    """Wherever a derived quantity is read."""
    EFFECT = "effect"
    """When everything of the month has happened."""
    CLOSE = "close"
    """At the close of the month."""
    ADVISER = "adviser"
    """At the opening, with the eyes of the player."""
    EXPECTED = "expected"
    """At a close, with the eyes of the player."""


@dataclass(frozen=True, slots=True)
class Formula:
    """The value is an expression (text), or a plain number or boolean."""

    truth: bool
    where: Where


@dataclass(frozen=True, slots=True)
class Refers:
    """The string (or the key of a table) is an id of one of these tables."""

    tables: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Member:
    """The string (or the key) is a rung or an option of something else."""

    of: Literal["row", "key", "from"]
    """Of the row itself, of the lever that is the key, of the row's `from`."""


@dataclass(frozen=True, slots=True)
class Shown:
    """The value is text for the player, `{ en, ko }` or a string, of limited length."""

    limit: int


@dataclass(frozen=True, slots=True)
class ChoiceLine:
    """The string is a line of the grammar of choices; `dated` as in a policy."""

    dated: bool


@dataclass(frozen=True, slots=True)
class Coefficient:
    """The number is a quantity of the model, so its row must carry a grade."""


Mark = Formula | Refers | Member | Shown | ChoiceLine | Coefficient
