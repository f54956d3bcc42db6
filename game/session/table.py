"""The table that games are played at: where they lie, and how one is taken up."""

from __future__ import annotations

import contextlib
import secrets
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from game.chronicle import (
    create,
    open_for_play,
    path_of,
    read,
    verify_chain,
)
from game.errors import ChoiceError, DamagedGameError, GameError, ScenarioError
from game.scenario import available, find, load
from game.scenario.history import RECORD
from game.session.course import Course
from game.session.forking import branch, carry
from game.session.game import Game
from game.session.history import is_history, play_history
from game.session.library import Library, free_path, slug_of
from game.session.opening import scenario_in, telling
from game.session.pairing import Pairing
from game.session.places import default_scenario, game_path, places
from game.session.recovering import check_scenario, give_end, mend
from game.session.recovering import told as recovery_told
from game.session.replay import Replay
from game.session.retracing import (
    known,
    last_snapshot,
    play_again,
    retrace,
    shown_from_snapshots,
)
from game.session.shelf import game_views, scenario_view
from game.session.written import (
    chance_of,
    decided,
    first_records,
    history_id,
    open_record,
    origin,
)
from game.text import is_slug
from game.words import Message, message

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from game.chronicle import GameRecord, Reading, Record, Recovery
    from game.report.pairs import Pair
    from game.report.shelved import GameView, ScenarioView
    from game.scenario import Scenario
    from game.session.forking import Branch
    from game.session.telling import Telling

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
        return Game(self._telling(found, course, chronicle.path, records), chronicle)

    def resume(self, game: str) -> Game:
        """Take up a saved game by name or path, and lock it.

        Raises:
            ChronicleError: If it is missing, busy, damaged or plays differently.
        """
        path = game_path(self.saves, game)
        try:
            chronicle = open_for_play(path)
        except DamagedGameError:
            check_scenario(path)
            raise
        try:
            records = chronicle.records
            told = self._again(records, chronicle.path)
            chronicle.append(open_record())
            give_end(chronicle, told.course)
        except BaseException:
            chronicle.close()
            raise
        return Game(told, chronicle)

    def replay(self, game: str) -> Replay:
        """Play a saved game again, by name or path, without touching it.

        One that does not reproduce is shown from its snapshots, and says so.

        Raises:
            ChronicleError: If it is missing or beyond reading.
        """
        recorded = self._recorded(game)
        scenario = scenario_in(recorded.records, recorded.name)
        found = retrace(scenario, recorded.records, name=recorded.name)
        missing: frozenset[int] = frozenset()
        if found.fault is not None:
            missing = shown_from_snapshots(found, recorded.records)
        path = Path(recorded.name)
        told = self._telling(scenario, found.course, path, recorded.records)
        return Replay(
            told,
            decided(recorded.records),
            fault=found.fault,
            verified=found.verified,
            missing=missing,
        )

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
        return self._begun(found, recorded.name, name)

    def carry_on(self, game: str, *, name: str | None = None) -> Fork:
        """Begin a game that goes on from the last snapshot of one, by today's rules.

        Raises:
            ChoiceError: If there is no snapshot that this version can go on from.
            ChronicleError: As `fork`.
            StorageError: If the disk refused.
        """
        recorded = self._recorded(game)
        scenario = scenario_in(recorded.records, recorded.name)
        found = retrace(scenario, recorded.records, name=recorded.name)
        month = last_snapshot(found, recorded.records)
        if not month:
            raise ChoiceError(
                "{game} holds no state that this version can go on from. Use the "
                "version that wrote it.",
                game=recorded.name,
            )
        carried = carry(
            recorded.records, recorded.digests, month, mechanics=scenario.mechanics
        )
        return self._begun(carried, recorded.name, name)

    def _begun(self, found: Branch, parent: str, name: str | None) -> Fork:
        """Make the file of a fork, once its records have been played again."""
        month = found.month
        free = free_path(self.saves, f"{slug_of(parent)[:56]}-m{month}").stem
        path = path_of(self.saves, free if name is None else name)
        told = self._again(found.records, path)
        grammar = told.grammar
        later = {turn: known(grammar, lines) for turn, lines in found.later.items()}
        chronicle = create(self.saves, path.stem, found.records)
        return Fork(
            game=Game(told, chronicle),
            parent=parent,
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
        order = sorted((a, b), key=is_history)
        first = self._recorded(order[0])
        like = origin(first.records, first.name)[0]
        found = {order[0]: first, order[1]: self._recorded(order[1], like)}
        sides = []
        for recorded in (found[a], found[b]):
            record, _ = origin(recorded.records, recorded.name)
            told = self._again(recorded.records, Path(recorded.name))
            sides.append((record, told))
        return Pairing(sides[0], sides[1]).view()

    def new_luck(self) -> int:
        """Return a seed that nobody chose."""
        return secrets.randbits(_SEED_BITS)

    @property
    def library(self) -> Library:
        """Return the shelf of saved games, and those that were deleted."""
        return Library(self.saves, self.language)

    def _recorded(self, game: str, like: GameRecord | None = None) -> Recorded:
        """Return the records of a line of play, by name or path.

        `history` is the record of what was really done, unless a game has that name;
        `history:SCENARIO` always is. It is played under the luck of `like`, if given.
        """
        path = game_path(self.saves, game)
        if is_history(game) and not (is_slug(game) and path.exists()):
            name = game.partition(":")[2] or (like.scenario.id if like else None)
            records = play_history(self.scenario(name), self.language, like)
            digests = (history_id(origin(records, game)[0]),) * len(records)
            return Recorded(name=RECORD, records=records, digests=digests)
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
        return mend(game_path(self.saves, game)).recovery

    def repair_text(self, game: str) -> tuple[str, ...]:
        """Repair a game and say in sentences what was found, kept and lost.

        Raises:
            ChronicleError: As `repair`.
        """
        return recovery_told(mend(game_path(self.saves, game)), self.language)

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
            told = self._again(reading.records, path)
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
            ok=True, months=months, digest=told.course.digest().whole, problem=None
        )

    def _again(self, records: Sequence[Record], path: Path) -> Telling:
        scenario = scenario_in(records, path.stem)
        course = play_again(scenario, records, name=path.stem)
        return self._telling(scenario, course, path, records)

    def _telling(
        self, scenario: Scenario, course: Course, path: Path, records: Sequence[Record]
    ) -> Telling:
        return telling(
            scenario, course, records, name=path.stem, language=self.language
        )

    def _free_name(self, scenario: str) -> str:
        base = scenario.replace("_", "-")[:48]
        number = 1
        while path_of(self.saves, f"{base}-{number}").exists():
            number += 1
        return f"{base}-{number}"


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
