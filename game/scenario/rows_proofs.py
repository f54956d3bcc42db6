"""What tests and tracks must hold beyond their shape."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from game.scenario.calendar import calendar_of, moment_of
from game.scenario.desk import Card, Difficulty, Head, Initiative
from game.scenario.fields import Drawn, Table, english
from game.scenario.findings import Aim, Findings
from game.scenario.proofs import (
    CAUSES,
    CauseExpect,
    Expect,
    MeanExpect,
    Played,
    ScenarioTest,
    ShareExpect,
    Track,
    bound_of,
)
from game.scenario.shape import Rows
from game.scenario.walker import Path
from game.scenario.world import Effect, Event, HiddenType, RedLine, Variable
from game.words import message


def check_proofs(rows: Rows, findings: Findings) -> None:
    """Check the good rows of [tests] and [tracks]."""
    head = rows.head if isinstance(rows.head, Head) else None
    for home in ("tests", "tracks"):
        for key, row in rows.of(home).items():
            path: Path = (home, key)
            if isinstance(row, Played):
                _check_level(row, path, rows, findings)
            if isinstance(row, ScenarioTest):
                _check_test(row, path, rows, head, findings)
            elif isinstance(row, Track) and head is not None:
                _check_track(row, path, rows, head, findings)


def _check_level(row: Played, path: Path, rows: Rows, findings: Findings) -> None:
    levels = {
        one.level
        for one in rows.of("difficulty").values()
        if isinstance(one, Difficulty)
    }
    if row.level is not None and row.level not in (levels or {row.level}):
        findings.add(
            "E110",
            message("there is no level {level} in [difficulty]", level=row.level),
            (*path, "level"),
            fix=message("write one of {names}", names=", ".join(map(str, levels))),
        )


def _check_test(
    row: ScenarioTest, path: Path, rows: Rows, head: Head | None, findings: Findings
) -> None:
    if head is not None and (row.turns or 0) > head.turns:
        findings.add(
            "E118",
            message(
                "turn {turn} is after the last turn, {last}",
                turn=row.turns,
                last=head.turns,
            ),
            (*path, "turns"),
            fix=message("write a turn from 1 to {last}", last=head.turns),
        )
    for key, value in row.given.items():
        low, high = _limits(key, rows)
        if not low <= value <= high:
            outside(value, low, high, (*path, "given", key), findings)
    for index, expect in enumerate(row.then):
        _check_expect(expect, (*path, "then", index), rows, findings)


def _limits(key: str, rows: Rows) -> tuple[float, float]:
    """Return between what a start, a type or a threshold can lie."""
    variable = rows.of("variables").get(key)
    if isinstance(variable, Variable):
        return variable.range[0], variable.range[1]
    hidden, line = rows.of("types").get(key), rows.of("red_lines").get(key)
    drawn: Drawn | None = hidden if isinstance(hidden, HiddenType) else None
    if isinstance(line, RedLine) and isinstance(line.threshold, Drawn):
        drawn = line.threshold
    values = () if drawn is None else drawn.values
    if drawn is not None and not values:
        low, high = drawn.low or 0.0, drawn.high or 0.0
        values = (low, high) if low < high else ()
    if not values:
        return float("-inf"), float("inf")
    return min(values), max(values)


def outside(
    value: float, low: float, high: float, path: Path, findings: Findings
) -> None:
    """Report a number that lies outside its range."""
    findings.add(
        "E118",
        message(
            "{value} is outside its range, {low} to {high}",
            value=f"{value:g}",
            low=f"{low:g}",
            high=f"{high:g}",
        ),
        path,
        fix=message("write a number of that range"),
    )


def _check_expect(expect: Expect, path: Path, rows: Rows, findings: Findings) -> None:
    match expect:
        case ShareExpect():
            _check_share(expect.p, (*path, "p"), findings)
        case MeanExpect() if expect.mean[0] >= expect.mean[1]:
            findings.add(
                "E118",
                message("the lower bound is not below the upper one"),
                (*path, "mean"),
                fix=message("write the lower number first"),
            )
        case CauseExpect():
            if expect.compare is None:
                _check_share(expect.share, (*path, "share"), findings)
            _check_cause(expect, path, rows, findings)
        case _:
            pass


def _check_share(bound: str, path: Path, findings: Findings) -> None:
    if not 0.0 <= bound_of(bound).limit <= 1.0:
        findings.add(
            "E105",
            message("a share lies between 0 and 1"),
            path,
            fix=message("write 80 % as 0.8"),
        )


def _check_cause(
    expect: CauseExpect, path: Path, rows: Rows, findings: Findings
) -> None:
    """Report a cause that can never move the variable."""
    found = [rows.of(home).get(expect.cause) for home in CAUSES]
    moved = {target for row in found if row is not None for target in _moves(row)}
    # What is moved under a misspelt name is reported where it is written.
    is_known = all(target in rows.of("variables") for target in moved)
    if moved and is_known and expect.of not in moved:
        findings.add(
            "E114",
            message(
                "'{cause}' never adds to '{name}'", cause=expect.cause, name=expect.of
            ),
            (*path, "of"),
            fix=message("it adds to {names}", names=", ".join(sorted(moved))),
        )


def _moves(row: Table) -> Iterator[str]:
    match row:
        case Effect():
            yield row.to
        case Event() | RedLine() | Initiative():
            yield from row.effects
        case Card():
            yield from row.silence.effects
            for option in row.options:
                yield from option.effects
        case _:
            pass


def _check_track(
    row: Track, path: Path, rows: Rows, head: Head, findings: Findings
) -> None:
    variable = rows.of("variables").get(row.variable)
    if isinstance(variable, Variable):
        if row.unit not in {None, english(variable.unit)}:
            findings.add(
                "E114",
                message(
                    "the track counts in '{unit}' and its variable does not",
                    unit=row.unit,
                ),
                (*path, "unit"),
                fix=message("write the unit of the variable, or leave it out"),
            )
        low, high = variable.range[0], variable.range[1]
        for day, value in row.points.items():
            if not low <= value <= high:
                outside(value, low, high, (*path, "points", day), findings)
    for day in row.points:
        _check_day(day, (*path, "points", day), head, findings)


def _check_day(day: str, path: Path, head: Head, findings: Findings) -> None:
    try:
        moment = moment_of(day)
    except ValueError:
        findings.add(
            "E103",
            message("'{text}' is not a date", text=day[:40]),
            path,
            aim=Aim.KEY,
            fix=message('write a date such as "2001-02-03"'),
        )
        return
    zoned = isinstance(moment, dt.datetime) and moment.tzinfo is not None
    if zoned or not calendar_of(head).turn_of(moment):
        findings.add(
            "E118",
            message("no turn holds this date"),
            path,
            aim=Aim.KEY,
            fix=message(
                "write a date from {start} to the end of turn {last}",
                start=head.start,
                last=head.turns,
            ),
        )
