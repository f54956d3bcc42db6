"""Beliefs: worlds that could be the ones seen, brought along month by month.

They start from the priors and live through the player's own decisions and all
that was seen, with luck of their own for the rest. What they weigh is how likely
each made what was seen; the numbers that are only estimated follow the readings.
What only the live world knows never enters.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from game.engine import (
    Array,
    Chance,
    Decision,
    Integers,
    Mask,
    Model,
    Observation,
    Prior,
    PriorKind,
    Resting,
    State,
    Worlds,
    begin,
    grid,
    judge_again,
    noise_at,
    overwrite,
    public,
    select,
    step,
)
from game.outlook.ensemble import effective, loosen, pull, systematic
from game.outlook.foresight import FORESEEN, Foresight
from game.outlook.likelihood import (
    DOUBT,
    Factor,
    factors,
    given,
    product,
    report_factors,
)

if TYPE_CHECKING:
    from game.outlook.witness import Witness

_FEW = 0.25
"""The share of equal worlds below which they are drawn anew."""


def side_by_side(decisions: Sequence[Sequence[int]], population: int) -> Decision:
    """Return one decision a game, for `population` worlds each, (K, G * P)."""
    rows = max((len(chosen) for chosen in decisions), default=0)
    table = np.full((rows, len(decisions)), -1, dtype=np.int64)
    for column, chosen in enumerate(decisions):
        table[: len(chosen), column] = chosen
    return table.repeat(population, axis=1)


def numbered(games: Worlds, population: int) -> Worlds:
    """Return the numbers of the worlds of games, those of one side by side, (G * P,).

    Args:
        games: (G,) a number for each game.
        population: worlds a game.
    """
    own = np.arange(population, dtype=np.uint64)
    return (games.astype(np.uint64)[:, None] * np.uint64(population) + own).ravel()


def opened(
    model: Model, first: Sequence[Observation], chance: Chance, numbers: Worlds
) -> State:
    """Return worlds drawn from the priors that show what is seen in month 1."""
    state = overwrite(model, begin(model, chance, numbers), first)
    # In a world that opens, the month before was as this one is.
    return replace(state, previous=state.values)


def _tempered(likely: Array) -> Array:
    """Raise the likelihood of a month to the power 3/4.

    What the exact numbers would tell is not weighed, so acts and events, read given
    those numbers, tell less than they seem to; a power below 1 is the usual remedy
    (Holmes and Walker 2017). Two roots give the same bits on every processor.
    """
    root = np.sqrt(likely)
    tempered: Array = root * np.sqrt(root)
    return tempered


class Beliefs:
    """What is believed of G games, in P weighted worlds each."""

    def __init__(
        self,
        model: Model,
        first: Sequence[Observation],
        chance: Chance,
        population: int,
        *,
        planners: Model | None = None,
        games: Worlds | None = None,
        types: Array | None = None,
        witness: Witness | None = None,
    ) -> None:
        """Believe the priors, at the opening of month 1.

        Args:
            model: the crisis; its actors react.
            first: what is seen in each game.
            chance: the luck of what is imagined, domain `outlook`.
            population: worlds a game.
            planners: the same crisis with the actors that look ahead, if any do.
            games: (G,) a number for each game, which keys its luck; from 0 on when
                left out. A game of a number is imagined the same in any company.
            types: (types, G) the hidden types, for studies of what it is worth to
                know them; when left out they are learned.
            witness: watches what the first game teaches, if anybody asked.
        """
        self.model = model
        self._witness = witness
        self._planners = planners
        self.games = len(first)
        self.population = population
        lots = np.arange(self.games, dtype=np.uint64) if games is None else games
        self._lots = lots.astype(np.uint64)
        self._numbers = numbered(self._lots, population)
        self.weights: Array = np.full((self.games, population), 1.0 / population)
        """(G, P) sums to 1 in each game."""
        self.strained: tuple[bool, ...] = (False,) * self.games
        """Whether something was seen in a game that no world of it would have."""
        self._seen = tuple(first)
        state = opened(model, first, chance, self._numbers)
        if types is not None:
            state = replace(state, types=types.repeat(population, axis=1))
        self.opening: tuple[Array, Array] = (state.types, state.thresholds)
        """Types and thresholds before anything was seen, as in the state."""
        if witness is not None:
            witness.begin(model, state, self.weights)
        self._kept: State | Resting = state
        self._look(chance)
        self._state = replace(self._state, previous=self._state.values)

    @property
    def state(self) -> State:
        """Return the worlds, (G * P), the worlds of one game side by side."""
        return self._state

    def rest(self) -> None:
        """Put the worlds aside until they are asked for again."""
        self._kept = Resting(self._state)

    @property
    def _state(self) -> State:
        if isinstance(self._kept, Resting):
            self._kept = self._kept.state()
        return self._kept

    @_state.setter
    def _state(self, state: State) -> None:
        self._kept = state

    def advance(
        self,
        decisions: Sequence[Sequence[int]],
        seen: Sequence[Observation],
        chance: Chance,
    ) -> None:
        """Live through a month.

        Args:
            decisions: what was chosen in each game.
            seen: what each game shows at the next opening.
            chance: the luck of what is imagined.
        """
        told = given(self.model, seen, self.population)
        before, shape = self._state, (self.games, self.population)
        chosen = side_by_side(decisions, self.population)
        foresight = self.foresee(decisions, chance)
        leanings = (
            None if foresight is None else foresight.leanings(before.types, self.games)
        )
        made = step(
            self.model,
            before,
            chosen,
            chance,
            given=told,
            leanings=leanings,
            account=False,
            watched=False,
        )
        found = factors(self.model, before, made, told)
        likely, strange = product(found, before.worlds.size)
        running = np.array([[not row.over] for row in self._seen])
        going_on = np.array([[not row.over] for row in seen])
        likely = _tempered(likely.reshape(shape))
        if bool(running[0, 0]):
            self._show(seen[0].turn, found, before, temper=True)
        self._weigh(np.where(running, likely, 1.0), strange.reshape(shape) & running)
        self._state, self._seen = made.state, tuple(seen)
        self._look(chance)
        # What a close raises and reaches is judged by the numbers that were seen.
        judged = judge_again(self.model, before, replace(made, state=self._state))
        self._state = replace(self._state, raised=judged.raised, held=judged.held)
        ended = (judged.ending >= 0.0).reshape(shape) & going_on
        self._weigh(np.where(ended, DOUBT, 1.0), ended)
        self._note(("over", ""))
        self._refresh(chance)
        self._note(("anew", ""))

    def _weigh(self, likely: Array, strange: Mask) -> None:
        """Multiply the weights, and note the games that no world explains.

        Args:
            likely: (G, P) how likely each world made what was seen.
            strange: (G, P) whether it would not have it so at all.
        """
        weights = self.weights * likely
        self.weights = weights / np.sum(weights, axis=-1, keepdims=True)
        self.strained = tuple(
            old or bool(new)
            for old, new in zip(
                self.strained, np.all(strange, axis=-1).tolist(), strict=True
            )
        )

    def _note(self, what: tuple[str, str]) -> None:
        """Let the witness see what is believed after something."""
        if self._witness is not None:
            turn, state = self._seen[0].turn, self._state
            self._witness.saw(turn, what, self.model, state, self.weights)

    def _show(
        self, turn: int, found: Sequence[Factor], state: State, *, temper: bool
    ) -> None:
        """Let the witness see what each thing that was seen does, one by one."""
        if self._witness is None:
            return
        weights = self.weights
        for what, chance in found:
            likely = np.where(chance > DOUBT, chance, DOUBT)
            likely = likely.reshape(weights.shape)
            weights = weights * (_tempered(likely) if temper else likely)
            weights = weights / np.sum(weights, axis=-1, keepdims=True)
            self._witness.saw(turn, what, self.model, state, weights, likely=likely[0])

    def foresee(
        self, decisions: Sequence[Sequence[int]], chance: Chance
    ) -> Foresight | None:
        """Return what actors expect of a month; None where all of them only react."""
        if self._planners is None:
            return None
        chosen = side_by_side(decisions, FORESEEN)
        columns = self.draw(FORESEEN)
        return Foresight(self._planners, self._state, columns, chosen, chance)

    def draw(self, count: int) -> Integers:
        """Return columns of the state that stand for each game, (G, count).

        They are in proportion to the weights and in the order of the worlds.
        """
        lot = np.full(self.games, 0.5)
        found = systematic(self.weights, lot, count)
        first = np.arange(self.games)[:, None] * self.population
        columns: Integers = first + found
        return columns

    def _look(self, chance: Chance) -> None:
        """Take over what is seen at the opening, and follow what is read there."""
        state = overwrite(self.model, self._state, self._seen)
        self._state = replace(state, worlds=self._numbers)
        values, biases = self._follow(chance)
        self._state = replace(self._state, values=values, biases=biases)
        found = report_factors(self.model, self._state, self._seen)
        told, strange = product(found, self._state.worlds.size)
        self._show(self._seen[0].turn, found, self._state, temper=False)
        shape = (self.games, self.population)
        self._weigh(told.reshape(shape), strange.reshape(shape))

    def _follow(self, chance: Chance) -> tuple[Array, Array]:
        """Let hidden numbers and the biases of sources follow the readings."""
        model, state = self.model, self._state
        estimates, rows = model.spec.estimates, model.variables
        exact = set(public(model).exact.tolist())
        unseen = [row for row in range(len(state.values)) if row not in exact]
        shape = (len(unseen) + len(estimates), self.games, self.population)
        learned = np.concatenate([state.values[unseen], state.biases]).reshape(shape)
        place = {row: number for number, row in enumerate(unseen)}
        streams = [f"error:{estimate.id}" for estimate in estimates]
        errors = chance.normals(streams, self._seen[0].turn, self._numbers)
        errors = noise_at(model, state) * errors
        low, high = rows.low[unseen][:, :, None], rows.high[unseen][:, :, None]
        for number, estimate in enumerate(estimates):
            variable = place.get(int(rows.subject[number]))
            if variable is None:
                continue
            bias = learned[len(unseen) + number]
            imagined = learned[variable] + estimate.bias * bias
            imagined = imagined + errors[number].reshape(shape[1:])
            imagined = np.minimum(high[variable], np.maximum(low[variable], imagined))
            reading = np.array([[dict(s.readings)[estimate.id]] for s in self._seen])
            learned = pull(learned, imagined, reading, self.weights)
            learned[: len(unseen)] = np.minimum(
                high, np.maximum(low, learned[: len(unseen)])
            )
        flat = learned.reshape(len(learned), self._numbers.size)
        values = state.values.copy()
        values[unseen] = grid(flat[: len(unseen)])
        return values, flat[len(unseen) :]

    def _refresh(self, chance: Chance) -> None:
        """Draw the worlds of a game anew where few of them carry its weight."""
        few = effective(self.weights) < _FEW * self.population
        if not few.any():
            return
        lot = chance.uniform("kept", self._seen[0].turn, self._lots)
        found = systematic(self.weights, lot, self.population)
        found[~few] = np.arange(self.population)
        if self._witness is not None:
            self._witness.drawn(found[0])
        columns = (np.arange(self.games)[:, None] * self.population + found).ravel()
        self.weights = np.where(few[:, None], 1.0 / self.population, self.weights)
        kept = select(self._state, columns)
        kept = replace(kept, worlds=self._numbers)
        self._state = self._loosened(kept, few, chance)

    def _loosened(self, kept: State, few: Mask, chance: Chance) -> State:
        """Return worlds whose types and thresholds move a little if drawn anew."""
        spec = self.model.spec
        types = [("type", row.id, row.prior) for row in spec.types]
        lines = [("threshold", row.id, row.threshold) for row in spec.red_lines]
        return replace(
            kept,
            types=self._moved(kept.types, types, few, chance),
            thresholds=self._moved(kept.thresholds, lines, few, chance),
        )

    def _moved(
        self,
        rows: Array,
        named: Sequence[tuple[str, str, Prior]],
        few: Mask,
        chance: Chance,
    ) -> Array:
        ranged = [
            row
            for row, (_, _, prior) in enumerate(named)
            if prior.kind is PriorKind.UNIFORM
        ]
        if not ranged:
            return rows
        shape = (len(ranged), self.games, self.population)
        low = np.array([named[r][2].low for r in ranged]).reshape(-1, 1, 1)
        high = np.array([named[r][2].high for r in ranged]).reshape(-1, 1, 1)
        streams = [f"spread:{named[r][0]}:{named[r][1]}" for r in ranged]
        draws = chance.normals(streams, self._seen[0].turn, self._numbers)
        old = rows[ranged].reshape(shape)
        spread = loosen(old, low, high, draws.reshape(shape))
        moved = rows.copy()
        chosen = np.where(few[None, :, None], spread, old)
        moved[ranged] = grid(chosen.reshape(len(ranged), -1))
        return moved
