"""Studies: thousands of games at once.

`run` and `run_balance` are the commands; `simulate`, `compare_lines` and `measure`
are what they print.
"""

from game.study.balance import PARTS, Report, measure
from game.study.command import run, run_balance
from game.study.finding import find_policy, find_way
from game.study.mandates import LineShare, MandateTable, compare_lines
from game.study.printing import as_json, mandates_text, study_text
from game.study.simulate import Study, simulate

__all__ = [
    "PARTS",
    "LineShare",
    "MandateTable",
    "Report",
    "Study",
    "as_json",
    "compare_lines",
    "find_policy",
    "find_way",
    "mandates_text",
    "measure",
    "run",
    "run_balance",
    "simulate",
    "study_text",
]
