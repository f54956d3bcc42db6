"""What an expression means: its tree, and what of it stands where."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from game.engine.expression import Apply, Expression, Operator, Read, Source
from game.scenario.parser import Call
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


def division_of(node: Call, below: Expression) -> Division:
    """Return a division as it is written.

    Args:
        node: the sign and what stands on both sides of it.
        below: what is divided by.
    """
    above, under = node.arguments
    return Division(
        below=below,
        start=node.start,
        end=node.end,
        above=(above.start, above.end),
        under=(under.start, under.end),
    )


def any_of(reads: Sequence[Read]) -> Expression:
    """Return what several reads of one kind come to: any of them, or the latest."""
    if len(reads) == 1:
        return reads[0]
    if reads[0].source is Source.SINCE:
        return Apply(Operator.MIN, tuple(reads))
    half = len(reads) // 2
    return Apply(Operator.OR, (any_of(reads[:half]), any_of(reads[half:])))


def parts(expression: Expression) -> Iterator[Expression]:
    """Yield an expression and every part of it, from left to right."""
    waiting = [expression]
    while waiting:
        part = waiting.pop()
        yield part
        if isinstance(part, Apply):
            waiting += part.arguments[::-1]
