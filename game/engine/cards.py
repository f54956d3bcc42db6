"""Where the cards of a Spec stand: families, tiers, and when each may come again."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from game.engine.compiler import Names
from game.engine.expression import Source
from game.engine.rows import column, integers, lever_sets
from game.engine.spec import Card, Spec
from game.engine.state import Array, Integers

Resting = tuple[tuple[int, ...], bool, int]
"""The happenings that count, whether once is enough, and the cooldown."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CardRows:
    """The deck, card by card."""

    happening: Integers
    default: Integers
    """(C,) the happening when the deadline passes."""
    sets: tuple[tuple[tuple[int, int], ...], ...]
    """For each card (lever row, rung) pairs of its default."""
    deadline: Array
    """(C, 1)"""
    weight: Array
    """(C, 1)"""
    tier: tuple[int, ...]
    """For each card its tier: those of one priority together, the highest first, and
    the duty cards before the others."""
    duty: int
    """How many tiers, from the first, are of duty cards."""
    tiers: int
    family: tuple[int, ...]
    """For each card a number that it shares with its variants alone."""
    order: tuple[int, ...]
    """For each card its place in the order in which all are tried."""
    rests: tuple[int, ...]
    """For each card which of `resting` tells whether it may come again."""
    resting: tuple[Resting, ...]


def lying(opened: Array) -> Integers:
    """Return the rows of the cards that lie on the desk in some world.

    Args:
        opened: (C, W) as in `State`.
    """
    return np.flatnonzero(np.maximum.reduce(opened, axis=1, initial=0.0))


def card_rows(spec: Spec, names: Names) -> CardRows:
    """Count the rows of the deck."""
    happening = names.rows[Source.HAPPENED]
    sets = []
    for card in spec.cards:
        chosen = [o.sets for o in card.options if o.id == card.default]
        sets.append(lever_sets(names, chosen[0]) if chosen else ())
    defaults = [f"{card.id}.{card.default}" for card in spec.cards]
    family = [0] * len(spec.cards)
    order = [0] * len(spec.cards)
    rests = [0] * len(spec.cards)
    resting: dict[Resting, int] = {}
    for number, rows in enumerate(_families(spec)):
        counted = tuple(happening[spec.cards[row].id] for row in rows)
        for row in rows:
            card = spec.cards[row]
            terms = (counted, card.once, card.cooldown)
            rests[row] = resting.setdefault(terms, len(resting))
            family[row] = number
            order[row] = len(spec.cards) * number + rows.index(row)
    tiers = sorted({_tier(card) for card in spec.cards})
    return CardRows(
        happening=integers([happening[card.id] for card in spec.cards]),
        default=integers([happening[name] for name in defaults]),
        sets=tuple(sets),
        deadline=column([card.deadline for card in spec.cards]),
        weight=column([card.weight for card in spec.cards]),
        tier=tuple(tiers.index(_tier(card)) for card in spec.cards),
        duty=sum(not optional for optional, _ in tiers),
        tiers=len(tiers),
        family=tuple(family),
        order=tuple(order),
        rests=tuple(rests),
        resting=tuple(resting),
    )


def _tier(card: Card) -> tuple[bool, int]:
    return not card.duty, -card.priority


def _families(spec: Spec) -> tuple[tuple[int, ...], ...]:
    """Return the cards of each family, its variants first; most stand alone."""
    found: dict[str, list[int]] = {card.id: [] for card in spec.cards}
    for row, card in enumerate(spec.cards):
        found[card.family or card.id].append(row)
    return tuple(
        tuple(
            sorted(
                rows,
                key=lambda row: (not spec.cards[row].family, spec.cards[row].rank, row),
            )
        )
        for _, rows in sorted(found.items())
        if rows
    )
