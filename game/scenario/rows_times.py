"""What the calendar must hold beyond its shape."""

from __future__ import annotations

from game.scenario.calendar import calendar_of
from game.scenario.desk import Times
from game.scenario.findings import Findings
from game.scenario.shape import Rows
from game.words import message


def check_times(rows: Rows, findings: Findings) -> None:
    """Check that stretches follow one another and that no turn is out of time."""
    head = rows.head
    if not isinstance(head, Times):
        return
    before = 1
    sound = True
    for index, stretch in enumerate(head.stretches):
        if before < stretch.from_ <= head.turns:
            before = stretch.from_
            continue
        sound = False
        findings.add(
            "E118",
            message(
                "a stretch from turn {turn} begins outside turns {first} to {last}",
                turn=stretch.from_,
                first=before + 1,
                last=head.turns,
            ),
            ("scenario", "stretches", index, "from"),
            fix=message("write stretches in the order of their first turns"),
        )
    if not sound:
        return
    try:
        calendar_of(head).moment(head.turns + 1)
    except OverflowError:
        findings.add(
            "E118",
            message("the calendar ends after the year 9999"),
            ("scenario", "turns"),
            fix=message("write fewer turns, or an earlier start"),
        )
