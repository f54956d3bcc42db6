"""A month in straight numpy: what somebody would write first, as a yardstick.

One array a name, a fresh one for every operation, every expression walked again
wherever it stands, np.exp for the choices, numpy's own draws. It plays the same
rules for a player who holds, but keeps no promise about bits.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import reduce
from typing import Any

import numpy as np

from game.engine import (
    Draw,
    Expression,
    Number,
    Operator,
    Read,
    Source,
    Spec,
    State,
    Truth,
    happenings,
)
from game.engine.expression import NEVER

Value = Any


def _sat(part: Value, rest: Value) -> Value:
    part = np.maximum(part, 0.0)
    return np.where((part == 0.0) & (rest == 0.0), 0.0, part / (part + rest))


def _hill(x: Value, half: Value, times: Value) -> Value:
    return _sat(np.maximum(x, 0.0) ** times, half**times)


def _ramp(x: Value, low: Value, high: Value) -> Value:
    inside = np.clip((x - low) / (high - low), 0.0, 1.0)
    return np.where(low == high, x >= high, inside)


def _sigmoid(x: Value, middle: Value, width: Value) -> Value:
    z = (x - middle) / width
    return (1.0 + z / np.sqrt(1.0 + z * z)) / 2.0


_OPERATIONS: dict[Operator, Callable[..., Value]] = {
    Operator.ADD: np.add,
    Operator.SUBTRACT: np.subtract,
    Operator.MULTIPLY: np.multiply,
    Operator.DIVIDE: np.divide,
    Operator.NEGATE: np.negative,
    Operator.LESS: np.less,
    Operator.LESS_EQUAL: np.less_equal,
    Operator.GREATER: np.greater,
    Operator.GREATER_EQUAL: np.greater_equal,
    Operator.EQUAL: np.equal,
    Operator.NOT_EQUAL: np.not_equal,
    Operator.AND: lambda *given: reduce(np.logical_and, given),
    Operator.OR: lambda *given: reduce(np.logical_or, given),
    Operator.NOT: np.logical_not,
    Operator.IF: np.where,
    Operator.MIN: lambda *given: reduce(np.minimum, given),
    Operator.MAX: lambda *given: reduce(np.maximum, given),
    Operator.ABS: np.abs,
    Operator.SQRT: np.sqrt,
    Operator.CLAMP: np.clip,
    Operator.POS: lambda x: np.maximum(x, 0.0),
    Operator.SAT: _sat,
    Operator.HILL: _hill,
    Operator.RAMP: _ramp,
    Operator.STEP: lambda x, at: np.where(x >= at, 1.0, 0.0),
    Operator.SIGMOID: _sigmoid,
    Operator.DIV: lambda x, y, other: np.where(y == 0.0, other, x / y),
}


@dataclass(slots=True)
class Straight:
    """Many worlds of a crisis whose player holds."""

    spec: Spec
    width: int
    banks: dict[Source, dict[str, Value]]
    opened: list[Value]
    raised: list[Value]
    held: list[Value]
    thresholds: Value
    delays: list[list[Value]]
    biases: Value
    random: np.random.Generator
    turn: int = 1
    mandate: Sequence[str] = ()
    ledger: dict[str, Value] = field(default_factory=dict)

    @classmethod
    def begin(cls, spec: Spec, state: State) -> Straight:
        """Take over the opening of month 1 from the engine."""
        width = state.worlds.size
        never = np.full(width, NEVER)
        levers = dict(zip((x.id for x in spec.levers), state.levers, strict=True))
        values = dict(zip((x.id for x in spec.variables), state.values, strict=True))
        return cls(
            spec=spec,
            width=width,
            banks={
                Source.VARIABLE: values,
                Source.PREVIOUS: values,
                Source.LEVER: levers,
                Source.PREVIOUS_LEVER: levers,
                Source.TYPE: dict(
                    zip((x.id for x in spec.types), state.types, strict=True)
                ),
                Source.SINCE: dict.fromkeys(happenings(spec), never),
                Source.FRESHNESS: {x.id: np.ones(width) for x in spec.initiatives},
            },
            opened=list(state.opened),
            raised=list(state.raised),
            held=list(state.held),
            thresholds=state.thresholds,
            delays=[[np.zeros(width)] * effect.stages for effect in spec.effects],
            biases=state.biases,
            random=np.random.default_rng(1),
        )

    def value(self, expression: Expression) -> Value:
        """Walk an expression with a fresh array for every operation."""
        if isinstance(expression, Number | Truth):
            return expression.value
        if isinstance(expression, Read):
            return self.read(expression.source, expression.id)
        given = [self.value(argument) for argument in expression.arguments]
        return _OPERATIONS[expression.operator](*given)

    def read(self, source: Source, name: str) -> Value:
        """Return one quantity."""
        if source is Source.HAPPENED:
            return self.banks[Source.SINCE][name] == 0.0
        if source is Source.EVER:
            return self.banks[Source.SINCE][name] < NEVER
        fixed = {
            Source.TURN: self.turn,
            Source.TURNS: self.spec.turns,
            Source.LEVEL: self.spec.level,
            Source.LEAD: name in self.mandate[:1],
            Source.PRIORITY: name in self.mandate[1:],
        }
        return fixed[source] if source in fixed else self.banks[source][name]

    def happen(self, name: str, where: Value) -> None:
        """Let something take place where a truth holds."""
        since = self.banks[Source.SINCE]
        since[name] = np.where(where, 0.0, since[name])

    def derive(self) -> None:
        """Work out the derived quantities, in order."""
        self.banks[Source.DERIVED] = found = {}
        for quantity in self.spec.derived:
            found[quantity.id] = self.value(quantity.expression)

    def month(self) -> None:
        """Play one month."""
        spec = self.spec
        if spec.mandate.default and self.turn >= spec.mandate.turn:
            self.mandate = spec.mandate.default
        for row, card in enumerate(spec.cards):
            waited = self.turn - self.opened[row] + 1
            late = (self.opened[row] > 0) & (waited >= card.deadline)
            self.happen(card.id, late)
            self.happen(f"{card.id}.{card.default}", late)
            self.opened[row] = np.where(late, 0.0, self.opened[row])
        self.derive()
        self._strike()
        self.derive()
        self._choose()
        before = self.banks[Source.VARIABLE]
        self.banks[Source.VARIABLE] = self._move(before)
        self.banks[Source.PREVIOUS] = before
        self.derive()
        self._close()
        self.turn += 1
        self.derive()
        self._deal()
        for row, source in enumerate(spec.estimates):
            noise = self.random.standard_normal(self.width)
            seen = self.banks[Source.VARIABLE][source.variable]
            _ = seen + source.bias * self.biases[row] + source.noise * noise

    def _strike(self) -> None:
        spec, since = self.spec, dict(self.banks[Source.SINCE])
        for row, event in enumerate(spec.events):
            free = ~(event.once & (since[event.id] < NEVER))
            free &= since[event.id] > event.cooldown
            hazard = self.value(event.hazard) * (event.turn in {0, self.turn})
            struck = self.random.random(self.width) < hazard
            self.happen(event.id, free & (struck | (self.raised[row] > 0)))
        for row, line in enumerate(spec.red_lines, len(spec.events)):
            self.happen(line.id, self.raised[row] > 0)

    def _choose(self) -> None:
        for rule in self.spec.rules:
            wanted = np.array(
                [
                    np.broadcast_to(self.value(option.utility), self.width)
                    for option in rule.options
                ]
            )
            weights = np.exp(wanted / rule.temperature)
            running = np.cumsum(weights / weights.sum(axis=0), axis=0)
            act = (self.random.random(self.width) >= running).sum(axis=0)
            for row, option in enumerate(rule.options):
                self.happen(f"{rule.id}.{option.id}", act == row)

    def _draw(self, draw: Draw) -> Value:
        if draw is Draw.NORMAL:
            return self.random.standard_normal(self.width)
        drawn = self.random.random(self.width)
        return drawn * self.random.random(self.width) if draw is Draw.SKEWED else drawn

    def _move(self, before: dict[str, Value]) -> dict[str, Value]:
        after = dict(before)
        self.ledger = {}
        for effect, stocks in zip(self.spec.effects, self.delays, strict=True):
            amount = self.value(effect.amount)
            if effect.draw is not Draw.NONE:
                amount = amount * self._draw(effect.draw)
            for stage, content in enumerate(stocks):
                out = content * effect.rate
                stocks[stage] = content + amount - out
                amount = out
            self.ledger[effect.id] = amount
            after[effect.target] = after[effect.target] + amount
        for variable in self.spec.variables:
            drift = variable.rate * (variable.rest - before[variable.id])
            moved = after[variable.id] + drift
            after[variable.id] = np.clip(moved, variable.low, variable.high)
        return after

    def _close(self) -> None:
        spec, since = self.spec, self.banks[Source.SINCE]
        self.raised = [self.value(event.trigger) for event in spec.events]
        self.raised += [
            (self.value(line.watches) >= threshold) & (since[line.id] == NEVER)
            for line, threshold in zip(spec.red_lines, self.thresholds, strict=True)
        ]
        for row, ending in enumerate(spec.endings):
            holds = self.value(ending.when)
            self.held[row] = np.where(holds, self.held[row] + 1.0, 0.0)
        for name, months in since.items():
            since[name] = np.where(months < NEVER, months + 1.0, months)

    def _deal(self) -> None:
        spec, since = self.spec, self.banks[Source.SINCE]
        optional = self.random.random(self.width) < spec.desk.optional
        for duty in (True, False):
            best, found = np.full(self.width, -np.inf), np.full(self.width, -1)
            for row, card in enumerate(spec.cards):
                if card.duty is not duty:
                    continue
                ready = self.value(card.when) & (self.opened[row] == 0)
                ready &= ~(card.once & (since[card.id] < NEVER))
                ready &= since[card.id] > card.cooldown
                luck = card.weight / self.random.standard_exponential(self.width)
                score = np.where(ready, 1e6 * card.priority + luck, -np.inf)
                found = np.where(score > best, row, found)
                best = np.maximum(score, best)
            for row in range(len(spec.cards)):
                comes = (found == row) & (duty | optional)
                self.opened[row] = np.where(comes, self.turn, self.opened[row])
