"""Scenario files: found, read, checked, and compiled into the engine's Spec.

The names are looked up when they are first used: a list of files needs no model of
what is in them, and a game brings pydantic and numpy.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from game.scenario.allowing import reason_for
    from game.scenario.bare import bare
    from game.scenario.checking import Checked, UnplayableError, check, check_text, load
    from game.scenario.diagnostics import (
        Diagnostic,
        Related,
        Severity,
        format_text,
        to_github,
        to_json,
    )
    from game.scenario.drawn import (
        in_sample,
        type_of,
        with_params_drawn,
        with_params_set,
    )
    from game.scenario.effects import EffectInfo
    from game.scenario.files import around, available, find, record_beside, stamps
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
    from game.scenario.record import Answer, Point, Record, Series, Shock, YesNo
    from game.scenario.recorded import (
        CheckedRecord,
        UnreadableRecordError,
        check_record,
        check_record_text,
        load_record,
        position_of,
        turns_of,
    )
    from game.scenario.scenario import Scenario
    from game.scenario.walker import Path

__all__ = [
    "MOST_WORLDS",
    "Answer",
    "CauseExpect",
    "Checked",
    "CheckedRecord",
    "CompareExpect",
    "Diagnostic",
    "EffectInfo",
    "Expect",
    "Found",
    "Limit",
    "MeanExpect",
    "Path",
    "Point",
    "Record",
    "Related",
    "Scenario",
    "ScenarioTest",
    "Series",
    "Severity",
    "ShareExpect",
    "Shock",
    "Track",
    "UnplayableError",
    "UnreadableRecordError",
    "YesNo",
    "around",
    "available",
    "bare",
    "bound_of",
    "check",
    "check_record",
    "check_record_text",
    "check_text",
    "find",
    "format_text",
    "in_sample",
    "load",
    "load_record",
    "position_of",
    "reason_for",
    "record_beside",
    "stamps",
    "to_github",
    "to_json",
    "turns_of",
    "type_of",
    "with_params_drawn",
    "with_params_set",
]

_HOMES = {
    "Answer": "record",
    "CauseExpect": "proofs",
    "Checked": "checking",
    "CheckedRecord": "recorded",
    "CompareExpect": "proofs",
    "Diagnostic": "diagnostics",
    "EffectInfo": "effects",
    "Expect": "proofs",
    "Found": "findings",
    "Limit": "proofs",
    "MOST_WORLDS": "proofs",
    "MeanExpect": "proofs",
    "Path": "walker",
    "Point": "record",
    "Record": "record",
    "Related": "diagnostics",
    "Scenario": "scenario",
    "ScenarioTest": "proofs",
    "Series": "record",
    "Severity": "diagnostics",
    "ShareExpect": "proofs",
    "Shock": "record",
    "Track": "proofs",
    "UnplayableError": "checking",
    "UnreadableRecordError": "recorded",
    "YesNo": "record",
    "around": "files",
    "available": "files",
    "bare": "bare",
    "bound_of": "proofs",
    "check": "checking",
    "check_record": "recorded",
    "check_record_text": "recorded",
    "check_text": "checking",
    "find": "files",
    "format_text": "diagnostics",
    "in_sample": "drawn",
    "load": "checking",
    "load_record": "recorded",
    "position_of": "recorded",
    "reason_for": "allowing",
    "record_beside": "files",
    "stamps": "files",
    "to_github": "diagnostics",
    "to_json": "diagnostics",
    "turns_of": "recorded",
    "type_of": "drawn",
    "with_params_drawn": "drawn",
    "with_params_set": "drawn",
}
"""The modules in which the names are."""


def __getattr__(name: str) -> object:
    """Return a name of the package, importing its module now."""
    if name not in _HOMES:
        raise AttributeError(name)
    found: object = getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
    globals()[name] = found
    return found
