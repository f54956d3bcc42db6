"""A text by language says what a dictionary would."""

from __future__ import annotations

from copy import deepcopy

from hypothesis import given
from hypothesis import strategies as st

from game.scenario.texts import Told
from game.words import LANGUAGES

WORDS = st.dictionaries(st.sampled_from(LANGUAGES), st.text(max_size=9))


@given(WORDS, WORDS, st.sampled_from([*LANGUAGES, "fr", "keys", "__doc__"]))
def test_a_text_is_equal_to_its_words(
    words: dict[str, str], others: dict[str, str], language: str
) -> None:
    """In each language that it has, and in no other; also a copy."""
    told = Told(words)
    assert told == words
    assert dict(told) == words
    assert len(told) == len(words)
    assert (told == Told(others)) == (words == others)
    assert told.get(language) == words.get(language)
    assert (language in told) == (language in words)
    assert deepcopy(told) == told
