"""Hints of a scenario: words that no rule reads, told in their turn."""

from __future__ import annotations

from pathlib import Path

import pytest

from game.report.hints import HintView
from game.scenario import Scenario, check_text, load
from game.tui.cells import Look
from game.tui.draw.hint import hint
from game.tui.glyphs import UNICODE

SCENARIOS = Path(__file__).parents[2] / "scenarios"
FERRY = (Path(__file__).parent / "files" / "ferry.toml").read_text(encoding="utf-8")
HINT = '\n[hints.quay]\ntext = { en = "Look at the quay." }\n'


def read(text: str) -> Scenario:
    """Return the scenario of a text without errors."""
    found = check_text({"ferry.toml": text}, "ferry.toml").scenario
    assert found is not None
    return found


def test_hints_are_no_rules() -> None:
    """With or without hints the rules are the same at every level."""
    bare, told = read(FERRY), read(FERRY + HINT)
    assert bare.mechanics == told.mechanics
    assert [bare.spec(level) for level in bare.levels] == [
        told.spec(level) for level in told.levels
    ]


@pytest.mark.parametrize("language", ["en", "ko"])
@pytest.mark.parametrize(
    "path",
    sorted(path for path in SCENARIOS.iterdir() if path.name != "DEFAULT"),
    ids=lambda path: path.stem,
)
def test_shipped_hints_fit_above_the_desk(path: Path, language: str) -> None:
    """Every hint that is shipped takes three lines of 80 columns at most."""
    found = load(path, (SCENARIOS,))
    for key, row in found.document.hints.items():
        home = found.names.home(row.about or "") or "gauges"
        place = f"{home}.{row.about}"
        about = found.text(f"{place}.title", language)
        about = about or found.text(f"{place}.label", language)
        text = found.text(f"hints.{key}.text", language)
        view = HintView(id="a.b", rank=0, text=text, about=about)
        assert len(hint(view, Look(language, UNICODE), 78)) <= 3, key
