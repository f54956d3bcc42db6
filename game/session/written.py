"""Between a course and its record: what is written down, and how it is played again."""

from __future__ import annotations

import platform
import secrets
from dataclasses import fields
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import numpy as np

import game
from game.chronicle import (
    Array,
    DecideRecord,
    EndRecord,
    GameRecord,
    OpenRecord,
    ScenarioName,
    ScenarioRecord,
    StateDigest,
    StateRecord,
)
from game.engine import Chance, State
from game.errors import ChoiceError, ChronicleError, DivergedGameError
from game.session.choices import Grammar
from game.session.course import Course

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from game.chronicle import Record
    from game.engine import Digests
    from game.scenario import Scenario

MECHANICS = 1
"""Rises when the same inputs give other states."""
_SCHEMA = 1
"""Rises when the arrays of a state mean something else."""
_SNAPSHOT_LIMIT = 16 * 1024
"""Bytes of a state that is still written down every month."""

_NAMES = {"last": "since"}
"""What is written down in place of a field: months since, which need no month."""

_ARRAYS = tuple(_NAMES.get(f.name, f.name) for f in fields(State) if f.name != "turn")


def first_records(
    scenario: Scenario,
    *,
    level: int,
    seed: int,
    luck: tuple[tuple[int, int], ...] = (),
) -> tuple[Record, ...]:
    """Return the records that begin a game."""
    head = scenario.document.scenario
    return (
        GameRecord(
            game=secrets.token_hex(16),
            mechanics=MECHANICS,
            engine=game.__version__,
            level=level,
            seed=seed,
            scenario=ScenarioName(
                id=head.id,
                version=head.version,
                title=head.title.en,
                mechanics=scenario.mechanics,
                content=scenario.content,
            ),
            created=datetime.now(UTC).date().isoformat(),
            luck=luck,
        ),
        ScenarioRecord(files=scenario.files),
        open_record(),
    )


def open_record() -> OpenRecord:
    """Return what is playing: versions and processor, never a name."""
    return OpenRecord(
        engine=game.__version__,
        mechanics=MECHANICS,
        python=platform.python_version(),
        numpy=np.__version__,
        machine=platform.machine(),
    )


def digest_record(digests: Digests) -> StateDigest:
    """Return the digests of a state as they are written down."""
    return StateDigest(
        whole=digests.whole,
        variables=digests.variables,
        delays=digests.delays,
        levers=digests.levers,
        memory=digests.memory,
    )


def state_record(course: Course) -> StateRecord | None:
    """Return the state at the current opening, or None if it is too large."""
    arrays = {name: _array(getattr(course.state, name)) for name in _ARRAYS}
    if sum(len(array.content) for array in arrays.values()) * 4 // 3 > _SNAPSHOT_LIMIT:
        return None
    return StateRecord(
        n=course.turn,
        schema=_SCHEMA,
        arrays=arrays,
        digest=course.digest().whole,
    )


def end_record(course: Course) -> EndRecord:
    """Return how the game ended."""
    return EndRecord(
        n=course.turn,
        ending=course.observations[-1].ending,
        digest=course.digest().whole,
    )


def origin(records: Sequence[Record], name: str) -> tuple[GameRecord, ScenarioRecord]:
    """Return the records that say what is played.

    Raises:
        ChronicleError: If the file does not hold them.
    """
    first = records[0] if records else None
    texts = next((row for row in records if isinstance(row, ScenarioRecord)), None)
    if not isinstance(first, GameRecord) or texts is None:
        raise ChronicleError(
            "{name} holds no scenario, so it cannot be played.", name=name
        )
    return first, texts


def decided(records: Sequence[Record]) -> tuple[DecideRecord, ...]:
    """Return the decisions, month by month."""
    return tuple(row for row in records if isinstance(row, DecideRecord))


def chance_of(record: GameRecord) -> Chance:
    """Return the luck of a recorded game."""
    return Chance(record.seed, "play", record.luck)


def play_again(scenario: Scenario, records: Sequence[Record], *, name: str) -> Course:
    """Play a record again and compare every digest.

    Raises:
        DivergedGameError: If it does not give what was recorded.
    """
    record, _ = origin(records, name)
    if record.scenario.mechanics != scenario.mechanics:
        raise DivergedGameError(
            "{name} was played by other rules: the scenario in it reads differently "
            "today. Use the version that wrote it ({engine}).",
            name=name,
            engine=record.engine,
        )
    course = Course(scenario.spec(record.level), chance_of(record))
    grammar = Grammar(course.model.choices)
    for row in decided(records):
        _compare(course, row, name)
        try:
            chosen = grammar.parse_all(row.do)
        except ChoiceError as error:
            raise DivergedGameError(
                "{name}: month {month} decides something that is no choice today.",
                name=name,
                month=row.n,
            ) from error
        course.play(chosen)
    last = next((row for row in reversed(records) if isinstance(row, EndRecord)), None)
    if last is not None and last.digest != course.digest().whole:
        raise _diverged(name, last.n, "the end")
    return course


def _compare(course: Course, row: DecideRecord, name: str) -> None:
    if course.is_over or row.n != course.turn:
        raise _diverged(name, row.n, "the calendar")
    today = digest_record(course.digest())
    if today == row.s:
        return
    parts = ("variables", "delays", "levers", "memory")
    other = [part for part in parts if getattr(today, part) != getattr(row.s, part)]
    raise _diverged(name, row.n, ", ".join(other) or "the whole")


def _diverged(name: str, month: int, part: str) -> DivergedGameError:
    return DivergedGameError(
        "{name} does not play as it was recorded: month {month} differs in {part}. "
        "Nothing was changed; the version that wrote it may still play it.",
        name=name,
        month=month,
        part=part,
    )


def _array(rows: NDArray[Any]) -> Array:
    kind = "<u8" if rows.dtype.kind == "u" else "<f8"
    return Array(kind, tuple(rows.shape), rows.astype(kind).tobytes())
