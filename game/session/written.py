"""Between a course and its record: what is written down of it."""

from __future__ import annotations

import platform
import secrets
from datetime import UTC, datetime
from hashlib import blake2b
from typing import TYPE_CHECKING

import numpy as np

import game
from game.chronicle import (
    DecideRecord,
    EndRecord,
    GameRecord,
    OpenRecord,
    ScenarioName,
    ScenarioRecord,
    StateDigest,
)
from game.engine import Chance
from game.errors import ChronicleError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from game.chronicle import Record
    from game.engine import Digests
    from game.scenario import Scenario
    from game.session.course import Course

MECHANICS = 1
"""Rises when the same inputs give other states."""


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
            model=scenario.model,
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


def history_id(record: GameRecord) -> str:
    """Return the id of the game that the record of a scenario is, under a luck."""
    word = f"history|{record.scenario.content}|{record.level}|{record.seed}"
    word += f"|{record.model}" if record.model else ""
    return blake2b(word.encode(), digest_size=16).hexdigest()
