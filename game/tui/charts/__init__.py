"""Charts as pure functions: numbers in, rows of toned text out."""

from game.tui.charts.bar import bar, marks_over, sparkline
from game.tui.charts.fan import FanChart, fan_rows, limits
from game.tui.charts.pipeline import pipeline_rows

__all__ = [
    "FanChart",
    "bar",
    "fan_rows",
    "limits",
    "marks_over",
    "pipeline_rows",
    "sparkline",
]
