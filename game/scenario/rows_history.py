"""What the record of real deeds must hold beyond its shape."""

from __future__ import annotations

from game.scenario.beside import Deed, History
from game.scenario.calendar import Calendar, calendar_of
from game.scenario.desk import Times
from game.scenario.findings import Aim, Findings
from game.scenario.history import RECORD, is_unread
from game.scenario.shape import Rows
from game.scenario.walker import Path
from game.words import message


def check_history(rows: Rows, findings: Findings) -> None:
    """Check that every deed lies in the calendar, and that a policy can be named so.

    Must come after the check of the calendar: one that is out of time is left.
    """
    histories = rows.of("history")
    if histories and RECORD in rows.of("policies"):
        findings.add(
            "E108",
            message("'{name}' names the record in [history]", name=RECORD),
            ("policies", RECORD),
            aim=Aim.KEY,
            fix=message("choose another id, such as '{name}'", name="as_it_was"),
        )
    if not isinstance(rows.head, Times):
        return
    calendar = calendar_of(rows.head)
    try:
        calendar.moment(calendar.turns + 1)
    except OverflowError:
        return
    for key, row in histories.items():
        if isinstance(row, History):
            for index, deed in enumerate(row.lines):
                path = ("history", key, "lines", index)
                _check_deed(deed, path, calendar, findings)


def _check_deed(deed: Deed, path: Path, calendar: Calendar, findings: Findings) -> None:
    if not calendar.turn_of(deed.on):
        findings.add(
            "E118",
            message(
                "{day} is in no turn: the calendar goes from {first} to {last}",
                day=deed.on.isoformat(),
                first=calendar.start.date().isoformat(),
                last=calendar.moment(calendar.turns + 1).date().isoformat(),
            ),
            (*path, "on"),
            fix=message("correct the date, or remove the line"),
        )
    if is_unread(deed.line):
        findings.add(
            "E116",
            message("'{word}' is nothing that anybody did", word=deed.line),
            (*path, "line"),
            fix=message(
                "write LEVER RUNG, CARD OPTION, INITIATIVE or declare A B C",
            ),
        )
