"""Scenario files: found, read, checked, and compiled into the engine's Spec."""

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
from game.scenario.files import available, find
from game.scenario.scenario import Scenario

__all__ = [
    "Checked",
    "Diagnostic",
    "EffectInfo",
    "Related",
    "Scenario",
    "Severity",
    "UnplayableError",
    "available",
    "check",
    "check_text",
    "find",
    "format_text",
    "load",
    "to_github",
    "to_json",
]
