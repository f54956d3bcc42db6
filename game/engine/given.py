"""Given: what is known of a month beforehand; everything else in it is drawn.

Whoever imagines worlds that could be one that was seen (beliefs, a back-test, an
actor that weighs an option) plays the month with what is known of it.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from game.engine.model import Model
from game.engine.state import Array, Integers, Mask


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """What is known of a month. Every array is (rows, W), or (rows, 1) for all worlds.

    The odds, hazards and utilities of a step are those that stand without it.
    """

    options: tuple[Mask, ...]
    """For each rule the options that its actor may take; none true: any of them."""
    events: Integers
    """(E, W) 1: it takes place, 0: it does not, -1: it is drawn."""
    red_lines: Integers
    """(R, W) likewise; -1: it acts where it was raised."""


def nothing_given(model: Model) -> Given:
    """Return a Given that leaves everything open."""
    spec = model.spec
    return Given(
        options=tuple(
            np.zeros((len(rule.options), 1), dtype=np.bool_) for rule in spec.rules
        ),
        events=np.full((len(spec.events), 1), -1, dtype=np.int64),
        red_lines=np.full((len(spec.red_lines), 1), -1, dtype=np.int64),
    )


def settled(known: Integers, drawn: Mask) -> Mask:
    """Return what takes place: what is known, else what was drawn, (rows, W)."""
    result: Mask = np.where(known < 0, drawn, known == 1)
    return result


def allowed_weights(allowed: Mask, weights: Array) -> tuple[Array, Integers]:
    """Return the weights of the options that may be taken, else 0, and the last one.

    Args:
        allowed: (options, W) or (options, 1); none true: any option.
        weights: (options, W)

    Returns:
        (options, W) weights, and (W,) the last option that may be taken.
    """
    free = ~allowed.any(axis=0)
    may = np.broadcast_to(allowed | free, weights.shape)
    last = len(weights) - 1 - np.argmax(may[::-1], axis=0)
    return np.where(may, weights, 0.0), last
