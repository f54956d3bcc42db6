"""Conditions told part by part: what each asks, and what the player sees of it."""

from __future__ import annotations

from dataclasses import dataclass
from operator import eq, ge, gt, le, lt
from typing import TYPE_CHECKING

from game.engine.expression import (
    Apply,
    Expression,
    Number,
    Operator,
    Read,
    Source,
    Truth,
    conjuncts,
)
from game.report.figures import significant, with_unit
from game.report.hanging import fold
from game.report.numbers import number
from game.words import Message, message, render

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from typing import TypeAlias

    from game.report.known import Known

    Reader: TypeAlias = Callable[[Expression], float]
    """Works out what an amount comes to now, as the player would draw it."""

_COMPARED: dict[Operator, Message] = {
    Operator.LESS: message("below {bound}"),
    Operator.LESS_EQUAL: message("at most {bound}"),
    Operator.GREATER: message("above {bound}"),
    Operator.GREATER_EQUAL: message("at least {bound}"),
    Operator.EQUAL: message("exactly {bound}"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One part of a condition, all of which must hold."""

    expression: Expression
    label: str
    """What it is about; empty where it cannot be told in a few words."""
    asked: str = ""
    """What that must be: `below 3 units`; empty where it must have taken place."""
    now: str = ""
    """What it is now, or empty where the player does not see it."""
    state: str = ""
    """Of something that is or is not, in place of both: what must be, and what is."""


def parts(
    known: Known,
    whole: Expression,
    read: Reader | None = None,
) -> Iterator[Part]:
    """Yield each part of a condition that asks for more than the calendar's end.

    Args:
        known: what the player knows.
        whole: the condition.
        read: works out a named quantity of which the player sees all; without it
            nothing is told of what these are now.
    """
    for part in conjuncts(whole):
        if not is_sure(part):
            yield _told(known, part, read)


def is_sure(part: Expression) -> bool:
    """Tell whether a part of a condition asks only that the calendar is over."""
    if isinstance(part, Truth):
        return part.value
    over = (Read(Source.TURN, ""), Read(Source.TURNS, ""))
    ends = (Operator.GREATER_EQUAL, Operator.EQUAL)
    return isinstance(part, Apply) and part.operator in ends and part.arguments == over


def _told(known: Known, part: Expression, read: Reader | None) -> Part:
    if isinstance(part, Read) and part.source in {Source.HAPPENED, Source.EVER}:
        return Part(expression=part, label=known.labels.happening(part.id))
    if isinstance(part, Apply) and part.operator is Operator.OR:
        return _either(known, part, read)
    if isinstance(part, Apply) and part.operator in _COMPARED:
        one, other = part.arguments
        if isinstance(one, Read):
            if part == _ever(one):
                return Part(expression=part, label=known.labels.happening(one.id))
            value = fold(other, _unknown)
            if value is not None:
                wanted = _wanted(known, one, part.operator, value)
                if wanted is not None:
                    return _state(known, part, one.id, value, wanted=wanted)
                rungs = _rungs(known, one, other)
                label, bound, now = _compared(known, one, value, read, rungs)
                told = render(_COMPARED[part.operator], known.labels.language)
                asked = told.format(bound=bound)
                return Part(expression=part, label=label, asked=asked, now=now)
    return Part(expression=part, label="")


def _wanted(known: Known, one: Read, operator: Operator, value: float) -> bool | None:
    """Tell whether a thing that is or is not must be; None for any other number."""
    if one.source is not Source.VARIABLE or known.labels.decimals[one.id]:
        return None
    row = known.variables[one.id]
    if (row.low, row.high) != (0.0, 1.0) or row.rate:
        return None
    return _YES_OR_NO.get((operator, value))


_YES_OR_NO = {
    (Operator.LESS, 1.0): False,
    (Operator.LESS_EQUAL, 0.0): False,
    (Operator.EQUAL, 0.0): False,
    (Operator.GREATER_EQUAL, 1.0): True,
    (Operator.GREATER, 0.0): True,
    (Operator.EQUAL, 1.0): True,
}
_COMPARES: dict[Operator, Callable[[float, float], bool]] = {
    Operator.LESS: lt,
    Operator.LESS_EQUAL: le,
    Operator.EQUAL: eq,
    Operator.GREATER_EQUAL: ge,
    Operator.GREATER: gt,
}
_STATES = {
    (True, True): message("It must be so, and it is."),
    (True, False): message("It must be so; it is not yet."),
    (False, True): message("It must not be so; it still is."),
    (False, False): message("It must not be so, and it is not."),
    (True, None): message("It must be so."),
    (False, None): message("It must not be so."),
}
"""What must be, and what is: None where that is not seen."""


def _state(
    known: Known,
    part: Apply,
    variable: str,
    bound: float,
    *,
    wanted: bool,
) -> Part:
    """Tell a part that asks whether something is or is not.

    What stands between yes and no is what the part takes it for.
    """
    labels, holds = known.labels, None
    if known.is_exact(variable):
        met = _COMPARES[part.operator](known.series(variable)[-1], bound)
        holds = wanted is met
    asked = labels.say("it is so") if wanted else labels.say("it is not so")
    return Part(
        expression=part,
        label=labels.text(f"variables.{variable}.label"),
        asked=asked,
        state=render(_STATES[wanted, holds], labels.language),
    )


def _unknown(_: Read) -> None:
    """Know nothing of what is read: only what the file writes itself counts."""


def _ever(read: Read) -> Expression:
    """Return how a file writes that something has taken place at all."""
    return Apply(Operator.LESS_EQUAL, (read, Read(Source.TURNS, "")))


def _either(known: Known, part: Apply, read: Reader | None) -> Part:
    """Tell a part of which one thing or another must hold, if each can be told."""
    say, own = known.labels.say, [_told(known, one, read) for one in part.arguments]
    if not all(one.label for one in own):
        return Part(expression=part, label="")
    asked = own[0].asked or say("it has come")
    for one in own[1:]:
        asked = say(
            "{asked}, or {label} {other}",
            asked=asked,
            label=one.label,
            other=one.asked or say("it has come"),
        )
    now = "; ".join(one.now for one in own if one.now)
    return Part(expression=part, label=own[0].label, asked=asked, now=now)


def _rungs(known: Known, one: Read, other: Expression) -> dict[float, str]:
    """Return by number what the rungs are called that something is compared with.

    A number is one of rungs where it is a lever, or is compared with a rung.
    """
    if one.source is Source.LEVER:
        lever = one.id
    elif isinstance(other, Number):
        lever = other.rung.partition(".")[0]
    else:
        lever = ""
    row = known.labels.scenario.document.levers.get(lever)
    return {
        float(place): known.labels.text(f"levers.{lever}.rungs.{rung.id}.label")
        for place, rung in enumerate(row.rungs if row is not None else ())
    }


def _compared(
    known: Known,
    one: Read,
    value: float,
    read: Reader | None,
    rungs: Mapping[float, str],
) -> tuple[str, str, str]:
    """Return what is compared, with what, and what it is now; no label for neither."""
    labels, bound = known.labels, rungs.get(value) or significant(value)
    if one.source is Source.VARIABLE:
        if value not in rungs:
            bound = with_unit(bound, labels.unit(one.id))
        now = number(known, one.id).text if known.is_seen(one.id) else ""
        if known.is_exact(one.id):
            now = rungs.get(known.series(one.id)[-1], now)
        return labels.text(f"variables.{one.id}.label"), bound, now
    if one.source is Source.LEVER:
        in_force = rungs[dict(known.now.levers)[one.id]]
        return labels.text(f"levers.{one.id}.label"), bound, in_force
    if one.source is not Source.DERIVED:
        return "", bound, ""
    sees = labels.scenario.reads_exact_only(one)
    seen = read(one) if read is not None and sees else None
    now = "" if seen is None else rungs.get(seen) or significant(seen)
    own = labels.text(f"derived.{one.id}.label") or one.id.replace("_", " ")
    return own, bound, now
