"""Templates, errors and the cleaning of text."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from game import errors, words
from game.text import clean, is_slug


@given(st.text())
def test_cleaned_text_cannot_steer_a_terminal(text: str) -> None:
    """No control, override or surrogate survives; cleaning twice changes nothing."""
    result = clean(text)
    categories = {unicodedata.category(c) for c in result if c != "\u200d"}
    assert not categories & {"Cc", "Cf", "Cs", "Zl", "Zp"}
    assert clean(result) == result


@given(st.text(max_size=300), st.integers(0, 100))
def test_cleaned_text_is_no_longer_than_its_limit(text: str, limit: int) -> None:
    """The limit holds whatever normalisation does to the length."""
    assert len(clean(text, limit=limit)) <= limit


def test_dropping_a_character_cannot_leave_text_unnormalised() -> None:
    """What is dropped between a letter and its accent does not keep them apart."""
    assert clean("e\u200b\u0301") == "\u00e9"


def test_lines_are_kept_only_when_asked_for() -> None:
    """A label cannot grow a second line; a paragraph may."""
    assert clean("one\ntwo") == "one two"
    assert clean("one\ntwo", lines=True) == "one\ntwo"


@pytest.mark.parametrize(
    "hostile",
    ["\x1b[2Jgone", "\u202eevil", "a\u0000b", "\x9b31m", "\u2066x", "\ud800"],
)
def test_hostile_text_loses_its_teeth(hostile: str) -> None:
    """Escapes, overrides, NUL and surrogates do not come through."""
    result = clean(hostile)
    result.encode("utf-8")
    assert not set(result) & set("\x1b\x9b\u202e\u2066\x00")


@pytest.mark.parametrize(
    ("name", "fits"),
    [("a", True), ("june-2", True), ("", False), ("../x", False), ("A", False),
     ("-a", False), ("a" * 64, True), ("a" * 65, False), ("a\n", False)],
)  # fmt: skip
def test_slug_can_be_a_file_name(name: str, *, fits: bool) -> None:
    """Only short plain names may become file names."""
    assert is_slug(name) is fits


def test_fields_are_substituted_by_plain_name_only() -> None:
    """A field is text: it reaches no attribute, index or second template."""
    template = "{name} {name.__class__} {0} {missing}"
    filled = words.say(template, name="{missing}")
    assert filled == "{missing} {name.__class__} {0} {missing}"


def test_error_says_the_same_as_its_message() -> None:
    """An error's English text and its rendered message agree."""
    error = errors.ScenarioError("no scenario {name}", name="x")
    assert str(error) == words.render(error) == "no scenario x"
    assert words.render(words.message("no scenario {name}", name="x")) == str(error)


def test_unknown_language_falls_back_to_english() -> None:
    """A missing catalogue is not an error: the English text is shown."""
    assert words.say("Month {turn}", "xx", turn=3) == "Month 3"


@pytest.mark.parametrize(
    ("environment", "language"),
    [
        ({}, "en"),
        ({"LANG": "ko_KR.UTF-8"}, "ko"),
        ({"LANG": "de_DE.UTF-8"}, "en"),
        ({"LC_ALL": "C", "LANG": "ko_KR.UTF-8"}, "en"),
        ({"LC_MESSAGES": "ko_KR", "LANG": "en_US"}, "ko"),
        ({"LANGUAGE": "de:ko", "LANG": "en_US"}, "ko"),
        ({"LANG": ""}, "en"),
    ],
)
def test_the_environment_chooses_the_language(
    environment: dict[str, str], language: str
) -> None:
    """The variables are read in gettext's order; what is unknown is English."""
    assert words.spoken(environment) == language


def test_every_error_has_an_exit_code_of_the_contract() -> None:
    """Usage errors leave with 2, every other error with 1."""
    kinds = [errors.GameError]
    for kind in kinds:
        kinds.extend(kind.__subclasses__())
        expected = 2 if issubclass(kind, errors.UsageError) else 1
        assert kind.exit_code == expected
