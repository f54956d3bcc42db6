"""A state as the player would draw it: what is not seen stands at a fixed middle.

Advice is read from it, so nothing hidden can colour what an adviser says.
"""

from __future__ import annotations

from dataclasses import replace
from itertools import takewhile
from typing import TYPE_CHECKING

import numpy as np

from game.engine import Chance, step
from game.engine.expression import NEVER
from game.engine.frames import evaluate, evaluate_close
from game.engine.given import nothing_given
from game.engine.readings import bounded
from game.engine.spec import Seen
from game.engine.state import State, Step, last_months
from game.outlook.barred import out_of_reach

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from game.engine.expression import Expression
    from game.engine.model import Model
    from game.engine.observation import Observation
    from game.engine.state import Array
    from game.report.advice import Written
    from game.scenario import Scenario


class PlayerJudge:
    """Reads expressions of the file with the eyes of the player."""

    def __init__(
        self,
        scenario: Scenario,
        model: Model,
        observations: Sequence[Observation],
        other: PlayerJudge | None = None,
    ) -> None:
        """Read nothing yet.

        Args:
            scenario: whose expressions are read.
            model: of the scenario.
            observations: of the openings, the first one first.
            other: one of the same game, whose months need not be drawn again.
        """
        self._scenario = scenario
        self._model = model
        self._observations = tuple(observations)
        self._states = tuple(_states(model, observations, other))

    def holds(self, expression: Written, turn: int) -> bool:
        """Tell whether a truth held at the opening of a month."""
        compiled = self._compile(expression)
        return bool(evaluate(self._model, self._states[turn - 1], compiled)[0])

    def came(self, expression: Written, turn: int) -> bool:
        """Tell whether a truth held at the close of a month."""
        compiled = self._compile(expression)
        before, after = self._states[turn - 1 : turn + 1]
        step = _closed(after)
        return bool(evaluate_close(self._model, before, step, compiled)[0])

    def may_come(self, expression: Written, turn: int, months: int) -> bool:
        """Tell whether a truth may hold at the close of one of so many months."""
        compiled, state = self._compile(expression), self._states[turn - 1]
        return not out_of_reach(self._model, state, compiled, months)[0]

    def focus(self, turn: int) -> dict[str, float]:
        """Return what multiplied the noise of each estimate read at an opening."""
        state = self._states[turn - 1]
        return {
            row.id: float(bounded(evaluate(self._model, state, row.focus))[0])
            for row in self._model.spec.estimates
        }

    def stands(self, amount: Expression, turn: int) -> float:
        """Return what an amount comes to at the opening of a turn."""
        return float(evaluate(self._model, self._states[turn - 1], amount)[0])

    def entering(self, amount: Expression, turn: int) -> float:
        """Return what an amount of levers and seen numbers came to in a turn.

        The rungs are those that the turn left in force.
        """
        before, after = self._states[turn - 1 : turn + 1]
        state = replace(before, levers=after.levers)
        return float(evaluate(self._model, state, amount)[0])

    def moving(self, amount: Expression, rungs: Mapping[str, int], turn: int) -> float:
        """Return what an amount comes to in a turn that leaves other rungs in force."""
        before = self._states[turn - 1]
        levers = [float(rungs[row.id]) for row in self._model.spec.levers]
        after = _closed(replace(before, levers=_column(levers)))
        return float(evaluate_close(self._model, before, after, amount)[0])

    def ahead(
        self, plan: tuple[int, ...], turn: int
    ) -> tuple[Step, Callable[[Expression], float]]:
        """Play a turn by what is seen, with no event; return what reads its amounts.

        What others do in it is anybody's guess, and so is what hangs on that or on
        anything that is not seen.

        Raises:
            NotFiniteError: If a number of the scenario leaves the real line.
        """
        model, state = self._model, self._states[turn - 1]
        free = nothing_given(model)
        given = replace(
            free,
            events=np.zeros_like(free.events),
            red_lines=np.zeros_like(free.red_lines),
        )
        decision = np.array(plan, dtype=np.int64).reshape(-1, 1)
        made = step(
            model,
            state,
            decision,
            Chance(0),
            given=given,
            leanings=(None,) * len(model.spec.rules),
            watched=False,
        )
        inside = replace(state, levers=made.state.levers)
        return made, lambda amount: float(evaluate(model, inside, amount)[0])

    def same(self, observations: Sequence[Observation]) -> list[State]:
        """Return the states of the first openings, as far as they are the same."""
        pairs = zip(self._observations, observations, strict=False)
        same = takewhile(lambda pair: pair[0] is pair[1], pairs)
        return [state for state, _ in zip(self._states, same, strict=False)]

    def _compile(self, expression: Written) -> Expression:
        return self._scenario.compile_expression(expression, True)


def _states(
    model: Model, observations: Sequence[Observation], other: PlayerJudge | None
) -> list[State]:
    states = [] if other is None else other.same(observations)
    for seen in observations[len(states) :]:
        values = _values(model, seen)
        previous = states[-1].values if states else values
        states.append(_state(model, seen, values, previous))
    return states


def _values(model: Model, seen: Observation) -> Array:
    exact, readings = dict(seen.exact), dict(seen.readings)
    column = []
    for variable in model.spec.variables:
        own = [
            readings[row.id]
            for row in model.spec.estimates
            if row.variable == variable.id
        ]
        if variable.seen is Seen.EXACT:
            column.append(exact[variable.id])
        elif own:
            column.append(sum(own) / len(own))
        else:
            column.append((variable.low + variable.high) / 2.0)
    return _column(column)


def _state(model: Model, seen: Observation, values: Array, previous: Array) -> State:
    spec = model.spec
    since = dict(seen.since)
    months = _column([since.get(name, NEVER) for name in model.happenings])
    opened = {card.id: card.opened for card in seen.cards}
    levers = dict(seen.levers)
    fresh = dict(seen.freshness)
    readings, reports = dict(seen.readings), dict(seen.reports)
    return State(
        turn=seen.turn,
        worlds=np.zeros(1, dtype=np.uint64),
        values=values,
        previous=previous,
        levers=_column([float(levers[row.id]) for row in spec.levers]),
        delays=np.zeros((sum(row.stages for row in spec.effects), 1)),
        last=last_months(months, seen.turn),
        freshness=_column([fresh[row.id] for row in spec.initiatives]),
        opened=_column([float(opened.get(row.id, 0)) for row in spec.cards]),
        raised=np.zeros((len(spec.events) + len(spec.red_lines), 1)),
        held=np.zeros((len(spec.endings), 1)),
        mandate=np.array([float(seen.mandate)]),
        declared=np.array([float(seen.declared)]),
        ending=np.array([-1.0]),
        ended=np.zeros(1),
        types=np.zeros((len(spec.types), 1)),
        thresholds=np.zeros((len(spec.red_lines), 1)),
        biases=np.zeros((len(spec.estimates), 1)),
        readings=_column([readings[row.id] for row in spec.estimates]),
        reports=_column([float(reports.get(row.id, -1)) for row in spec.reports]),
    )


def _closed(after: State) -> Step:
    """Wrap a state as the result of a month; only its state will be read."""
    nothing = np.zeros((0, 1))
    return Step(
        state=after,
        ledger=nothing,
        accepted=np.zeros((0, 1), dtype=np.int64),
        happened=np.zeros((0, 1), dtype=np.bool_),
        acts=np.zeros((0, 1), dtype=np.int64),
        odds=(),
        utilities=(),
        chances=nothing,
    )


def _column(values: Sequence[float]) -> Array:
    return np.array(values, dtype=np.float64).reshape(-1, 1)
