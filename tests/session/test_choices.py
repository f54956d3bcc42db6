"""The grammar of choices: every line is a choice or a clear mistake."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.engine import choices
from game.errors import ChoiceError
from game.scenario import load
from game.session.choices import Grammar, parse_plan
from game.text import clean

FERRY = load(Path(__file__).parent / "files" / "ferry.toml")
GRAMMAR = Grammar(choices(FERRY.spec()))


def test_every_choice_is_read_back_from_its_line() -> None:
    """The line of a choice names that choice, with space and comment around it."""
    for place, choice in enumerate(GRAMMAR.choices):
        assert GRAMMAR.parse(f"  {choice.line}   # why not") == place


def test_priorities_may_be_declared_in_either_order() -> None:
    """A declaration means the same with its two priorities exchanged."""
    assert GRAMMAR.parse("declare peace purse bond") == GRAMMAR.parse(
        "declare peace bond purse",
    )


@pytest.mark.parametrize(
    ("line", "hint"),
    [
        ("timetabel even", "timetable"),
        ("timetable evn", "even"),
        ("timetable", "slow, even, strict"),
        ("letter", "thank"),
        ("speech loudly", "alone"),
        ("declare peace peace bond", "declare"),
        ("", "no choice"),
        ("zzzzzz", "LEVER RUNG"),
    ],
)
def test_a_mistake_names_what_was_meant(line: str, hint: str) -> None:
    """A line that is no choice is refused with the nearest or the possible words."""
    with pytest.raises(ChoiceError, match=hint):
        GRAMMAR.parse(line)


@given(st.text(max_size=80))
def test_any_text_is_a_choice_or_a_choice_error(line: str) -> None:
    """No text fails in another way, and none reaches a terminal uncleaned."""
    told = ""
    try:
        GRAMMAR.parse(line)
    except ChoiceError as error:
        told = str(error)
    assert clean(told) == told


def test_a_plan_reads_dated_held_and_following_lines() -> None:
    """`N:` dates, `always` holds, `end` goes on by a month, `#` comments."""
    plan = parse_plan(
        [
            "speech  # first month",
            "end",
            "timetable even",
            "3: letter thank",
            "always guest admit",
            "",
        ],
        GRAMMAR,
    )
    speech, even = GRAMMAR.parse("speech"), GRAMMAR.parse("timetable even")
    thank, admit = GRAMMAR.parse("letter thank"), GRAMMAR.parse("guest admit")
    assert plan.wanted(1) == (speech, admit)
    assert plan.wanted(2) == (even, admit)
    assert plan.wanted(3) == (thank, admit)
    assert plan.wanted(9) == (admit,)


def test_a_wrong_line_of_a_plan_is_named_by_its_number() -> None:
    """The error says which line cannot be understood."""
    with pytest.raises(ChoiceError, match=r"Line 3:.*speech"):
        parse_plan(["speech", "end", "speach"], GRAMMAR)
    with pytest.raises(ChoiceError, match="Line 1: There is no turn 0"):
        parse_plan(["0: speech"], GRAMMAR)


def test_any_space_parts_the_words_of_a_plan() -> None:
    """A tab is a space, before a choice that is held too."""
    plan = parse_plan(["always\tspeech", "2:\ttimetable  even"], GRAMMAR)
    assert plan.always == (GRAMMAR.parse("speech"),)
    assert plan.dated[2] == (GRAMMAR.parse("timetable even"),)
