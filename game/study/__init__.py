"""Studies: thousands of games at once.

`run` and `run_mandates` are the commands; `simulate` and `compare_lines` are
what they print.
"""

from game.study.command import run, run_mandates
from game.study.finding import find_policy, find_way
from game.study.mandates import LineShare, MandateTable, compare_lines
from game.study.printing import as_json, mandates_text, study_text
from game.study.simulate import Study, simulate

__all__ = [
    "LineShare",
    "MandateTable",
    "Study",
    "as_json",
    "compare_lines",
    "find_policy",
    "find_way",
    "mandates_text",
    "run",
    "run_mandates",
    "simulate",
    "study_text",
]
