"""A sensitivity report as text: every bar stands beside its numbers."""

from __future__ import annotations

import textwrap
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from game.scenario import Scenario
from game.study.printing import columns
from game.study.sensitivity.points import STEP
from game.study.sensitivity.ranking import Ranking, Shift
from game.study.sensitivity.summing import MISSED, Effect, Outcome, Report, Swing
from game.words import say

_ROWS = 10
"""Params shown of each outcome; all of them are in the JSON."""
_HALF = 6
"""Cells of a bar on either side of its axis."""
_WIDTH = 80

Row = TypeVar("Row", Effect, Swing)


@dataclass(frozen=True, slots=True)
class _Figures:
    """How the numbers of an outcome are written."""

    label: str
    factor: float
    digits: int

    def value(self, number: float) -> str:
        """Return a number of the outcome, a decimal more than the game shows."""
        return f"{self.factor * number:.{self.digits}f}"

    def change(self, number: float) -> str:
        """Return a difference, with its sign; none has one of its own."""
        rounded = round(self.factor * number, self.digits) + 0.0
        return f"{rounded:+.{self.digits}f}"


def report_text(report: Report, scenario: Scenario, language: str = "en") -> str:
    """Return a sensitivity report as a reader sees it."""
    parts = [_head(report, language)]
    outcomes = sorted(report.outcomes, key=lambda row: _place(row, scenario))
    figures = {row.gauge: _figures(row.gauge, scenario, language) for row in outcomes}
    ranges = {row.id: f"{row.low:g} - {row.high:g}" for row in report.params}
    if report.effects:
        parts.append(_effects_head(report, language))
        parts += [
            _effects(figures[row.gauge], _of(report.effects, row.gauge), language)
            for row in outcomes
        ]
        parts += _unmissed(report, language)
    if report.swings:
        parts.append(
            say(
                "One at a time: the outcome with a parameter at either end of its "
                "range.\nA bar shows where the low end (-) and the high end (+) take "
                "it.",
                language,
            )
        )
        parts += [
            _swings(
                figures[row.gauge],
                row,
                _of(report.swings, row.gauge),
                ranges,
                language,
            )
            for row in outcomes
        ]
    if report.ranking is not None:
        parts += _ranking(report.ranking, language)
    return "\n\n".join(parts) + "\n"


def _head(report: Report, language: str) -> str:
    lines = [
        say(
            "{scenario} (mechanics {mechanics}), level {level}: {worlds} worlds a "
            "point, seed {seed}",
            language,
            scenario=report.scenario,
            mechanics=report.mechanics[:12],
            level=report.level,
            worlds=report.worlds,
            seed=report.seed,
        ),
        _wrapped(say("Lines: {names}", language, names=", ".join(report.lines))),
        say(
            "Parameters with a range: {varied}; without one, never varied: {fixed}."
            "\nEvery actor only reacts.",
            language,
            varied=len(report.params),
            fixed=len(report.fixed),
        ),
    ]
    if report.partial:
        lines.append(
            say("This report is partial: it was stopped before it was done.", language)
        )
    return "\n".join(lines)


def _effects_head(report: Report, language: str) -> str:
    return say(
        "Elementary effects (Morris), trajectories: {trajectories}.\nmu*: the mean "
        "size of the change over the whole range; sigma: how much it hangs\non the "
        "other parameters.",
        language,
        trajectories=report.trajectories,
    )


def _place(outcome: Outcome, scenario: Scenario) -> tuple[bool, int]:
    """Return where an outcome stands: the gauges by rank, the score last."""
    gauge = scenario.document.gauges.get(outcome.gauge)
    return gauge is None, 0 if gauge is None else gauge.rank


def _figures(gauge: str, scenario: Scenario, language: str) -> _Figures:
    if not gauge:
        return _Figures(say("Mandate score", language), 1.0, 1)
    label = scenario.text(f"gauges.{gauge}.label", language)
    variable = scenario.document.gauges[gauge].variable
    if variable is None:
        return _Figures(f"{label} ({gauge}), %", 100.0, 1)
    return _Figures(
        f"{label} ({gauge})", 1.0, scenario.document.variables[variable].decimals + 1
    )


def _of(rows: Sequence[Row], gauge: str) -> list[Row]:
    return [row for row in rows if row.gauge == gauge][:_ROWS]


def _effects(figures: _Figures, rows: Sequence[Effect], language: str) -> str:
    titles = (say("parameter", language), "mu*", "±", "sigma")
    table = [
        (
            row.param,
            figures.value(row.mu_star),
            figures.value(row.error),
            figures.value(row.sigma),
        )
        for row in rows
    ]
    return f"{figures.label}\n{columns((titles, *table))}"


def _unmissed(report: Report, language: str) -> list[str]:
    parts = []
    if report.idle:
        parts.append(
            say(
                "No effect in these lines: {names}",
                language,
                names=", ".join(report.idle),
            )
        )
    if report.missed:
        parts.append(
            say(
                "Nobody would miss (mu* at most {share} % of the largest everywhere): "
                "{names}",
                language,
                share=round(100 * MISSED),
                names=", ".join(report.missed),
            )
        )
    return [_wrapped(part) for part in parts]


def _swings(
    figures: _Figures,
    outcome: Outcome,
    rows: Sequence[Swing],
    ranges: Mapping[str, str],
    language: str,
) -> str:
    """Return a tornado: the widest bar first, each with its numbers."""
    head = say(
        "{label}: {base} ± {error} with every parameter at its value",
        language,
        label=figures.label,
        base=figures.value(outcome.base),
        error=figures.value(outcome.error),
    )
    titles = (
        say("parameter", language),
        say("range", language),
        say("low", language),
        say("high", language),
        say("difference", language),
        "±",
        " " * (2 * _HALF + 1),
    )
    widest = max(
        (abs(end - outcome.base) for row in rows for end in (row.low, row.high)),
        default=0.0,
    )
    table = [
        (
            row.param,
            ranges[row.param],
            figures.value(row.low),
            figures.value(row.high),
            figures.change(row.change),
            figures.value(row.error),
            _bar(row.low - outcome.base, row.high - outcome.base, widest),
        )
        for row in rows
    ]
    return f"{head}\n{columns((titles, *table))}"


def _bar(low: float, high: float, widest: float) -> str:
    """Draw both ends of a range about an axis, the shorter in front."""
    cells = [" "] * (2 * _HALF + 1)
    for end, mark in sorted(((low, "-"), (high, "+")), key=lambda row: -abs(row[0])):
        length = round(_HALF * abs(end) / widest) if widest else 0
        start = _HALF + 1 if end > 0 else _HALF - length
        cells[start : start + length] = mark * length
    cells[_HALF] = "|"
    return "".join(cells)


def _ranking(found: Ranking, language: str) -> list[str]:
    first, second = found.lines[:2]
    titles = (say("line", language), say("score", language), "±")
    table = [
        (row.policy, f"{row.score:.1f}", f"{row.error:.1f}") for row in found.lines
    ]
    lead = say(
        "{first} leads {second} by {lead} ± {error}.",
        language,
        first=first.policy,
        second=second.policy,
        lead=f"{found.lead:.1f}",
        error=f"{found.error:.1f}",
    )
    parts = [
        f"{say('The ranking of the lines', language)}\n{columns((titles, *table))}",
        lead,
    ]
    if not found.shifts:
        return parts
    parts.append(
        say(
            "With each parameter moved down or up by {step} %, no further than its "
            "range, alone:\n{first} stays the best in {kept} % of {count} moves; "
            "Kendall's tau {tau} on average,\n{least} at least.",
            language,
            step=round(100 * STEP),
            first=first.policy,
            kept=f"{100 * found.kept:.0f}",
            count=len(found.shifts),
            tau=f"{found.tau:.2f}",
            least=f"{found.least:.2f}",
        )
    )
    turned = [row for row in found.shifts if row.best != first.policy]
    if turned:
        parts.append(_turned(turned, language))
    return parts


def _turned(rows: Sequence[Shift], language: str) -> str:
    """Return what puts another line first, and by how much it then leads."""
    titles = (
        say("another line is best with", language),
        say("was", language),
        say("now", language),
        say("lead", language),
        "±",
        "tau",
        say("best", language),
    )
    table = [
        (
            row.param,
            f"{row.was:g}",
            f"{row.now:g}",
            f"{-row.lead:.1f}",
            f"{row.error:.1f}",
            f"{row.tau:.2f}",
            row.best,
        )
        for row in rows
    ]
    return columns((titles, *table))


def _wrapped(text: str) -> str:
    return textwrap.fill(text, _WIDTH, subsequent_indent="  ")
