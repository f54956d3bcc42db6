"""What forks are found to do: how far answers lie apart, and what they gain."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from game.engine import Array, ChoiceKind, Mask, Model, State, Step
from game.engine.frames import opening_frame
from game.study.lint.seen import conditions_of_cards, some


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """How far two answers lie apart, over all openings in which both were tried."""

    tries: int
    apart: Array
    """(V,) the largest difference of each variable in any month of any try, as a
    share of its range."""
    differs: bool
    """Some lever or ending was not the same."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answered:
    """What became of one answer over all openings in which it was tried."""

    tries: int
    gains: Array
    """(O,) what it scored more than choosing nothing, or than the mean of all rungs,
    summed."""
    leads: Array
    """(parts,) the same of the margins of endings, summed."""
    whole: int
    """Tries in which every answer of the subject was open."""
    best: int
    """Those of them in which it was nowhere worse than another, and somewhere better
    than each."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reached:
    """What came about somewhere in the forks."""

    moved: Mask
    """(V,) it left where it stood at the opening of the fork."""
    possible: Mask
    """(E + R,) as in `Seen`."""
    dealt: Mask
    """(C,) the card came up."""
    ready: Mask
    """(C,) its condition held at some opening."""
    endings: Mask
    """(N,)"""

    @classmethod
    def nothing(cls, model: Model) -> Reached:
        """Return what comes about where nothing is played."""
        spec = model.spec
        return cls(
            moved=np.zeros(len(spec.variables), dtype=np.bool_),
            possible=np.zeros(len(spec.events) + len(spec.red_lines), dtype=np.bool_),
            dealt=np.zeros(len(spec.cards), dtype=np.bool_),
            ready=np.zeros(len(spec.cards), dtype=np.bool_),
            endings=np.zeros(len(spec.endings), dtype=np.bool_),
        )

    def __or__(self, other: Reached) -> Reached:
        """Return what came about in one of two."""
        return Reached(
            moved=self.moved | other.moved,
            possible=self.possible | other.possible,
            dealt=self.dealt | other.dealt,
            ready=self.ready | other.ready,
            endings=self.endings | other.endings,
        )

    def month(self, model: Model, before: State, made: Step) -> Reached:
        """Return it with what came about in a month."""
        possible = some(made.state.raised > 0.0)
        possible[: len(made.chances)] |= some(made.chances > 0.0)
        endings = self.endings.copy()
        ended = made.state.ending[made.state.ending >= 0.0].astype(np.int64)
        endings[np.unique(ended)] = True
        return self | Reached(
            moved=some(made.state.values != before.values),
            possible=possible,
            dealt=some(made.state.opened > 0.0),
            ready=some(
                conditions_of_cards(model, made.state, opening_frame(model, made.state))
            ),
            endings=endings,
        )


@dataclass(slots=True, kw_only=True)
class Forked:
    """What was found of all subjects, by choice; -1 is choosing nothing."""

    reached: Reached
    pairs: dict[tuple[int, int], Compared] = field(default_factory=dict)
    answers: dict[tuple[int, int], Answered] = field(default_factory=dict)
    """By the first choice of the subject, and the answer."""

    def add(self, other: Forked) -> None:
        """Add what was found elsewhere."""
        self.reached |= other.reached
        for pair, compared in other.pairs.items():
            self.compare(pair, compared)
        for key, answered in other.answers.items():
            self.answer(key, answered)

    def compare(self, pair: tuple[int, int], other: Compared) -> None:
        """Add how far two answers lie apart."""
        if pair in self.pairs:
            own = self.pairs[pair]
            other = Compared(
                tries=own.tries + other.tries,
                apart=np.maximum(own.apart, other.apart),
                differs=own.differs or other.differs,
            )
        self.pairs[pair] = other

    def answer(self, key: tuple[int, int], other: Answered) -> None:
        """Add what became of an answer."""
        if key in self.answers:
            own = self.answers[key]
            other = Answered(
                tries=own.tries + other.tries,
                gains=own.gains + other.gains,
                leads=own.leads + other.leads,
                whole=own.whole + other.whole,
                best=own.best + other.best,
            )
        self.answers[key] = other


def subjects(model: Model) -> tuple[tuple[int, ...], ...]:
    """Return the choices of each card, lever and initiative."""
    rows: dict[str, list[int]] = {}
    for index, choice in enumerate(model.choices):
        if choice.kind != ChoiceKind.MANDATE:
            rows.setdefault(choice.id, []).append(index)
    return tuple(tuple(own) for own in rows.values())
