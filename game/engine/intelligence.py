"""Intelligence: what is told of something hidden, and how far it can be trusted."""

from __future__ import annotations

from dataclasses import dataclass

from game.engine.expression import Expression, Number, Truth


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """A report that names the band in which something hidden lies.

    It comes at every opening at which `when` holds. With the chance `planted` it
    names the band `plant`; else with the chance `right` the true band; else any
    other band, all alike. All three are read at that opening, as a card's `when`.
    """

    id: str
    about: str
    """A hidden type, a red line (its threshold), or a variable not seen exactly."""
    cuts: tuple[float, ...]
    """At least one, ascending: the band of a value is the number of cuts <= value."""
    when: Expression = Truth(True)
    right: Expression = Number(1.0)
    planted: Expression = Number(0.0)
    plant: int = 0
