"""Korean particles after words, numbers and names."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.words.particles import fill, particle


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("모스크바", "모스크바가 모스크바로"),
        ("평양", "평양이 평양으로"),
        ("서울", "서울이 서울로"),
        ("「서울」", "「서울」이 「서울」로"),
        ("포탄(155 mm)", "포탄(155 mm)이(가) 포탄(155 mm)으로(로)"),
        ("2024", "2024가 2024로"),
        ("1", "1이 1로"),
        ("10", "10이 10으로"),
        ("30%", "30%가 30%로"),
        ("UN", "UN이 UN으로"),
        ("G7", "G7이 G7로"),
        ("seoul-2024", "seoul-2024가 seoul-2024로"),
        ("ferry", "ferry가 ferry로"),
        ("offer low", "offer low가 offer low로"),
        ("hill-town.toml", "hill-town.toml이 hill-town.toml로"),
        ("scenario.schema.json", "scenario.schema.json이 scenario.schema.json으로"),
        ("`gates.calm`", "`gates.calm`이 `gates.calm`으로"),
        ("talking", "talking이 talking으로"),
        ("autumn", "autumn이(가) autumn으로(로)"),
        ("heat", "heat이(가) heat으로(로)"),
        ("hit", "hit이(가) hit으로(로)"),
        ("rate", "rate가 rate로"),
        ("line", "line이 line으로"),
        ("table", "table이 table로"),
        ("rust", "rust가 rust로"),
        ("stock", "stock이(가) stock으로(로)"),
        ("gb", "gb이(가) gb으로(로)"),
        ("1983f288053cb", "1983f288053cb가 1983f288053cb로"),
        ("305m", "305m이(가) 305m으로(로)"),
    ],
)
def test_particle_follows_the_sound_before(word: str, expected: str) -> None:
    """A final consonant takes one form and a vowel the other; ㄹ takes 로."""
    assert fill("{name}{이/가} {name}{으로/로}", {"name": word}) == expected


@given(st.characters(min_codepoint=0xAC00, max_codepoint=0xD7A3))
def test_every_syllable_takes_one_form(syllable: str) -> None:
    """No Hangul syllable is ever left with both forms."""
    assert particle(syllable, "은", "는") in {"은", "는"}
    assert particle(syllable, "으로", "로") in {"으로", "로"}


def test_particle_in_a_field_is_text() -> None:
    """What a field holds is never read as a template."""
    assert fill("{name}", {"name": "가{이/가}"}) == "가{이/가}"


@given(st.text(max_size=60))
def test_every_text_takes_one_form_or_both(text: str) -> None:
    """Whatever a field holds, the particle is one of the three that can be written."""
    assert particle(text, "이", "가") in {"이", "가", "이(가)"}
    assert particle(text, "으로", "로") in {"으로", "로", "으로(로)"}
