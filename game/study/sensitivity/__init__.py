"""Sensitivity: which params decide how a crisis ends, and which nobody would miss.

`run_sensitivity` is the command; `measure_sensitivity` plays every point.
"""

from game.study.sensitivity.command import run_sensitivity
from game.study.sensitivity.measuring import Task, measure_sensitivity
from game.study.sensitivity.points import bench_of, params_of
from game.study.sensitivity.summing import Report
from game.study.sensitivity.text import report_text

__all__ = [
    "Report",
    "Task",
    "bench_of",
    "measure_sensitivity",
    "params_of",
    "report_text",
    "run_sensitivity",
]
