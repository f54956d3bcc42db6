"""How much a scenario may hold: rows in each table, and expressions in all.

Files come from strangers, so what checking and playing one costs is bounded before
either is begun. What lies beyond a limit is refused once and looked at no further.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import islice

from game.engine.expression import Expression
from game.scenario.document import Document
from game.scenario.findings import Aim, Findings
from game.scenario.meaning import parts
from game.scenario.names import Raw, table
from game.scenario.shape import Rows
from game.scenario.walker import Path, fields
from game.scenario.world import Rule
from game.words import message

CAPS = {
    "variables": 400,
    "effects": 2000,
    "levers": 100,
    "reports": 200,
    "objectives": 12,
    "models": 8,
}
"""The most rows that a table may have, where the engine's work depends on it."""
MOST_ROWS = 2000
MOST_EXPRESSIONS = 2000
MOST_PARTS = 20_000
"""Numbers, names, functions and signs, in all expressions together."""
MOST_IMAGINED = 10_000
"""Turns of imagined worlds that all who look ahead may weigh before one act of each."""
_NO_ROWS = frozenset({"scenario", "texts"})


def within_caps(raw: Raw, findings: Findings) -> tuple[Raw, frozenset[Path]]:
    """Return a document without the rows beyond the limits, which are reported.

    Returns:
        The document, and the tables that were cut, as headers of rows that are lost.
    """
    kept: dict[str, object] = {}
    for home in fields(Document):
        rows = table(raw.get(home))
        limit = CAPS.get(home, MOST_ROWS)
        if len(rows) <= limit or home in _NO_ROWS:
            continue
        findings.add(
            "E115",
            message(
                "[{name}] has {count} rows; at most {limit} are allowed",
                name=home,
                count=len(rows),
                limit=limit,
            ),
            (home, list(rows)[limit]),
            aim=Aim.KEY,
            fix=message("join some of them"),
        )
        kept[home] = dict(islice(rows.items(), limit))
    if not kept:
        return raw, frozenset()
    return {**raw, **kept}, frozenset((home,) for home in kept)


def check_foresight(rows: Rows, findings: Findings) -> None:
    """Check that those who look ahead do not imagine more than can be waited for."""
    left = MOST_IMAGINED
    for key, row in rows.of("rules").items():
        if not isinstance(row, Rule) or row.looks_ahead is None:
            continue
        terms = row.looks_ahead
        left -= terms.months * terms.worlds * len(row.options)
        if left < 0:
            findings.add(
                "E115",
                message(
                    "turns times worlds times options of all who look ahead come to"
                    " more than {limit}",
                    limit=MOST_IMAGINED,
                ),
                ("rules", key, "looks_ahead"),
                fix=message("let fewer look ahead, or less far, or in fewer worlds"),
            )
            return


@dataclass(slots=True)
class Allotment:
    """What is left of the expressions that a scenario may have."""

    expressions: int = MOST_EXPRESSIONS
    parts: int = MOST_PARTS

    def take(self, expression: Expression | None) -> bool:
        """Count one more expression; tell whether it is still within the limits."""
        self.expressions -= 1
        self.parts -= 0 if expression is None else sum(1 for _ in parts(expression))
        return min(self.expressions, self.parts) >= 0


def refuse_more(path: Path, findings: Findings) -> None:
    """Report the first expression beyond the limits."""
    findings.add(
        "E213",
        message(
            "more than {count} expressions, or more than {parts} parts in all of them",
            count=MOST_EXPRESSIONS,
            parts=MOST_PARTS,
        ),
        path,
        fix=message("join rows that say the same, or name a shared part in [derived]"),
    )
