"""What an act of the player's own hangs on: levers that its outcome reads.

An act may put forward what a lever holds ready: then it must say what that is, and what
each rung of it would bring. Both are read off the effects of the act, or of how another
answers it; nothing is known of it but what the file writes.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from game.engine.expression import (
    Expression,
    Number,
    Operator,
    Read,
    Source,
    Truth,
    reads,
)

if TYPE_CHECKING:
    from game.engine.spec import Effect, Spec

_CAME = {Source.HAPPENED, Source.SINCE}
_FAR = 2.0
Known = Callable[[Read], float | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What follows if an act, or an answer to it, takes place."""

    happening: str
    brings: tuple[tuple[tuple[str, int], ...], ...]
    """For each rung of the lever: the variables that it moves, with the way: 1 up, -1
    down, twice that where it goes at least twice as far as at another rung."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Hanging:
    """A lever that the outcome of an act reads."""

    lever: str
    outcomes: tuple[Outcome, ...]


def hanging(
    spec: Spec, listed: Callable[[str], bool]
) -> dict[str, tuple[Hanging, ...]]:
    """Return what each initiative hangs on; those that hang on nothing are left out.

    Args:
        spec: the crisis.
        listed: tells whether an effect, by its id, is one to look at.
    """
    levers = {lever.id: len(lever.rungs) for lever in spec.levers}
    by_act: dict[str, dict[str, list[Effect]]] = {}
    for effect in spec.effects:
        if not listed(effect.id):
            continue
        found = list(reads(effect.amount))
        named = {read.id for read in found if read.source is Source.LEVER}
        for came in {read.id for read in found if read.source in _CAME}:
            for lever in named:
                by_act.setdefault(came, {}).setdefault(lever, []).append(effect)
    answers = _answers(spec)
    every: dict[str, tuple[Hanging, ...]] = {}
    for act in spec.initiatives:
        happenings = [h for h in (act.id, *answers.get(act.id, ())) if h in by_act]
        rows = (
            Hanging(lever=key, outcomes=tuple(_parting(key, many, happenings, by_act)))
            for key, many in levers.items()
        )
        if kept := tuple(row for row in rows if row.outcomes):
            every[act.id] = kept
    return every


def is_unanswered(spec: Spec, act: str, happened: Collection[str]) -> bool:
    """Tell whether a government that was to answer an act of the player's own did not.

    A rule is there to answer an act if all of its options but one read it, two or more.

    Args:
        spec: the crisis.
        act: the initiative, which was carried out.
        happened: what happened in that turn.
    """
    for rule in spec.rules:
        answers = {
            f"{rule.id}.{option.id}"
            for option in rule.options
            if any(r.id == act and r.source in _CAME for r in reads(option.utility))
        }
        is_for_it = 1 < len(answers) == len(rule.options) - 1
        if is_for_it and answers.isdisjoint(happened):
            return True
    return False


def _parting(
    lever: str,
    rungs: int,
    happenings: list[str],
    by_act: Mapping[str, Mapping[str, list[Effect]]],
) -> Iterator[Outcome]:
    """Yield the outcomes that the rungs of a lever make different."""
    for happening in happenings:
        found = _outcome(happening, lever, rungs, by_act[happening].get(lever, []))
        if len(set(found.brings)) > 1:
            yield found


def _answers(spec: Spec) -> Mapping[str, list[str]]:
    """Return for every happening the options of others whose utility reads it."""
    found: dict[str, list[str]] = {}
    for rule in spec.rules:
        for option in rule.options:
            for act in {r.id for r in reads(option.utility) if r.source in _CAME}:
                found.setdefault(act, []).append(f"{rule.id}.{option.id}")
    return found


def _outcome(happening: str, lever: str, rungs: int, effects: list[Effect]) -> Outcome:
    """Work out what a happening moves at each rung, as far as the file settles it."""
    amounts: list[dict[str, float]] = []
    for rung in range(rungs):

        def known(read: Read, rung: int = rung) -> float | None:
            if read.source is Source.LEVER and read.id == lever:
                return float(rung)
            if read.source is Source.HAPPENED:
                return float(read.id == happening)
            is_now = read.source is Source.SINCE and read.id == happening
            return 0.0 if is_now else None

        found = ((effect.target, fold(effect.amount, known)) for effect in effects)
        amounts.append({target: amount for target, amount in found if amount})
    brings = (
        tuple((key, _way(amount, key, amounts)) for key, amount in moved.items())
        for moved in amounts
    )
    return Outcome(happening=happening, brings=tuple(brings))


def _way(amount: float, variable: str, amounts: list[dict[str, float]]) -> int:
    """Tell which way a variable goes, and whether it goes twice as far as elsewhere."""
    sizes = [abs(moved[variable]) for moved in amounts if variable in moved]
    far = abs(amount) >= _FAR * min(sizes)
    return (2 if far else 1) * (1 if amount > 0.0 else -1)


def fold(expression: Expression, known: Known) -> float | None:
    """Work out an expression where what it reads is known; None where it is not.

    A truth is 1 or 0. What is not known does not count where it cannot matter: times
    nothing, or beside a truth that settles the whole.
    """
    if isinstance(expression, Number | Truth):
        return float(expression.value)
    if isinstance(expression, Read):
        return known(expression)
    operator = expression.operator
    values = [fold(argument, known) for argument in expression.arguments]
    if operator is Operator.IF:
        return None if values[0] is None else values[1 if values[0] else 2]
    settles, worked = _SETTLES.get(operator), _WORKED.get(operator)
    if settles is not None and settles in values:
        return settles
    sure = [value for value in values if value is not None]
    return worked(*sure) if worked and len(sure) == len(values) else None


_SETTLES: dict[Operator, float] = {
    Operator.AND: 0.0,
    Operator.OR: 1.0,
    Operator.MULTIPLY: 0.0,
}
_WORKED: dict[Operator, Callable[..., float]] = {
    Operator.ADD: lambda a, b: a + b,
    Operator.SUBTRACT: lambda a, b: a - b,
    Operator.MULTIPLY: lambda a, b: a * b,
    Operator.NEGATE: lambda a: -a,
    Operator.LESS: lambda a, b: float(a < b),
    Operator.LESS_EQUAL: lambda a, b: float(a <= b),
    Operator.GREATER: lambda a, b: float(a > b),
    Operator.GREATER_EQUAL: lambda a, b: float(a >= b),
    Operator.EQUAL: lambda a, b: float(a == b),
    Operator.NOT_EQUAL: lambda a, b: float(a != b),
    Operator.AND: lambda *values: float(all(values)),
    Operator.OR: lambda *values: float(any(values)),
    Operator.NOT: lambda a: float(not a),
    Operator.MIN: min,
    Operator.MAX: max,
}
