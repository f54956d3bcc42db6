"""What can be played as it is written, and was hardly meant so."""

from __future__ import annotations

import operator
from collections.abc import Callable, Mapping

from game.engine.expression import Apply, Expression, Number, Operator, Read, Source
from game.scenario.desk import Adviser, Difficulty, Gauge, Head, Objective
from game.scenario.fields import Drawn
from game.scenario.findings import Aim, Findings
from game.scenario.meaning import Meaning
from game.scenario.rows_models import check_range
from game.scenario.shape import Rows
from game.scenario.walker import Path
from game.scenario.world import HiddenType, RedLine, Variable
from game.words import message

_WAITING = ("agenda", "reports", "events")
"""Rows that come when their `when` holds."""
_ORDER: Mapping[Operator, Callable[[float, float], bool]] = {
    Operator.LESS: operator.lt,
    Operator.LESS_EQUAL: operator.le,
    Operator.GREATER: operator.gt,
    Operator.GREATER_EQUAL: operator.ge,
    Operator.EQUAL: operator.eq,
}


def check_doubts(
    rows: Rows, meanings: Mapping[str, Meaning], findings: Findings
) -> None:
    """Check the good rows for what contradicts the rest of the file."""
    _check_told(rows, meanings, findings)
    _check_rewards(rows, meanings, findings)
    _check_levels(rows, findings)
    if isinstance(rows.head, Head):
        _check_horizons(rows.head.turns, rows, findings)
        _check_turns(rows.head.turns, rows, meanings, findings)


def _check_told(
    rows: Rows, meanings: Mapping[str, Meaning], findings: Findings
) -> None:
    """Note what is hidden and would be told in numbers."""
    for home in ("types", "red_lines"):
        for key, row in rows.of(home).items():
            if not isinstance(row, HiddenType | RedLine) or row.words:
                continue
            drawn = row if isinstance(row, HiddenType) else row.threshold
            if not isinstance(drawn, Drawn) or len(drawn.values or (0, 1)) == 1:
                continue
            watched = _tree(f"red_lines.{key}.watches", meanings)
            if isinstance(watched, Read) and watched.source is Source.LEVER:
                continue
            findings.add(
                "W513",
                message("the player is told '{name}' in bare numbers", name=key),
                (home, key),
                aim=Aim.KEY,
                fix=message("add words = [{ up_to = ..., text = ... }, ...]"),
            )


def _check_rewards(
    rows: Rows, meanings: Mapping[str, Meaning], findings: Findings
) -> None:
    """Warn of a duty whose best is what the screens colour as bad."""
    good = {
        key: row.good
        for key, row in rows.of("variables").items()
        if isinstance(row, Variable)
    }
    good |= {
        row.variable: row.good
        for row in rows.of("gauges").values()
        if isinstance(row, Gauge) and row.variable and row.good != "none"
    }
    for key, row in rows.of("objectives").items():
        value = _tree(f"objectives.{key}.value", meanings)
        if not isinstance(row, Objective) or not isinstance(value, Read):
            continue
        told = good.get(value.id) if value.source is Source.VARIABLE else None
        if told in {"up", "down"} and (told == "up") != (row.top > row.bottom):
            findings.add(
                "W515",
                message(
                    "this duty rewards the end of '{name}' that is called bad",
                    name=value.id,
                ),
                ("objectives", key, "top"),
                fix=message("exchange bottom and top, or mend `good`"),
            )


def _check_levels(rows: Rows, findings: Findings) -> None:
    """Report a level that sets a param outside what the param may well be."""
    fix = message("write a number within it, or widen low and high")
    for key, row in rows.of("difficulty").items():
        if isinstance(row, Difficulty):
            path = ("difficulty", key, "params")
            check_range(path, row.params, rows, findings, fix)


def _check_horizons(last: int, rows: Rows, findings: Findings) -> None:
    for key, row in rows.of("advisers").items():
        for name, claim in row.claims.items() if isinstance(row, Adviser) else ():
            if claim.horizon > last:
                findings.add(
                    "W516",
                    message(
                        "the horizon is {turns} turns, and the calendar has {last}",
                        turns=claim.horizon,
                        last=last,
                    ),
                    ("advisers", key, "claims", name, "horizon"),
                    fix=message("write a number of turns that can be waited for"),
                )


def _check_turns(
    last: int, rows: Rows, meanings: Mapping[str, Meaning], findings: Findings
) -> None:
    """Report what waits for a turn that the calendar does not have."""
    for home in _WAITING:
        for key in rows.of(home):
            tree = _tree(f"{home}.{key}.when", meanings)
            if tree is None or any(
                _may_hold(tree, turn) for turn in range(1, last + 1)
            ):
                continue
            path: Path = (home, key, "when")
            findings.add(
                "E118",
                message("this holds in no turn from 1 to {last}", last=last),
                path,
                fix=message("write turns that the calendar has"),
            )


def _tree(name: str, meanings: Mapping[str, Meaning]) -> Expression | None:
    meaning = meanings.get(name)
    return None if meaning is None else meaning.expression


def _may_hold(tree: Expression, turn: int) -> bool:
    """Tell whether a truth may hold in a turn, as far as the number of it decides."""
    if not isinstance(tree, Apply):
        return True
    if tree.operator is Operator.AND:
        return all(_may_hold(part, turn) for part in tree.arguments)
    if tree.operator is Operator.OR:
        return any(_may_hold(part, turn) for part in tree.arguments)
    order = _ORDER.get(tree.operator)
    if order is None:
        return True
    sides = [
        float(turn)
        if isinstance(one, Read) and one.source is Source.TURN
        else one.value
        if isinstance(one, Number)
        else None
        for one in tree.arguments
    ]
    return None in sides or order(sides[0] or 0.0, sides[1] or 0.0)
