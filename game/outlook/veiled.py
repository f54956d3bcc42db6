"""Which acts may be in a sum that hangs on something hidden, by what is believed.

It is worked out in the believed worlds alone, from what was seen and done. What an act
would have done under each side of the hidden thing is not told: beside the sums of the
same turn and of others it would tell which side is true.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from game.engine import (
    Array,
    Integers,
    Source,
    all_reads,
    evaluate,
)
from game.outlook.beliefs import Beliefs
from game.outlook.odds import bands_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Veiled:
    """An effect of the player's that hangs on something hidden."""

    effect: str
    subject: str
    """The hidden type that parts it most; empty where it hangs on hidden numbers."""
    size: float
    """The most that it did in any world that is believed, without its sign."""


def veiled_acts(
    beliefs: Beliefs,
    effects: Sequence[str],
    digit: float,
    cuts: Mapping[str, Sequence[float]],
) -> tuple[Veiled, ...]:
    """Return what the player's acts may have been in the turn before an opening.

    Effects that were nothing in every believed world, or next to nothing beside the
    largest, are left out, and so are those that hang on what is not kept of that turn.
    The largest come first.

    Args:
        beliefs: what is believed at the opening, of one game.
        effects: the effects of the player's that hang on something hidden.
        digit: the last digit in which the number is shown.
        cuts: the bands of each type, by id, as for `odds.divide`.
    """
    spec, state = beliefs.model.spec, beliefs.state
    weights = beliefs.weights[0]
    # Effects read the values of the opening before, and the rungs that were set then.
    then = replace(state, turn=state.turn - 1, values=state.previous)
    known = {row.id: row.amount for row in spec.effects}
    derived = {row.id: row.expression for row in spec.derived}
    places = {row.id: place for place, row in enumerate(spec.types)}
    rows: list[Veiled] = []
    for effect in effects:
        read = list(all_reads(known[effect], derived))
        if any(one.source in _GONE for one in read):
            continue
        found = np.asarray(evaluate(beliefs.model, then, known[effect]))
        size = float(np.abs(found[weights > 0.0]).max())
        if size < digit / 2:
            continue
        types = {one.id for one in read if one.source is Source.TYPE and one.id in cuts}
        parted = {
            key: _parted(found, bands_of(state.types[places[key]], cuts[key]), weights)
            for key in sorted(types)
        }
        subject = max(parted, key=lambda key: parted[key], default="")
        rows.append(Veiled(effect=effect, subject=subject, size=size))
    least = _SLIGHT * max((row.size for row in rows), default=0.0)
    told = [row for row in rows if row.size >= least]
    return tuple(sorted(told, key=lambda row: (-row.size, row.effect)))


_SLIGHT = 0.1
"""The share of the largest below which an effect explains nothing of their sum."""

_GONE = frozenset({Source.PREVIOUS, Source.PREVIOUS_LEVER})
"""What a state holds of its own opening alone."""


def _parted(amounts: Array, bands: Integers, weights: Array) -> float:
    """Return how far bands part amounts: the variance between their means."""
    sums = np.bincount(bands, weights=weights * amounts)
    shares = np.bincount(bands, weights=weights)
    whole = float(sums.sum())
    means = np.divide(sums, shares, out=np.full(len(sums), whole), where=shares > 0.0)
    return float(np.sum(shares * (means - whole) ** 2))
