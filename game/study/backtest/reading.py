"""A record in the terms of a Spec: rows of variables, happenings, turns, readings."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from game.engine import Given, Model, nothing_given
from game.scenario import (
    CheckedRecord,
    Point,
    Record,
    Scenario,
    Series,
    position_of,
    turns_of,
)
from game.study.backtest.baselines import Past

_SIDES = 1.6448536269514722
"""Standard deviations of a normal from its middle to its 95 %."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """One published number in the unit of its variable."""

    place: int
    """The turn at whose close it stands; before the calendar 0, -1 and so on."""
    value: float
    error: float
    """Its standard error; 0 if it is taken as exact."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberSeries:
    """A number on record, and the variable that it is of."""

    id: str
    label: str
    unit: str
    variable: int
    """Its row."""
    change: bool
    """What the variable moved in the turn counts, not where it stands."""
    range: tuple[float, float]
    readings: tuple[Reading, ...]
    """Oldest first, one for each place."""

    def past(self, origin: int) -> Past:
        """Return what had been published by the close of a turn."""
        known = [one for one in self.readings if one.place <= origin]
        return Past(
            places=tuple(one.place for one in known),
            values=tuple(one.value for one in known),
            range=self.range,
        )

    def at(self, turn: int) -> Reading | None:
        """Return what was published of a turn."""
        return next((one for one in self.readings if one.place == turn), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """Something that came or did not, turn by turn."""

    id: str
    label: str
    of: tuple[int, ...]
    """Rows of happenings, any of them; none where a variable is to rise."""
    rises: int
    """The row of the variable; -1 where happenings are meant."""
    once: bool
    """It can come only once."""
    base: float
    answers: tuple[tuple[int, bool], ...]
    """Turn and answer, oldest first."""

    def past(self, origin: int) -> tuple[tuple[int, bool], ...]:
        """Return the answers known at the close of a turn."""
        return tuple(one for one in self.answers if one[0] <= origin)

    def is_open(self, origin: int) -> bool:
        """Tell whether it can still come after the close of a turn."""
        return not (self.once and any(came for _, came in self.past(origin)))


@dataclass(frozen=True, slots=True, kw_only=True)
class Readout:
    """A whole record, ready to be set beside games."""

    first: int
    last: int
    """The turns that are scored."""
    numbers: tuple[NumberSeries, ...]
    questions: tuple[Question, ...]
    shocks: Mapping[int, Given]
    """What came from outside, by turn."""
    seen: Mapping[int, Given]
    """What was seen to happen in a turn, shocks apart."""


def read_record(
    checked: CheckedRecord, scenario: Scenario, model: Model, language: str = "en"
) -> Readout:
    """Return a record that was checked in the terms of a model.

    Raises:
        ValueError: there is no record without errors.
    """
    record = checked.record
    if record is None:
        raise ValueError(checked.diagnostics)
    first, last = turns_of(record, scenario)
    return Readout(
        first=first,
        last=last,
        numbers=tuple(
            _numbers(
                key, row, checked.text(f"series.{key}.label", language), scenario, model
            )
            for key, row in sorted(record.series.items())
            if row.measure != "direction"
        ),
        questions=(
            *_asked(record, checked, scenario, model, language),
            *_directions(record, checked, scenario, model, language),
        ),
        shocks=_shocks(record, scenario, model),
        seen=_seen(record, scenario, model),
    )


def merged(model: Model, known: Iterable[Given]) -> Given:
    """Return several things known of one turn as one; what is told later wins."""
    found = nothing_given(model)
    events, lines = found.events.copy(), found.red_lines.copy()
    options = [row.copy() for row in found.options]
    for one in known:
        events = np.where(one.events < 0, events, one.events)
        lines = np.where(one.red_lines < 0, lines, one.red_lines)
        for row, allowed in enumerate(one.options):
            both = options[row] & allowed
            options[row] = next(
                (fits for fits in (both, allowed) if fits.any()), options[row]
            )
    return Given(options=tuple(options), events=events, red_lines=lines)


def _given(model: Model, names: Iterable[str], came: bool) -> Given:  # noqa: FBT001 - the answer
    """Return what one answer tells of its turn."""
    named, found = frozenset(names), nothing_given(model)
    spec = model.spec
    for row, event in enumerate(spec.events):
        if event.id in named:
            found.events[row] = came
    for row, line in enumerate(spec.red_lines):
        if line.id in named:
            found.red_lines[row] = came
    for row, rule in enumerate(spec.rules):
        own = [f"{rule.id}.{option.id}" in named for option in rule.options]
        if any(own):
            found.options[row][:, 0] = np.array(own) == came
    return found


def _rows(model: Model) -> dict[str, int]:
    return {row.id: place for place, row in enumerate(model.spec.variables)}


def _error(point: Point, factor: float) -> float:
    if point.sd is not None:
        return factor * point.sd
    if point.low is None or point.high is None:
        return 0.0
    return factor * (point.high - point.low) / (2.0 * _SIDES)


def _readings(row: Series, scenario: Scenario) -> tuple[Reading, ...]:
    found = {}
    for point in sorted(row.points, key=lambda one: one.on):
        place = position_of(point.on, scenario)
        found[place] = Reading(
            place=place,
            value=row.factor * point.value + row.offset,
            error=_error(point, row.factor),
        )
    return tuple(found[place] for place in sorted(found))


def _numbers(
    key: str, row: Series, label: str, scenario: Scenario, model: Model
) -> NumberSeries:
    low, high = row.range
    return NumberSeries(
        id=key,
        label=label,
        unit=scenario.unit(row.variable, "en"),
        variable=_rows(model)[row.variable],
        change=row.measure == "change",
        range=(low, high),
        readings=_readings(row, scenario),
    )


def _asked(
    record: Record,
    checked: CheckedRecord,
    scenario: Scenario,
    model: Model,
    language: str,
) -> Iterable[Question]:
    places = {name: row for row, name in enumerate(model.happenings)}
    single = {event.id for event in model.spec.events if event.once}
    single |= {line.id for line in model.spec.red_lines}
    for key, row in sorted(record.yes_no.items()):
        answers = [(scenario.calendar.turn_of(p.on), p.yes) for p in row.points]
        yield Question(
            id=key,
            label=checked.text(f"yes_no.{key}.label", language),
            of=tuple(places[name] for name in row.of),
            rises=-1,
            once=row.of[0] in single,
            base=row.base,
            answers=tuple(sorted(answers)),
        )


def _directions(
    record: Record,
    checked: CheckedRecord,
    scenario: Scenario,
    model: Model,
    language: str,
) -> Iterable[Question]:
    """Yield a question for each series of which only the direction counts.

    Where the published number stayed as it was there is no answer.
    """
    for key, row in sorted(record.series.items()):
        if row.measure != "direction":
            continue
        readings = _readings(row, scenario)
        yield Question(
            id=key,
            label=checked.text(f"series.{key}.label", language),
            of=(),
            rises=_rows(model)[row.variable],
            once=False,
            base=0.5,
            answers=tuple(
                (later.place, later.value > earlier.value)
                for earlier, later in pairwise(readings)
                if later.place - earlier.place == 1 and later.value != earlier.value
            ),
        )


def _shocks(record: Record, scenario: Scenario, model: Model) -> Mapping[int, Given]:
    """Return what came from outside; events are kept from all other turns."""
    found: dict[int, list[Given]] = {}
    turns = range(1, turns_of(record, scenario)[1] + 1)
    for row in record.shocks.values():
        came = {scenario.calendar.turn_of(day) for day in row.on}
        acts = "." in row.of
        for turn in turns:
            if turn in came or not acts:
                known = _given(model, [row.of], turn in came)
                found.setdefault(turn, []).append(known)
    return {turn: merged(model, known) for turn, known in found.items()}


def _seen(record: Record, scenario: Scenario, model: Model) -> Mapping[int, Given]:
    found: dict[int, list[Given]] = {}
    for row in record.yes_no.values():
        for point in row.points:
            turn = scenario.calendar.turn_of(point.on)
            found.setdefault(turn, []).append(_given(model, row.of, point.yes))
    return {turn: merged(model, known) for turn, known in found.items()}
