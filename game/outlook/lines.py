"""Lines: what is tried month by month, as far as it is open then."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

import numpy as np

from game.engine import Integers

Choices = tuple[int, ...]
"""Places in `choices(spec)`, in the order to be chosen."""


class Line(Protocol):
    """What is tried in each month."""

    def wanted(self, month: int) -> Sequence[int]:
        """Return the choices of a month."""


@dataclass(frozen=True, slots=True)
class Doctrine:
    """A constant line; the empty one holds: rungs stay, cards take their default."""

    choices: Choices = ()

    def wanted(self, month: int) -> Choices:
        """Return the choices of a month."""
        del month
        return self.choices


@dataclass(frozen=True, slots=True)
class Dated:
    """A line written month by month; it holds in the others."""

    months: Mapping[int, Choices] = field(default_factory=dict)

    def wanted(self, month: int) -> Choices:
        """Return the choices of a month."""
        return self.months.get(month, ())


@dataclass(frozen=True, slots=True, kw_only=True)
class Lines:
    """What planners go on with after the month they plan, by mandate."""

    own: tuple[tuple[int, Line], ...] = ()
    """A mandate, -1 for none, and its line."""

    def table(self, mandates: Integers) -> tuple[tuple[Line, ...], Integers]:
        """Return all lines, and the place of the one that each game follows, (G,).

        A game of a mandate without a line holds.
        """
        place = {mandate: row for row, (mandate, _) in enumerate(self.own, start=1)}
        lines = (Doctrine(), *(line for _, line in self.own))
        own = np.array([place.get(row, 0) for row in mandates.tolist()])
        return lines, own


HOLDING = Lines()
"""Every game holds."""
