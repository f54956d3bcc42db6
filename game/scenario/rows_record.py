"""What a record must hold beyond its shape, beside its scenario."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from game.scenario.calendar import Calendar
from game.scenario.fields import english
from game.scenario.findings import Findings
from game.scenario.guesses import nearest
from game.scenario.names import Names, item_ids, table
from game.scenario.record import Point, Record, Series, Shock
from game.scenario.rows_proofs import outside
from game.scenario.rows_world import check_order, need, useless
from game.scenario.scenario import Scenario
from game.scenario.walker import Path
from game.words import message

NOTHING_CHOSEN = "hold"


def check_rows(record: Record, scenario: Scenario, findings: Findings) -> None:
    """Check the rows of a record whose shape is right."""
    _check_head(record, scenario, findings)
    calendar = scenario.calendar
    for key, series in record.series.items():
        _check_series(series, ("series", key), scenario, findings)
    for key, row in record.yes_no.items():
        path: Path = ("yes_no", key)
        _check_of(row.of, (*path, "of"), scenario.names, findings)
        days = [
            (answer.on, (*path, "points", n)) for n, answer in enumerate(row.points)
        ]
        _check_turns(days, calendar, findings)
    for key, shock in record.shocks.items():
        _check_shock(shock, ("shocks", key), scenario, findings)


def happenings(names: Names) -> frozenset[str]:
    """Return what may be on record: events, red lines and the acts of rules."""
    acts = (
        f"{rule}.{option}"
        for rule, row in names.table("rules").items()
        for option in item_ids(table(row).get("options"))
    )
    return names.ids("events") | names.ids("red_lines") | frozenset(acts)


def _check_head(record: Record, scenario: Scenario, findings: Findings) -> None:
    head = record.record
    if head.scenario != scenario.id:
        findings.add(
            "E110",
            message(
                "this is a record of '{name}', and the scenario is '{id}'",
                name=head.scenario,
                id=scenario.id,
            ),
            ("record", "scenario"),
            fix=message("name a record of this scenario"),
        )
    known = (NOTHING_CHOSEN, *scenario.lines)
    if head.policy is not None and head.policy not in known:
        guess = nearest(head.policy, known)
        findings.add(
            "E110",
            message("there is no policy '{name}' in the scenario", name=head.policy),
            ("record", "policy"),
            fix=message("did you mean '{name}'?", name=guess)
            if guess
            else message("write one of {names}", names=", ".join(known)),
        )
    if head.policy is not None and head.lines:
        useless("lines", ("record", "lines"), findings)
    for key in ("first", "last"):
        _check_turn(getattr(head, key), ("record", key), scenario.calendar, findings)
    if head.last < head.first:
        findings.add(
            "E118",
            message("the last turn that is scored is before the first"),
            ("record", "last"),
            fix=message("correct one of the two"),
        )


def _check_series(
    row: Series, path: Path, scenario: Scenario, findings: Findings
) -> None:
    variable = scenario.document.variables.get(row.variable)
    check_order(row.range[0], row.range[1], (*path, "range"), findings)
    same = row.factor == 1.0 and row.offset == 0.0 and row.measure != "direction"
    if not same and row.conversion is None:
        need("conversion", path, findings)
    if variable is None:
        return
    if same and row.conversion is None and row.unit != english(variable.unit):
        findings.add(
            "E114",
            message(
                "the record counts in '{unit}' and its variable does not",
                unit=row.unit,
            ),
            (*path, "unit"),
            fix=message("write the unit of the variable, or say why in conversion"),
        )
    seen: dict[object, int] = {}
    for place, point in enumerate(row.points):
        here = (*path, "points", place)
        _check_point(point, here, findings)
        turn = scenario.calendar.turn_of(point.on)
        before = point.on < scenario.calendar.start.date()
        if not turn and not before:
            _check_turn(point.on, (*here, "on"), scenario.calendar, findings)
        first = seen.setdefault(turn or point.on, place)
        if first != place:
            _twice((*path, "points", first), here, findings)
        value = row.factor * point.value + row.offset
        low, high = variable.range
        if row.measure == "level" and not low <= value <= high:
            outside(value, low, high, (*here, "value"), findings)


def _check_point(point: Point, path: Path, findings: Findings) -> None:
    if point.sd is not None:
        for key in ("low", "high"):
            if getattr(point, key) is not None:
                useless(key, (*path, key), findings)
        return
    if (point.low is None) != (point.high is None):
        need("high" if point.high is None else "low", path, findings)
        return
    low = point.value if point.low is None else point.low
    high = point.value if point.high is None else point.high
    if not low <= point.value <= high:
        outside(point.value, low, high, (*path, "value"), findings)


def _check_shock(
    row: Shock, path: Path, scenario: Scenario, findings: Findings
) -> None:
    _check_of([row.of], (*path, "of"), scenario.names, findings)
    days = [(day, (*path, "on", place)) for place, day in enumerate(row.on)]
    for day, place in days:
        _check_turn(day, place, scenario.calendar, findings)


def _check_of(of: Sequence[str], path: Path, names: Names, findings: Findings) -> None:
    """Check that something named may happen, and that it is one thing."""
    known = happenings(names)
    for place, name in enumerate(of):
        if name not in known:
            guess = nearest(name, known)
            findings.add(
                "E110",
                message("'{name}' is nothing that can happen here", name=name[:100]),
                (*path, place),
                fix=message("did you mean '{name}'?", name=guess)
                if guess
                else message("write an event, a red line, or RULE.OPTION"),
            )
    owners = {name.partition(".")[0] for name in of}
    if len(owners) > 1:
        findings.add(
            "E114",
            message("these are not options of one rule"),
            path,
            fix=message("write one event or red line, or options of one rule"),
        )


def _check_turns(
    days: Sequence[tuple[dt.date, Path]], calendar: Calendar, findings: Findings
) -> None:
    """Check that days lie in turns, each in another one."""
    seen: dict[int, Path] = {}
    for day, path in days:
        _check_turn(day, (*path, "on"), calendar, findings)
        first = seen.setdefault(calendar.turn_of(day), path)
        if first != path and calendar.turn_of(day):
            _twice(first, path, findings)


def _check_turn(
    day: dt.date, path: Path, calendar: Calendar, findings: Findings
) -> None:
    if not calendar.turn_of(day):
        findings.add(
            "E118",
            message("no turn holds this date"),
            path,
            fix=message(
                "write a date from {start} to the end of turn {last}",
                start=calendar.start.date().isoformat(),
                last=calendar.turns,
            ),
        )


def _twice(first: Path, path: Path, findings: Findings) -> None:
    findings.add(
        "E107",
        message("two points lie in the same turn"),
        path,
        fix=message("remove one of them, or correct its date"),
        related=((message("the other one is here"), "", first),),
    )
