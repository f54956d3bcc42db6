"""What the rows of the player's side must hold beyond their shape."""

from __future__ import annotations

from game.scenario.desk import Adviser, Card, Difficulty, Gauge, Head, Objective
from game.scenario.fields import Table
from game.scenario.findings import Aim, Findings
from game.scenario.names import Names
from game.scenario.rows_world import check_twice, need, useless
from game.scenario.shape import Rows
from game.scenario.sight import Sight, sight_of
from game.scenario.walker import Path
from game.scenario.world import Event, Variable
from game.words import message

MOST_GAUGES = 6
_DECLARED = 3


def check_desk(rows: Rows, names: Names, findings: Findings) -> None:
    """Check the good rows of the tables of the player's side."""
    sight = sight_of(names)
    for home, found in rows.found.items():
        for key, row in found.items():
            _check_row(row, (home, key), sight, findings)
    _check_gauges(rows, findings)
    if len(rows.of("difficulty")) == len(names.table("difficulty")):
        _check_levels(rows, findings)
    if isinstance(rows.head, Head):
        _check_head(rows.head, rows, names, findings)
    for home in ("variables", "endings"):
        if not names.ids(home) and not names.is_open((home,)):
            findings.add(
                "E102",
                message("the table [{name}] is missing", name=home),
                (),
                fix=message("add [{name}.some_id] and its keys", name=home),
            )


def _check_row(row: Table, path: Path, sight: Sight, findings: Findings) -> None:
    match row:
        case Card():
            _check_card(row, path, findings)
        case Adviser():
            _check_adviser(row, path, sight, findings)
        case Gauge():
            _check_gauge(row, path, findings)
        case Objective():
            _check_objective(row, path, findings)
        case _:
            pass


def _check_card(row: Card, path: Path, findings: Findings) -> None:
    if row.again and row.once:
        useless("again", (*path, "again"), findings)
    ids = [option.id for option in row.options]
    check_twice(ids, (*path, "options"), findings)
    if "silence" in ids:
        findings.add(
            "E108",
            message("'{name}' is a word of the language", name="silence"),
            (*path, "options", ids.index("silence"), "id"),
            fix=message("choose another id, such as '{name}'", name="say_nothing"),
        )


def _check_objective(row: Objective, path: Path, findings: Findings) -> None:
    if row.bottom == row.top:
        findings.add(
            "E118",
            message("bottom and top must differ"),
            (*path, "top"),
            fix=message("write the value that scores 100"),
        )


def _check_adviser(row: Adviser, path: Path, sight: Sight, findings: Findings) -> None:
    for key, claim in row.claims.items():
        if claim.about in sight.clouded:
            findings.add(
                "E210",
                message("the player does not see '{name}' exactly", name=claim.about),
                (*path, "claims", key, "about"),
                fix=message("name a variable that is seen exactly, or none"),
            )


def _check_gauges(rows: Rows, findings: Findings) -> None:
    if len(rows.of("gauges")) > MOST_GAUGES:
        findings.add(
            "E115",
            message(
                "there are {count} gauges; at most {limit} fit on a screen",
                count=len(rows.of("gauges")),
                limit=MOST_GAUGES,
            ),
            ("gauges", list(rows.of("gauges"))[MOST_GAUGES]),
            aim=Aim.KEY,
            fix=message("remove some"),
        )


def _check_gauge(row: Gauge, path: Path, findings: Findings) -> None:
    if row.variable is None and row.chance is None:
        need("variable", path, findings)
    elif row.variable is not None and row.chance is not None:
        findings.add(
            "E114",
            message("a gauge shows a variable or a chance, not both"),
            (*path, "chance"),
            aim=Aim.KEY,
            fix=message("remove one of the two"),
        )
    if row.chance is not None and row.within is None:
        need("within", path, findings)


def _check_levels(rows: Rows, findings: Findings) -> None:
    first: dict[int, str] = {}
    marked: list[str] = []
    levels = {
        key: row
        for key, row in rows.of("difficulty").items()
        if isinstance(row, Difficulty)
    }
    for key, row in levels.items():
        other = first.setdefault(row.level, key)
        if other != key:
            findings.add(
                "E107",
                message("two rows have the level {level}", level=row.level),
                ("difficulty", key, "level"),
                fix=message("give each row a level of its own, from 1 to 5"),
                related=(
                    (
                        message("the other one is here"),
                        "",
                        ("difficulty", other, "level"),
                    ),
                ),
            )
        if row.standard:
            marked.append(key)
    if levels and len(marked) != 1:
        findings.add(
            "E114",
            message("one level must be the standard, not {count}", count=len(marked)),
            ("difficulty", (marked[1:] or list(levels))[0]),
            aim=Aim.KEY,
            fix=message("write standard = true in one row of [difficulty]"),
        )


def _check_head(head: Head, rows: Rows, names: Names, findings: Findings) -> None:
    budget = rows.of("variables").get(head.budget)
    if isinstance(budget, Variable) and budget.seen != "exact":
        findings.add(
            "E114",
            message("the budget must be seen exactly"),
            ("scenario", "budget"),
            fix=message("remove 'seen' from [variables.{name}]", name=head.budget),
        )
    for index, key in enumerate(head.relations):
        row = rows.of("variables").get(key)
        if isinstance(row, Variable) and not (row.owner and row.subject):
            findings.add(
                "E114",
                message("'{name}' is not a relation", name=key),
                ("scenario", "relations", index),
                fix=message("give [variables.{name}] an owner and a subject", name=key),
            )
    default = head.mandate.default
    if default is not None and len(set(default)) != _DECLARED:
        findings.add(
            "E111",
            message("this list needs three different objectives"),
            ("scenario", "mandate", "default"),
            fix=message("write the lead duty and two priorities"),
        )
    if (
        default is not None
        and not names.ids("objectives")
        and not names.is_open(("objectives",))
    ):
        findings.add(
            "E114",
            message("there are no objectives to declare"),
            ("scenario", "mandate"),
            aim=Aim.KEY,
            fix=message("remove [scenario.mandate], or add [objectives]"),
        )
    for key, event in rows.of("events").items():
        if isinstance(event, Event) and (event.turn or 0) > head.turns:
            findings.add(
                "E118",
                message(
                    "turn {turn} is after the last turn, {last}",
                    turn=event.turn,
                    last=head.turns,
                ),
                ("events", key, "turn"),
                fix=message("write a turn from 1 to {last}", last=head.turns),
            )
