"""What a level sets is told from its table: another table, other words."""

from __future__ import annotations

from pathlib import Path

import pytest

from game.report.levels import level_views
from game.scenario import check_text, load
from game.scenario.levels import margin_of

FERRY = Path(__file__).parents[1] / "scenario" / "files" / "ferry.toml"
SCENARIOS = Path(__file__).parents[2] / "scenarios"


def numbers(text: str, level: int = 2) -> tuple[str, ...]:
    """Return what is told of a level of a scenario text."""
    found = check_text({"ferry.toml": text}, "ferry.toml").scenario
    assert found is not None
    return next(v.numbers for v in level_views(found, "en") if v.number == level)


def test_a_changed_table_is_another_print() -> None:
    """A param of the table, and a row that is off, are told with the standard."""
    text = FERRY.read_text(encoding="utf-8")
    told = numbers(text)
    other = numbers(
        text.replace("params = { temper = 0.2 }", "params = { temper = 0.3 }")
    )
    assert told != other
    assert [a for a, b in zip(told, other, strict=True) if a != b] == [
        next(line for line in told if line.startswith("temper 0.2"))
    ]
    named = text.replace(
        "[params.temper]", '[params.temper]\nlabel = { en = "Tempers" }'
    )
    assert any(line.startswith("Tempers 0.2 (standard ") for line in numbers(named))


def test_the_standard_level_has_nothing_beside_it() -> None:
    """At the standard level no other number is told."""
    assert not any("standard" in line for line in numbers(FERRY.read_text(), level=3))


@pytest.mark.parametrize("name", ["seoul-2024", "bern-2022", "yeonpyeong-2010"])
def test_every_level_of_a_shipped_crisis_is_told(name: str) -> None:
    """Margin, capital, deadlines, rows and foresight; no two levels read the same."""
    found = load(SCENARIOS / name, (SCENARIOS,))
    views = level_views(found, "en")
    assert [view.number for view in views] == [1, 2, 3, 4, 5]
    assert [view.standard for view in views].count(True) == 1
    assert len({view.numbers for view in views}) == len(views)
    for view in views:
        text = "\n".join(view.numbers)
        assert f"margin over par +{margin_of(view.number)}" in view.brief
        assert "capital at the start" in text
        assert "deadlines in turns" in text
        assert ("look ahead, in turns: " in text) == (view.number >= 4)
        assert all(
            f"{word} " in text for word in ("cards", "events", "rules of others")
        )
