"""Which name was probably meant by a word that is none.

A file can hold thousands of names and thousands of wrong words, so a word is compared
letter by letter only with the names that share most pairs of letters with it.
"""

from __future__ import annotations

import difflib
from collections import Counter
from collections.abc import Iterable, Mapping
from functools import lru_cache

_CUTOFF = 0.6
_ALIKE = 5
"""Names that look most like a word, of which the nearest is offered."""
_COMPARED = 40
"""Names that a word is compared with letter by letter."""
_LONGEST = 64
"""No name is longer, so nothing longer can be a slip."""


def nearest(word: str, pool: Iterable[str]) -> str:
    """Return the one name of the pool that was probably meant, or nothing.

    Among those that look alike, the fewest slips of the fingers decide: a letter too
    many, too few, another one, or two that changed places.
    """
    known = frozenset(pool)
    if not word or len(word) > _LONGEST:
        return ""
    if len(known) > _COMPARED:
        shared = Counter(
            name for pair in _pairs(word) for name in _index(known).get(pair, ())
        )
        order = sorted(shared, key=lambda name: (-shared[name], name))
        known = frozenset(order[:_COMPARED])
    found = difflib.get_close_matches(word, sorted(known), n=_ALIKE, cutoff=_CUTOFF)
    return min(found, key=lambda one: slips(word, one), default="")


def _pairs(word: str) -> frozenset[str]:
    framed = f"^{word}$"
    return frozenset(framed[at : at + 2] for at in range(len(framed) - 1))


@lru_cache(maxsize=16)
def _index(pool: frozenset[str]) -> Mapping[str, tuple[str, ...]]:
    """Return the names of a pool by the pairs of letters in them."""
    found: dict[str, list[str]] = {}
    for name in pool:
        if len(name) <= 2 * _LONGEST:
            for pair in _pairs(name):
                found.setdefault(pair, []).append(name)
    return {pair: tuple(names) for pair, names in found.items()}


def slips(one: str, other: str) -> int:
    """Return how many slips of the fingers lead from one word to another."""
    rows = [list(range(len(other) + 1))]
    for at, letter in enumerate(one, 1):
        row = [at]
        for place, wanted in enumerate(other, 1):
            cost = min(
                rows[-1][place] + 1,
                row[-1] + 1,
                rows[-1][place - 1] + (letter != wanted),
            )
            is_swap = one[at - 2 : at] == other[place - 2 : place][::-1] and place > 1
            if is_swap and at > 1:
                cost = min(cost, rows[-2][place - 2] + 1)
            row.append(cost)
        rows.append(row)
    return rows[-1][-1]
