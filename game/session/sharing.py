"""A game as a code to pass on, and a code as a game again."""

from __future__ import annotations

import shlex
from dataclasses import dataclass
from typing import TYPE_CHECKING

from game.chronicle import (
    DecideRecord,
    GameCode,
    StartCode,
    rules_mark,
    scenario_mark,
    write_code,
)
from game.errors import DivergedGameError, ScenarioError
from game.outlook import Particles
from game.scenario import available
from game.scenario.files import scenario_name
from game.session import forecasts
from game.session.course import Course
from game.session.deciding import shown_with
from game.session.snapshots import state_record
from game.session.telling import Telling
from game.session.written import (
    MECHANICS,
    chance_of,
    digest_record,
    end_record,
    first_records,
    origin,
)
from game.text import Command
from game.words import say

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from game.chronicle import GameRecord, Record
    from game.scenario import Scenario
    from game.session.reading import Reader


@dataclass(frozen=True, slots=True, kw_only=True)
class Shared:
    """The codes of a game."""

    start: str
    """Scenario, level and seed, for another game from the same start."""
    game: str
    """Every decision too, with the digest of the last state."""
    scenario: str
    months: int
    """Months decided in it."""
    playable: bool
    """Whether the scenario of that id here plays by the rules of the game."""
    command: str
    """What takes either up, with CODE where the code belongs."""


def codes_of(
    record: GameRecord,
    scenario: Scenario,
    course: Course,
    *,
    playable: bool,
    started: Sequence[str],
) -> Shared:
    """Return the codes of a game that was played again.

    Args:
        record: how it began.
        scenario: the one that it carries.
        course: its course.
        playable: whether the scenario of that id here plays by the same rules.
        started: the words that a command begins with.

    Raises:
        ShareCodeError: If it does not fit into a code.
    """
    start = StartCode(
        scenario=scenario_mark(scenario.id),
        rules=rules_mark(scenario.mechanics),
        mechanics=MECHANICS,
        level=record.level,
        seed=record.seed,
        model=_place_of(scenario),
    )
    whole = GameCode(
        start=start,
        luck=record.luck,
        choices=len(course.model.choices),
        months=tuple(course.decisions),
        digest=course.digest().whole,
    )
    return Shared(
        start=write_code(start),
        game=write_code(whole),
        scenario=scenario.id,
        months=len(course.decisions),
        playable=playable,
        command=shlex.join((*started, "play", "--code", "CODE")),
    )


def share_lines(shared: Shared, language: str) -> Iterator[str]:
    """Write the codes of a game, each after what it holds."""
    yield say(
        "The start of {scenario}, with its level and its luck:",
        language,
        scenario=shared.scenario,
    )
    yield shared.start
    yield ""
    yield say("The whole game, {turns} turns of it:", language, turns=shared.months)
    yield shared.game
    yield ""
    if shared.playable:
        yield say(
            "This takes up either, with the code itself in place of CODE:", language
        )
        yield Command(shared.command)
        return
    yield say(
        "No {scenario} here plays by the rules that this game carries, so neither can "
        "be taken up here. Pass on the file of the game instead.",
        language,
        scenario=shared.scenario,
    )


def _place_of(scenario: Scenario) -> int:
    """Return the place of its rival model by id, from 1 on; 0 for none."""
    if not scenario.model:
        return 0
    return sorted(scenario.document.models).index(scenario.model) + 1


def scenario_of(
    start: StartCode, reader: Reader, named: Scenario | None = None
) -> Scenario:
    """Return the scenario that a code was made with.

    Args:
        start: The code.
        reader: Where scenarios are looked for.
        named: The scenario that the player says it is.

    Raises:
        ScenarioError: If it is not here, or is not the one named.
        DivergedGameError: If it is played by other rules today.
    """
    if start.mechanics != MECHANICS:
        raise DivergedGameError(
            "The code was made by mechanics {other}, and this version plays by "
            "{own}: the same decisions would come out otherwise. Use the version "
            "that made it.",
            other=start.mechanics,
            own=MECHANICS,
        )
    found = _named(start, named) if named else _searched(start, reader)
    models = ("", *sorted(found.document.models))
    known = start.model < len(models)
    played = found.under(models[start.model]) if known else found
    if not known or rules_mark(played.mechanics) != start.rules:
        raise DivergedGameError(
            "The code was made with other rules of {scenario} than those here. Ask for "
            "that scenario file, or for the file of the game, which holds it.",
            scenario=found.id,
        )
    return played


def records_of(scenario: Scenario, code: GameCode) -> tuple[Record, ...]:
    """Play the game of a code and return the records of its file.

    Raises:
        DivergedGameError: If it does not come out as the code says.
        NotFiniteError: If a number of the scenario leaves the real line.
    """
    start = code.start
    records = first_records(
        scenario, level=start.level, seed=start.seed, luck=code.luck
    )
    record, _ = origin(records, scenario.id)
    course = Course(scenario.spec(start.level), chance_of(record))
    telling = Telling(scenario, course, name=scenario.id, language="en")
    played = tuple(_played(telling, code))
    if course.digest().whole != code.digest:
        raise DivergedGameError(
            "The game of the code does not come out as it did: its last state "
            "differs. Ask for the file of the game instead."
        )
    return (*records, *played)


def _named(start: StartCode, named: Scenario) -> Scenario:
    if scenario_mark(named.id) != start.scenario:
        raise ScenarioError(
            "The code is not one of {scenario}. Leave the scenario out to look for "
            "it among all that are here.",
            scenario=named.id,
        )
    return named


def _searched(start: StartCode, reader: Reader) -> Scenario:
    for path in available(reader.folders):
        if scenario_mark(scenario_name(path)) == start.scenario:
            return reader.load(path)
    raise ScenarioError(
        "The scenario of the code is not here. Ask for its file and name it: "
        "`grave-concern play PATH --code CODE`."
    )


def _played(telling: Telling, code: GameCode) -> Iterator[Record]:
    course = telling.course
    choices = course.model.choices
    particles = Particles(course.model)
    for month, chosen in enumerate(code.months, start=1):
        fits = len(choices) == code.choices and len(set(chosen)) == len(chosen)
        if course.is_over or not fits:
            raise DivergedGameError(
                "The game of the code does not come out as it did: turn {turn} "
                "cannot be played here. Ask for the file of the game instead.",
                turn=month,
            )
        before = digest_record(course.digest())
        telling.assess(particles)
        defaults = telling.defaults(month, chosen)
        # The fan that was looked at is no part of a code, so it is the one of a plan
        # that nobody looked at; what was assessed and advised follows from what was
        # seen.
        drawn = forecasts.unseen(course, telling.labels, tuple(chosen), particles)
        telling.foresee(tuple(chosen), particles)
        shown = shown_with(telling, drawn)
        course.play(chosen)
        yield DecideRecord(
            n=month,
            do=tuple(telling.grammar.line(place) for place in chosen),
            defaults=defaults,
            s=before,
            shown=shown,
        )
        snapshot = state_record(course)
        if snapshot is not None:
            yield snapshot
    if course.is_over:
        yield end_record(course)
