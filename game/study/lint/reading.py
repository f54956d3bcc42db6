"""What reads what: by the expressions of a Spec, and by the file around it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from game.engine import Expression, Model, Spec, reads
from game.engine.expression import Read, Source
from game.scenario import Scenario
from game.study.lint.scored import Scored

_VALUES = frozenset({Source.VARIABLE, Source.PREVIOUS})
_MEMORY = frozenset({Source.HAPPENED, Source.EVER, Source.SINCE})


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """The names that are read, by what reads them."""

    variables: frozenset[str]
    """Read by anything but an effect on itself, or shown at the head of the screen."""
    types: frozenset[str]
    derived: frozenset[str]
    gating: frozenset[str]
    """Happenings and levers that open, close, price, deal, tell or judge something."""


def reading_of(scenario: Scenario, model: Model, scored: Scored) -> Reading:
    """Return what is read in a scenario."""
    spec, document = model.spec, scenario.document
    derived = {row.id: row.expression for row in spec.derived}
    used: set[Read] = set()
    for expression in (*_gates(spec), *_movers(spec)):
        used |= _through(expression, derived)
    variables = {read.id for read in used if read.source in _VALUES}
    for effect in spec.effects:
        found = _through(effect.amount, derived)
        used |= found
        variables |= {
            read.id
            for read in found
            if read.source in _VALUES and read.id != effect.target
        }
    for path, meaning in scenario.meanings.items():
        if path.startswith(("advisers.", "tests.")):
            variables |= {placed.read.id for placed in meaning.reads}
    variables |= {row.variable for row in document.tracks.values()}
    variables |= {row.variable for row in spec.gauges} | {spec.desk.budget}
    variables |= {row.about for row in document.reports.values()}
    variables |= {spec.variables[row].id for row in scored.rows}
    variables |= set(document.scenario.relations)
    gates = {read for one in _gates(spec) for read in _through(one, derived)}
    return Reading(
        variables=frozenset(variables),
        types=frozenset(_types(scenario, used)),
        derived=frozenset(read.id for read in used if read.source is Source.DERIVED),
        gating=frozenset(
            read.id
            for read in gates
            if read.source in _MEMORY
            or read.source in {Source.LEVER, Source.PREVIOUS_LEVER}
        ),
    )


def _types(scenario: Scenario, used: set[Read]) -> Iterator[str]:
    document = scenario.document
    yield from (read.id for read in used if read.source is Source.TYPE)
    yield from (row.about for row in document.reports.values())
    yield from (row.follows or "" for row in document.types.values())
    for line in document.red_lines.values():
        yield str(getattr(line.threshold, "follows", None) or "")


def _through(
    expression: Expression, derived: Mapping[str, Expression]
) -> frozenset[Read]:
    """Return what an expression reads, through derived quantities too."""
    found: set[Read] = set()
    waiting = list(reads(expression))
    while waiting:
        read = waiting.pop()
        if read not in found:
            found.add(read)
            if read.source is Source.DERIVED:
                waiting.extend(reads(derived[read.id]))
    return frozenset(found)


def _gates(spec: Spec) -> Iterator[Expression]:
    """Yield what decides what is open, what it costs, what is told and how it ends."""
    yield spec.desk.slots
    for lever in spec.levers:
        yield from (lever.up, lever.down, *(rung.requires for rung in lever.rungs))
    for card in spec.cards:
        yield card.when
        for option in card.options:
            yield from (option.requires, option.cost)
    for item in spec.initiatives:
        yield from (item.requires, item.cost)
    for estimate in spec.estimates:
        yield estimate.focus
    for report in spec.reports:
        yield from (report.when, report.right, report.planted)
    yield from (row.when for row in spec.endings)
    yield from (row.value for row in spec.objectives)
    yield from (row.chance for row in spec.gauges)


def _movers(spec: Spec) -> Iterator[Expression]:
    """Yield what other governments and chance go by."""
    for rule in spec.rules:
        yield rule.wants
        yield from (option.utility for option in rule.options)
    for event in spec.events:
        yield from (event.hazard, event.trigger)
    yield from (line.watches for line in spec.red_lines)
