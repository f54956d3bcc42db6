"""Lines of play of one folder: watched, branched off, set side by side."""

from __future__ import annotations

import secrets
from contextlib import suppress
from dataclasses import dataclass
from itertools import accumulate
from pathlib import Path
from typing import TYPE_CHECKING

from game.chronicle import (
    DecideRecord,
    create,
    first_record,
    list_games,
    path_of,
    peek,
    read,
)
from game.errors import ChoiceError, ChronicleError, ScenarioError
from game.scenario.history import RECORD
from game.session.damage import left_text, loss_text, refuse_without_scenario
from game.session.game import Game
from game.session.history import is_history, play_history
from game.session.opening import scenario_in, telling
from game.session.places import watched_file, watched_path
from game.session.replay import Replay
from game.session.retracing import (
    known,
    last_snapshot,
    play_again,
    retrace,
    shown_from_snapshots,
)
from game.session.saved_games import SavedGames, free_path, slug_of
from game.session.written import decided, history_id, origin
from game.text import is_slug

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from game.chronicle import Record
    from game.report.pairs import Pair
    from game.scenario import Scenario
    from game.session.course import Course
    from game.session.forking import Branch
    from game.session.reading import Reader
    from game.session.retrospect import Retrospect
    from game.session.telling import Telling
    from game.words import Message

_SEED_BITS = 31
"""Seeds that a player can read out; any whole number below 2**63 may be given."""


def new_seed() -> int:
    """Return a seed that nobody chose."""
    return secrets.randbits(_SEED_BITS)


@dataclass(frozen=True, slots=True, kw_only=True)
class Recorded:
    """A line of play as it is written down."""

    name: str
    records: tuple[Record, ...]
    digests: tuple[str, ...]
    damage: Message | None = None
    """What of it can still be read, if decisions may be missing behind that."""


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
    damage: Message | None = None
    """What of the parent can still be read, if it is damaged."""


class Lines:
    """The lines of play of a folder, in one language."""

    saves: Path
    language: str
    reader: Reader

    def scenario(self, name: str | None = None) -> Scenario:
        """Return a scenario by id or path; the default one when none is named."""
        raise NotImplementedError

    def replay(self, game: str) -> Replay:
        """Play a saved game again, by name or path, without touching it.

        One that does not reproduce is shown from its snapshots, and says so.

        Raises:
            ChronicleError: If it is missing or beyond reading.
        """
        recorded = self._recorded(game)
        scenario = scenario_in(recorded.records, recorded.name, self.reader)
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
            damage=recorded.damage,
            left=left_text(recorded.records),
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
            name: what to save it under; else the parent's name with the turn.

        Raises:
            ChoiceError: If the parent has no such month.
            ChronicleError: If the parent is missing or does not play as recorded, or
                the name is taken.
            StorageError: If the disk refused.
        """
        from game.session.forking import branch  # noqa: PLC0415 - play goes without

        recorded = self._recorded(game)
        found = branch(
            recorded.records,
            recorded.digests,
            month,
            luck=luck,
            cut=recorded.damage is not None,
        )
        return self._begun(found, recorded, name)

    def carry_on(self, game: str, *, name: str | None = None) -> Fork:
        """Begin a game that goes on from the last snapshot of one, by today's rules.

        Raises:
            ChoiceError: If there is no snapshot that this version can go on from.
            ChronicleError: As `fork`.
            StorageError: If the disk refused.
        """
        from game.session.forking import carry  # noqa: PLC0415 - play goes without

        recorded = self._recorded(game)
        scenario = scenario_in(recorded.records, recorded.name, self.reader)
        found = retrace(scenario, recorded.records, name=recorded.name)
        month = last_snapshot(found, recorded.records)
        if not month:
            raise ChoiceError(
                "{game} holds no state that this version can go on from. Use the "
                "version that wrote it.",
                game=recorded.name,
            )
        carried = carry(
            recorded.records,
            recorded.digests,
            month,
            mechanics=scenario.mechanics,
            cut=recorded.damage is not None,
        )
        return self._begun(carried, recorded, name)

    def _begun(self, found: Branch, parent: Recorded, name: str | None) -> Fork:
        """Make the file of a fork, once its records have been played again."""
        month = found.month
        free = free_path(self.saves, f"{slug_of(parent.name)[:56]}-t{month}").stem
        path = path_of(self.saves, free if name is None else name)
        # Whatever does not reproduce is the parent's: the fork is not there yet.
        scenario = scenario_in(found.records, parent.name, self.reader)
        course = play_again(scenario, found.records, name=parent.name)
        told = self._telling(scenario, course, path, found.records)
        grammar = told.grammar
        later = {turn: known(grammar, lines) for turn, lines in found.later.items()}
        chronicle = create(self.saves, path.stem, found.records)
        chronicle.rest()
        return Fork(
            game=Game(told, chronicle, lost=parent.damage),
            parent=parent.name,
            month=month,
            hindsight=found.hindsight,
            later=later,
            damage=parent.damage,
        )

    def compare(self, a: str, b: str) -> Pair:
        """Return two lines of play side by side, by name or path.

        Raises:
            ChoiceError: If they play different scenarios.
            ChronicleError: If one is missing or does not play as it was recorded.
        """
        from game.session.pairing import Pairing, Side  # noqa: PLC0415 - likewise

        order = sorted((a, b), key=is_history)
        first = self._recorded(order[0])
        found = {order[0]: first, order[1]: self._recorded(order[1], first)}
        sides = []
        for recorded in (found[a], found[b]):
            record, _ = origin(recorded.records, recorded.name)
            told = self._again(recorded.records, Path(recorded.name))
            sides.append(Side(record=record, telling=told, damage=recorded.damage))
        return Pairing(sides[0], sides[1]).view()

    def retrospect(self, game: str, before: Retrospect | None = None) -> Retrospect:
        """Play a saved game again to look back on it, by name or path.

        Args:
            game: name or path.
            before: what was looked back on last; it serves again while it is of this
                game and nothing was added to that.

        Raises:
            ChronicleError: If it is missing or does not play as it was recorded.
        """
        from game.session.retrospect import Retrospect  # noqa: PLC0415 - likewise

        recorded = self._recorded(game)
        tried = self._tried(recorded)
        if before is not None and before.shows(recorded.name, recorded.records):
            return before.having_tried(tried)
        told = self._again(recorded.records, Path(recorded.name))
        return Retrospect(told, recorded.records, tried)

    def _tried(self, parent: Recorded) -> frozenset[int]:
        """Return the turns of a game that a fork of it has decided anew.

        Of the other games only the first line is read.
        """
        own, _ = origin(parent.records, parent.name)
        decided = accumulate(isinstance(row, DecideRecord) for row in parent.records)
        shared = dict(zip(parent.digests, decided, strict=True))
        found = set()
        for path in list_games(self.saves):
            with suppress(ChronicleError):
                left = first_record(path).parent
                if left is None or left.game != own.game or left.digest not in shared:
                    continue
                if peek(path).decisions > shared[left.digest]:
                    found.add(shared[left.digest] + 1)
        return frozenset(found)

    def new_luck(self) -> int:
        """Return a seed that nobody chose."""
        return new_seed()

    @property
    def saved_games(self) -> SavedGames:
        """Return the shelf of saved games, and those that were deleted."""
        return SavedGames(self.saves, self.language)

    def _recorded(self, game: str, like: Recorded | None = None) -> Recorded:
        """Return the records of a line of play, by name or path.

        `history` is the record of what was really done, unless a game has that name;
        `history:SCENARIO` always is. It is played under the luck of `like`, if given.
        """
        named = watched_path(self.saves, game)
        if is_history(game) and not (is_slug(game) and named.exists()):
            scenario = self._with_record(game.partition(":")[2], like)
            under = None if like is None else origin(like.records, like.name)[0]
            records = play_history(scenario, self.language, under)
            digests = (history_id(origin(records, game)[0]),) * len(records)
            return Recorded(name=RECORD, records=records, digests=digests)
        path = watched_file(self.saves, game)
        reading = read(path)
        refuse_without_scenario(reading, path)
        return Recorded(
            name=path.stem,
            records=reading.records,
            digests=reading.digests,
            damage=loss_text(reading, path.stem),
        )

    def _with_record(self, named: str, like: Recorded | None) -> Scenario:
        """Return the scenario whose record is played.

        A game that it is set beside carries its own, which goes before the file of
        today: that may play by other rules. Only a game from before the record was
        written takes it from the file, where the rules are still the same.

        Raises:
            ChoiceError: If there is none.
        """
        if like is None:
            return self.scenario(named or None)
        own = origin(like.records, like.name)[0].scenario.id
        if named not in {"", own}:
            return self.scenario(named)
        inside = scenario_in(like.records, like.name, self.reader)
        if inside.document.history:
            return inside
        with suppress(ScenarioError):
            today = self.scenario(own).under(inside.model)
            if today.mechanics == inside.mechanics and today.document.history:
                return today
        raise ChoiceError(
            "The {scenario} that {game} carries holds no record of what was really "
            "done, and no file here with the same rules does.",
            scenario=own,
            game=like.name,
        )

    def _again(self, records: Sequence[Record], path: Path) -> Telling:
        scenario = scenario_in(records, path.stem, self.reader)
        course = play_again(scenario, records, name=path.stem)
        return self._telling(scenario, course, path, records)

    def _telling(
        self, scenario: Scenario, course: Course, path: Path, records: Sequence[Record]
    ) -> Telling:
        return telling(
            scenario, course, records, name=path.stem, language=self.language
        )
