"""The back-test: what a scenario forecasts, scored by what was observed.

`run_backtest` is the command; `measure_record` plays, `summed` makes the tables.
"""

from game.study.backtest.command import WORLDS, run_backtest
from game.study.backtest.measuring import measure_record
from game.study.backtest.summing import Report, summed
from game.study.backtest.text import report_text

__all__ = [
    "WORLDS",
    "Report",
    "measure_record",
    "report_text",
    "run_backtest",
    "summed",
]
