"""Odds of what is hidden: how believed worlds divide between bands of a number."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from game.engine import Array, Integers, Prior, PriorKind, grid
from game.outlook.beliefs import Beliefs


@dataclass(frozen=True, slots=True, kw_only=True)
class Odds:
    """What is believed of one hidden number; the shares of its bands sum to 1."""

    id: str
    prior: tuple[float, ...]
    """Before anything was seen, by the file."""
    now: tuple[float, ...]


def divide(values: Array, weights: Array, cuts: Sequence[float]) -> tuple[float, ...]:
    """Return the weight in each band.

    Args:
        values: (W,) grid values.
        weights: (W,) they sum to 1.
        cuts: the upper ends of the bands, each within its band, rising; what lies
            above the last belongs to the last.
    """
    shares = np.bincount(bands_of(values, cuts), weights=weights, minlength=len(cuts))
    return tuple(shares.tolist())


def bands_of(values: Array, cuts: Sequence[float]) -> Integers:
    """Return in which band each world lies, (W,), as `divide` cuts them."""
    # What is drawn is on the grid, and a cut must be found where it was drawn.
    ends = grid(np.array(cuts[:-1], dtype=np.float64))
    return np.searchsorted(ends, values, side="left").astype(np.int64)


def divide_prior(prior: Prior, cuts: Sequence[float]) -> tuple[float, ...]:
    """Return the weight that a prior gives to each band, as `divide` cuts them."""
    if prior.kind is PriorKind.UNIFORM:
        width = prior.high - prior.low
        ends = [(cut - prior.low) / width for cut in cuts[:-1]] if width > 0.0 else []
        below = [0.0, *(min(1.0, max(0.0, end)) for end in ends), 1.0]
        if width > 0.0:
            return tuple(np.diff(below).tolist())
    values = prior.values if prior.kind is PriorKind.CHOICE else (prior.low,)
    weights = prior.weights if prior.kind is PriorKind.CHOICE else (1.0,)
    total = sum(weights)
    return divide(
        grid(np.array(values, dtype=np.float64)),
        np.array([weight / total for weight in weights]),
        cuts,
    )


def odds(beliefs: Beliefs, cuts: Mapping[str, Sequence[float]]) -> tuple[Odds, ...]:
    """Return the odds of hidden types and red lines in the first game of beliefs.

    Args:
        beliefs: what is believed.
        cuts: the bands of each type and red line to tell of, by id, as for `divide`.
    """
    spec, state = beliefs.model.spec, beliefs.state
    own = slice(0, beliefs.population)
    types, thresholds = beliefs.opening
    rows = [
        (row.id, row.prior, types[n], state.types[n])
        for n, row in enumerate(spec.types)
    ]
    rows += [
        (row.id, row.threshold, thresholds[n], state.thresholds[n])
        for n, row in enumerate(spec.red_lines)
    ]
    even = np.full(beliefs.population, 1.0 / beliefs.population)
    found = []
    for key, given, first, values in rows:
        if key in cuts:
            prior = divide_prior(given, cuts[key])
            drawn = divide(first[own], even, cuts[key])
            now = divide(values[own], beliefs.weights[0], cuts[key])
            found.append(Odds(id=key, prior=prior, now=levelled(now, drawn, prior)))
    return tuple(found)


def levelled(
    now: Sequence[float], drawn: Sequence[float], prior: Sequence[float]
) -> tuple[float, ...]:
    """Return shares as they would be if the worlds had been drawn just by the prior."""
    parts = [
        share * wanted / had if had > 0.0 else share
        for share, had, wanted in zip(now, drawn, prior, strict=True)
    ]
    total = sum(parts)
    return tuple(part / total for part in parts)
