"""Every word of every shipped scenario is there in Korean."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest
from pydantic import BaseModel

from game.report.labels import Labels
from game.scenario import Scenario, Track, available, check_text, load
from game.scenario.fields import Words, english
from game.session import Table

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
    plain = {
        key: row.unit
        for key, row in scenario.document.variables.items()
        if isinstance(row.unit, str) and row.unit not in SAME
    }
    titles = [
        key
        for key, row in scenario.document.sources.items()
        if isinstance(row.title, str)
    ]
    assert (plain, titles) == ({}, [])


def units(value: object) -> Iterator[Words | str]:
    """Yield every unit under a value of the document."""
    if isinstance(value, BaseModel):
        found = getattr(value, "unit", None)
        if found and not isinstance(value, Track):
            yield found
        value = [getattr(value, key) for key in type(value).model_fields]
    rows = value.values() if isinstance(value, dict) else value
    if isinstance(rows, Iterable) and not isinstance(rows, str):
        for row in rows:
            yield from units(row)


def test_every_unit_is_told_in_korean(scenario: Scenario) -> None:
    """That of a param too, which the causes of a change show."""
    untold = {
        english(unit)
        for unit in units(scenario.document)
        if scenario.unit_in(unit, "ko") == english(unit)
    }
    assert untold <= SAME


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
    assert ferry.unit_in("crates", "ko") == korean


def test_a_saved_game_is_listed_by_its_korean_title(tmp_path: Path) -> None:
    """That of what a crisis extends is not taken for its own."""
    for name in ("harbour-strike", "kursk-2024"):
        Table(data_dir=tmp_path).new(name, seed=3, name=name).close()
    views = {
        view.name: view for view in Table(data_dir=tmp_path, language="ko").games()
    }
    assert views["harbour-strike"].title == "항만 파업"
    assert views["kursk-2024"].title == "2024년 10월: 쿠르스크"
