"""What rows that are on at some levels only must hold beyond their shape."""

from __future__ import annotations

from game.scenario.chances import levels
from game.scenario.fields import Switched
from game.scenario.findings import Findings
from game.scenario.names import Names
from game.scenario.shape import Rows
from game.words import message


def check_levels(rows: Rows, names: Names, findings: Findings) -> None:
    """Check that every row is on at some level that the file has."""
    known = {level.number for level in levels(rows)}
    whole = len(rows.of("difficulty")) == len(names.table("difficulty"))
    for home, found in rows.found.items():
        for key, row in found.items():
            if not isinstance(row, Switched):
                continue
            on = set(range(row.from_level, row.to_level + 1))
            if on and (on & known or not whole or names.partial):
                continue
            last = "to_level" if "to_level" in row.model_fields_set else "from_level"
            findings.add(
                "E118",
                message(
                    "there is no level from {low} to {high}; the levels here are {all}",
                    low=row.from_level,
                    high=row.to_level,
                    all=", ".join(map(str, sorted(known))),
                ),
                (home, key, last),
                fix=message("write levels that the file has"),
            )
