"""One world of the scalar reference, by name, and what a month makes of it."""

from __future__ import annotations

import math
from dataclasses import dataclass

from game.engine.spec import Card, CardOption, Initiative, Lever
from game.engine.state import ChoiceKind


class OutOfBoundsError(Exception):
    """An effect is not finite, or too large to add exactly."""


@dataclass
class World:
    """One world at an opening, by name."""

    turn: int
    world: int
    values: dict[str, float]
    previous: dict[str, float]
    levers: dict[str, float]
    delays: dict[str, list[float]]
    since: dict[str, float]
    freshness: dict[str, float]
    opened: dict[str, float]
    raised: dict[str, float]
    held: dict[str, float]
    types: dict[str, float]
    thresholds: dict[str, float]
    biases: dict[str, float]
    readings: dict[str, float]
    reports: dict[str, float]
    mandate: float = -1.0
    declared: float = 0.0
    ending: float = -1.0
    ended: float = 0.0

    def rows(self) -> dict[str, list[float]]:
        """Return the column of every array of the state, by its name."""
        found: dict[str, list[float]] = {}
        for name, bank in vars(self).items():
            if name == "delays":
                found[name] = [stock for chain in bank.values() for stock in chain]
            elif isinstance(bank, dict):
                found[name] = [float(value) for value in bank.values()]
            elif name not in {"turn", "world"}:
                found[name] = [float(bank)]
        return found


@dataclass
class Month:
    """What one turn made of a world."""

    world: World
    ledger: list[float]
    accepted: list[int]
    happened: list[str]
    acts: list[int]
    odds: list[list[float]]
    utilities: list[list[float]]
    chances: list[float]


@dataclass
class Pick:
    """A choice with everything it names."""

    kind: ChoiceKind
    owner: str
    slots: int = 0
    card: Card | None = None
    option: CardOption | None = None
    initiative: Initiative | None = None
    lever: Lever | None = None
    rung: int = 0
    mandate: int = 0


def binary64(value: float) -> bytes:
    """Return the eight bytes of a finite number, little endian."""
    sign = 1 if math.copysign(1.0, value) < 0 else 0
    if value == 0.0:
        return (sign << 63).to_bytes(8, "little")
    fraction, exponent = math.frexp(abs(value))
    bits = int(fraction * 2**53) - 2**52
    return ((sign << 63) | ((exponent + 1022) << 52) | bits).to_bytes(8, "little")
