"""What must hold of who knows what: types that go together, and who sees a number."""

from __future__ import annotations

from game.scenario.circles import check_circles
from game.scenario.fields import Following
from game.scenario.findings import Aim, Findings
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
    check_circles(
        links,
        findings,
        code="E120",
        text=message("types follow one another in a circle: {circle}"),
        fix=message("let one of them be drawn alone"),
        place=("types", "follows"),
    )


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
