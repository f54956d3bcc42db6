"""How much memory worlds take, known from the rows of a Spec before any is played."""

from __future__ import annotations

from game.engine.listing import causes, choices, happenings
from game.engine.model import Model
from game.engine.spec import Spec

ROOM = 2**29
"""Bytes that the worlds of one pass may take in one process."""

_NUMBER = 8


MOST_BYTES = 2**19
"""Bytes that one world may take: what is believed of a game takes a thousand."""


def world_bytes(spec: Spec) -> int:
    """Return about how many bytes one world takes while a turn of it is played."""
    lists = len(causes(spec)), len(choices(spec)), len(happenings(spec))
    return _bytes(spec, *lists)


def fitting(model: Model, most: int) -> int:
    """Return how many worlds are played side by side: as many as fit, at least one.

    Args:
        model: the crisis.
        most: more would not help.
    """
    lists = len(model.causes), len(model.choices), len(model.happenings)
    return max(1, min(most, ROOM // _bytes(model.spec, *lists)))


def _bytes(spec: Spec, causes: int, choices: int, happenings: int) -> int:
    """Return what two openings take, the ledger between them, and what is open."""
    stocks = sum(effect.stages for effect in spec.effects)
    rows = (
        *(spec.variables, spec.variables, spec.levers, spec.initiatives, spec.cards),
        *(spec.events, spec.red_lines, spec.red_lines, spec.endings, spec.types),
        *(spec.estimates, spec.estimates, spec.reports),
    )
    state = stocks + happenings + sum(map(len, rows))
    return _NUMBER * (2 * state + stocks + causes + 2 * choices)
