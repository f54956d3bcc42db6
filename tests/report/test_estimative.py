"""Words for chances: one scale, and a higher chance never gets a weaker word."""

from __future__ import annotations

from itertools import pairwise

import pytest

from game.report.estimative import SCALE, estimative

WORDS = [word.template for _, word in SCALE]


def test_a_higher_chance_never_gets_a_weaker_word() -> None:
    """From 0 to 100 percent the word only ever climbs, and every word is used."""
    places = [WORDS.index(estimative(percent).template) for percent in range(101)]
    assert all(after - before in {0, 1} for before, after in pairwise(places))
    assert (places[0], places[-1]) == (0, len(WORDS) - 1)


@pytest.mark.parametrize(
    ("percent", "word"),
    [
        (93, "almost certain"),
        (75, "probable"),
        (50, "chances about even"),
        (30, "probably not"),
        (7, "almost certainly not"),
    ],
)
def test_every_word_stands_for_its_number(percent: int, word: str) -> None:
    """The number that a word is tied to gets that word."""
    assert estimative(percent).template == word
