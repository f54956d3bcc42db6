"""What the rows of the world must hold beyond their shape."""

from __future__ import annotations

from collections.abc import Iterator

from game.scenario.fields import Drawn, Table
from game.scenario.fields import Number as NumberTable
from game.scenario.findings import Aim, Findings
from game.scenario.names import Names
from game.scenario.shape import Rows
from game.scenario.walker import Path
from game.scenario.world import (
    Curve,
    Effect,
    Event,
    HiddenType,
    Lever,
    Param,
    RedLine,
    Rule,
    Source,
    Variable,
)
from game.words import message

_CURVES = {
    "saturating": ("half",),
    "ramp": ("low", "high"),
    "logistic": ("at", "width"),
}
_GROUND = ("half", "low", "high", "at", "width")


def check_world(rows: Rows, names: Names, findings: Findings) -> None:
    """Check the good rows of the tables of the world."""
    for home, found in rows.found.items():
        for key, row in found.items():
            path: Path = (home, key)
            match row:
                case Variable():
                    _check_variable(row, path, findings)
                case Effect():
                    _check_effect(row, path, names, findings)
                case Event():
                    _check_event(row, path, findings)
                case Lever():
                    check_twice(
                        [one.id for one in row.rungs], (*path, "rungs"), findings
                    )
                case Rule():
                    _check_rule(row, path, findings)
                case Source() if row.url is not None:
                    _check_url(row.url, (*path, "url"), findings)
                case _:
                    pass
            for number, place in _numbers(row, path):
                _check_number(number, place, findings)


def check_twice(ids: list[str], path: Path, findings: Findings) -> None:
    """Report ids that stand twice in a list of tables."""
    for index, one in enumerate(ids):
        first = ids.index(one)
        if first != index:
            findings.add(
                "E107",
                message("'{name}' is defined twice", name=one),
                (*path, index, "id"),
                fix=message("give one of the two another id, or remove it"),
                related=(
                    (message("it is also defined here"), "", (*path, first, "id")),
                ),
            )


def _check_url(url: str, path: Path, findings: Findings) -> None:
    if not url.startswith("https://") or any(
        one.isspace() or not one.isprintable() for one in url
    ):
        findings.add(
            "E119",
            message("this is not an https address"),
            path,
            fix=message("write https://... , or remove the key"),
        )


def _numbers(row: Table, path: Path) -> Iterator[tuple[Table, Path]]:
    if isinstance(row, Param | HiddenType):
        yield row, path
    if isinstance(row, Variable):
        places: list[tuple[object, Path]] = [
            (row.start, (*path, "start")),
            (row.rest, (*path, "rest")),
        ]
    elif isinstance(row, Effect):
        places = [(row.amount, (*path, "amount"))]
        places += [
            (number, (*path, "per_rung", rung))
            for rung, number in (row.per_rung or {}).items()
        ]
    elif isinstance(row, RedLine):
        places = [(row.threshold, (*path, "threshold"))]
    else:
        places = []
    for number, place in places:
        if isinstance(number, NumberTable | Drawn):
            yield number, place


def _check_number(number: Table, path: Path, findings: Findings) -> None:
    if isinstance(number, Drawn):
        _check_drawn(number, path, findings)
    elif isinstance(number, NumberTable | Param):
        if isinstance(number, Param) and number.in_sample:
            for name in ("low", "high"):
                if getattr(number, name) is None:
                    need(name, path, findings)
        low = number.value if number.low is None else number.low
        high = number.value if number.high is None else number.high
        if not low <= number.value <= high:
            findings.add(
                "E118",
                message(
                    "the value {value} is not between {low} and {high}",
                    value=number.value,
                    low=low,
                    high=high,
                ),
                (*path, "value"),
                fix=message("correct the value, or low and high"),
            )


def _check_drawn(number: Drawn, path: Path, findings: Findings) -> None:
    if number.draw == "uniform":
        for name in ("low", "high"):
            if getattr(number, name) is None:
                need(name, path, findings)
        if number.low is not None and number.high is not None:
            check_order(number.low, number.high, (*path, "high"), findings)
        unwanted = [name for name in ("values", "weights") if getattr(number, name)]
    else:
        if not number.values:
            need("values", path, findings)
        weights = number.weights or ()
        if number.values and weights and len(weights) != len(number.values):
            findings.add(
                "E111",
                message("weights and values must have equally many entries"),
                (*path, "weights"),
                fix=message("write one weight for each value"),
            )
        if weights and not sum(weights):
            findings.add(
                "E105",
                message("all weights are 0"),
                (*path, "weights"),
                fix=message("make at least one weight larger than 0"),
            )
        unwanted = [
            name for name in ("low", "high") if getattr(number, name) is not None
        ]
    for name in unwanted:
        useless(name, (*path, name), findings)


def check_order(low: float, high: float, path: Path, findings: Findings) -> None:
    """Report a range that is empty."""
    if low >= high:
        findings.add(
            "E118",
            message("the range from {low} to {high} is empty", low=low, high=high),
            path,
            fix=message("write the smaller number first"),
        )


def need(name: str, path: Path, findings: Findings) -> None:
    """Report a key that is missing because of what else is there."""
    findings.add(
        "E102",
        message("the key '{key}' is missing", key=name),
        path,
        aim=Aim.KEY,
        fix=message("add {key} = ...", key=name),
    )


def useless(name: str, path: Path, findings: Findings) -> None:
    """Report a key that says nothing because of what else is there."""
    findings.add(
        "E114",
        message("'{key}' has no meaning together with the other keys", key=name),
        path,
        aim=Aim.KEY,
        fix=message("remove '{key}'", key=name),
    )


def _check_variable(row: Variable, path: Path, findings: Findings) -> None:
    low, high = row.range
    check_order(low, high, (*path, "range"), findings)
    for value in _starts(row):
        if low < high and not low <= value <= high:
            findings.add(
                "E118",
                message(
                    "the start {value} is not within the range {low} to {high}",
                    value=value,
                    low=low,
                    high=high,
                ),
                (*path, "start"),
                fix=message("correct the start or the range"),
            )
            break
    if row.rest is not None and row.half_life is None:
        need("half_life", path, findings)
    if row.half_life is not None and row.rest is None:
        need("rest", path, findings)
    if row.noise is None and (row.bias is not None or row.focus is not None):
        need("noise", path, findings)
    readings = row.noise is not None or row.estimates
    if row.seen == "exact" and readings:
        name = "noise" if row.noise is not None else "estimates"
        findings.add(
            "E114",
            message("a variable that is seen exactly has no '{key}'", key=name),
            (*path, name),
            aim=Aim.KEY,
            fix=message("write seen = \"noisy\", or remove '{key}'", key=name),
        )
    if row.seen == "noisy" and not readings:
        need("noise", path, findings)
    if row.noise is not None and "own" in row.estimates:
        findings.add(
            "E107",
            message("'{name}' is defined twice", name="own"),
            (*path, "estimates", "own"),
            aim=Aim.KEY,
            fix=message("give the estimate another id, or remove 'noise'"),
        )


def _starts(row: Variable) -> Iterator[float]:
    if isinstance(row.start, Drawn):
        yield from row.start.values or ()
        yield from (
            bound for bound in (row.start.low, row.start.high) if bound is not None
        )
    else:
        yield row.start.value if isinstance(row.start, NumberTable) else row.start


def _check_effect(row: Effect, path: Path, names: Names, findings: Findings) -> None:
    given = [
        name
        for name, value in (
            ("expr", row.expr),
            ("per_rung", row.per_rung),
            ("amount", row.amount),
        )
        if value is not None
    ]
    home = names.home(row.from_ or "")
    if names.is_lost(row.from_ or ""):
        return
    if not given:
        need("per_rung" if home == "levers" else "amount", path, findings)
    for name in given[1:]:
        useless(name, (*path, name), findings)
    if row.expr is not None and row.from_ is not None:
        useless("from", (*path, "from"), findings)
    elif given == ["amount"] and home == "levers":
        findings.add(
            "E114",
            message("an effect of a lever has a number for each rung"),
            (*path, "amount"),
            aim=Aim.KEY,
            fix=message("write per_rung = { rung = number }, or use expr"),
        )
    elif given == ["per_rung"] and row.from_ is None:
        need("from", path, findings)
    elif given == ["per_rung"] and home in {"variables", "derived"}:
        findings.add(
            "E114",
            message("only a lever has rungs"),
            (*path, "per_rung"),
            aim=Aim.KEY,
            fix=message("write amount = a factor"),
        )
    if row.curve is not None:
        linear = row.from_ is not None and home != "levers"
        _check_curve(row.curve, (*path, "curve"), findings, linear=linear)


def _check_curve(
    curve: Curve,
    path: Path,
    findings: Findings,
    *,
    linear: bool,
) -> None:
    wanted = _CURVES[curve.kind]
    for name in _GROUND:
        value = getattr(curve, name)
        if name in wanted and value is None:
            need(name, path, findings)
        if name not in wanted and value is not None:
            useless(name, (*path, name), findings)
    if curve.low is not None and curve.low == curve.high:
        # low above high is a ramp that falls, and is meant.
        check_order(curve.low, curve.high, (*path, "high"), findings)
    if curve.on == "from" and not linear:
        findings.add(
            "E114",
            message("this effect has no variable or derived quantity in 'from'"),
            (*path, "on"),
            fix=message("remove 'on', or write from = a variable"),
        )


def _check_rule(row: Rule, path: Path, findings: Findings) -> None:
    check_twice([one.id for one in row.options], (*path, "options"), findings)
    for place, option in enumerate(row.options):
        if option.again and option.text is None:
            need("text", (*path, "options", place), findings)


def _check_event(row: Event, path: Path, findings: Findings) -> None:
    if row.again and row.once:
        useless("again", (*path, "again"), findings)
    if row.hazard is None and row.when is None:
        need("hazard", path, findings)
    if row.turn is not None and row.hazard is None:
        need("hazard", path, findings)
