"""What a growing decision has spent, so that nothing is chosen that is not open."""

from __future__ import annotations

import numpy as np

from game.engine import REST, Closed, Integers, Legality, Mask


class Tally:
    """What a growing decision has spent, world by world."""

    def __init__(self, legality: Legality, groups: Integers) -> None:
        self._legality = legality
        self._groups = groups
        self.worlds = legality.closed.shape[1]
        self._columns = np.arange(self.worlds)
        self._spent = np.zeros(self.worlds)
        self._used = np.zeros(self.worlds, dtype=np.int64)
        subjects = int(groups.max(initial=0)) + 1
        self._taken = np.zeros((subjects, self.worlds), dtype=np.bool_)
        self._alone = legality.closed == Closed.OPEN
        self._priced = legality.cost != 0.0
        self._wide = legality.slots[:, None] != 0

    def open(self, listed: Integers | None = None) -> Mask:
        """Return which choices are open beside what was taken, (choices, W).

        Args:
            listed: the choices to tell of, in order; all of them when left out.
        """
        rows = self._legality
        which = slice(None) if listed is None else listed
        slots = rows.slots[which, None]
        dear = (self._spent + rows.cost[which] > rows.available) & self._priced[which]
        late = (self._used + slots > rows.desk) & self._wide[which]
        taken = self._taken[self._groups[which]]
        return np.asarray(self._alone[which] & ~dear & ~late & ~taken)

    def take(self, chosen: Integers) -> None:
        """Add one choice per world, (W,); -1 adds nothing."""
        self._add(chosen, 1, taken=True)

    def give_back(self, chosen: Integers) -> None:
        """Take the choice of each world away again, (W,); -1 takes nothing away."""
        self._add(chosen, -1, taken=False)

    def _add(self, chosen: Integers, sign: int, *, taken: bool) -> None:
        real = chosen != REST
        place = np.where(real, chosen, 0)
        cost = self._legality.cost[place, self._columns]
        self._spent += np.where(real, sign * cost, 0.0)
        self._used += np.where(real, sign * self._legality.slots[place], 0)
        self._taken[self._groups[place[real]], self._columns[real]] = taken
