"""Charts as pure functions: numbers in, rows of toned text out."""

from game.tui.charts.bar import bar, sparkline
from game.tui.charts.fan import FanChart, fan_rows, limits

__all__ = ["FanChart", "bar", "fan_rows", "limits", "sparkline"]
