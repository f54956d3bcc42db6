"""What the player knows so far: the only thing the builders of views look at."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from game.engine.spec import Seen

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from game.engine.observation import Line, Observation
    from game.engine.spec import Variable
    from game.report.labels import Labels


@dataclass(frozen=True, slots=True, kw_only=True)
class Foreseen:
    """What a month was to do to a chance, in the same imagined worlds: percent."""

    held: int
    """With nothing chosen."""
    chosen: tuple[tuple[str, int], ...]
    """Every choice as a line, and the chance with it and those before it."""
    later: int
    """At the next opening, with all of them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Assessment:
    """The assessed chance behind one gauge at the opening of a month."""

    percent: int
    acts: tuple[tuple[str, int], ...]
    """Happenings with their points; the first act counts, so they sum to `percent`."""
    foreseen: Foreseen | None = None
    """What the decision of the month was to do to it; None until it is decided."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Advice:
    """What an adviser said at the opening of a month."""

    claim: str
    """The key of the claim."""
    percent: int
    """The chance that was given, 1 to 99."""
    reasons: tuple[tuple[str, int], ...] = ()
    """The largest causes of the change of what the claim is about, in the imagined
    months, largest first: cause id and units of the digit after the last shown."""


@dataclass(frozen=True)
class Known:
    """Observations of months 1 to `turn`; without slots, to keep what it worked out."""

    labels: Labels
    observations: tuple[Observation, ...]
    assessments: tuple[Mapping[str, Assessment], ...]
    """For each month, by gauge id; may be shorter than the observations."""
    advice: tuple[Mapping[str, Advice], ...] = ()
    """For each month, by adviser; empty where nothing was worked out."""
    calls: Mapping[tuple[int, str], int] = field(default_factory=dict)
    """The player's own chances of the advisers' claims, by turn and adviser."""
    opened: Callable[[int, str], Sequence[Line]] | None = None
    """From an opening and a variable to every cause of the change that led there; None
    while the game is not over.
    """

    @property
    def now(self) -> Observation:
        """Return the latest observation."""
        return self.observations[-1]

    @property
    def turn(self) -> int:
        """Return the month that is open."""
        return self.now.turn

    @cached_property
    def variables(self) -> Mapping[str, Variable]:
        """Return the variables by id."""
        return {variable.id: variable for variable in self.labels.spec.variables}

    @cached_property
    def estimates(self) -> Mapping[str, tuple[str, ...]]:
        """Return for every variable the ids of its estimates."""
        rows = self.labels.spec.estimates
        return {
            key: tuple(row.id for row in rows if row.variable == key)
            for key in self.variables
        }

    def is_exact(self, variable: str) -> bool:
        """Tell whether the player sees the variable exactly."""
        return self.variables[variable].seen is Seen.EXACT

    def is_seen(self, variable: str) -> bool:
        """Tell whether the player sees the variable, exactly or by estimates."""
        return self.is_exact(variable) or bool(self.estimates[variable])

    def series(self, variable: str) -> tuple[float, ...]:
        """Return the known history: values, or the middle of the estimates."""
        exact, names = self.is_exact(variable), self.estimates[variable]
        if exact:
            return tuple(values[variable] for values, _ in self._tables)
        return tuple(
            sum(readings[key] for key in names) / len(names)
            for _, readings in self._tables
        )

    def readings(self, variable: str) -> tuple[float, ...]:
        """Return the estimates of this month."""
        _, readings = self._tables[-1]
        return tuple(readings[key] for key in self.estimates[variable])

    def read_by(self, estimate: str) -> tuple[float, ...]:
        """Return what one source read, month by month."""
        return tuple(readings[estimate] for _, readings in self._tables)

    def ledger(self, variable: str) -> tuple[Line, ...]:
        """Return the causes of last month's change of an exactly seen variable.

        While the game is not over those that rest on something hidden are one.
        """
        if self.opened is not None:
            return tuple(self.opened(self.turn, variable))
        return dict(self.now.ledger).get(variable, ())

    def until(self, turn: int) -> Known:
        """Return what was known at the opening of an earlier month."""
        return Known(
            self.labels,
            self.observations[:turn],
            self.assessments[:turn],
            self.advice[:turn],
            self.calls,
            self.opened,
        )

    def said(self, adviser: str, turn: int) -> Advice | None:
        """Return what an adviser said in a month, if it was worked out."""
        return self.advice[turn - 1].get(adviser) if turn <= len(self.advice) else None

    @cached_property
    def _tables(self) -> tuple[tuple[dict[str, float], dict[str, float]], ...]:
        """Return for every month the exact values and the readings by id."""
        return tuple(
            (dict(seen.exact), dict(seen.readings)) for seen in self.observations
        )
