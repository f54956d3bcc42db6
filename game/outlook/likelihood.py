"""How likely each imagined world made what was seen.

Only public happenings count: an act is worth the odds that its actor gave it in
that world, an event its hazard, a red line whether it was crossed there. What
is read of a hidden number is not weighed but taken over: with many estimates a
month hardly any world would be left, and the bands would be too narrow.
"""

from __future__ import annotations

import numpy as np

from game.engine.model import Model
from game.engine.observation import Observation
from game.engine.state import Array, State, Step

DOUBT = 1.0 / 64.0
"""The least chance that a world gives to anything: a world is never ruled out
by one month, because every number of the model is uncertain too."""


def weigh_month(
    model: Model, before: State, step: Step, observation: Observation
) -> Array:
    """Weigh worlds by a month that was played and the opening after it.

    Args:
        model: the model played.
        before: the worlds at the opening of the month.
        step: what the month made of them.
        observation: what the player saw at the next opening.

    Returns:
        (W,) positive weights, not normalised.
    """
    seen = frozenset(observation.happened)
    weights = _acts(model, step, seen) * _events(model, before, step, seen)
    if not observation.over:
        weights *= np.where(step.state.ending >= 0.0, DOUBT, 1.0)
    return weights


def _acts(model: Model, step: Step, seen: frozenset[str]) -> Array:
    weights = np.ones(step.state.worlds.size)
    for rule, odds in zip(model.spec.rules, step.odds, strict=True):
        public = [f"{rule.id}.{option.id}" in seen for option in rule.options]
        unseen = [option.secret for option in rule.options]
        possible = public if any(public) else unseen
        if any(possible):
            chance = np.add.reduce(odds[possible], axis=0)
            weights *= np.maximum(chance, DOUBT)
    return weights


def _events(model: Model, before: State, step: Step, seen: frozenset[str]) -> Array:
    spec = model.spec
    weights = np.ones(step.state.worlds.size)
    place = {name: row for row, name in enumerate(model.happenings)}
    for row, event in enumerate(spec.events):
        if event.secret:
            continue
        raised = (before.raised[row] > 0.0) & step.happened[place[event.id]]
        chance = np.where(raised, 1.0, step.chances[row])
        weights *= _agreement(chance, seen=event.id in seen)
    for line in spec.red_lines:
        if not line.secret:
            crossed = step.happened[place[line.id]].astype(np.float64)
            weights *= _agreement(crossed, seen=line.id in seen)
    return weights


def _agreement(chance: Array, *, seen: bool) -> Array:
    return np.maximum(chance if seen else 1.0 - chance, DOUBT)
