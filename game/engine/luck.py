"""Luck: all that a month draws before its close, in one go.

Plans are imagined side by side in the same worlds: such worlds come several times
over, with the same luck, which is drawn once for all of them.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from game.engine.chance import Chance, quantile
from game.engine.model import Model
from game.engine.state import Array, State, Worlds


class Luck(NamedTuple):
    """What a month draws."""

    events: Array
    """(events, W) uniforms, for the events asked for."""
    rules: Array
    """(rules, W) uniforms."""
    effects: Array
    """(drawn, W) what each effect of `EffectRows.drawn` is multiplied by."""


def first_time(worlds: Worlds) -> tuple[Worlds, int]:
    """Return worlds up to where they come again, and how many times over they come.

    Args:
        worlds: (W,) numbers of worlds.
    """
    again = np.flatnonzero(worlds[1:] == worlds[:1])
    if again.size:
        count = int(again[0]) + 1
        times, left = divmod(worlds.size, count)
        once = worlds[:count]
        if not left and (worlds.reshape(times, count) == once).all():
            return once, times
    return worlds, 1


def repeated(draws: Array, times: int) -> Array:
    """Return draws (N, W) for worlds that come several times over, (N, times * W)."""
    return draws if times == 1 else np.tile(draws, (1, times))


def draw_month(
    model: Model, state: State, chance: Chance, events: Sequence[int]
) -> Luck:
    """Draw what is read inside a month.

    Args:
        model: the model.
        state: the opening of the month.
        chance: where the draws come from.
        events: the rows of the events to draw for.
    """
    spec, rows = model.spec, model.effects
    effects = [f"effect:{spec.effects[row].id}" for row in rows.drawn.tolist()]
    streams = [
        *(f"event:{spec.events[row].id}" for row in events),
        *(f"rule:{rule.id}" for rule in spec.rules),
        *effects,
        *effects[len(effects) - rows.skewed :],
    ]
    index = np.zeros((len(streams), 1), dtype=np.uint64)
    index[len(streams) - rows.skewed :] = 1
    worlds, times = first_time(state.worlds)
    draws = chance.uniforms(streams, state.turn, worlds, index)
    acts, causes = len(events), len(events) + len(spec.rules)
    end = causes + len(effects)
    normal = draws[causes : causes + rows.normal]
    normal[:] = quantile(normal)
    draws[end - rows.skewed : end] *= draws[end:]
    draws = repeated(draws[:end], times)
    return Luck(draws[:acts], draws[acts:causes], draws[causes:])
