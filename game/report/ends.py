"""Entries on how it can end: what each ending takes, and how things stand with that.

A condition is told part by part in the words of the file, with what the player sees of
each number; behind them it stands as the file writes it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from game.engine.expression import (
    Apply,
    Expression,
    Number,
    Operator,
    Read,
    Source,
    Truth,
    reads,
)
from game.report.entries import EntryView
from game.report.figures import significant, with_unit
from game.report.numbers import number
from game.words import Message, message, render

if TYPE_CHECKING:
    from collections.abc import Iterator

    from game.report.known import Known
    from game.scenario.desk import Ending

_COMPARED: dict[Operator, Message] = {
    Operator.LESS: message("below {bound}"),
    Operator.LESS_EQUAL: message("at most {bound}"),
    Operator.GREATER: message("above {bound}"),
    Operator.GREATER_EQUAL: message("at least {bound}"),
    Operator.EQUAL: message("exactly {bound}"),
}
_GRADES: dict[str, Message] = {
    "kept": message("It counts as good."),
    "mixed": message("It counts as mixed."),
    "loss": message("It counts as lost."),
}


def ends(known: Known) -> Iterator[EntryView]:
    """Yield an entry for every ending, the one that goes before others first."""
    labels = known.labels
    rows = labels.scenario.document.endings
    keys = sorted(rows, key=lambda key: (rows[key].rank, key))
    for key in keys:
        row, path = rows[key], f"endings.{key}"
        order = labels.say(
            "Of several that hold, the one with the lowest number comes; this has "
            "{rank}.",
            rank=row.rank,
        )
        whole = labels.scenario.expression(f"{path}.when", labels.spec.level)
        written = labels.scenario.expression_source(f"{path}.when")
        sure = all(map(_is_sure, _conjuncts(whole)))
        is_last = sure and not row.early and key == keys[-1]
        rule = () if is_last else ((labels.say("rule"), written),)
        yield EntryView(
            id=path,
            title=labels.text(f"{path}.title"),
            kind="ends",
            text=" ".join(
                (
                    _when(known, row, is_last=is_last),
                    render(_GRADES[row.grade], labels.language),
                    *(() if is_last else (order,)),
                )
            ),
            facts=(*_parts(known, whole), *rule),
            links=tuple(
                dict.fromkeys(
                    f"variables.{read.id}"
                    for read in reads(whole)
                    if read.source is Source.VARIABLE
                )
            ),
        )


def _when(known: Known, row: Ending, *, is_last: bool) -> str:
    """Say at which closes a condition counts; `is_last`: of what no other one takes."""
    say = known.labels.say
    if is_last:
        return say("It comes when no other ending does.")
    if not row.early:
        return say("It comes at the last close if all of this holds.")
    if row.hold == 1:
        return say("It ends the game at any close at which all of this holds.")
    return say(
        "It ends the game when all of this holds at {count} closes in a row.",
        count=row.hold,
    )


def _parts(known: Known, whole: Expression) -> Iterator[tuple[str, str]]:
    """Yield each part of a condition that compares one thing with a number."""
    labels = known.labels
    for part in _conjuncts(whole):
        if not isinstance(part, Apply) or part.operator not in _COMPARED:
            continue
        one, other = part.arguments
        value = _literal(other)
        if not isinstance(one, Read) or value is None:
            continue
        told = render(_COMPARED[part.operator], labels.language)
        if one.source is Source.VARIABLE:
            unit = labels.unit(one.id)
            bound = with_unit(significant(value), unit)
            asked = told.format(bound=bound)
            if known.is_seen(one.id):
                now = number(known, one.id).text
                asked = labels.say("{asked}; now {number}", asked=asked, number=now)
            yield labels.text(f"variables.{one.id}.label"), asked
        elif one.source is Source.LEVER:
            rungs = labels.scenario.document.levers[one.id].rungs
            rung = rungs[int(value)].id
            bound = labels.text(f"levers.{one.id}.rungs.{rung}.label")
            yield labels.text(f"levers.{one.id}.label"), told.format(bound=bound)


def _literal(expression: Expression) -> float | None:
    """Return a number, or one with its sign turned; None for anything else."""
    if isinstance(expression, Number):
        return expression.value
    if isinstance(expression, Apply) and expression.operator is Operator.NEGATE:
        found = _literal(expression.arguments[0])
        return None if found is None else -found
    return None


def _is_sure(part: Expression) -> bool:
    """Tell whether a part of a condition asks only that the calendar is over."""
    if isinstance(part, Truth):
        return part.value
    over = (Read(Source.TURN, ""), Read(Source.TURNS, ""))
    ends = (Operator.GREATER_EQUAL, Operator.EQUAL)
    return isinstance(part, Apply) and part.operator in ends and part.arguments == over


def _conjuncts(expression: Expression) -> Iterator[Expression]:
    """Yield the parts that must all hold."""
    if isinstance(expression, Apply) and expression.operator is Operator.AND:
        for argument in expression.arguments:
            yield from _conjuncts(argument)
    else:
        yield expression
