"""Trials: games that are played to see whether a file keeps its word.

A test of the file and a track are played alike: the plan of lines in many worlds,
each plan in the same worlds with the same luck.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from game.engine import (
    Array,
    Chance,
    Closed,
    Expression,
    Model,
    Prior,
    Spec,
    begin,
    choices,
    evaluate_close,
    fitting,
    grid,
)
from game.scenario import Scenario
from game.session.choices import Grammar
from game.session.policies import Policy, policy_of
from game.study.compiled import compiled
from game.study.room import check_room
from game.study.seats import Month, months

_CHUNK = 2048
"""Worlds of one pass: the ledger of more would take too much memory."""

_NUMBER = 8
"""Bytes."""

Lines = str | tuple[str, ...]
"""An id of [policies], or lines of its grammar."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What is to be read of games."""

    turns: int
    """How many are played."""
    close: tuple[Expression, ...] = ()
    """Read at the close of the last one."""
    moved: tuple[int, ...] = ()
    """Rows of variables of which every cause is added up."""
    openings: Mapping[int, int] | None = None
    """Turn to the row of the variable that is read at its opening."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Trial:
    """What was read of W worlds."""

    close: tuple[Array, ...]
    """(W,) each, in the order asked for."""
    net: Mapping[int, Array]
    """(causes of the variable, W) what each added in all."""
    gross: Mapping[int, Array]
    """The same, the amount of every month counted without its sign."""
    openings: Mapping[int, Array]
    """(W,) by turn."""
    idle: tuple[str, ...]
    """Lines of the plan that nothing came of in any world."""


def fixed(spec: Spec, given: Mapping[str, float]) -> Spec:
    """Return a Spec in which starts, types and thresholds stand as given."""

    def known(id: str, prior: Prior) -> Prior:
        if id not in given:
            return prior
        return Prior(low=float(grid(np.array(given[id]))))

    return replace(
        spec,
        variables=tuple(
            replace(row, start=known(row.id, row.start)) for row in spec.variables
        ),
        types=tuple(replace(row, prior=known(row.id, row.prior)) for row in spec.types),
        red_lines=tuple(
            replace(row, threshold=known(row.id, row.threshold))
            for row in spec.red_lines
        ),
    )


def policy_of_lines(scenario: Scenario, lines: Lines, spec: Spec) -> Policy:
    """Return the policy that a test plays."""
    if isinstance(lines, str):
        name, written = lines, scenario.document.policies[lines].lines
    else:
        name, written = "test", lines
    return policy_of(written, Grammar(choices(spec)), name=name)


def causes_of(model: Model, row: int) -> list[int]:
    """Return the rows of the ledger that move a variable."""
    return [place for place, cause in enumerate(model.causes) if cause.target == row]


def play_trial(
    spec: Spec, policy: Policy, worlds: int, seed: int, wanted: Wanted
) -> Trial:
    """Play a policy and read what is wanted.

    Raises:
        NotFiniteError: a number of the scenario leaves the real line.
        UsageError: what is kept of so many worlds does not fit into the memory.
    """
    model = compiled(spec)
    parts, done = [], set[int]()
    kept = len(wanted.close) + len(wanted.openings or {})
    kept += 2 * sum(len(causes_of(model, row)) for row in wanted.moved)
    check_room(worlds, 2 * _NUMBER * kept)
    chunk = fitting(model, _CHUNK)
    for first in range(0, worlds, chunk):
        numbers = np.arange(first, min(worlds, first + chunk), dtype=np.uint64)
        reader = _Reader(model, policy, wanted, numbers.size)
        start = begin(model, Chance(seed), numbers)
        reader.opening(start.turn, start.values)
        for month in months(
            model, policy, Chance(seed), start, account=bool(wanted.moved)
        ):
            reader.month(month)
            if month.step.state.turn > wanted.turns:
                break
        parts.append(reader)
        done |= reader.done
    return Trial(
        close=tuple(
            np.concatenate(rows)
            for rows in zip(*(part.close for part in parts), strict=True)
        ),
        net=_joined([part.net for part in parts]),
        gross=_joined([part.gross for part in parts]),
        openings=_joined([part.openings for part in parts]),
        idle=_idle(model, policy, done),
    )


def _joined(parts: Sequence[Mapping[int, Array]]) -> dict[int, Array]:
    return {
        key: np.concatenate([part[key] for part in parts], axis=-1) for key in parts[0]
    }


def _idle(model: Model, policy: Policy, done: set[int]) -> tuple[str, ...]:
    plan = policy.plan
    lines = [index for rows in plan.dated.values() for index in rows]
    unused = [index for index in (*lines, *plan.always) if index not in done]
    return tuple(model.choices[index].line for index in dict.fromkeys(unused))


class _Reader:
    """Reads some worlds month by month."""

    def __init__(
        self, model: Model, policy: Policy, wanted: Wanted, width: int
    ) -> None:
        self._model, self._wanted = model, wanted
        self._lines = {
            *(index for rows in policy.plan.dated.values() for index in rows),
            *policy.plan.always,
        }
        self._causes = {row: causes_of(model, row) for row in wanted.moved}
        self.net = {row: np.zeros((len(c), width)) for row, c in self._causes.items()}
        self.gross = {row: values.copy() for row, values in self.net.items()}
        self.openings: dict[int, Array] = {}
        self.close: tuple[Array, ...] = ()
        self.done: set[int] = set()

    def opening(self, turn: int, values: Array) -> None:
        """Read an opening."""
        rows = self._wanted.openings or {}
        if turn in rows:
            self.openings[turn] = values[rows[turn]]

    def month(self, month: Month) -> None:
        """Read a month and the opening after it."""
        state = month.step.state
        self.opening(state.turn, state.values)
        for row, places in self._causes.items():
            amounts = month.step.ledger[places]
            self.net[row] += amounts
            self.gross[row] += np.abs(amounts)
        carried = month.decision[month.step.accepted == Closed.OPEN]
        self.done.update(np.unique(carried).tolist())
        if month.legality is not None:
            for index in self._lines - self.done:
                if (month.legality.closed[index] == Closed.SAME).any():
                    self.done.add(index)
        if state.turn > self._wanted.turns:
            self.close = tuple(
                np.asarray(
                    evaluate_close(self._model, month.before, month.step, one),
                    dtype=np.float64,
                )
                for one in self._wanted.close
            )
