"""The scalar reference of what an actor expects, one imagined world at a time.

Written from the manual page on the turn, independently of the engine.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from copy import deepcopy
from dataclasses import replace
from typing import TYPE_CHECKING

from game.engine.expression import Apply, Expression, Read, Source
from game.engine.spec import Draw, Rule, Seen, Spec
from tests.oracle_language import NEVER, Luck, grid

if TYPE_CHECKING:
    from tests.oracle import Oracle
    from tests.oracle_world import World


def leaves(spec: Spec, expression: Expression) -> Iterator[Read]:
    """Yield what an expression reads, derived quantities written out."""
    if isinstance(expression, Apply):
        for argument in expression.arguments:
            yield from leaves(spec, argument)
    elif isinstance(expression, Read) and expression.source is Source.DERIVED:
        (meaning,) = [q.expression for q in spec.derived if q.id == expression.id]
        yield from leaves(spec, meaning)
    elif isinstance(expression, Read):
        yield expression


class Thought:
    """What one actor weighs in one month of one world."""

    def __init__(
        self, oracle: Oracle, before: World, decision: Sequence[int], rule: Rule
    ) -> None:
        spec, luck = oracle.spec, oracle.luck
        self.before, self.decision, self.rule = before, decision, rule
        reacting = tuple(replace(other, ahead=0) for other in spec.rules)
        self.spec = replace(spec, rules=reacting)
        self.oracle = type(oracle)(
            self.spec, Luck(luck.seed, "lookahead", luck.changes)
        )

    def foreign(self, happening: str) -> bool:
        """Tell whether a happening is secret and not the actor's own."""
        me = self.rule.actor
        for event in self.spec.events:
            if event.id == happening:
                return event.secret
        for line in self.spec.red_lines:
            if line.id == happening:
                return line.secret and line.actor != me
        for rule in self.spec.rules:
            for option in rule.options:
                if f"{rule.id}.{option.id}" == happening:
                    return option.secret and rule.actor != me
        return False

    def unknown(self, variable: str) -> bool:
        """Tell whether the actor does not see a variable."""
        (v,) = [v for v in self.spec.variables if v.id == variable]
        return v.seen is not Seen.EXACT and self.rule.actor not in v.known_to

    def hidden(self, expression: Expression) -> bool:
        """Tell whether an expression reads what the actor does not see."""
        own = {t.id for t in self.spec.types if t.owner == self.rule.actor}
        for read in leaves(self.spec, expression):
            if read.source in {Source.VARIABLE, Source.PREVIOUS}:
                found = self.unknown(read.id)
            elif read.source in {Source.HAPPENED, Source.EVER, Source.SINCE}:
                found = self.foreign(read.id)
            else:
                found = read.source is Source.TYPE and read.id not in own
            if found:
                return True
        return False

    def imagine(self, number: int) -> World:
        """Return a world that the actor imagines, at this opening."""
        world, spec = deepcopy(self.before), self.spec
        world.world = number
        self.draw(world, self.oracle.begin(number))
        for name in world.since:
            if self.foreign(name):
                world.since[name] = NEVER
                if name in world.raised:
                    world.raised[name] = 0.0
        for effect in spec.effects:
            drawn_unseen = effect.draw is not Draw.NONE and self.unknown(effect.target)
            if drawn_unseen or self.hidden(effect.amount):
                world.delays[effect.id] = [0.0] * effect.stages
        for ending in spec.endings:
            if self.hidden(ending.when):
                world.held[ending.id] = 0.0
        return world

    def draw(self, world: World, drawn: World) -> None:
        """Put into a world, in place, what was drawn of all that is not seen."""
        spec = self.spec
        for v in spec.variables:
            if self.unknown(v.id):
                world.values[v.id] = world.previous[v.id] = drawn.values[v.id]
        for kind in spec.types:
            if kind.owner != self.rule.actor:
                world.types[kind.id] = drawn.types[kind.id]
        for line in spec.red_lines:
            if line.actor != self.rule.actor:
                world.thresholds[line.id] = drawn.thresholds[line.id]

    def expected(self, option: int) -> float:
        """Return the mean of what the actor wants, over the worlds it imagines."""
        rule, total = self.rule, 0.0
        for k in range(rule.imagined):
            before = self.imagine(self.before.world * rule.imagined + k)
            forced = {rule.id: option}
            after = self.oracle.step(before, self.decision, forced).world
            for _ in range(rule.ahead - 1):
                if after.turn > self.spec.turns:
                    break
                before = after
                after = self.oracle.step(before, ()).world
            total += grid(self.oracle.closing(before, after).number(rule.wants))
        return total / rule.imagined
