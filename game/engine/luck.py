"""Luck: all that a month draws, in one go, but for what a player alone would see.

Plans are imagined side by side in the same worlds: such worlds come several times
over, with the same luck, which is drawn once for all of them.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

import numpy as np

from game.engine.chance import Chance, quantile
from game.engine.model import MODELS_KEPT, Model
from game.engine.state import Array, State, Worlds

DECK = ("deck:duty", "deck:optional", "deck:chance")
"""The streams of the cards that come up."""


class Luck(NamedTuple):
    """What a month draws."""

    events: Array
    """(events, W) uniforms, for the events asked for."""
    rules: Array
    """(rules, W) uniforms."""
    effects: Array
    """(drawn, W) what each effect of `EffectRows.drawn` is multiplied by."""
    deck: Array
    """(3, W) uniforms of `DECK`, for the opening of the next month."""


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


@lru_cache(maxsize=MODELS_KEPT)
def _streams(model: Model) -> tuple[str, ...]:
    """Return the streams of all events, then of the rules, then of the effects."""
    spec = model.spec
    return (
        *(f"event:{event.id}" for event in spec.events),
        *(f"rule:{rule.id}" for rule in spec.rules),
        *(f"effect:{spec.effects[row].id}" for row in model.effects.drawn.tolist()),
    )


def draw_month(
    model: Model, state: State, chance: Chance, events: Sequence[int]
) -> Luck:
    """Draw what a month and the deck of the next opening need.

    Args:
        model: the model.
        state: the opening of the month.
        chance: where the draws come from.
        events: the rows of the events to draw for.
    """
    spec, rows = model.spec, model.effects
    every = chance.keys(_streams(model), state.turn)
    own, acts = every[list(events)], every[len(spec.events) :]
    deck = chance.opening.keys(DECK, state.turn + 1)
    # A draw of the first index for all, then one of the second for the skewed.
    again = acts[acts.size - rows.skewed :]
    keys = np.concatenate([own, acts, deck, again])
    ended = own.size + acts.size
    count = ended - rows.drawn.size
    index = np.zeros((keys.size, 1), dtype=np.uint64)
    index[keys.size - rows.skewed :] = 1
    worlds, times = first_time(state.worlds)
    draws = chance.drawn(keys, worlds, index)
    normal = draws[count : count + rows.normal]
    normal[:] = quantile(normal)
    draws[ended - rows.skewed : ended] *= draws[keys.size - rows.skewed :]
    cuts = np.cumsum([own.size, len(spec.rules), rows.drawn.size, len(DECK)])
    return Luck(*np.split(repeated(draws[: cuts[-1]], times), cuts[:-1]))
