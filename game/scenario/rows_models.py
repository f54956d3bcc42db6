"""What rival models must hold beyond their shape, and what may hang on one unseen."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from game.scenario.desk import Difficulty, RivalModel
from game.scenario.expressions import EYES
from game.scenario.findings import Aim, Findings
from game.scenario.formulas import derived_read, reach
from game.scenario.marks import Formula
from game.scenario.meaning import Meaning
from game.scenario.names import Names
from game.scenario.rival import STANDARD
from game.scenario.shape import Rows
from game.scenario.walker import Path, Spot
from game.scenario.world import Param
from game.words import Message, message

_LEAST_DRAWN = 2
"""Models of which one can be drawn."""


def check_models(
    rows: Rows,
    names: Names,
    spots: Iterable[Spot],
    meanings: Mapping[str, Meaning],
    findings: Findings,
) -> None:
    """Check the good rows of models, and the levels that draw one."""
    models = {
        key: row
        for key, row in rows.of("models").items()
        if isinstance(row, RivalModel)
    }
    for key, row in models.items():
        _check_model(key, row, rows, findings)
    _check_levels(models, rows, findings)
    drawing = [
        key
        for key, row in rows.of("difficulty").items()
        if isinstance(row, Difficulty) and row.draws_model
    ]
    if not drawing:
        return
    whole = len(models) == len(names.table("models"))
    if whole and sum(row.weight > 0.0 for row in models.values()) < _LEAST_DRAWN:
        for key in drawing:
            findings.add(
                "E114",
                message("there are no two models of which one could be drawn"),
                ("difficulty", key, "draws_model"),
                fix=message("add [models], each with a weight above 0"),
            )
    moved = {param for row in models.values() for param in row.params}
    _check_eyes(moved, spots, meanings, findings)


def _check_model(key: str, row: RivalModel, rows: Rows, findings: Findings) -> None:
    if key == STANDARD:
        findings.add(
            "E108",
            message("'{name}' is a word of the language", name=key),
            ("models", key),
            aim=Aim.KEY,
            fix=message("choose another id, such as '{name}'", name=f"the_{key}"),
        )
    fix = message("write a number within it: a rival model holds what may well be so")
    check_range(("models", key, "params"), row.params, rows, findings, fix)


def check_range(
    path: Path,
    params: Mapping[str, float],
    rows: Rows,
    findings: Findings,
    fix: Message,
) -> None:
    """Report values, set at a path, that lie outside what their params may well be."""
    for param, value in params.items():
        given = rows.of("params").get(param)
        if not isinstance(given, Param):
            continue
        low, high = given.low, given.high
        if low is not None and high is not None and not low <= value <= high:
            findings.add(
                "E118",
                message(
                    "{value} is outside the range of '{name}', {low} to {high}",
                    value=f"{value:g}",
                    name=param,
                    low=f"{low:g}",
                    high=f"{high:g}",
                ),
                (*path, param),
                fix=fix,
            )


def _check_levels(
    models: Mapping[str, RivalModel], rows: Rows, findings: Findings
) -> None:
    """Check that no level changes what a model changes: one of the two would win."""
    first: dict[str, str] = {}
    for key, row in models.items():
        for param in row.params:
            first.setdefault(param, key)
    for key, level in rows.of("difficulty").items():
        for param in level.params if isinstance(level, Difficulty) else ():
            if param in first:
                findings.add(
                    "E107",
                    message("a model changes '{name}' too", name=param),
                    ("difficulty", key, "params", param),
                    aim=Aim.KEY,
                    fix=message("leave the param to the levels or to the models"),
                    related=(
                        (
                            message("the other one is here"),
                            "",
                            ("models", first[param], "params", param),
                        ),
                    ),
                )


def _check_eyes(
    moved: set[str],
    spots: Iterable[Spot],
    meanings: Mapping[str, Meaning],
    findings: Findings,
) -> None:
    """Check that nothing whose worth is shown hangs on the model that is drawn."""
    links = {
        name.split(".")[1]: derived_read(meaning.expression)
        for name, meaning in meanings.items()
        if name.startswith("derived.") and meaning.expression is not None
    }
    for spot in spots:
        if not isinstance(spot.mark, Formula):
            continue
        is_shown = spot.path[0] == "reports" or spot.mark.where in EYES
        meaning = meanings.get(spot.name)
        if not (is_shown and meaning and meaning.expression):
            continue
        params = set(meaning.params)
        for key in reach(derived_read(meaning.expression), links):
            found = meanings.get(f"derived.{key}.expr")
            params |= set(found.params) if found else set()
        for param in sorted(params & moved):
            findings.add(
                "E210",
                message(
                    "'{name}' differs between the models, of which one is drawn"
                    " unseen at a level, and the player sees what this comes to",
                    name=param,
                ),
                spot.path,
                fix=message("read only what is seen exactly"),
            )
