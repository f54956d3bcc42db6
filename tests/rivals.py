"""The ferry under two rival models, one of which its highest level draws unseen."""

from __future__ import annotations

from game.scenario import Scenario, check_text
from tests.conftest import FERRY

PLAIN = FERRY.read_text(encoding="utf-8").replace("params = { pull = 2 }\n", "")
"""The ferry of which no level changes a number."""
MODELS = """
[models.firm]
label = { en = "Firmness holds" }
note = { en = "The timetable draws little." }
params = { pull = 1 }
grade = "C"
source = "log"

[models.soft]
label = { en = "Kindness holds" }
params = { pull = 2 }
weight = 3
"""
DRAWN = """
[difficulty.blind]
label = { en = "Blind" }
level = 5
draws_model = true
"""
TEXT = PLAIN + MODELS + DRAWN


def scenario_of(text: str) -> Scenario:
    """Return the scenario of a text without errors."""
    checked = check_text({"ferry.toml": text}, "ferry.toml")
    assert checked.scenario is not None, checked.diagnostics
    return checked.scenario
