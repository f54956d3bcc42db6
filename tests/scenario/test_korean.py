"""Every word of every shipped scenario is there in Korean."""

from __future__ import annotations

from pathlib import Path

import pytest

from game.report.labels import Labels
from game.scenario import Scenario, available, check_text, load

FOLDER = Path(__file__).parents[2] / "scenarios"
SHIPPED = {path.parent.name if path.stem == "scenario" else path.stem: path
           for path in available((FOLDER,))}  # fmt: skip
SAME = {"%"}
"""Units that are the same sign in every language."""
FERRY = Path(__file__).parents[1] / "session" / "files" / "ferry.toml"


@pytest.fixture(scope="module", params=sorted(SHIPPED))
def scenario(request: pytest.FixtureRequest) -> Scenario:
    """Return one shipped scenario after the other."""
    return load(SHIPPED[request.param], (FOLDER,))


def test_no_text_lacks_korean(scenario: Scenario) -> None:
    """What `validate` would tell of in a note, without its limit."""
    missing = [name for name, words in scenario.texts.items() if not words.get("ko")]
    assert missing == []


def test_korean_is_written_in_hangul(scenario: Scenario) -> None:
    """An English sentence under `ko` is none; a work of research keeps its title."""
    foreign = [
        name
        for name, words in scenario.texts.items()
        if not name.startswith("sources.")
        and not any("가" <= letter <= "힣" for letter in words["ko"])
    ]
    assert foreign == []


def test_units_and_sources_are_texts(scenario: Scenario) -> None:
    """None is a plain string, which would be English in a Korean game."""
    units = {
        key: row.unit
        for key, row in scenario.document.variables.items()
        if isinstance(row.unit, str) and row.unit not in SAME
    }
    titles = [
        key
        for key, row in scenario.document.sources.items()
        if isinstance(row.title, str)
    ]
    assert (units, titles) == ({}, [])


@pytest.mark.parametrize(
    ("written", "korean"),
    [('"crates"', "crates"), ('{ en = "crates", ko = "상자" }', "상자")],
)
def test_a_unit_may_be_a_text_or_a_string(written: str, korean: str) -> None:
    """A text is told in the language of the game, a string in every language alike."""
    text = FERRY.read_text(encoding="utf-8")
    head, tail = text.split("[variables.trust]", 1)
    tail = tail.replace('unit = "of 100"', f"unit = {written}", 1)
    changed = {"ferry.toml": f"{head}[variables.trust]{tail}"}
    ferry = check_text(changed, "ferry.toml").scenario
    assert ferry is not None
    spec = ferry.spec(ferry.standard_level)
    assert Labels(ferry, spec, "en").unit("trust") == "crates"
    assert Labels(ferry, spec, "ko").unit("trust") == korean
