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
from game.scenario.drawn import in_sample, type_of, with_params_drawn, with_params_set
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
