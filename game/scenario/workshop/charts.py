"""A small chart of a formula: what it comes to along one thing that it reads."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from game.engine.expression import Apply, Expression, Operator, Read, Source, reads
from game.scenario.formulas import ZERO
from game.scenario.scenario import Scenario
from game.scenario.workshop.probe import Array, Probe, ordered
from game.text import cells

_ROWS = 11
_BAR = 30
_FIRST = (
    *(Source.LEVER, Source.VARIABLE, Source.DERIVED, Source.TYPE, Source.PREVIOUS),
    *(Source.PREVIOUS_LEVER, Source.SINCE, Source.TURN),
)
"""What is put along the chart, the first that the formula reads."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    """A formula along one thing, everything else as it stands at the opening."""

    along: str
    """The id of the thing."""
    rows: tuple[tuple[str, float], ...]
    """A place of the thing, and what the formula comes to there."""


def chart_of(
    scenario: Scenario, probe: Probe, expression: Expression, along: Read | None = None
) -> Chart | None:
    """Return the chart of a number; nothing if it stands still along everything."""
    core = _unconditional(expression)
    candidates = [along] if along else _candidates(core)
    for read in candidates:
        places = _places(read, probe.span(read))
        found = probe.at(core, {read: places}, len(places))
        if np.isfinite(found).all() and np.ptp(found) > 0.0:
            return Chart(along=read.id, rows=_rows(scenario, read, places, found))
    return None


def lines_of(chart: Chart) -> list[str]:
    """Return a chart as lines: a place, a number and a bar; no colour is needed."""
    most = max(abs(value) for _, value in chart.rows)
    wide = max(cells(name) for name, _ in chart.rows)
    figures = [f"{value:.3g}" for _, value in chart.rows]
    room = max(map(len, figures))
    lines = []
    for (name, value), figure in zip(chart.rows, figures, strict=True):
        bar = ("-" if value < 0 else "+") * round(_BAR * abs(value) / most)
        gap = " " * (wide - cells(name))
        lines.append(f"{gap}{name}  {figure.rjust(room)}  {bar}".rstrip())
    return lines


def _places(read: Read, span: Array) -> Array:
    if read.source in {Source.VARIABLE, Source.PREVIOUS, Source.DERIVED}:
        return np.linspace(span[0], span[-1], _ROWS)
    found: Array = span[np.unique(np.linspace(0, len(span) - 1, _ROWS).astype(int))]
    return found


def _candidates(expression: Expression) -> list[Read]:
    found = [read for read in ordered(reads(expression)) if read.source in _FIRST]
    return sorted(found, key=lambda read: _FIRST.index(read.source))


def _unconditional(expression: Expression) -> Expression:
    """Return an amount without the conditions that it stands behind."""
    while (
        isinstance(expression, Apply)
        and expression.operator is Operator.IF
        and expression.arguments[2] == ZERO
        and not any(
            read.source is Source.LEVER for read in reads(expression.arguments[0])
        )
    ):
        expression = expression.arguments[1]
    return expression


def _rows(
    scenario: Scenario, read: Read, places: Array, found: Array
) -> tuple[tuple[str, float], ...]:
    if read.source in {Source.LEVER, Source.PREVIOUS_LEVER}:
        rungs = [rung.id for rung in scenario.document.levers[read.id].rungs]
        names = [rungs[int(place)] for place in places]
    else:
        names = [f"{place:.4g}" for place in places]
    return tuple(zip(names, (float(value) for value in found), strict=True))
