"""Whether every number says how well it is known, and from where."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from game.scenario.findings import Aim, Findings
from game.scenario.marks import Coefficient, Formula, Refers
from game.scenario.meaning import Meaning
from game.scenario.names import Names, Raw, is_table, table
from game.scenario.walker import Path, Spot
from game.words import message

GRADED = (
    *("variables", "derived", "effects", "rules", "red_lines", "events"),
    *("types", "params", "agenda", "initiatives", "reports"),
)
"""The tables whose rows must carry a grade if they hold numbers."""
_NUMBERS = (Coefficient, Formula)
_PLAIN = {0.0, 1.0, -1.0}
_FORMULA_ROWS = {("effects", "expr"), ("derived", "expr")}


def check_grades(
    spots: Sequence[Spot],
    names: Names,
    meanings: Mapping[str, Meaning],
    findings: Findings,
) -> None:
    """Warn of numbers without a grade, and of grade C without a range."""
    bare: dict[tuple[str, str], Path] = {
        (home, key): (home, key)
        for home in ("params", "types")
        for key in names.table(home)
    }
    for spot in spots:
        if isinstance(spot.mark, Coefficient):
            _check_range(spot, names, findings)
        if not _needs_grade(spot, names):
            continue
        if _is_expr(spot):
            _check_literals(spot, meanings, findings)
        elif _holds_number(spot, meanings):
            bare.setdefault((str(spot.path[0]), str(spot.path[1])), spot.path)
    for (home, key), path in bare.items():
        if not names.is_lost(key) and "grade" not in _row((home, key), names):
            findings.add(
                "W502",
                message(
                    "the numbers of [{table}.{name}] have no grade",
                    table=home,
                    name=key,
                ),
                path,
                aim=Aim.KEY,
                fix=message('add grade = "A", "B", "C" or "J" to the row'),
            )
    for key, row in names.table("params").items():
        inner = table(row)
        if inner.get("grade") == "C" and not {"low", "high"} <= set(inner):
            _need_range(("params", key), findings)


def _row(path: Path, names: Names) -> Raw:
    return table(names.table(str(path[0])).get(str(path[1]))) if path[1:] else {}


def _needs_grade(spot: Spot, names: Names) -> bool:
    """Tell whether a place may hold a number whose row has no grade and needs one."""
    return (
        isinstance(spot.mark, _NUMBERS)
        and spot.path[0] in GRADED
        and "grade" not in _row(spot.path, names)
    )


def _is_expr(spot: Spot) -> bool:
    return (spot.path[0], spot.path[-1]) in _FORMULA_ROWS


def _check_literals(
    spot: Spot,
    meanings: Mapping[str, Meaning],
    findings: Findings,
) -> None:
    meaning = meanings.get(spot.name)
    if meaning is None or not meaning.literals:
        return
    value, start, end = meaning.literals[0]
    findings.warn(
        "W510",
        message("the number {value} has no grade", value=f"{value:g}"),
        spot.path,
        (start, end),
        message("name it in [params], or add grade to the row"),
    )


def _holds_number(spot: Spot, meanings: Mapping[str, Meaning]) -> bool:
    """Tell whether a place holds a number of its own that nothing grades."""
    if isinstance(spot.mark, Formula):
        meaning = meanings.get(spot.name)
        return meaning is not None and bool(meaning.literals)
    if is_table(spot.value):
        return "grade" not in spot.value
    return isinstance(spot.value, int | float) and spot.value not in _PLAIN


def _check_range(spot: Spot, names: Names, findings: Findings) -> None:
    """Warn of a contested number without a range, in its table or by its row."""
    if spot.path[-1] not in {"start", "amount", "rest", "threshold"}:
        return
    inner = table(spot.value)
    grade = inner.get("grade", _row(spot.path, names).get("grade"))
    if grade == "C" and "draw" not in inner and not {"low", "high"} <= set(inner):
        _need_range(spot.path, findings)


def _need_range(path: Path, findings: Findings) -> None:
    findings.add(
        "W504",
        message("a contested number needs its range"),
        path,
        fix=message("write { value = ..., low = ..., high = ... }"),
    )


def check_sources(
    spots: Sequence[Spot],
    names: Names,
    findings: Findings,
) -> None:
    """Warn of sources that nothing names; only where every row could be read."""
    used = {
        spot.value
        for spot in spots
        if isinstance(spot.mark, Refers)
        and spot.mark.tables == ("sources",)
        and isinstance(spot.value, str)
    }
    for key in names.table("sources"):
        if key not in used:
            findings.add(
                "W503",
                message("the source '{name}' is named by nothing", name=key),
                ("sources", key),
                aim=Aim.KEY,
                fix=message('name it with source = "{name}", or remove it', name=key),
            )
