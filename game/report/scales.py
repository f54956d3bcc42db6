"""From where to where a number goes, and which way is good: said once beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from game.report.figures import significant
from game.report.labels import Labels
from game.words import message, tell

if TYPE_CHECKING:
    from game.engine.spec import Variable
    from game.scenario import Scenario

_WAYS = {
    "up": message("{low} to {high}, more is better"),
    "down": message("{low} to {high}, less is better"),
    "none": message("{low} to {high}"),
}
_CHANCES = {
    "up": message("more is better"),
    "down": message("less is better"),
}


def scales(scenario: Scenario, level: int, language: str) -> dict[str, str]:
    """Return for the id of every number and gauge its range and which way is good.

    A chance has no range of its own, and no words at all where neither way is good.
    """
    labels = Labels(scenario, scenario.spec(level), language)
    document = scenario.document
    told = {
        row.id: _range(labels, row, document.variables[row.id].good)
        for row in labels.spec.variables
    }
    rows = {row.id: row for row in labels.spec.variables}
    for gauge in labels.spec.gauges:
        stated = document.gauges[gauge.id].good
        if gauge.variable:
            own = document.variables[gauge.variable].good
            good = own if stated == "none" else stated
            told[gauge.id] = _range(labels, rows[gauge.variable], good)
        else:
            way = _CHANCES.get(stated)
            told[gauge.id] = "" if way is None else tell(way, language)
    return told


def _range(labels: Labels, row: Variable, good: str) -> str:
    low, high = (
        labels.measured(row.id, significant(value)) for value in (row.low, row.high)
    )
    return tell(_WAYS[good], labels.language, low=low, high=high)
