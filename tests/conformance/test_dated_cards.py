"""Cards of June 2024 that may lie in many months name no month without its year."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from game.scenario import Scenario, load

if TYPE_CHECKING:
    from collections.abc import Iterator

PATH = Path(__file__).parent.parent.parent / "scenarios/seoul-2024/scenario.toml"
ONE_MONTH = re.compile(r"turn == \d+( and .*)?")
"""A condition that holds in one turn alone."""
MONTHS = (
    "January|February|March|April|May|June|July|August|September|October|November|"
    "December"
)
UNDATED = {
    "en": re.compile(rf"\b(?:{MONTHS})\b(?! \d{{4}})"),
    "ko": re.compile(r"(?<![\d년해] )(?<!\d)(?:1[0-2]|[1-9])월"),
}
"""A month without its year; in Korean `2024년 6월` and `그해 8월` have theirs."""
PARADE = date(2025, 9, 3)
SAID_BEFORE = {"en": re.compile(r"\bthat (?:" + MONTHS + r")\b")}


@pytest.fixture(scope="module")
def scenario() -> Scenario:
    """Load the crisis once."""
    return load(PATH)


def said(scenario: Scenario, card: str) -> Iterator[str]:
    """Yield the paths of all texts that a card may show."""
    row, path = scenario.document.agenda[card], f"agenda.{card}"
    yield from (f"{path}.title", f"{path}.text", f"{path}.silence.text")
    yield from (f"{path}.again.{place}" for place in range(len(row.again)))
    for option in row.options:
        for key in ("label", "text", "later", "hangs", "locked"):
            yield f"{path}.options.{option.id}.{key}"


@pytest.mark.parametrize("language", ["en", "ko"])
def test_a_card_for_many_months_dates_what_it_names(
    scenario: Scenario, language: str
) -> None:
    """Without its year `since 28 May` reads as this May in every later one."""
    found = []
    for card, row in scenario.document.agenda.items():
        if ONE_MONTH.fullmatch(str(row.when)) and row.deadline == 1:
            continue
        for path in said(scenario, card):
            text = scenario.text(path, language)
            if language in SAID_BEFORE:
                text = SAID_BEFORE[language].sub("", text)
            if UNDATED[language].search(text):
                found.append((path, text))
    assert not found


def test_an_invitation_comes_no_later_than_what_it_is_to(scenario: Scenario) -> None:
    """The parade of 3 September 2025 is not asked about in October."""
    days = re.compile(r"turn >= (\d+) and turn <= (\d+)")
    rows = [key for key in scenario.document.agenda if key.startswith("parade")]
    assert len(rows) == 2
    for key in rows:
        row = scenario.document.agenda[key]
        found = days.match(str(row.when))
        assert found is not None
        last = int(found[2]) + row.deadline - 1
        assert scenario.calendar.turn_of(PARADE) >= last
