"""A back-test as text: tables that say how little a short record can tell."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence

from game.study.backtest.scores import LEVELS
from game.study.backtest.summing import (
    ENOUGH_TURNS,
    FEWEST_TURNS,
    Bar,
    Mean,
    Report,
    Spread,
    Sums,
)
from game.study.printing import columns
from game.words import message, say, tell

_WIDTH = 80
"""Columns of the ids in the head."""

_BARS = {
    "near": message(
        "CRPS skill one turn ahead, against the best of the three, at least 5 %"
    ),
    "far": message(
        "CRPS skill 6 to 12 turns ahead, against climatology, at least 10 %"
    ),
    "coverage": message("records inside the middle 80 %, from 70 to 90 %"),
}
_GIVEN = {
    True: message("What came from outside is given."),
    False: message("What came from outside is drawn, after the turn forecast from."),
}
_DRAWN = {
    True: message("The numbers in-sample are drawn from their ranges."),
    False: message("The numbers in-sample stand at their values."),
}


def report_text(report: Report, language: str = "en") -> str:
    """Return a back-test as a reader sees it."""
    parts = [_head(report, language)]
    for sums in report.sums:
        parts += _variant(sums, report, language)
    parts.append(_bars(report, language))
    return "\n\n".join(part for part in parts if part) + "\n"


def _head(report: Report, language: str) -> str:
    found = report.found
    lines = [
        say(
            "{scenario}, level {level}, beside: {record}",
            language,
            scenario=found.scenario,
            level=found.level,
            record=found.record,
        ),
        say(
            "{first} to {last}; {worlds} worlds for each forecast, seed {seed}",
            language,
            first=found.first,
            last=found.last,
            worlds=found.worlds,
            seed=found.seed,
        ),
        say(
            "The player's real choices are given: {policy} "
            "(open in a world: {share} %).",
            language,
            policy=found.policy,
            share=f"{100 * found.carried_out:.0f}",
        ),
    ]
    if found.in_sample:
        names = ", ".join(found.in_sample)
        lines.append(
            say("In-sample, set by somebody who had seen what came:", language)
        )
        lines.append(textwrap.indent(textwrap.fill(names, _WIDTH - 2), "  "))
    if found.partial:
        lines.append(say("It was stopped before everything was played.", language))
    return "\n".join(lines)


def _variant(sums: Sums, report: Report, language: str) -> list[str]:
    if not (sums.numbers or sums.answers):
        return []
    numbers = say("Numbers: mean CRPS, in per cent of the stated range", language)
    answers = say("Yes or no: mean Brier score", language)
    parts = [
        _assumed(sums, report, language),
        _by_lead(numbers, sums.numbers, 100.0, language),
        _by_lead(answers, sums.answers, 1.0, language),
        _spreads(sums.spreads, language),
    ]
    return parts if sums.drawn else parts + _apart(sums, report, language)


def _assumed(sums: Sums, report: Report, language: str) -> str:
    lines = [tell(_GIVEN[sums.given], language)]
    if report.found.in_sample:
        lines.append(tell(_DRAWN[sums.drawn], language))
    return "\n".join(lines)


def _by_lead(title: str, rows: Sequence[Mean], factor: float, language: str) -> str:
    if not rows:
        return ""
    first = say("turns ahead", language)
    named = [(str(row.lead), row) for row in rows]
    return f"{title}\n{_table(first, named, factor, language)}"


def _apart(sums: Sums, report: Report, language: str) -> list[str]:
    """Return the same series by series, one turn ahead."""
    labels = dict(report.found.labels)
    first = say("on record", language)
    parts = []
    for title, rows in (
        (
            say("Each number one turn ahead, CRPS in its unit", language),
            sums.each_number,
        ),
        (say("Each yes or no one turn ahead, Brier score", language), sums.each_answer),
    ):
        if rows:
            named = [(labels[row.id], row) for row in rows]
            parts.append(f"{title}\n{_table(first, named, 1.0, language)}")
    return parts


def _table(
    first: str, rows: Sequence[tuple[str, Mean]], factor: float, language: str
) -> str:
    """Lay out means, named by their first column; errors only where there are any."""
    titles = (
        first,
        "n",
        say("model", language),
        say("persistence", language),
        say("climatology", language),
        "AR(1)",
        say("skill %", language),
    )
    with_errors = any(row.error is not None for _, row in rows)
    digits = 1 if factor > 1.0 else 3
    table = [titles + ((say("s.e.", language),) if with_errors else ())]
    for name, row in rows:
        figures = (
            name,
            str(row.cases),
            *(f"{factor * score:.{digits}f}" for score in row.scores),
            _percent(row.skill),
        )
        error = "-" if row.error is None else f"{100 * row.error:.0f}"
        table.append(figures + ((error,) if with_errors else ()))
    return columns(table)


def _spreads(rows: Sequence[Spread], language: str) -> str:
    if not rows:
        return ""
    title = say(
        "Numbers on record inside the middle intervals, %, and by fifths (PIT)",
        language,
    )
    head = (
        say("turns ahead", language),
        "n",
        *(f"{level} %" for level in LEVELS),
        *("0-", ".2-", ".4-", ".6-", ".8-"),
    )
    table = [
        (
            str(row.lead) if row.lead else say("all", language),
            str(row.cases),
            *(f"{100 * share:.0f}" for share in row.inside),
            *(str(count) for count in row.histogram),
        )
        for row in rows
    ]
    return f"{title}\n{columns((head, *table))}"


def _bars(report: Report, language: str) -> str:
    """Return what was asked beforehand, with what each variant shows."""
    lines = [say("What was asked, and what each variant shows", language)]
    for name, asked in _BARS.items():
        lines.append(f"- {tell(asked, language)}:")
        rows = [bar for bar in report.bars if bar.name == name]
        lines += [f"  {_bar(bar, language)}" for bar in rows]
    short = any(bar.turns < ENOUGH_TURNS for bar in report.bars)
    if short:
        lines.append(
            say(
                "With fewer than {turns} turns n is too small to say: no standard "
                "error, no verdict.",
                language,
                turns=ENOUGH_TURNS,
            )
        )
    return "\n".join(lines)


def _bar(bar: Bar, language: str) -> str:
    given = say("given", language) if bar.given else say("drawn", language)
    ranges = say("ranges", language) if bar.drawn else say("values", language)
    return f"{given}, {ranges}: {_verdict(bar, language)}"


def _verdict(bar: Bar, language: str) -> str:
    if bar.seen is None or bar.turns < FEWEST_TURNS:
        return say("cannot be measured, turns: {turns}", language, turns=bar.turns)
    covers = bar.name == "coverage"
    seen = f"{100 * bar.seen:.0f}" if covers else _percent(bar.seen)
    if bar.reached is None:
        return say(
            "{seen} %; too few turns: {turns}", language, seen=seen, turns=bar.turns
        )
    if bar.reached:
        return say("{seen} %; reached", language, seen=seen)
    return say("{seen} %; not reached", language, seen=seen)


def _percent(share: float | None) -> str:
    return "-" if share is None else f"{100 * share:+.0f}"
