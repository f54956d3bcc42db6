"""What moved a belief: how each thing that was seen shifted the odds of what is hidden.

Beliefs are followed once more from the first turn, and looked at after every single
observation. Like them this reads what was seen and done, never the truth.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from game.engine import Array, Model, State
from game.outlook.odds import divide, divide_prior, levelled
from game.outlook.particles import Particles
from game.outlook.request import Request

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

    def begin(self, model: Model, state: State, weights: Array) -> None:
        """Look at what is believed before anything was seen."""
        spec = model.spec
        priors = {row.id: row.prior for row in spec.types}
        priors |= {row.id: row.threshold for row in spec.red_lines}
        self._prior = divide_prior(priors[self.key], self.cuts)
        self._drawn = divide(self._values(model, state), weights[0], self.cuts)
        self._last = self._prior

    def saw(
        self,
        turn: int,
        what: tuple[str, str],
        model: Model,
        state: State,
        weights: Array,
    ) -> None:
        """Note what the odds are after one more observation.

        Args:
            turn: the opening at which it was known.
            what: its kind and its id, as in `Shift`.
            model: the model.
            state: the worlds of one game.
            weights: (1, P) what they weigh now.
        """
        drawn = divide(self._values(model, state), weights[0], self.cuts)
        now = levelled(drawn, self._drawn, self._prior)
        odds = tuple(new - old for new, old in zip(now, self._last, strict=True))
        if any(abs(change) > _LEAST for change in odds):
            self.shifts.append(Shift(turn=turn, kind=what[0], id=what[1], odds=odds))
        self._last = now

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
