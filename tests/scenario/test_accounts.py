"""Every row of every shipped crisis told in sentences, in both languages."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

import pytest

from game.scenario import Scenario, check, check_text
from game.scenario.names import is_table, table
from game.scenario.proofs import bound_of
from game.scenario.samples import BASE
from game.scenario.workshop.accounts import ACCOUNTS, sentences_of
from game.scenario.workshop.things import HOMES
from game.words import LANGUAGES

SCENARIOS = Path(__file__).parents[2] / "scenarios"
FILES = [*sorted(SCENARIOS.glob("*.toml")), *sorted(SCENARIOS.glob("*/scenario.toml"))]

SHORT = 12
"""Characters up to which a text may stand in another by chance."""


@lru_cache(maxsize=1)
def scenario_of(path: Path) -> Scenario:
    """Return a shipped crisis, checked once for all tests of it."""
    found = check(path).scenario
    assert found is not None
    return found


def leaves(row: object, path: str = "") -> Iterator[tuple[str, str]]:
    """Yield every value of a row as text, by its dotted path in the row."""
    if is_table(row):
        for key, value in row.items():
            yield from leaves(value, f"{path}.{key}" if path else key)
    elif isinstance(row, list):
        for place, value in enumerate(row):
            yield from leaves(value, f"{path}.{place}")
    else:
        yield path, str(row)


def test_every_table_is_told() -> None:
    """No table that holds rows by id is without its sentences."""
    assert set(ACCOUNTS) == set(HOMES)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.parent.name)
@pytest.mark.parametrize("language", LANGUAGES)
def test_no_row_is_told_as_keys_and_values(path: Path, language: str) -> None:
    """No sentence is a key of the row with its value, nor a bare line of choices."""
    scenario = scenario_of(path)
    for home in HOMES:
        for key, row in scenario.names.table(home).items():
            told = sentences_of(scenario, home, key, language)
            assert told, (home, key)
            values = dict(leaves(row))
            for one in told:
                begins = one.strip().partition(": ")[0]
                assert begins not in values, (home, key, one)
                assert "log-odds:" not in one
            lines = {
                value
                for path, value in values.items()
                if " " in value and path.split(".")[-1] in {"line", "advice"}
            }
            assert not any(f": {line}." in one for one in told for line in lines)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.parent.name)
def test_korean_sentences_tell_korean_texts(path: Path) -> None:
    """Where a text of a row has a Korean twin, the English one is not told."""
    scenario = scenario_of(path)
    english: dict[tuple[str, str], list[str]] = {}
    for place, words in scenario.texts.items():
        home, key = (*place.split("."), "")[:2]
        if words.get("ko", words["en"]) != words["en"] and len(words["en"]) > SHORT:
            english.setdefault((home, key), []).append(words["en"])
    assert english
    for (home, key), texts in english.items():
        if home not in HOMES:
            continue
        told = "\n".join(sentences_of(scenario, home, key, "ko"))
        # A remark of the author's has one language and may quote the label.
        told = told.replace(str(table(scenario.names.table(home)[key]).get("note")), "")
        assert not [text for text in texts if text in told]


LEVELS = """
[params.pull]
value = 1
label = { en = "The pull of the tide" }
low = 0
high = 2
grade = "J"
[difficulty.calm]
label = { en = "Calm" }
level = 2
params = { pull = 0.5 }
[difficulty.usual]
label = { en = "Usual" }
level = 3
standard = true
[effects.tide]
to = "standing"
expr = "0 - pull"
label = { en = "The tide" }
from_level = 3
to_level = 5
grade = "J"
"""


def test_a_level_is_told_beside_the_standard_one() -> None:
    """What it sets with both values, what it switches, and who looks ahead."""
    checked = check_text({"a.toml": BASE + LEVELS}, "a.toml")
    assert checked.scenario is not None, checked.diagnostics
    told = sentences_of(checked.scenario, "difficulty", "calm", "en")
    assert "Level 2; the standard one is 3." in told
    assert "The pull of the tide (pull): 0.5; at the standard level 1." in told
    assert "Off here and on at the standard level: The tide (effects.tide)." in told
    assert "No actor looks ahead." in told
    usual = sentences_of(checked.scenario, "difficulty", "usual", "en")
    assert "The pull of the tide (pull): 1, as at the standard level." in usual
    assert not any("Off here" in one or "On here" in one for one in usual)


ADVISER = """
[advisers.mate]
name = { en = "The mate" }
tilt = 0.69314718056
[advisers.mate.claims.low]
expects = "standing < 10"
horizon = 2
chance = 0.5
text = { en = "It will fall." }
outcome = { en = "the standing falls" }
leans = 1
[advisers.mate.claims.high]
when = "standing > 5"
expects = "standing > 10"
horizon = 3
chance = 0.5
text = { en = "It will rise." }
leans = -1
"""


def test_a_bias_is_told_as_times_the_odds() -> None:
    """Log-odds of ln 2 double the odds of a claim that leans, or halve them."""
    checked = check_text({"a.toml": BASE + ADVISER}, "a.toml")
    assert checked.scenario is not None, checked.diagnostics
    told = sentences_of(checked.scenario, "advisers", "mate", "en")
    assert "about 2 times the odds" in told[1]
    (low,) = [one for one in told if one.startswith("low:")]
    assert "the standing falls (standing < 10)" in low
    assert "It gives 2 times the odds." in low
    (high,) = [one for one in told if one.startswith("high: when standing > 5")]
    assert "It divides the odds by 2." in high


def test_a_variant_and_its_card_name_each_other() -> None:
    """Whichever of the two is asked for, the other one is named."""
    scenario = scenario_of(SCENARIOS / "seoul-2024" / "scenario.toml")
    variants = {
        key: row.family
        for key, row in scenario.document.agenda.items()
        if row.family is not None
    }
    assert variants
    for key, family in variants.items():
        (first, *_) = sentences_of(scenario, "agenda", key, "en")
        assert first.startswith("A variant of ")
        assert f"({family})" in first
        assert f"({key})" in sentences_of(scenario, "agenda", family, "en")[0]


@pytest.mark.parametrize(
    ("bound", "said"),
    [
        (">= 0.8", "80 % or more"),
        ("> 0.8", "more than 80 %"),
        ("<= 0.8", "80 % or less"),
        ("< 0.8", "less than 80 %"),
    ],
)
def test_a_bound_is_told_in_words(bound: str, said: str) -> None:
    """The words say on which side, and whether the number itself will do."""
    text = f'{BASE}\n[tests.a]\nthen = [{{ expr = "standing > 1", p = "{bound}" }}]\n'
    checked = check_text({"a.toml": text}, "a.toml")
    assert checked.scenario is not None, checked.diagnostics
    assert f"is {said}." in sentences_of(checked.scenario, "tests", "a", "en")[-1]
    assert bound_of(bound).above == ("more" in said)
