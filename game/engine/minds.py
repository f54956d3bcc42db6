"""Minds: how the other actors choose, by the algebraic exponential of utility."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from game.engine.arithmetic import qexp
from game.engine.chance import Chance
from game.engine.model import Model
from game.engine.program import Value
from game.engine.state import Array, Integers, State


class Acts(NamedTuple):
    """What every actor did, and how likely it was."""

    acts: Integers
    """(rules, W)"""
    odds: tuple[Array, ...]
    utilities: tuple[Array, ...]


def choose(
    model: Model, state: State, chance: Chance, results: Sequence[Value]
) -> Acts:
    """Let every actor choose one option.

    Args:
        model: the model.
        state: the opening of the month.
        chance: where the draws come from.
        results: the utilities, rule by rule, each (W,) or ().
    """
    rules = model.spec.rules
    width = state.worlds.size
    streams = [f"rule:{rule.id}" for rule in rules]
    draws = chance.uniforms(streams, state.turn, state.worlds)
    acts = np.empty((len(rules), width), dtype=np.int64)
    odds: list[Array] = []
    utilities: list[Array] = []
    utility = iter(results)
    for row, rule in enumerate(rules):
        count = len(rule.options)
        wanted = np.empty((count, width))
        for option in range(count):
            wanted[option] = next(utility)
        weights = qexp(wanted / rule.temperature)
        total = np.zeros(width)
        running = np.empty((count, width))
        for option in range(count):
            total = total + weights[option]
            running[option] = total
        passed = ~(draws[row] * total < running)
        acts[row] = np.minimum(np.add.reduce(passed, axis=0, dtype=np.int64), count - 1)
        odds.append(weights / total)
        utilities.append(wanted)
    return Acts(acts, tuple(odds), tuple(utilities))
