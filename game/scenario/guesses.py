"""Which name was probably meant by a word that is none.

A file can hold thousands of names and thousands of wrong words, so a word is compared
letter by letter only with the names that share most pairs of letters with it.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping
from difflib import SequenceMatcher
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
    best, fewest = "", math.inf
    for name in _alike(word, known):
        count = slips(word, name)
        if count < fewest:
            best, fewest = name, count
        if fewest <= 1:
            # With fewer it would be the word itself, which is the likest of all.
            break
    return best


def nearest_in_any_case(word: str, pool: Iterable[str]) -> str:
    """Return what was probably meant by a word, as written or in small letters."""
    low = word.lower()
    found = nearest(word, pool)
    return found if found or low == word else nearest(low, pool)


def _alike(word: str, known: Iterable[str]) -> list[str]:
    """Return the names that look most like a word, the likest first.

    Most cannot look so like it as those that were compared already: the letters that
    they share with it in the same order tell how like it they are at most.
    """
    most = sorted(((_at_most(word, name), name) for name in known), reverse=True)
    matcher = SequenceMatcher(b=word)
    found: list[tuple[float, str]] = []
    for bound, name in most:
        if bound < (found[-1][0] if len(found) == _ALIKE else _CUTOFF):
            break
        matcher.set_seq1(name)
        ratio = matcher.ratio()
        if ratio >= _CUTOFF:
            found = sorted([*found, (ratio, name)], reverse=True)[:_ALIKE]
    return [name for _, name in found]


def _at_most(word: str, name: str) -> float:
    """Return a bound of how like a word a name is, from 0 to 1."""
    length = len(word) + len(name)
    bound = 2.0 * min(len(word), len(name)) / length
    return bound if bound < _CUTOFF else 2.0 * _in_order(word, name) / length


def _in_order(one: str, other: str) -> int:
    """Return how many letters two words share at most, in the same order.

    The bits of `left` stand for the letters of the one word. Those are 0 up to which
    one more letter could be shared: an addition moves them all at once.
    """
    places: dict[str, int] = {}
    for at, letter in enumerate(one):
        places[letter] = places.get(letter, 0) | 1 << at
    left = whole = (1 << len(one)) - 1
    for letter in other:
        if letter in places:
            shared = left & places[letter]
            left = left + shared | left - shared
    return len(one) - (left & whole).bit_count()


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


def _alike_up_to(one: str, other: str) -> int:
    """Return how many letters two words begin with alike."""
    pairs = enumerate(zip(one, other, strict=False))
    shorter = min(len(one), len(other))
    return next((at for at, (first, second) in pairs if first != second), shorter)


def slips(one: str, other: str) -> int:
    """Return how many slips of the fingers lead from one word to another."""
    for _ in range(2):
        # What both begin with, and then what both end with, costs no slip.
        same = _alike_up_to(one, other)
        one, other = one[same:][::-1], other[same:][::-1]
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
