"""Playing a record again, and what can be shown of one that does not reproduce."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass, replace
from functools import reduce
from typing import TYPE_CHECKING

from game.chronicle import CarryRecord, DecideRecord, EndRecord
from game.engine import compile_spec, digest
from game.errors import ChoiceError, DivergedGameError
from game.session.choices import Grammar
from game.session.course import Course, History
from game.session.snapshots import snapshots
from game.session.written import chance_of, decided, digest_record, origin
from game.words import Message, message

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from game.chronicle import GameRecord, Record
    from game.engine import State
    from game.scenario import Scenario

_PARTS = {
    "variables": message("variables"),
    "delays": message("delays"),
    "levers": message("levers"),
    "memory": message("memory"),
}
_CALENDAR, _END = message("the calendar"), message("the end")
_WHOLE = message("the whole")


@dataclass(frozen=True, slots=True)
class Retraced:
    """A record played again, as far as it gives what was recorded."""

    course: Course
    verified: int
    """How many openings are those that were recorded."""
    fault: DivergedGameError | None
    """Where it parts from what was recorded."""


class _Parting(Exception):  # noqa: N818 - found, and told as a `DivergedGameError`
    """Where a record parts from what is played; `what` lacks the game's name."""

    def __init__(self, what: Message) -> None:
        super().__init__(what)
        self.what = what


def play_again(scenario: Scenario, records: Sequence[Record], *, name: str) -> Course:
    """Play a record again and compare every digest.

    Raises:
        DivergedGameError: If it does not give what was recorded.
    """
    found = retrace(scenario, records, name=name)
    if found.fault is not None:
        raise found.fault
    return found.course


def retrace(scenario: Scenario, records: Sequence[Record], *, name: str) -> Retraced:
    """Play a record again for as long as it gives what was recorded.

    A game that was carried over from a snapshot is played from there.

    Raises:
        DivergedGameError: If it goes on from a snapshot that cannot be read.
    """
    record, _ = origin(records, name)
    course = _begun(scenario, record, records, name)
    first = course.turn
    grammar = Grammar(course.model.choices)
    same = record.scenario.mechanics == scenario.mechanics
    verified, what = course.turn, None
    try:
        for row in decided(records)[first - 1 :]:
            verified = course.turn - 1
            _compare(course, row)
            verified = course.turn
            course.play(_chosen(grammar, row))
        verified = course.turn - 1
        _compare_end(course, records)
        verified = course.turn
    except _Parting as parting:
        what = parting.what
    if what is None and same:
        return Retraced(course, verified, None)
    if what is None:
        what = message(
            "{name} was played by other rules: the scenario in it reads differently "
            "today."
        )
    found = Retraced(course, verified, None)
    fault = _fault(
        what,
        record,
        name,
        # By other rules its turns may come out alike, but they are not the game's own.
        before=verified if same and verified >= first else 0,
        state=last_snapshot(found, records),
    )
    return replace(found, fault=fault)


def _fault(
    what: Message, record: GameRecord, name: str, *, before: int, state: int
) -> DivergedGameError:
    """Say what parts, and what can be done, the least loss first.

    Args:
        what: where it parts from what was recorded.
        record: how it began.
        name: the game.
        before: the last turn at which it can be left as it was recorded; 0 for none.
        state: the turn of the last state that can be gone on from; 0 for none.
    """
    ways = []
    if before:
        ways.append(
            message(
                "`fork {name} --turn {before}`, or at an earlier turn, leaves it "
                "before that and plays exactly as recorded up to there."
            )
        )
    if state:
        ways.append(
            message(
                "`fork {name} --from-state` goes on from its last written state, that "
                "of turn {state}, by today's rules, in a game of its own."
            )
        )
    ways.append(message("`replay {name}` shows it as far as it was written down."))
    ways.append(message("The version that wrote it ({engine}) may still play it."))
    told = {"name": name, "before": before, "state": state, "engine": record.engine}
    each = [Message(way.template, told) for way in ways]
    return DivergedGameError(
        "{what} Nothing was changed. What can be done, in this order: {ways}",
        what=Message(what.template, {**what.fields, "name": name}),
        ways=reduce(lambda a, b: message("{first} {other}", first=a, other=b), each),
        name=name,
        before=before,
        states=bool(state),
    )


def shown_from_snapshots(found: Retraced, records: Sequence[Record]) -> frozenset[int]:
    """Put what was written down behind the months of a record that do reproduce.

    Returns:
        The months of which nothing is known; the course holds another in their place.
    """
    course, rows = found.course, decided(records)
    states = dict(snapshots(course.model, records))
    states |= {state.turn: state for state in course.states[: found.verified]}
    last = max((len(rows), *states))
    past = _history(states, rows, Grammar(course.model.choices), last)
    course.hang(found.verified, past)
    return frozenset(range(1, last + 1)) - states.keys()


def last_snapshot(found: Retraced, records: Sequence[Record]) -> int:
    """Return the last month that a game can go on from; 0 if there is none."""
    model = found.course.model
    known = [
        month
        for month, state in snapshots(model, records).items()
        if month <= model.spec.turns and state.ending[0] < 0.0
    ]
    return max(known, default=0)


def _begun(
    scenario: Scenario, record: GameRecord, records: Sequence[Record], name: str
) -> Course:
    """Return the course at its first opening, or at the snapshot it goes on from."""
    spec, chance = scenario.spec(record.level), chance_of(record)
    carried = [n for n, row in enumerate(records) if isinstance(row, CarryRecord)]
    if not carried:
        return Course(spec, chance)
    row = records[carried[-1]]
    model = compile_spec(spec)
    states = snapshots(model, records[: carried[-1]])
    at = row.n if isinstance(row, CarryRecord) else 0
    rows = decided(records[: carried[-1]])
    fits = (
        at in states
        and len(rows) >= at - 1
        and isinstance(row, CarryRecord)
        and digest(model, states[at], 0).whole == row.digest
    )
    if not fits:
        raise DivergedGameError(
            "{name} goes on from the state of turn {turn}, which this version cannot "
            "read. Use the version that wrote it ({engine}).",
            name=name,
            turn=at,
            engine=record.engine,
        )
    return Course(spec, chance, _history(states, rows, Grammar(model.choices), at))


def _history(
    states: Mapping[int, State],
    rows: Sequence[DecideRecord],
    grammar: Grammar,
    last: int,
) -> History:
    """Return the months up to an opening; an unknown one stands as the nearest known.

    Choices that are none today are left out.
    """
    found = []
    for month in range(1, last + 1):
        near = min(states, key=lambda known: (abs(known - month), known))
        found.append(replace(states[near], turn=month))
    return History(
        states=tuple(found),
        decisions=tuple(known(grammar, row.do) for row in rows[: last - 1]),
    )


def known(grammar: Grammar, lines: Sequence[str]) -> tuple[int, ...]:
    """Return the choices that lines name, without those that are none today."""
    chosen = []
    for line in lines:
        with suppress(ChoiceError):
            chosen.append(grammar.parse(line))
    return tuple(chosen)


def _chosen(grammar: Grammar, row: DecideRecord) -> tuple[int, ...]:
    try:
        return grammar.parse_all(row.do)
    except ChoiceError as error:
        raise _Parting(
            message(
                "{name}: turn {turn} decides something that is no choice today.",
                turn=row.n,
            )
        ) from error


def _compare(course: Course, row: DecideRecord) -> None:
    if course.is_over or row.n != course.turn:
        raise _Parting(_differing(row.n, _CALENDAR))
    today = digest_record(course.digest())
    if today == row.s:
        return
    other = [part for part in _PARTS if getattr(today, part) != getattr(row.s, part)]
    words = [_PARTS[part] for part in other] or [_WHOLE]
    raise _Parting(_differing(row.n, reduce(_joined, words)))


def _compare_end(course: Course, records: Sequence[Record]) -> None:
    last = next((r for r in reversed(records) if isinstance(r, EndRecord)), None)
    if last is not None and last.digest != course.digest().whole:
        raise _Parting(_differing(last.n, _END))


def _joined(first: Message, other: Message) -> Message:
    return message("{first}, {other}", first=first, other=other)


def _differing(month: int, part: Message) -> Message:
    return message(
        "{name} does not play as it was recorded: turn {turn} differs in {part}.",
        turn=month,
        part=part,
    )
