"""The deck as games show it: how much of it one shows, and how much two share."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from game.engine import Mask
from game.study.field import Field

DEALT = ("random", "greedy-1")
"""Players that answer differently from game to game."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """What the games of one player showed of the deck."""

    name: str
    cards: int
    """Cards of the deck, each variant counted by itself."""
    families: int
    """The same without the variants."""
    share: float
    """Share of the cards that came up in a game, on the average."""
    shared: float
    """Share of the cards of a game that came up in another one too, likewise."""
    varied: float
    """Share of the cards that came up that were variants."""


def shown(field: Field, names: Sequence[str]) -> tuple[Shown, ...]:
    """Measure the deck in the games of some players; others are left out."""
    cards = field.plan.spec.cards
    if not cards:
        return ()
    varies = np.array([bool(card.family) for card in cards])
    found = []
    for name in names:
        if name not in field.played:
            continue
        dealt = field.played[name].dealt
        found.append(
            Shown(
                name=name,
                cards=len(cards),
                families=int(np.count_nonzero(~varies)),
                share=float(dealt.mean()),
                shared=overlap(dealt),
                varied=float(dealt[varies].sum() / max(1, dealt.sum())),
            )
        )
    return tuple(found)


def overlap(dealt: Mask) -> float:
    """Return the mean share of the cards of a game that another game shows too.

    Over all ordered pairs of games; 1 where there is one game only.

    Args:
        dealt: (C, G) which cards came up in which game.
    """
    seen = dealt.astype(np.float64)
    both = seen.T @ seen
    own = np.diag(both)
    games = own.size
    if games < 2:  # noqa: PLR2004 - a pair
        return 1.0
    shares = both / np.maximum(own, 1.0)[:, None]
    return float((shares.sum() - np.trace(shares)) / (games * (games - 1)))
