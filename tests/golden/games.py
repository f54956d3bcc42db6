"""The golden games: files of every release, and lines of play with their digests.

A folder per release holds games as that release wrote them, with what must be
found in them (`expected.json`). They are never changed. `lines.json` holds share
codes of lines that were played over the scenarios inside those games, and digests
of what their months were worked out from; it changes only together with the number
of the mechanics (`python -m tests.golden.record`).
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path
from typing import TYPE_CHECKING, Final

import numpy as np

from game.chronicle import (
    GameCode,
    ScenarioRecord,
    StartCode,
    read,
    read_code,
    rules_mark,
    scenario_mark,
    write_code,
)
from game.engine import Chance
from game.engine.state import Closed
from game.scenario import check_text
from game.session.course import Course
from game.session.staging import Staging, slots_of
from game.session.written import MECHANICS

if TYPE_CHECKING:
    from game.scenario import Scenario

FOLDER: Final = Path(__file__).parent
LINES: Final = FOLDER / "lines.json"
_PICKS: Final = 3
"""Choices that a month of a line tries."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Golden:
    """A golden game and what must be found in it."""

    path: Path
    mechanics: int
    months: int
    over: bool
    digest: str
    """Of the last state."""
    fault: str
    """What is wrong with the file; empty for nothing."""
    repairable: bool


def goldens() -> tuple[Golden, ...]:
    """Return all golden games of all releases."""
    return tuple(
        Golden(path=listing.parent / name, **row)
        for listing in sorted(FOLDER.glob("*/expected.json"))
        for name, row in json.loads(listing.read_text("utf-8")).items()
    )


def scenario_in(path: Path) -> Scenario:
    """Return the scenario that a game carries."""
    files = next(r for r in read(path).records if isinstance(r, ScenarioRecord)).files
    checked = check_text(files, next(iter(files)))
    assert checked.scenario is not None, checked.diagnostics
    return checked.scenario


def line(scenario: Scenario, level: int, seed: int) -> GameCode:
    """Return the code of a line of picks."""
    return _code(scenario, level, seed, picked(scenario, level, seed))


def picked(scenario: Scenario, level: int, seed: int, picks: int = _PICKS) -> Course:
    """Play a line of picks that hang on nothing but the seed and what is open."""
    course = Course(scenario.spec(level), Chance(seed, "play"))
    choices = course.model.choices
    slots = [slots_of(choice, course.model.spec) for choice in choices]
    while not course.is_over:
        staging = Staging(choices, slots, course.observations[-1])
        for pick in range(picks):
            open_now = [
                place
                for place, code in enumerate(staging.closed())
                if code is Closed.OPEN and place not in staging.staged
            ]
            if open_now:
                key = f"{seed} {course.turn} {pick}".encode()
                number = int.from_bytes(blake2b(key, digest_size=8).digest())
                staging.stage(open_now[number % len(open_now)])
        course.play(staging.staged)
    return course


@dataclass(frozen=True, slots=True, kw_only=True)
class Played:
    """What a line of play comes to."""

    code: str
    """Its share code, with the digest of the last state."""
    workings: str
    """The digest of every month's odds, hazards and ledger: it sees what moves no
    drawn choice."""


def played_again(scenario: Scenario, text: str) -> Played:
    """Play the decisions of a line again and return what it comes to today."""
    code = read_code(text)
    assert isinstance(code, GameCode)
    start = code.start
    course = Course(scenario.spec(start.level), Chance(start.seed, "play"))
    for month in code.months:
        course.play(month)
    return Played(
        code=write_code(_code(scenario, start.level, start.seed, course)),
        workings=_workings(course),
    )


def _workings(course: Course) -> str:
    found = blake2b(digest_size=16)
    for made in course.steps:
        for part in (*made.odds, made.chances, made.ledger):
            found.update(np.ascontiguousarray(part, dtype="<f8").tobytes())
    return found.hexdigest()


def _code(scenario: Scenario, level: int, seed: int, course: Course) -> GameCode:
    return GameCode(
        start=StartCode(
            scenario=scenario_mark(scenario.id),
            rules=rules_mark(scenario.mechanics),
            mechanics=MECHANICS,
            level=level,
            seed=seed,
        ),
        luck=(),
        choices=len(course.model.choices),
        months=tuple(course.decisions),
        digest=course.digest().whole,
    )
