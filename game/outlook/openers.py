"""What opens a rung that is closed at first: the initiatives that move it that way."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from game.engine import (
    Apply,
    Chance,
    Expression,
    Model,
    Read,
    Source,
    State,
    Truth,
    begin,
    evaluate,
    reads,
)
from game.engine.expression import conjuncts
from game.outlook.lines import Choices


def openers(model: Model) -> dict[int, Choices]:
    """Return for rungs that are closed at first the initiatives that open them.

    They are those that move a number, on which a part of what the rung requires fails,
    towards where that part holds. A number may have to rise or to fall; where neither
    alone is enough, whatever moves it counts.
    """
    start = begin(model, Chance(0, "outlook"), np.zeros(1, dtype=np.uint64))
    rows = {choice.line: row for row, choice in enumerate(model.choices)}
    found = {}
    for lever in model.spec.levers:
        for rung in lever.rungs:
            closed = (
                part
                for part in conjuncts(rung.requires)
                if any(reads(part)) and not evaluate(model, start, part).all()
            )
            first = dict.fromkeys(
                rows[initiative]
                for part in closed
                for number in dict.fromkeys(read.id for read in reads(part))
                for initiative in _moving(model, start, number, part)
            )
            if first:
                found[rows[f"{lever.id} {rung.id}"]] = tuple(first)
    return found


def _moving(model: Model, start: State, number: str, part: Expression) -> list[str]:
    """Return the initiatives that move a number the way that a part needs it."""
    pulls: dict[str, float] = {}
    own = {row.id for row in model.spec.initiatives}
    for effect in model.spec.effects:
        if effect.target == number:
            for one in dict.fromkeys(reads(effect.amount)):
                if one.source is Source.HAPPENED and one.id in own:
                    pull = _pull(model, start, effect.amount, one)
                    pulls[one.id] = pulls.get(one.id, 0.0) + pull
    way = _way(model, start, number, part) if pulls else 0.0
    return [one for one, pull in pulls.items() if way * pull > 0.0 or not way]


def _pull(model: Model, start: State, amount: Expression, happening: Read) -> float:
    """Return what an amount is more if something happens than if it does not."""
    with_it, without = (
        evaluate(model, start, _given(amount, happening, Truth(is_so)))
        for is_so in (True, False)
    )
    return float(with_it[0]) - float(without[0])


def _given(whole: Expression, read: Read, truth: Truth) -> Expression:
    """Return an expression with a truth in place of what reads it."""
    if isinstance(whole, Apply):
        parts = tuple(_given(part, read, truth) for part in whole.arguments)
        return Apply(whole.operator, parts)
    return truth if whole == read else whole


def _way(model: Model, start: State, number: str, part: Expression) -> float:
    """Return 1 where a number has to rise for a part to hold, -1 to fall, else 0."""
    place = [row.id for row in model.spec.variables].index(number)
    row = model.spec.variables[place]
    holds = []
    for end in (row.low, row.high):
        values = start.values.copy()
        values[place] = end
        state = replace(start, values=values)
        holds.append(float(evaluate(model, state, part)[0]))
    return holds[1] - holds[0]
