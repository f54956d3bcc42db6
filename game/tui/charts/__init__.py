"""Charts as pure functions: numbers in, rows of toned text out."""

from game.tui.charts.bar import bar, sparkline
from game.tui.charts.fan import FanChart, fan_rows, limits
from game.tui.charts.heat import HeatMap, heat_rows

__all__ = [
    "FanChart",
    "HeatMap",
    "bar",
    "fan_rows",
    "heat_rows",
    "limits",
    "sparkline",
]
