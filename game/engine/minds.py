"""Minds: how the other actors choose, by the algebraic exponential of utility."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from game.engine.agreement import spread
from game.engine.arithmetic import accumulated, blocks, qexp
from game.engine.given import Given, allowed_weights
from game.engine.model import Model
from game.engine.program import Value
from game.engine.state import Array, Integers, State


class Acts(NamedTuple):
    """What every actor did, and how likely it was."""

    acts: Integers
    """(rules, W)"""
    odds: tuple[Array, ...]
    utilities: tuple[Array, ...]


def _take(draw: Array, weights: Array, last: int | Integers) -> tuple[Array, Integers]:
    """Return the total of the weights, and the option that each draw falls on.

    Args:
        draw: (W,) uniforms.
        weights: (options, W)
        last: the option where none is reached.
    """
    running = accumulated(weights)
    total = running[-1]
    passed = ~(draw * total < running)
    return total, np.minimum(np.add.reduce(passed, axis=0, dtype=np.int64), last)


def choose(
    model: Model,
    state: State,
    draws: Array,
    results: Sequence[Value],
    given: Given | None = None,
) -> Acts:
    """Let every actor choose one option.

    Args:
        model: the model.
        state: the opening of the month.
        draws: (rules, W) uniforms.
        results: the utilities, rule by rule, each (W,) or ().
        given: what is known of the choices beforehand.
    """
    rules = model.spec.rules
    width = state.worlds.size
    acts = np.empty((len(rules), width), dtype=np.int64)
    odds: list[Array] = []
    utilities: list[Array] = []
    every = spread(results, width)
    forces = np.empty(every.shape)
    for cut in blocks(len(every), width):
        forces[cut] = qexp(every[cut] / model.temperatures[cut])
    first = 0
    for row, rule in enumerate(rules):
        count = len(rule.options)
        wanted, weights = every[first : first + count], forces[first : first + count]
        first += count
        total, acts[row] = _take(draws[row], weights, count - 1)
        if given is not None:
            open_weights, last = allowed_weights(given.options[row], weights)
            acts[row] = _take(draws[row], open_weights, last)[1]
        odds.append(weights / total)
        utilities.append(wanted)
    return Acts(acts, tuple(odds), tuple(utilities))
