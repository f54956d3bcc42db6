"""Scenario files: found, read, checked, and compiled into the engine's Spec."""

from game.scenario.allowing import reason_for
from game.scenario.check import Checked, UnplayableError, check, check_text, load
from game.scenario.diagnostics import (
    Diagnostic,
    Related,
    Severity,
    format_text,
    to_github,
    to_json,
)
from game.scenario.effects import EffectInfo
from game.scenario.files import around, available, find, stamps
from game.scenario.findings import Found
from game.scenario.proofs import (
    MOST_WORLDS,
    CauseExpect,
    CompareExpect,
    Expect,
    Limit,
    MeanExpect,
    ScenarioTest,
    ShareExpect,
    Track,
    bound_of,
)
from game.scenario.scenario import Scenario
from game.scenario.walker import Path

__all__ = [
    "MOST_WORLDS",
    "CauseExpect",
    "Checked",
    "CompareExpect",
    "Diagnostic",
    "EffectInfo",
    "Expect",
    "Found",
    "Limit",
    "MeanExpect",
    "Path",
    "Related",
    "Scenario",
    "ScenarioTest",
    "Severity",
    "ShareExpect",
    "Track",
    "UnplayableError",
    "around",
    "available",
    "bound_of",
    "check",
    "check_text",
    "find",
    "format_text",
    "load",
    "reason_for",
    "stamps",
    "to_github",
    "to_json",
]
