"""Forks: one month played with each answer that is open, the rest with the same luck.

In openings of the crowd a card, a lever or an initiative is answered in every way
that is open there, and nothing is chosen afterwards. What then differs between two
answers is what they do.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import combinations, pairwise

import numpy as np

from game.engine import (
    REST,
    Array,
    Chance,
    ChoiceKind,
    Closed,
    Integers,
    Legality,
    Model,
    State,
    hold,
    select,
    step,
)
from game.study.lint.scored import Scored

_EACH = 3
"""Openings of one month in which a subject is tried."""

_STRIDE = 3
"""Subjects that were tried are tried again in every third month only: what a fork
costs is months, however many answers it takes."""

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


@dataclass(slots=True, kw_only=True)
class Compared:
    """How far two answers lie apart, over all openings in which both were tried."""

    tries: int
    apart: Array
    """(V,) the largest difference of each variable in any month of any try, as a
    share of its range."""
    differs: bool
    """Some lever or ending was not the same."""


@dataclass(slots=True, kw_only=True)
class Answered:
    """What became of one answer over all openings in which it was tried."""

    tries: int
    gains: Array
    """(O,) what it scored more than choosing nothing, or than the mean of all rungs,
    summed."""
    whole: int
    """Tries in which every answer of the subject was open."""
    best: int
    """Those of them in which it was nowhere worse than another, and somewhere better
    than each."""


@dataclass(slots=True, kw_only=True)
class Forked:
    """What was found of all subjects, by choice; -1 is choosing nothing."""

    pairs: dict[tuple[int, int], Compared] = field(default_factory=dict)
    answers: dict[tuple[int, int], Answered] = field(default_factory=dict)
    """By the first choice of the subject, and the answer."""
    endings: set[int] = field(default_factory=set)

    def add(self, other: Forked) -> None:
        """Add what was found elsewhere."""
        self.endings |= other.endings
        for pair, theirs in other.pairs.items():
            mine = self.pairs.setdefault(
                pair, Compared(tries=0, apart=0.0 * theirs.apart, differs=False)
            )
            mine.tries += theirs.tries
            mine.apart = np.maximum(mine.apart, theirs.apart)
            mine.differs |= theirs.differs
        for key, given in other.answers.items():
            own = self.answers.setdefault(
                key, Answered(tries=0, gains=0.0 * given.gains, whole=0, best=0)
            )
            own.tries += given.tries
            own.gains = own.gains + given.gains
            own.whole += given.whole
            own.best += given.best


def subjects(model: Model) -> tuple[tuple[int, ...], ...]:
    """Return the choices of each card, lever and initiative."""
    rows: dict[str, list[int]] = {}
    for index, choice in enumerate(model.choices):
        if choice.kind != ChoiceKind.MANDATE:
            rows.setdefault(choice.id, []).append(index)
    return tuple(tuple(own) for own in rows.values())


class Forker:
    """Takes openings of a crowd apart, until every subject was tried often enough."""

    def __init__(self, model: Model, seed: int, quota: int, scored: Scored) -> None:
        self._model, self._chance, self._scored = model, Chance(seed), scored
        self._seed = seed
        self._left, self._quota = dict.fromkeys(subjects(model), quota), quota
        spec = model.spec
        self._lever = {lever.id: row for row, lever in enumerate(spec.levers)}
        self._ranges = np.array([row.high - row.low for row in spec.variables])
        self._budget = [row.id for row in spec.variables].index(spec.desk.budget)
        self.found = Forked()

    def __call__(self, state: State, legality: Legality) -> None:
        """Try what is open at an opening and was not tried often enough."""
        tries = []
        again = state.turn % _STRIDE == 1
        for subject, left in self._left.items():
            if not (again or left == self._quota):
                continue
            columns = _columns(subject, legality, min(left, _EACH), state.turn)
            self._left[subject] -= len(columns)
            tries += [self._try(subject, at, legality) for at in columns]
        if tries:
            self._play(state, tries, legality)

    def _try(self, subject: tuple[int, ...], at: int, legality: Legality) -> Try:
        is_lever = self._model.choices[subject[0]].kind == ChoiceKind.LEVER
        chosen = [row for row in subject if legality.closed[row, at] == Closed.OPEN]
        return Try(
            subject=subject,
            column=at,
            names=subject if is_lever else (REST, *chosen),
            is_lever=is_lever,
        )

    def _play(self, state: State, tries: Sequence[Try], legality: Legality) -> None:
        """Play every answer of every try to the end and compare them."""
        model = self._model
        columns = np.array([one.column for one in tries for _ in one.names])
        names = np.array([row for one in tries for row in one.names])
        kinds = model.choice_rows.kind
        chosen = np.where(kinds[names] == ChoiceKind.LEVER, REST, names)
        before = self._levers(select(state, columns), tries)
        last = step(model, before, chosen[None], self._chance, account=False)
        levers, values = last.state.levers, [last.state.values]
        while last.state.turn <= model.spec.turns:
            before = last.state
            rest = hold(model, columns.size)
            last = step(model, before, rest, self._chance, account=False)
            values.append(last.state.values)
        ending = last.state.ending.astype(np.int64)
        self.found.endings.update(np.unique(ending).tolist())
        scores = self._scored.of(model, before, last)
        price = np.where(names == REST, 0.0, legality.cost[names, columns])
        slots = np.where(chosen == REST, 0, legality.slots[chosen])
        kept = np.stack([values[0][self._budget], -price, -slots.astype(np.float64)])
        path, first = np.stack(values), 0
        for one in tries:
            own = slice(first, first + len(one.names))
            first = own.stop
            self._compare(one, path[:, :, own], levers[:, own], ending[own])
            self._judge(one, scores[:, own], kept[:, own])

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

    def _compare(self, one: Try, path: Array, levers: Array, ending: Integers) -> None:
        for a, b in self._pairs(one):
            differs = bool((levers[:, a] != levers[:, b]).any())
            apart = np.abs(path[:, :, a] - path[:, :, b]).max(axis=0) / self._ranges
            found = Forked(
                pairs={
                    (one.names[a], one.names[b]): Compared(
                        tries=1,
                        apart=apart,
                        differs=(differs and not one.is_lever)
                        or bool(ending[a] != ending[b]),
                    )
                }
            )
            self.found.add(found)

    def _pairs(self, one: Try) -> Iterator[tuple[int, int]]:
        """Yield which answers are compared: neighbours, or any two of a card."""
        if one.is_lever:
            yield from pairwise(range(len(one.names)))
        elif self._model.choices[one.subject[0]].kind == ChoiceKind.INITIATIVE:
            yield 0, 1
        else:
            yield from combinations(range(1, len(one.names)), 2)

    def _judge(self, one: Try, scores: Array, kept: Array) -> None:
        """Note what each answer gained, and whether it was best in everything."""
        base = scores.mean(axis=1, keepdims=True) if one.is_lever else scores[:, :1]
        gains = scores - base
        for place, name in enumerate(one.names):
            others = [n for n in range(len(one.names)) if n != place]
            best = one.is_whole and all(
                _beats(scores, kept, place, other) for other in others
            )
            answered = Answered(
                tries=1,
                gains=gains[:, place],
                whole=int(one.is_whole),
                best=int(best),
            )
            self.found.add(Forked(answers={(one.subject[0], name): answered}))


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
