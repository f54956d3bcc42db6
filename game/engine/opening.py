"""The opening of a game: everything that is drawn once, and the first desk."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import numpy as np

from game.engine.chance import Chance
from game.engine.deck import deal
from game.engine.frames import opening_frame
from game.engine.luck import DECK
from game.engine.model import Model
from game.engine.priors import draw_hidden, draw_starts
from game.engine.readings import read_estimates
from game.engine.reports import tell
from game.engine.state import LONG_AGO, Array, State, Worlds


def begin(
    model: Model,
    chance: Chance,
    worlds: Worlds,
    types: Mapping[str, Array] | None = None,
) -> State:
    """Open a game in many worlds.

    Args:
        model: the compiled Spec.
        chance: the luck of the game.
        worlds: (W,) numbers of the worlds below 2**44; repeats are allowed.
        types: hidden types that are set and not drawn, by id, (W,) each.

    Returns:
        The opening of month 1.
    """
    spec = model.spec
    worlds = np.array(worlds, dtype=np.uint64)
    width = worlds.size
    values = draw_starts(spec.variables, chance, worlds)
    drawn, thresholds = draw_hidden(spec, chance, worlds)
    for row, hidden in enumerate(spec.types):
        if types is not None and hidden.id in types:
            drawn[row] = types[hidden.id]
    levers = np.array([lever.start for lever in spec.levers], dtype=np.float64)
    biases = [f"bias:{estimate.id}" for estimate in spec.estimates]
    state = State(
        turn=1,
        worlds=worlds,
        values=values,
        previous=values,
        levers=np.repeat(levers.reshape(-1, 1), width, axis=1),
        delays=np.zeros((len(model.effects.rate), width)),
        last=(LONG_AGO,) * len(model.happenings),
        freshness=np.ones((len(spec.initiatives), width)),
        opened=np.zeros((len(spec.cards), width)),
        raised=np.zeros((len(spec.events) + len(spec.red_lines), width)),
        held=np.zeros((len(spec.endings), width)),
        mandate=np.full(width, -1.0),
        declared=np.zeros(width),
        ending=np.full(width, -1.0),
        ended=np.zeros(width),
        types=drawn,
        thresholds=thresholds,
        biases=chance.normals(biases, 0, worlds),
        readings=np.empty((len(spec.estimates), width)),
        reports=np.empty((len(spec.reports), width)),
    )
    opened = np.zeros((len(spec.cards), width))
    with np.errstate(all="ignore"):
        draws = chance.opening.uniforms(DECK, state.turn, worlds)
        deal(model, state, opening_frame(model, state), draws, opened)
        readings = read_estimates(model, state, chance)
        reports = tell(model, state, chance)
    return replace(state, opened=opened, readings=readings, reports=reports)
