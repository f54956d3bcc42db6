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
    ("first", "last", "word"),
    [
        (88, 99, "almost certain"),
        (63, 87, "probable"),
        (40, 60, "chances about even"),
        (20, 39, "probably not"),
        (2, 12, "almost certainly not"),
    ],
)
def test_every_word_keeps_to_its_span(first: int, last: int, word: str) -> None:
    """Kent's spans; the percent that two of them share gets the word nearer to even."""
    assert {estimative(percent).template for percent in range(first, last + 1)} == {
        word
    }


@pytest.mark.parametrize(
    ("percent", "word"),
    [(13, "probably not"), (17, "probably not"), (61, "chances about even")],
)
def test_between_two_spans_the_word_claims_less(percent: int, word: str) -> None:
    """A sixth is not almost certainly nothing."""
    assert estimative(percent).template == word
