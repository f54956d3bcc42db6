"""Forks: one month played with each answer that is open, the rest with the same luck.

In openings of the crowd a card, a lever or an initiative is answered in every way
that is open there, and nothing is chosen afterwards. What then differs between two
answers is what they do.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import combinations, pairwise

import numpy as np

from game.engine import (
    REST,
    Array,
    Chance,
    ChoiceKind,
    Closed,
    Decision,
    Integers,
    Legality,
    Model,
    State,
    Step,
    beside,
    hold,
    select,
    step,
)
from game.study.lint.forked import Answered, Compared, Forked, Reached, subjects
from game.study.lint.margins import margins_of
from game.study.lint.scored import Scored

_EACH = 2
"""Openings of one month in which a lever or an initiative is tried.

A card is tried as often as it may be when it comes, as it may come but once.
"""

_GOLDEN = 0.618

_SAME = 0.05
"""Points of a score that count as none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Try:
    """One subject in one opening, answered in every way that is open."""

    subject: tuple[int, ...]
    """All its choices."""
    column: int
    names: tuple[int, ...]
    """The answers: choices, and -1 for nothing; of a lever every rung."""
    is_lever: bool

    @property
    def is_whole(self) -> bool:
        """Tell whether no answer was closed."""
        return len(self.subject) <= len(set(self.names) - {REST})


@dataclass(frozen=True, slots=True, kw_only=True)
class Batch:
    """Tries that begin in one month, as columns side by side."""

    state: State
    """Their openings, once for each answer."""
    chosen: Integers
    """(columns,) what is chosen; -1, nothing, for what is no choice of this month."""
    price: Array
    """(columns,) what standing there would cost."""
    slots: Array
    """(columns,) of the desk."""


def forks_of(model: Model, quota: int) -> int:
    """Return how many forks stand side by side at most, if each is tried so often."""
    return quota * sum(len(subject) + 1 for subject in subjects(model))


class Forker:
    """Takes openings of a crowd apart, until each subject was tried often enough.

    All forks go on side by side with the crowd, month by month, so that every month
    is worked out once for all of them.
    """

    def __init__(
        self,
        model: Model,
        seed: int,
        scored: Scored,
        quota: int,
        tried: Sequence[tuple[int, ...]],
    ) -> None:
        self._model, self._chance, self._scored = model, Chance(seed), scored
        self._seed, self._left = seed, dict.fromkeys(tried, quota)
        spec = model.spec
        self._lever = {lever.id: row for row, lever in enumerate(spec.levers)}
        self._ranges = np.array([[row.high - row.low] for row in spec.variables])
        self._budget = [row.id for row in spec.variables].index(spec.desk.budget)
        self._tries: list[Try] = []
        self._kept = np.empty((3, 0))
        self._pairs = np.empty((0, 2), dtype=np.int64)
        self._apart = np.empty((len(spec.variables), 0))
        self._moved = np.empty(0, dtype=np.bool_)
        self._state: State | None = None
        self._last: tuple[State, Step] | None = None
        self._reached = Reached.nothing(model)

    def __call__(self, state: State, legality: Legality) -> None:
        """Play a month: of the forks that are there, and of those that begin."""
        tries = []
        for subject, left in self._left.items():
            most = left if self._is_card(subject) else min(left, _EACH)
            columns = _columns(subject, legality, most, state.turn)
            self._left[subject] -= len(columns)
            tries += [self._try(subject, at, legality) for at in columns]
        batch = self._batch(state, tries, legality) if tries else None
        first = self._kept.shape[1]
        if state.turn == self._model.spec.turns:
            self._close(batch, first)
        else:
            if self._state is not None:
                rest = hold(self._model, first)
                self._state = self._step(self._state, rest).state
            if batch is not None:
                made = self._step(batch.state, batch.chosen[None]).state
                self._state = beside(self._state, made) if self._state else made
        if batch is not None and self._state is not None:
            self._begin(tries, batch, first, self._state)
        if self._state is not None:
            self._watch(self._state.values)

    def _step(self, before: State, decision: Decision) -> Step:
        made = step(self._model, before, decision, self._chance, account=False)
        self._reached = self._reached.month(self._model, before, made)
        return made

    def _close(self, batch: Batch | None, first: int) -> None:
        """Play the last month of all forks together, as it is what is scored."""
        now = self._state
        if batch is not None:
            now = beside(now, batch.state) if now else batch.state
        if now is not None:
            decision = np.full((1, now.worlds.size), REST)
            if batch is not None:
                decision[0, first:] = batch.chosen
            self._last = (now, self._step(now, decision))
            self._state = self._last[1].state

    def _is_card(self, subject: tuple[int, ...]) -> bool:
        return self._model.choices[subject[0]].kind == ChoiceKind.CARD

    def _try(self, subject: tuple[int, ...], at: int, legality: Legality) -> Try:
        is_lever = self._model.choices[subject[0]].kind == ChoiceKind.LEVER
        chosen = [row for row in subject if legality.closed[row, at] == Closed.OPEN]
        return Try(
            subject=subject,
            column=at,
            names=subject if is_lever else (REST, *chosen),
            is_lever=is_lever,
        )

    def _batch(self, state: State, tries: Sequence[Try], legality: Legality) -> Batch:
        columns = np.array([one.column for one in tries for _ in one.names])
        names = np.array([row for one in tries for row in one.names])
        kinds = self._model.choice_rows.kind
        chosen = np.where(kinds[names] == ChoiceKind.LEVER, REST, names)
        return Batch(
            state=self._levers(select(state, columns), tries),
            chosen=chosen,
            price=np.where(names == REST, 0.0, legality.cost[names, columns]),
            slots=np.where(chosen == REST, 0.0, legality.slots[chosen]),
        )

    def _levers(self, state: State, tries: Sequence[Try]) -> State:
        """Put a lever that is tried on each of its rungs, and the others anywhere.

        What one lever does may hang on where another stands, which no way to play
        may ever come to by itself.
        """
        spec, levers, first = self._model.spec, state.levers.copy(), 0
        luck = np.random.default_rng([self._seed, state.turn])
        tops = np.array([len(lever.rungs) for lever in spec.levers])
        for one in tries:
            own = slice(first, first + len(one.names))
            first = own.stop
            if one.is_lever:
                levers[:, own] = luck.integers(tops)[:, None]
                row = self._lever[self._model.choices[one.subject[0]].id]
                levers[row, own] = np.arange(tops[row])
        return replace(state, levers=levers)

    def _begin(
        self, tries: Sequence[Try], batch: Batch, first: int, after: State
    ) -> None:
        """Note tries whose first month has been played, from a column on."""
        pairs, moved = [], []
        for one in tries:
            for a, b in self._compared(one):
                pair = (first + a, first + b)
                levers = after.levers[:, pair]
                pairs.append(pair)
                moved.append(
                    not one.is_lever and bool((levers[:, 0] != levers[:, 1]).any())
                )
            first += len(one.names)
        self._tries += tries
        kept = [after.values[self._budget, -batch.price.size :], -batch.price]
        self._kept = np.hstack([self._kept, np.stack([*kept, -batch.slots])])
        new = np.array(pairs, dtype=np.int64).reshape(-1, 2)
        self._pairs = np.vstack([self._pairs, new])
        self._moved = np.append(self._moved, moved)
        nothing = np.zeros((len(self._ranges), len(pairs)))
        self._apart = np.hstack([self._apart, nothing])

    def _compared(self, one: Try) -> Iterator[tuple[int, int]]:
        """Yield which answers are compared: neighbours, or any two of a card."""
        if one.is_lever:
            yield from pairwise(range(len(one.names)))
        elif self._model.choices[one.subject[0]].kind == ChoiceKind.INITIATIVE:
            yield 0, 1
        else:
            yield from combinations(range(1, len(one.names)), 2)

    def _watch(self, values: Array) -> None:
        """Keep how far answers have come to lie apart at most."""
        apart = values[:, self._pairs[:, 0]] - values[:, self._pairs[:, 1]]
        np.maximum(self._apart, np.abs(apart) / self._ranges, out=self._apart)

    def found(self) -> Forked:
        """Return what was found, when the calendar is over."""
        forked = Forked(reached=self._reached)
        if self._last is None:
            return forked
        names = [row for one in self._tries for row in one.names]
        ending = self._last[1].state.ending
        for place, (a, b) in enumerate(self._pairs.tolist()):
            compared = Compared(
                tries=1,
                apart=self._apart[:, place],
                differs=bool(self._moved[place] or ending[a] != ending[b]),
            )
            forked.compare((names[a], names[b]), compared)
        scores, first = self._scored.of(self._model, *self._last), 0
        margins = margins_of(self._model).of(self._model, *self._last)
        for one in self._tries:
            own = slice(first, first + len(one.names))
            first = own.stop
            kept = self._kept[:, own]
            self._judge(one, scores[:, own], margins[:, own], kept, forked)
        return forked

    def _judge(
        self, one: Try, scores: Array, margins: Array, kept: Array, forked: Forked
    ) -> None:
        """Note what each answer gained, and whether it was best in everything."""
        gains, leads = (
            rows - (rows.mean(axis=1, keepdims=True) if one.is_lever else rows[:, :1])
            for rows in (scores, margins)
        )
        for place, name in enumerate(one.names):
            others = [n for n in range(len(one.names)) if n != place]
            if len(others) > 1 and not one.is_lever:
                # A card is there to be answered: silence, which is free, is no rival.
                others = [n for n in others if n]
            best = one.is_whole and all(
                _beats(scores, kept, place, other) for other in others
            )
            answered = Answered(
                tries=1,
                gains=gains[:, place],
                leads=leads[:, place],
                whole=int(one.is_whole),
                best=int(best),
            )
            forked.answer((one.subject[0], name), answered)


def _beats(scores: Array, kept: Array, one: int, other: int) -> bool:
    """Tell whether an answer is nowhere worse than another and somewhere better."""
    apart = scores[:, one] - scores[:, other]
    spared = kept[:, one] - kept[:, other]
    return bool(
        (apart >= -_SAME).all() and (spared >= 0.0).all() and (apart > _SAME).any()
    )


def _columns(
    subject: Sequence[int], legality: Legality, room: int, turn: int
) -> list[int]:
    """Return openings in which most answers are open, spread over the crowd."""
    counts = (legality.closed[list(subject)] == Closed.OPEN).sum(axis=0)
    most = int(counts.max(initial=0))
    if not room or not most:
        return []
    (columns,) = np.nonzero(counts == most)
    steps = turn + np.arange(min(room, columns.size)) / room
    places = np.floor((steps * _GOLDEN % 1.0) * columns.size).astype(np.int64)
    found: list[int] = np.unique(columns[places]).tolist()
    return found
