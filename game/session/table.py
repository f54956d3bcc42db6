"""The table that games are played at: where they lie, and how one is taken up."""

from __future__ import annotations

import contextlib
import re
import secrets
from dataclasses import dataclass
from typing import TYPE_CHECKING

from game.chronicle import (
    create,
    open_for_play,
    path_of,
    read,
    repair,
    verify_chain,
)
from game.errors import DamagedGameError, GameError, ScenarioError
from game.scenario import available, check_text, find, load
from game.session.advising import advice_of
from game.session.course import Course
from game.session.forecasts import assessment_of
from game.session.forking import branch
from game.session.game import Game
from game.session.library import Library, free_path
from game.session.pairing import Pairing
from game.session.places import default_scenario, game_path, places
from game.session.replay import Replay
from game.session.shelf import game_views, scenario_view
from game.session.telling import Telling
from game.session.written import (
    chance_of,
    decided,
    first_records,
    open_record,
    origin,
    play_again,
)
from game.words import Message, message

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from game.chronicle import Reading, Record, Recovery
    from game.report.pairs import Pair
    from game.report.shelved import GameView, ScenarioView
    from game.scenario import Scenario

_SEED_BITS = 31
"""Seeds that a player can read out; any whole number below 2**63 may be given."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Verification:
    """Whether a saved game is whole and plays as it was recorded."""

    ok: bool
    months: int
    """Months decided in the part that verifies."""
    digest: str
    """Of the last state played again, or of the last line of the chain."""
    problem: Message | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Recorded:
    """A line of play as it is written down."""

    name: str
    records: tuple[Record, ...]
    digests: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Fork:
    """A game that was begun from another."""

    game: Game
    """Open for play; it holds the lock on its own file."""
    parent: str
    month: int
    hindsight: bool
    later: Mapping[int, tuple[int, ...]]
    """What the parent chose from that month on, month by month."""


class Table:
    """Where games and scenarios live, in one language."""

    def __init__(self, *, data_dir: Path | None = None, language: str = "en") -> None:
        found = places(data_dir)
        self.saves = found.saves
        self.language = language
        self.folders = found.scenarios
        """Where scenarios are looked for by id, in order."""

    def scenarios(self) -> tuple[ScenarioView, ...]:
        """Return the scenarios that are there, the default one first, then by id."""
        views = [
            scenario_view(path, self.language, self.folders)
            for path in available(self.folders)
        ]
        with contextlib.suppress(ScenarioError):
            first = default_scenario(self.folders)
            views.sort(key=lambda view: view.id != first)
        return tuple(views)

    def games(self) -> tuple[GameView, ...]:
        """Return the saved games, the newest first."""
        return game_views(self.saves, self.language)

    def scenario(self, name: str | None = None) -> Scenario:
        """Return a scenario by id or path; the default one when none is named.

        Raises:
            ScenarioError: If there is none, or it cannot be played.
        """
        chosen = default_scenario(self.folders) if name is None else name
        return load(find(chosen, self.folders), self.folders)

    def new(
        self,
        scenario: str | None = None,
        *,
        seed: int | None = None,
        name: str | None = None,
        level: int | None = None,
    ) -> Game:
        """Begin a game; its file is durable before this returns.

        Raises:
            ScenarioError: If the scenario cannot be found or played.
            ExistingGameError: If the name is taken.
            StorageError: If the disk refused.
        """
        found = self.scenario(scenario)
        chosen = found.standard_level if level is None else level
        number = secrets.randbits(_SEED_BITS) if seed is None else seed
        records = first_records(found, level=chosen, seed=number)
        record, _ = origin(records, found.id)
        course = Course(found.spec(chosen), chance_of(record))
        free = self._free_name(found.id) if name is None else name
        chronicle = create(self.saves, free, records)
        telling = self._telling(found, course, chronicle.path, records)
        return Game(telling, chronicle)

    def resume(self, game: str) -> Game:
        """Take up a saved game by name or path, and lock it.

        Raises:
            ChronicleError: If it is missing, busy, damaged or plays differently.
        """
        chronicle = open_for_play(game_path(self.saves, game))
        try:
            records = chronicle.records
            telling = self._again(records, chronicle.path)
            chronicle.append(open_record())
        except BaseException:
            chronicle.close()
            raise
        return Game(telling, chronicle)

    def replay(self, game: str) -> Replay:
        """Play a saved game again, by name or path, without touching it.

        Raises:
            ChronicleError: If it is missing, beyond reading or plays differently.
        """
        path = game_path(self.saves, game)
        return Replay(self._again(read(path).records, path))

    def fork(
        self,
        game: str,
        month: int,
        *,
        luck: int | None = None,
        name: str | None = None,
    ) -> Fork:
        """Begin a game that shares the months of another before one of them.

        Args:
            game: the parent, by name or path; it is only read.
            month: the month to decide anew, from 1; the open one branches off here.
            luck: another seed for everything that chance does from that month on.
            name: what to save it under; else the parent's name with the month.

        Raises:
            ChoiceError: If the parent has no such month.
            ChronicleError: If the parent is missing or does not play as recorded, or
                the name is taken.
            StorageError: If the disk refused.
        """
        recorded = self._recorded(game)
        found = branch(recorded.records, recorded.digests, month, luck=luck)
        plain = _slug(recorded.name)
        free = free_path(self.saves, f"{plain[:56]}-m{month}").stem
        path = path_of(self.saves, free if name is None else name)
        telling = self._again(found.records, path)
        grammar = telling.grammar
        later = {
            month: grammar.parse_all(lines) for month, lines in found.later.items()
        }
        chronicle = create(self.saves, path.stem, found.records)
        return Fork(
            game=Game(telling, chronicle),
            parent=recorded.name,
            month=month,
            hindsight=found.hindsight,
            later=later,
        )

    def compare(self, a: str, b: str) -> Pair:
        """Return two lines of play side by side, by name or path.

        Raises:
            ChoiceError: If they play different scenarios.
            ChronicleError: If one is missing or does not play as it was recorded.
        """
        sides = []
        for game in (a, b):
            recorded = self._recorded(game)
            record, _ = origin(recorded.records, recorded.name)
            path = game_path(self.saves, game)
            sides.append((record, self._again(recorded.records, path)))
        return Pairing(sides[0], sides[1]).view()

    def new_luck(self) -> int:
        """Return a seed that nobody chose."""
        return secrets.randbits(_SEED_BITS)

    @property
    def library(self) -> Library:
        """Return the shelf of saved games, and those that were deleted."""
        return Library(self.saves, self.language)

    def _recorded(self, game: str) -> Recorded:
        """Return the records of a line of play, by name or path."""
        path = game_path(self.saves, game)
        reading = read(path)
        return Recorded(
            name=path.stem, records=reading.records, digests=reading.digests
        )

    def repair(self, game: str) -> Recovery | None:
        """Make a game playable again at the price of what cannot be read.

        The original is kept beside it.

        Returns:
            What was done, or None if nothing was wrong.

        Raises:
            ChronicleError: If it is missing, busy, or beyond repair.
        """
        return repair(game_path(self.saves, game))

    def verify(self, game: str, *, chain_only: bool = False) -> Verification:
        """Check a saved game: every byte, then (unless told not to) every digest.

        Raises:
            ChronicleError: If there is nothing to check: missing, or no game.
        """
        path = game_path(self.saves, game)
        checked = verify_chain(path)
        reading = read(path)
        months = len(decided(reading.records))
        problem = _damage(reading, checked.offset)
        if problem is not None or chain_only:
            return Verification(
                ok=problem is None,
                months=months,
                digest=checked.digest,
                problem=problem,
            )
        try:
            telling = self._again(reading.records, path)
        except DamagedGameError:
            raise
        except GameError as error:
            return Verification(
                ok=False,
                months=months,
                digest=checked.digest,
                problem=Message(error.template, error.fields),
            )
        return Verification(
            ok=True, months=months, digest=telling.course.digest().whole, problem=None
        )

    def _again(self, records: Sequence[Record], path: Path) -> Telling:
        record, texts = origin(records, path.stem)
        root = next(iter(texts.files), "")
        checked = check_text(texts.files, root)
        if checked.scenario is None:
            raise ScenarioError(
                "The scenario inside {name} cannot be read by this version; it was "
                "written by {engine}.",
                name=path.stem,
                engine=record.engine,
            )
        course = play_again(checked.scenario, records, name=path.stem)
        return self._telling(checked.scenario, course, path, records)

    def _telling(
        self, scenario: Scenario, course: Course, path: Path, records: Sequence[Record]
    ) -> Telling:
        return Telling(
            scenario,
            course,
            name=path.stem,
            language=self.language,
            recorded=[
                (
                    assessment_of(row.shown.get("assessed", {}), course),
                    advice_of(row.shown.get("advice", {}), course.model),
                )
                for row in decided(records)
            ],
        )

    def _free_name(self, scenario: str) -> str:
        base = scenario.replace("_", "-")[:48]
        number = 1
        while path_of(self.saves, f"{base}-{number}").exists():
            number += 1
        return f"{base}-{number}"


def _slug(name: str) -> str:
    """Return what of a file's name may stand in a game's."""
    kept = re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")
    return kept or "game"


def _damage(reading: Reading, offset: int | None) -> Message | None:
    if reading.damage is not None:
        return message(
            "damaged at byte {offset}, line {line}, after month {month}",
            offset=reading.damage.offset,
            line=reading.damage.line,
            month=reading.damage.month,
        )
    if offset is not None:
        return message("stops verifying at byte {offset}", offset=offset)
    return None
