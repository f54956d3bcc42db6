"""What an ending takes, part by part: how often each holds in the imagined worlds."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from game.engine import (
    Array,
    Expression,
    Mask,
    Spec,
    evaluate_close,
    fitting,
    step,
)
from game.outlook.beliefs import side_by_side
from game.outlook.forecast import COLUMNS, count_endings, span
from game.outlook.particles import Particles
from game.outlook.request import Request


@dataclass(frozen=True, slots=True, kw_only=True)
class Met:
    """How an ending stands in the worlds of one plan.

    A condition that ends a game early counts where it ever holds, any other one at
    the last close of each world.
    """

    worlds: int
    endings: tuple[tuple[str, int], ...]
    """As in `Forecast`."""
    parts: tuple[int, ...]
    """In how many worlds each part of the condition holds."""
    whole: int
    """In how many all of it holds, as many closes in a row as it must."""
    others: tuple[tuple[str, int], ...]
    """In how many of those another ending comes first: the most frequent first."""


def meet(
    request: Request, ending: str, parts: Sequence[Expression], particles: Particles
) -> tuple[Met, ...]:
    """Return how an ending stands under every plan of a request, in order.

    Args:
        request: the question; it looks to the end of the calendar.
        ending: the ending.
        parts: truths that hold together where its condition holds.
        particles: kept beliefs of earlier requests; they only save time.

    Raises:
        NotFiniteError: the scenario leaves the real line in an imagined world.
    """
    for _ in particles.follow(request):
        pass
    plans = len(request.plans)
    wide = max(1, fitting(particles.model, COLUMNS) // plans)
    rows = [
        _played(request, ending, parts, particles, (first, last))
        for first, last in _blocks(request.worlds, wide)
    ]
    ends, held, whole = (
        np.concatenate(row, axis=-1) for row in zip(*rows, strict=True)
    )
    return tuple(
        _summed_up(request.spec, ending, ends[plan], held[:, plan], whole[plan])
        for plan in range(plans)
    )


def _blocks(worlds: int, wide: int) -> Iterator[tuple[int, int]]:
    for first in range(0, worlds, wide):
        yield first, min(worlds, first + wide)


def _played(
    request: Request,
    ending: str,
    parts: Sequence[Expression],
    particles: Particles,
    worlds: tuple[int, int],
) -> tuple[Array, Mask, Mask]:
    """Play some worlds to the end.

    Returns:
        The ending of each, (plans, W), as in `State`; whether each part holds in it,
        (parts, plans, W); whether all of the condition does, (plans, W).
    """
    model, chance = particles.model, particles.luck
    row = _place(request.spec, ending)
    test = request.spec.endings[row]
    shape = (len(request.plans), worlds[1] - worlds[0])
    state = particles.sample(*worlds, len(request.plans))
    chosen = side_by_side(request.plans, shape[1])
    leanings = particles.leanings(state.types)
    held = np.zeros((len(parts), state.worlds.size), dtype=np.bool_)
    whole = np.zeros(state.worlds.size, dtype=np.bool_)
    _, months = span(request)
    for left in reversed(range(months)):
        made = step(
            model,
            state,
            chosen,
            chance,
            leanings=leanings,
            account=False,
            watched=False,
        )
        if test.early or not left:
            # A world that is over reads as at its own last close.
            for place, part in enumerate(parts):
                came = evaluate_close(model, state, made, part)
                held[place] |= came.astype(np.bool_)
            whole |= made.state.held[row] >= (test.hold if test.early else 1)
        state, chosen = made.state, chosen[:0]
    return (
        state.ending.reshape(shape),
        held.reshape(len(parts), *shape),
        whole.reshape(shape),
    )


def _place(spec: Spec, ending: str) -> int:
    return [row.id for row in spec.endings].index(ending)


def _summed_up(spec: Spec, ending: str, ends: Array, held: Mask, whole: Mask) -> Met:
    """Count over the worlds of one plan."""
    first = whole & (ends != _place(spec, ending))
    return Met(
        worlds=ends.size,
        endings=count_endings(spec, ends),
        parts=tuple(held.sum(axis=-1).tolist()),
        whole=int(whole.sum()),
        others=count_endings(spec, ends[first]),
    )
