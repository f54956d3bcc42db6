"""One thing of a scenario explained: what it says, what moves it, what it moves."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import get_args

from game.engine.expression import Expression
from game.scenario.checking import Checked
from game.scenario.fields import Grade
from game.scenario.formulas import ZERO
from game.scenario.names import is_table, table
from game.scenario.origins import origin_of
from game.scenario.scenario import Scenario
from game.scenario.workshop.accounts import sentences_of
from game.scenario.workshop.causes import MAPPED, Link, cause_map
from game.scenario.workshop.charts import Chart, chart_of
from game.scenario.workshop.probe import Probe
from game.scenario.workshop.sentences import effect_formula
from game.scenario.workshop.things import find_thing, others_named, title_of
from game.text import clean

_WRITTEN = {"derived": "expr", "red_lines": "watches", "events": "hazard"}
"""The field whose formula is charted."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Assumption:
    """A param that a thing reads."""

    id: str
    value: float
    low: float | None
    high: float | None
    unit: str
    grade: str
    source: str
    """The id of a row of [sources]."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Patched:
    """A value that a file changed of the scenario that it extends."""

    path: str
    value: str
    origin: str
    was: str
    was_origin: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Explanation:
    """Everything that a file says of one thing."""

    thing: str
    title: str
    origin: str
    """File and line where it is written."""
    patched: tuple[Patched, ...]
    """What of it was changed, where a file extends another."""
    sentences: tuple[str, ...]
    formula: str
    chart: Chart | None
    moved_by: tuple[Link, ...]
    moves: tuple[Link, ...]
    assumptions: tuple[Assumption, ...]
    grade: str
    source: str
    same_id: tuple[str, ...]
    """Other rows with the same id."""


def explain(
    checked: Checked, scenario: Scenario, text: str, language: str = "en"
) -> Explanation:
    """Explain what an author named.

    Args:
        checked: what was checked, which knows the lines.
        scenario: the scenario of that check.
        text: an id, a row as `TABLE.ID`, or a path that leads on from one.
        language: of sentences and labels.

    Raises:
        ScenarioError: if nothing is named so.
    """
    home, key = find_thing(scenario.names, text)
    thing = f"{home}.{key}"
    row = scenario.names.table(home)[key]
    graded = row if isinstance(row, dict) else {}
    links = _links(scenario, home, key)
    return Explanation(
        thing=thing,
        title=title_of(scenario, thing, language),
        origin=origin(checked, thing),
        patched=tuple(_changes(checked, thing, row)),
        sentences=tuple(sentences_of(scenario, home, key, language)),
        formula=_formula(scenario, home, key),
        chart=_chart(scenario, home, key),
        moved_by=tuple(link for link in links if _is_into(link, thing)),
        moves=tuple(link for link in links if _is_out_of(link, thing)),
        assumptions=tuple(_assumptions(scenario, thing, language)),
        grade=_grade(graded.get("grade")),
        source=_source(scenario, str(graded.get("source", "")), language),
        same_id=others_named(scenario.names, home, key),
    )


def origin(checked: Checked, thing: str) -> str:
    """Return the file and the line in which a row is written."""
    found = origin_of(checked, thing)
    return "" if found is None else f"{found.file}:{found.line}"


def _changes(checked: Checked, path: str, value: object) -> Iterator[Patched]:
    """Yield the values under a path that a file changed of the one it extends."""
    if is_table(value):
        for key, inner in value.items():
            yield from _changes(checked, f"{path}.{key}", inner)
        return
    if isinstance(value, list) and any(is_table(one) for one in value):
        for one in value:
            if isinstance(table(one).get("id"), str):
                yield from _changes(checked, f"{path}.{table(one)['id']}", one)
        return
    found = origin_of(checked, path)
    if found is not None and found.was is not None:
        yield Patched(
            path=path,
            value=_short(found.value),
            origin=f"{found.file}:{found.line}",
            was=_short(found.was.value),
            was_origin=f"{found.was.file}:{found.was.line}",
        )


def _short(value: object) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return clean(str(value), limit=60)


def _links(scenario: Scenario, home: str, key: str) -> tuple[Link, ...]:
    """Return the links of a thing; those of an effect are made by it."""
    if home == "params":
        return tuple(_reading_param(scenario, key))
    if home not in {*MAPPED, "effects"}:
        return ()
    return cause_map(scenario, f"{home}.{key}").links


def _reading_param(scenario: Scenario, key: str) -> Iterator[Link]:
    for name, meaning in scenario.meanings.items():
        if key in meaning.params:
            home, row = name.split(".")[:2]
            yield Link(
                source=f"params.{key}",
                target=f"{home}.{row}" if row else home,
                via=name,
                kind="reads",
            )


def _is_into(link: Link, thing: str) -> bool:
    return thing in {link.target, link.via} and not _is_out_of(link, thing)


def _is_out_of(link: Link, thing: str) -> bool:
    return link.source == thing


def _formula(scenario: Scenario, home: str, key: str) -> str:
    if home == "effects":
        return effect_formula(scenario, key)
    field = _WRITTEN.get(home)
    return scenario.expression_source(f"{home}.{key}.{field}") if field else ""


def _chart(scenario: Scenario, home: str, key: str) -> Chart | None:
    probe = Probe(scenario.spec())
    expression: Expression = ZERO
    if home == "effects":
        amounts = {effect.id: effect.amount for effect in probe.spec.effects}
        expression = amounts[key]
    elif home in _WRITTEN:
        meaning = scenario.meanings.get(f"{home}.{key}.{_WRITTEN[home]}")
        expression = (meaning.expression if meaning else None) or ZERO
    return chart_of(scenario, probe, expression)


def _assumptions(scenario: Scenario, thing: str, language: str) -> Iterator[Assumption]:
    for key in scenario.parameters_of(thing):
        row = scenario.document.params[key]
        yield Assumption(
            id=key,
            value=row.value,
            low=row.low,
            high=row.high,
            unit=scenario.unit_in(row.unit, language),
            grade=row.grade or "",
            source=row.source or "",
        )


def _grade(given: object) -> str:
    """Return the grade of a row's numbers; that of an ending is another thing."""
    return str(given) if given in get_args(Grade) else ""


def _source(scenario: Scenario, key: str, language: str) -> str:
    row = scenario.document.sources.get(key)
    title = scenario.citation(key, language)
    return f"{title}, {row.date}" if row is not None and row.date else title
