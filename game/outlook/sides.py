"""What an effect that hangs on something hidden did last turn, by what is believed.

It is worked out in the believed worlds alone, from what was seen and done: what the
effect would have been under each side of the hidden thing. The truth is not looked at.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from game.engine import (
    Array,
    Integers,
    Source,
    all_reads,
    evaluate,
    grid,
)
from game.outlook.beliefs import Beliefs

_ENDS = (0.1, 0.9)
"""The share of worlds below the ends of a range."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """What an effect is under one side of a hidden thing."""

    band: int
    """Its place among the bands; 0 where the effect hangs on no such thing."""
    low: float
    """10 and 90 % over the believed worlds of that side."""
    high: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Sides:
    """What an effect may have done."""

    effect: str
    subject: str
    """The hidden thing that parts it most; empty where it hangs on hidden numbers."""
    sides: tuple[Side, ...]
    """Of the bands that any believed world lies in, in their order."""
    open: bool
    """Whether each side could be told: none of them is ruled out by the sum."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sum:
    """A part of a change that hangs on something hidden, as the player sees it."""

    total: float
    digit: float
    """The last digit in which it is shown."""
    own: tuple[str, ...]
    """The effects of the player's own acts in it."""
    others: tuple[str, ...]
    """What else may be in it."""


def told_apart(
    beliefs: Beliefs, whole: Sum, cuts: Mapping[str, Sequence[float]]
) -> tuple[Sides, ...]:
    """Return what the player's acts may have done in the turn before an opening.

    Effects that were nothing in every believed world are left out, and so are those
    that hang on what is not kept of that turn.

    Args:
        beliefs: what is believed at the opening, of one game.
        whole: the sum that they are in.
        cuts: the bands of each type, by id, as for `odds.divide`.
    """
    spec, state = beliefs.model.spec, beliefs.state
    weights = beliefs.weights[0]
    # Effects read the values of the opening before, and the rungs that were set then.
    then = replace(state, turn=state.turn - 1, values=state.previous)
    known = {row.id: row.amount for row in spec.effects}
    derived = {row.id: row.expression for row in spec.derived}

    def amounts(key: str) -> Array | None:
        if any(one.source in _GONE for one in all_reads(known[key], derived)):
            return None
        return np.asarray(evaluate(beliefs.model, then, known[key]))

    places = {row.id: place for place, row in enumerate(spec.types)}
    rows: list[tuple[str, str, tuple[Side, ...]]] = []
    for effect in whole.own:
        found = amounts(effect)
        if found is None or not np.any(np.abs(found) >= whole.digit / 2):
            continue
        read = all_reads(known[effect], derived)
        hidden = {
            one.id for one in read if one.source is Source.TYPE and one.id in cuts
        }
        bands = {key: _bands(state.types[places[key]], cuts[key]) for key in hidden}
        parted = {key: _parted(found, bands[key], weights) for key in sorted(bands)}
        subject = max(parted, key=lambda key: parted[key], default="")
        own = bands[subject] if subject else np.zeros(found.size, dtype=np.int64)
        rows.append((effect, subject, tuple(_sides(found, own, weights))))
    rest = [found for found in map(amounts, whole.others) if found is not None]
    (beside,) = _sides(np.sum(rest, axis=0), None, weights) if rest else (_NOTHING,)
    return tuple(
        Sides(
            effect=effect,
            subject=subject,
            sides=sides,
            open=is_open(subject, rows, beside, whole),
        )
        for effect, subject, sides in rows
    )


_NOTHING = Side(band=0, low=0.0, high=0.0)


def is_open(
    subject: str,
    rows: Sequence[tuple[str, str, tuple[Side, ...]]],
    beside: Side,
    whole: Sum,
) -> bool:
    """Tell whether the sum leaves every side of a hidden thing possible.

    Beside a sum that fits one side only, to tell the sides would be to tell the truth.
    """
    low, high = beside.low - whole.digit / 2, beside.high + whole.digit / 2
    own: dict[int, tuple[float, float]] = {}
    for _, other, sides in rows:
        if other != subject:
            low += min(side.low for side in sides)
            high += max(side.high for side in sides)
            continue
        for side in sides:
            first, last = own.get(side.band, (0.0, 0.0))
            own[side.band] = first + side.low, last + side.high
    return all(
        low + first <= whole.total <= high + last for first, last in own.values()
    )


_GONE = frozenset({Source.PREVIOUS, Source.PREVIOUS_LEVER})
"""What a state holds of its own opening alone."""


def _bands(values: Array, cuts: Sequence[float]) -> Integers:
    """Return in which band each world lies."""
    ends = grid(np.array(cuts[:-1], dtype=np.float64))
    return np.searchsorted(ends, values, side="left").astype(np.int64)


def _parted(amounts: Array, bands: Integers, weights: Array) -> float:
    """Return how far bands part amounts: the variance between their means."""
    sums = np.bincount(bands, weights=weights * amounts)
    shares = np.bincount(bands, weights=weights)
    whole = float(sums.sum())
    means = np.divide(sums, shares, out=np.full(len(sums), whole), where=shares > 0.0)
    return float(np.sum(shares * (means - whole) ** 2))


def _sides(amounts: Array, bands: Integers | None, weights: Array) -> Iterator[Side]:
    if bands is None:
        bands = np.zeros(amounts.size, dtype=np.int64)
    for band in np.unique(bands).tolist():
        inside = bands == band
        order = np.argsort(amounts[inside], kind="stable")
        values = amounts[inside][order]
        running = np.cumsum(weights[inside][order])
        marks = [np.searchsorted(running, end * running[-1]) for end in _ENDS]
        low, high = (float(values[min(int(mark), len(values) - 1)]) for mark in marks)
        yield Side(band=band, low=low, high=high)
