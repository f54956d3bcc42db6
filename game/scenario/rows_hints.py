"""What the hints must hold beyond their shape: turns that there are, in order."""

from __future__ import annotations

from game.scenario.beside import Hint
from game.scenario.desk import Head
from game.scenario.findings import Findings
from game.scenario.shape import Rows
from game.words import message


def check_hints(rows: Rows, findings: Findings) -> None:
    """Check that every hint may be said in some turn of the calendar."""
    turns = rows.head.turns if isinstance(rows.head, Head) else None
    for key, row in rows.of("hints").items():
        if not isinstance(row, Hint):
            continue
        last = turns if row.to_turn is None else row.to_turn
        if last is not None and row.from_turn > last:
            findings.add(
                "E118",
                message(
                    "there is no turn from {first} to {last}",
                    first=row.from_turn,
                    last=last,
                ),
                ("hints", key, "to_turn" if row.to_turn is not None else "from_turn"),
                fix=message("write turns that the calendar has, the first one first"),
            )
