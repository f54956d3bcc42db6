"""The record of real deeds: dated, sourced, and a policy like any other."""

from __future__ import annotations

from game.scenario import Scenario, Severity, check_text
from game.scenario.samples import BASE
from game.study.finding import find_policy

RECORD = """
[initiatives.meet]
label = { en = "Meet the crew" }

[history.strike]
title = { en = "The strike as it was" }
lines = [
  { on = 2001-02-20, line = "meet", source = "office", grade = "A" },
  { on = 2001-02-03, line = "offer high", source = "office", grade = "B" },
  { on = 2001-02-09, line = "meet  # again", source = "office", grade = "A" },
]
"""


def scenario(text: str) -> Scenario:
    """Return the scenario of a text without warnings."""
    checked = check_text({"a.toml": text}, "a.toml")
    told = [one for one in checked.diagnostics if one.severity is not Severity.NOTE]
    assert told == []
    assert checked.scenario is not None
    return checked.scenario


def test_record_is_a_policy_in_the_order_of_its_days() -> None:
    """Each deed is played in the turn that holds its day."""
    found = scenario(BASE + RECORD)
    assert found.lines["history"] == ("1: offer high", "1: meet", "3: meet")
    plan = find_policy(found, "history", seed=1).plan
    assert {turn: len(lines) for turn, lines in plan.dated.items()} == {1: 2, 3: 1}


def test_of_several_records_each_has_its_name() -> None:
    """The first is `history`; all can be told apart."""
    other = RECORD.partition("[history")[2].replace(".strike", ".other")
    found = scenario(BASE + RECORD + "[history" + other)
    assert set(found.lines) == {"history", "history.strike", "history.other"}


def test_record_is_no_mechanics() -> None:
    """What was done changes no rule; it is part of the content."""
    plain = scenario(BASE + RECORD.partition("[history")[0])
    found = scenario(BASE + RECORD)
    assert found.mechanics == plain.mechanics
    assert found.content != plain.content
