"""How the score of a duty is put together from numbers, and what moved it.

A duty is scored by a sum, on a scale from 0 to 100. Each summand counts some points
of it, so what a number did to the score last turn is told exactly; what is no sum is
told whole. Only what the player sees is read.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from itertools import chain
from math import isfinite
from typing import TYPE_CHECKING

from game.engine.expression import Apply, Expression, Number, Operator, Read, Source
from game.report.causes import Causes, cut_off
from game.report.duties import is_told
from game.report.figures import apportion, plain, signed, significant, units
from game.report.hanging import fold
from game.report.numbers import number
from game.report.whys import CauseView, Why

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from game.engine.spec import Objective
    from game.report.known import Known
    from game.report.labels import Labels

    Reader = Callable[[Expression, int], float]

_WHOLE = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Sum:
    """An amount taken apart: a constant, and how often each other thing counts."""

    constant: Fraction
    times: Mapping[Expression, Fraction]


def take_apart(whole: Expression, derived: Mapping[str, Expression]) -> Sum:
    """Take an amount apart into what it adds up.

    Args:
        whole: the amount.
        derived: the expression of each derived quantity.
    """
    constant, times = Fraction(0), dict[Expression, Fraction]()
    for leaf, factor in _summands(whole, Fraction(1), derived):
        if isinstance(leaf, Number):
            constant += factor * Fraction(leaf.value)
        else:
            times[leaf] = times.get(leaf, Fraction(0)) + factor
    return Sum(constant=constant, times=times)


def _summands(
    one: Expression, factor: Fraction, derived: Mapping[str, Expression]
) -> Iterator[tuple[Expression, Fraction]]:
    if isinstance(one, Read) and one.source is Source.DERIVED:
        inner = derived[one.id]
        if isinstance(inner, Read) or (
            isinstance(inner, Apply) and inner.operator in ADDS
        ):
            yield from _summands(inner, factor, derived)
            return
    if isinstance(one, Apply):
        signs = ADDS.get(one.operator)
        parts = list(zip(one.arguments, signs or (), strict=False))
        known = [fold(argument, lambda _: None) for argument in one.arguments]
        if signs:
            for argument, sign in parts:
                yield from _summands(argument, sign * factor, derived)
            return
        if one.operator is Operator.MULTIPLY and known[0] is not None:
            yield from _summands(one.arguments[1], factor * Fraction(known[0]), derived)
            return
        if one.operator is Operator.MULTIPLY and known[1] is not None:
            yield from _summands(one.arguments[0], factor * Fraction(known[1]), derived)
            return
        if one.operator is Operator.DIVIDE and known[1]:
            yield from _summands(one.arguments[0], factor / Fraction(known[1]), derived)
            return
    yield one, factor


ADDS: dict[Operator, tuple[int, ...]] = {
    Operator.ADD: (1, 1),
    Operator.SUBTRACT: (1, -1),
    Operator.NEGATE: (-1,),
}
"""The signs of what an operation adds up."""


def why_duty(known: Known, path: str, read: Reader) -> Why:
    """Return how a duty's score is put together, and what moved it last turn.

    Args:
        known: What the player knows.
        path: The duty, as `objectives.ID`.
        read: Works out what an amount comes to at the opening of a turn, by what the
            player sees.

    Raises:
        KeyError: If there is no such duty.
    """
    labels, spec = known.labels, known.labels.spec
    rows = {f"objectives.{row.id}": row for row in spec.objectives}
    row, label = rows[path], labels.text(f"{path}.label")
    if not is_told(spec, row.value):
        opened = labels.say("How it stands is opened at the end.")
        return _untold(path, label, opened)
    start, leaves = put_together(known, row)
    turns = (known.turn, max(1, known.turn - 1))
    seen = [[read(leaf.amount, turn) for leaf in leaves] for turn in turns]
    if not all(map(isfinite, chain(*seen))):
        return _untold(
            path, label, labels.say("It comes to no number as things stand.")
        )
    now, then = (list(map(Fraction, amounts)) for amounts in seen)
    parts = [leaf.points * amount for leaf, amount in zip(leaves, now, strict=True)]
    raw = start + sum(parts)
    was = start + sum(o.points * amount for o, amount in zip(leaves, then, strict=True))
    score, earlier = _clipped(raw), _clipped(was)
    causes = Causes(known)
    moved = [
        (leaf.id, leaf.label, leaf.points * (own - old), leaf.moved(causes))
        for leaf, own, old in zip(leaves, now, then, strict=True)
    ]
    limit = _limit(labels, raw, was)
    kept = labels.say("A score stays between 0 and 100.")
    moved.append(("limit", limit, (score - raw) - (earlier - was), kept))
    whole = [
        ("part:scale", labels.say("where the scale begins"), start, _scale(known, row)),
        *(
            (f"part:{leaf.id}", leaf.label, points, leaf.counts(amount))
            for leaf, points, amount in zip(leaves, parts, now, strict=True)
        ),
        ("part:limit", limit, score - raw, kept),
    ]
    after, first = units(float(score), 1), units(float(earlier), 1)
    said = [labels.text(f"{path}.text")]
    if any(leaf.is_rough for leaf in leaves):
        said.append(labels.say("It rests on estimates."))
    first_turn = known.turn == 1
    if first_turn:
        said.insert(0, labels.say("Nothing has moved yet: no turn is over."))
    return Why(
        id=path,
        label=label,
        before=plain(first, 1),
        after=plain(after, 1),
        change="" if first_turn else signed(after - first, 1),
        lines=() if first_turn else _views(moved, after - first),
        closes=score - earlier == sum(row[2] for row in moved),
        note=" ".join(filter(None, said)),
        parts=_views(whole, after),
        made_of=labels.say("Its score of 100, put together:"),
    )


def put_together(known: Known, row: Objective) -> tuple[Fraction, tuple[Leaf, ...]]:
    """Return where the scale of a duty begins, in points, and what it adds up."""
    derived = {one.id: one.expression for one in known.labels.spec.derived}
    scale = Fraction(_WHOLE) / (Fraction(row.top) - Fraction(row.bottom))
    made = take_apart(row.value, derived)
    leaves = (Leaf(known, one, factor * scale) for one, factor in made.times.items())
    return (made.constant - Fraction(row.bottom)) * scale, tuple(leaves)


def _untold(path: str, label: str, note: str) -> Why:
    return Why(
        id=path,
        label=label,
        before="",
        after="?",
        change="",
        lines=(),
        closes=True,
        note=note,
    )


def _clipped(score: Fraction) -> Fraction:
    return min(Fraction(_WHOLE), max(Fraction(0), score))


def _limit(labels: Labels, *scores: Fraction) -> str:
    """Name the limit that some scores go beyond; both, where they differ in it."""
    ends = {max(0, min(_WHOLE, score)) for score in scores if score != _clipped(score)}
    if len(ends) != 1:
        return labels.say("cut off at its limit")
    return cut_off(str(*ends), labels.language)


def _views(
    rows: Sequence[tuple[str, str, Fraction, str]], total: int
) -> tuple[CauseView, ...]:
    """Show amounts so that they sum to a total; those of nothing are left out."""
    told = sorted((row for row in rows if row[2]), key=lambda row: -abs(row[2]))
    points = apportion([float(row[2]) for row in told], total, 1)
    # What is shown decides: rounded so as to add up, a larger one may be less.
    shown = sorted(zip(told, points, strict=True), key=lambda row: -abs(row[1]))
    return tuple(
        CauseView(
            id=key,
            label=label,
            amount=signed(part, 1),
            value=float(amount),
            by="",
            sentence=sentence,
            rule="",
        )
        for (key, label, amount, sentence), part in shown
    )


def _scale(known: Known, row: Objective) -> str:
    return known.labels.say(
        "A sum of {bottom} scores 0, one of {top} scores 100.",
        bottom=significant(row.bottom),
        top=significant(row.top),
    )


class Leaf:
    """Something that a score adds up: a number, or what is no sum."""

    def __init__(self, known: Known, amount: Expression, points: Fraction) -> None:
        self.amount, self.points = amount, points
        self._known = known
        self.variable, self.id = "", repr(amount)
        if isinstance(amount, Read):
            self.id = f"{amount.source.value}:{amount.id}"
            if amount.source is Source.VARIABLE and known.is_seen(amount.id):
                self.variable = amount.id
        self.label = self._label()

    @property
    def is_rough(self) -> bool:
        """Whether it is known by estimates only."""
        return bool(self.variable) and not self._known.is_exact(self.variable)

    def _label(self) -> str:
        labels, amount = self._known.labels, self.amount
        if self.variable:
            return labels.text(f"variables.{self.variable}.label")
        if isinstance(amount, Read) and amount.source is Source.DERIVED:
            own = labels.text(f"derived.{amount.id}.label")
            return own or amount.id.replace("_", " ")
        return labels.say("a part of the rule")

    def counts(self, amount: Fraction) -> str:
        """Say where it stands, and how much each one of it counts."""
        text = significant(float(amount))
        if self.variable:
            text = number(self._known, self.variable).text
        return self._known.labels.say(
            "Now {number}; each unit counts {points} of the 100.",
            number=text,
            points=significant(float(self.points)),
        )

    def moved(self, causes: Causes) -> str:
        """Say what moved it most."""
        if not self.variable:
            return ""
        view = number(self._known, self.variable)
        because = causes.because(self.variable)
        say = self._known.labels.say
        if not because:
            return say("Last turn it changed by {change}.", change=view.change)
        return say(
            "Last turn it changed by {change}; most by: {because}.",
            change=view.change,
            because=because,
        )
