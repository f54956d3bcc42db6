"""Look-ahead: what an actor expects of each of its options, some months on.

It plays the same model in worlds of its own. What it sees there is as it is; what
it does not see is drawn from its prior, so that nothing hidden moves its choice.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Protocol

import numpy as np

from game.engine.arithmetic import grid
from game.engine.chance import Chance
from game.engine.frames import evaluate_close
from game.engine.given import Given, nothing_given
from game.engine.model import MODELS_KEPT, Model
from game.engine.priors import draw_hidden, draw_starts
from game.engine.program import Value
from game.engine.rows import integers
from game.engine.secrecy import veil
from game.engine.spec import Draw, Rule, Spec
from game.engine.state import (
    LONG_AGO,
    Array,
    Decision,
    Integers,
    State,
    Step,
    Worlds,
    select,
)
from game.engine.weight import fitting

COLUMNS = 4096
"""The most imagined worlds that are played side by side."""


class Play(Protocol):
    """Plays one month; `step`, which stands above this module."""

    def __call__(
        self,
        model: Model,
        state: State,
        decision: Decision,
        chance: Chance,
        *,
        given: Given | None = None,
        account: bool = True,
        watched: bool = True,
    ) -> Step:
        """Play one month."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Blind:
    """The rows of a state that an actor does not see."""

    values: Integers
    types: Integers
    thresholds: Integers
    happenings: Integers
    raised: Integers
    delays: Integers
    held: Integers


def reactive(spec: Spec) -> Spec:
    """Return the same crisis with actors that do not look ahead."""
    if not any(rule.ahead for rule in spec.rules):
        return spec
    return replace(spec, rules=tuple(replace(rule, ahead=0) for rule in spec.rules))


@lru_cache(maxsize=MODELS_KEPT)
def reactive_model(model: Model) -> Model:
    """Return the same model, of the same programs, with actors that only react."""
    spec = reactive(model.spec)
    return model if spec is model.spec else replace(model, spec=spec)


@lru_cache(maxsize=8 * MODELS_KEPT)
def _blind(model: Model, actor: str) -> _Blind:
    """Work out once what an actor does not see."""
    spec, hides = model.spec, veil(model.spec, actor)
    delays: list[int] = []
    stocks = 0
    for effect in spec.effects:
        # Luck is seen only where it falls.
        unlucky = effect.draw is not Draw.NONE and effect.target in hides.variables
        if unlucky or hides.covers(effect.amount):
            delays += range(stocks, stocks + effect.stages)
        stocks += effect.stages
    incidents = [event.id for event in spec.events]
    incidents += [line.id for line in spec.red_lines]
    return _Blind(
        values=integers(
            [row for row, v in enumerate(spec.variables) if v.id in hides.variables]
        ),
        types=integers(
            [row for row, t in enumerate(spec.types) if t.id in hides.types]
        ),
        thresholds=integers(
            [row for row, line in enumerate(spec.red_lines) if line.actor != actor]
        ),
        happenings=integers(
            [
                row
                for row, name in enumerate(model.happenings)
                if name in hides.happenings
            ]
        ),
        raised=integers(
            [row for row, name in enumerate(incidents) if name in hides.happenings]
        ),
        delays=integers(delays),
        held=integers(
            [row for row, e in enumerate(spec.endings) if hides.covers(e.when)]
        ),
    )


def _imagine(model: Model, state: State, actor: str, chance: Chance) -> State:
    """Return worlds as an actor may imagine them.

    Args:
        model: the model.
        state: the opening, with the numbers of the imagined worlds.
        actor: who imagines.
        chance: the luck of what is imagined.
    """
    spec, blind = model.spec, _blind(model, actor)
    unseen = [spec.variables[row] for row in blind.values]
    values, previous = state.values.copy(), state.previous.copy()
    values[blind.values] = draw_starts(unseen, chance, state.worlds)
    previous[blind.values] = values[blind.values]
    drawn_types, drawn_thresholds = draw_hidden(spec, chance, state.worlds)
    types, thresholds = state.types.copy(), state.thresholds.copy()
    types[blind.types] = drawn_types[blind.types]
    thresholds[blind.thresholds] = drawn_thresholds[blind.thresholds]
    last, raised = list(state.last), state.raised.copy()
    for row in blind.happenings.tolist():
        last[row] = LONG_AGO
    raised[blind.raised] = 0.0
    delays, held = state.delays.copy(), state.held.copy()
    delays[blind.delays] = 0.0
    held[blind.held] = 0.0
    return replace(
        state,
        values=values,
        previous=previous,
        types=types,
        thresholds=thresholds,
        last=tuple(last),
        raised=raised,
        delays=delays,
        held=held,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Thought:
    """What one actor weighs in one month."""

    model: Model
    """Its actors only react."""
    state: State
    decision: Decision
    chance: Chance
    row: int
    """Where the rule stands."""
    rule: Rule
    play: Play

    def forced(self, options: Integers) -> Given:
        """Return a Given in which the actor takes one option in each world, (W,)."""
        given = nothing_given(self.model)
        masks = [*given.options]
        masks[self.row] = np.arange(len(self.rule.options))[:, None] == options
        return replace(given, options=tuple(masks))

    def wanted(self, columns: Integers, options: Integers, numbers: Worlds) -> Array:
        """Return how good the end of each imagined world is to the actor.

        Args:
            columns: (N,) the world of the state that each starts from.
            options: (N,) the option that the actor takes in each.
            numbers: (N,) the number of each.
        """
        model, rule = self.model, self.rule
        state = replace(select(self.state, columns), worlds=numbers)
        before = _imagine(model, state, rule.actor, self.chance)
        made = self.play(
            model,
            before,
            self.decision[:, columns],
            self.chance,
            given=self.forced(options),
            account=False,
            watched=False,
        )
        rest = np.empty((0, columns.size), dtype=np.int64)
        last = min(model.spec.turns, before.turn + rule.ahead - 1)
        while made.state.turn <= last:
            before = made.state
            made = self.play(
                model, before, rest, self.chance, account=False, watched=False
            )
        return grid(evaluate_close(model, before, made, rule.wants))

    def expected(self) -> Array:
        """Return what the actor expects of each option, (options, W); 0 if frozen."""
        count, imagined = len(self.rule.options), self.rule.imagined
        going = np.flatnonzero(self.state.ending < 0.0)
        shape = (going.size, count, imagined)
        world, option, number = (
            place.ravel() for place in np.indices(shape, dtype=np.int64)
        )
        columns = going[world]
        numbers = self.state.worlds[columns] * np.uint64(imagined)
        numbers += number.astype(np.uint64)
        found = np.empty(world.size)
        width = fitting(self.model, COLUMNS)
        for first in range(0, world.size, width):
            part = slice(first, first + width)
            found[part] = self.wanted(columns[part], option[part], numbers[part])
        total = np.zeros(shape[:2])
        for place in range(imagined):
            total = total + found.reshape(shape)[:, :, place]
        expected = np.zeros((count, self.state.worlds.size))
        expected[:, going] = (total / imagined).T
        return expected


def expectations(
    model: Model,
    state: State,
    decision: Decision,
    chance: Chance,
    *,
    play: Play,
    imagined: int | None = None,
) -> tuple[Array | None, ...]:
    """Return what every actor expects of each of its options.

    Args:
        model: the model.
        state: the opening of the month.
        decision: (K, W) what the player chose.
        chance: the luck of the game, from which that of the imagined worlds follows.
        play: how a month is played.
        imagined: worlds for each option, where it is not as many as the rules say.

    Returns:
        For each rule (options, W) log-odds to add to its utilities; None where its
        actor only reacts.
    """
    found: list[Array | None] = []
    for row, rule in enumerate(model.spec.rules):
        if not rule.ahead:
            found.append(None)
            continue
        thought = _Thought(
            model=reactive_model(model),
            state=state,
            decision=decision,
            chance=Chance(chance.seed, "lookahead", chance.changes),
            row=row,
            rule=rule if imagined is None else replace(rule, imagined=imagined),
            play=play,
        )
        found.append(thought.expected())
    return tuple(found)


def lean(
    model: Model, utilities: Sequence[Value], leanings: Sequence[Array | None]
) -> Sequence[Value]:
    """Add to utilities what their actors expect.

    Args:
        model: the model.
        utilities: rule by rule, option by option, each (W,) or ().
        leanings: for each rule (options, W), or None.
    """
    own = iter(utilities)
    found: list[Value] = []
    for rule, expected in zip(model.spec.rules, leanings, strict=True):
        for option in range(len(rule.options)):
            utility = next(own)
            found.append(utility if expected is None else utility + expected[option])
    return found
