"""What moved a belief: how each thing that was seen shifted the odds of what is hidden.

Beliefs are followed once more from the first turn, and looked at after every single
observation. Like them this reads what was seen and done, never the truth.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np

from game.engine import Array, Integers, Model, State
from game.outlook.odds import bands_of, divide, divide_prior, levelled
from game.outlook.particles import Particles
from game.outlook.reach import Reach
from game.outlook.request import Request

NAMED = frozenset({"act", "event", "report", "quiet"})
"""Kinds of what was seen, or stayed away, that can be told of by name."""
_LEAST = 1e-9
"""A shift below this is none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Shift:
    """What one observation did to the odds of a hidden thing."""

    turn: int
    """The opening at which it was known."""
    kind: str
    """`act`, `event`, `quiet` (an event that did not come, an actor whose act nobody
    saw), `report`, `over` (that the game went on), or `anew` (worlds drawn anew, which
    moves nothing by much)."""
    id: str
    odds: tuple[float, ...]
    """By band, the change of its share; they sum to 0."""
    errors: tuple[float, ...]
    """By band, the standard error of that: so few worlds would part as far by luck."""
    can_tell: bool
    """Whether it can tell of the hidden thing at all."""
    missed: tuple[float, ...] = ()
    """Of what is `quiet`: by band, how likely it was to come, by what was believed."""


@dataclass(slots=True, kw_only=True)
class Witness:
    """Watches the odds of one hidden thing while beliefs learn."""

    key: str
    """The id of a type or a red line."""
    cuts: Sequence[float]
    """The upper ends of its bands, as for `odds.divide`."""
    shifts: list[Shift] = field(default_factory=list)
    _drawn: tuple[float, ...] = ()
    _prior: tuple[float, ...] = ()
    _last: tuple[float, ...] = ()
    _weights: Array = field(default_factory=lambda: np.empty(0))
    _stems: Integers = field(default_factory=lambda: np.empty(0, dtype=np.int64))
    """From which world of the first turn each comes; of one stem is one luck."""
    _reach: Reach | None = None

    def begin(self, model: Model, state: State, weights: Array) -> None:
        """Look at what is believed before anything was seen."""
        spec = model.spec
        priors = {row.id: row.prior for row in spec.types}
        priors |= {row.id: row.threshold for row in spec.red_lines}
        self._prior = divide_prior(priors[self.key], self.cuts)
        self._drawn = divide(self._values(model, state), weights[0], self.cuts)
        self._last = self._prior
        self._weights, self._stems = weights[0], np.arange(weights.shape[1])
        self._reach = Reach(model)

    def drawn(self, places: Integers) -> None:
        """Note which worlds were drawn anew, (P,)."""
        self._stems = self._stems[places]

    def saw(
        self,
        turn: int,
        what: tuple[str, str],
        model: Model,
        state: State,
        weights: Array,
        *,
        likely: Array | None = None,
    ) -> None:
        """Note what the odds are after one more observation.

        Args:
            turn: the opening at which it was known.
            what: its kind and its id, as in `Shift`.
            model: the model.
            state: the worlds of one game.
            weights: (1, P) what they weigh now.
            likely: (P,) how likely each world made it.
        """
        values = self._values(model, state)
        drawn = divide(values, weights[0], self.cuts)
        now = levelled(drawn, self._drawn, self._prior)
        odds = tuple(new - old for new, old in zip(now, self._last, strict=True))
        if any(abs(change) > _LEAST for change in odds):
            named = what[0] in NAMED
            self.shifts.append(
                Shift(
                    turn=turn,
                    kind=what[0],
                    id=what[1],
                    odds=odds,
                    errors=self._errors(values, weights[0]) if named else (),
                    can_tell=named and self._can_tell(what),
                    missed=self._missed(values, 1.0 - likely)
                    if what[0] == "quiet" and likely is not None
                    else (),
                )
            )
        self._last, self._weights = now, weights[0]

    def _can_tell(self, what: tuple[str, str]) -> bool:
        return self._reach is not None and self.key in self._reach.of(*what)

    def _missed(self, values: Array, chance: Array) -> tuple[float, ...]:
        """Return how likely something was by what was believed before, by band."""
        places, many = bands_of(values, self.cuts), len(self.cuts)
        whole = np.bincount(places, weights=self._weights, minlength=many)
        part = np.bincount(places, weights=self._weights * chance, minlength=many)
        shares = np.divide(part, whole, out=np.zeros(many), where=whole > 0.0)
        return tuple(shares.tolist())

    def _errors(self, values: Array, weights: Array) -> tuple[float, ...]:
        """Return the standard error of a change of weights, by band.

        It is that of a ratio of sums, in its first order, over worlds of one stem:
        those drawn from the same world are no further evidence.
        """
        places = bands_of(values, self.cuts)
        found = []
        for band in range(len(self.cuts)):
            inside = (places == band).astype(np.float64)
            each = weights * (inside - np.sum(weights * inside))
            each -= self._weights * (inside - np.sum(self._weights * inside))
            sums = np.bincount(self._stems, weights=each)
            found.append(float(np.sqrt(np.sum(sums * sums))))
        return tuple(found)

    def _values(self, model: Model, state: State) -> Array:
        spec = model.spec
        rows = [row.id for row in spec.types]
        if self.key in rows:
            values: Array = state.types[rows.index(self.key)]
        else:
            lines = [row.id for row in spec.red_lines]
            values = state.thresholds[lines.index(self.key)]
        return values


def trace(
    request: Request, model: Model, key: str, cuts: Sequence[float]
) -> tuple[Shift, ...]:
    """Return everything that moved the odds of a hidden thing, in order.

    Args:
        request: the question whose history is followed.
        model: the model of its crisis.
        key: the id of a type or a red line.
        cuts: its bands.
    """
    witness = Witness(key=key, cuts=cuts)
    for _ in Particles(model, witness).follow(request):
        pass
    return tuple(witness.shifts)
