"""What must hold of who knows what: types that go together, and who sees a number."""

from __future__ import annotations

from graphlib import CycleError

from game.scenario.fields import Following
from game.scenario.findings import Aim, Findings
from game.scenario.formulas import in_order
from game.scenario.rows_world import need
from game.scenario.shape import Rows
from game.scenario.walker import Path
from game.scenario.world import HiddenType, RedLine, Variable
from game.words import message


def check_sight(rows: Rows, findings: Findings) -> None:
    """Check the good rows for what is hidden from whom."""
    links: dict[str, frozenset[str]] = {}
    for home, found in rows.found.items():
        for key, row in found.items():
            path: Path = (home, key)
            match row:
                case HiddenType():
                    _check_following(row, path, findings)
                    links[key] = frozenset([row.follows] if row.follows else [])
                case RedLine() if isinstance(row.threshold, Following):
                    _check_following(row.threshold, (*path, "threshold"), findings)
                case Variable():
                    _check_known(row, path, findings)
                case _:
                    pass
    known = {key: follows & frozenset(links) for key, follows in links.items()}
    _check_circle(known, findings)


def _check_following(row: Following, path: Path, findings: Findings) -> None:
    if row.follows is not None and row.rank is None:
        need("rank", path, findings)
    if row.rank is not None and row.follows is None:
        need("follows", path, findings)


def _check_known(row: Variable, path: Path, findings: Findings) -> None:
    if row.seen == "exact" and row.known_to:
        findings.add(
            "E114",
            message("what the player sees exactly is known to all"),
            (*path, "known_to"),
            aim=Aim.KEY,
            fix=message("remove 'known_to', or write seen = \"hidden\""),
        )


def _check_circle(links: dict[str, frozenset[str]], findings: Findings) -> None:
    while True:
        try:
            in_order(dict(sorted(links.items())))
        except CycleError as error:
            circle = list(error.args[1])
            first = min(circle)
            findings.add(
                "E120",
                message(
                    "types follow one another in a circle: {circle}",
                    circle=" -> ".join(circle),
                ),
                ("types", first, "follows"),
                fix=message("let one of them be drawn alone"),
                related=tuple(
                    (message("it passes through here"), "", ("types", key, "follows"))
                    for key in sorted(set(circle) - {first})
                ),
            )
            links = {**links, first: frozenset()}
        else:
            return
