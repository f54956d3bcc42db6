"""What an expression means: its tree, and what of it stands where."""

from __future__ import annotations

from dataclasses import dataclass

from game.engine.expression import Expression, Read
from game.scenario.tokens import Fault


@dataclass(frozen=True, slots=True, kw_only=True)
class Placed:
    """Something that an expression holds, and between which characters."""

    read: Read
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Division:
    """A plain division, and between which characters it stands."""

    below: Expression
    start: int
    end: int
    above: tuple[int, int]
    """Between which characters the dividend stands."""
    under: tuple[int, int]
    """Between which characters the divisor stands."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Meaning:
    """What an expression means, or what is wrong with it."""

    expression: Expression | None
    faults: tuple[Fault, ...] = ()
    reads: tuple[Placed, ...] = ()
    literals: tuple[tuple[float, int, int], ...] = ()
    """Numbers written in it other than 0 and 1, with their places."""
    params: tuple[str, ...] = ()
    divisions: tuple[Division, ...] = ()
    """But for those that a condition on what they divide by guards."""
