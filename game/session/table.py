"""The table that games are played at: where they lie, and how one is taken up."""

from __future__ import annotations

import contextlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from game.chronicle import (
    SUFFIX,
    CarryRecord,
    StartCode,
    create,
    open_for_play,
    peek,
    read,
    read_code,
    verify_chain,
)
from game.errors import (
    ChronicleError,
    DamagedGameError,
    GameError,
    ScenarioError,
    ShareCodeError,
)
from game.scenario import available, stamps
from game.session.course import Course
from game.session.damage import left_text, loss
from game.session.game import Game
from game.session.lines import Lines, new_seed
from game.session.places import (
    default_scenario,
    example_path,
    game_file,
    places,
    watched_file,
)
from game.session.reading import Reader
from game.session.recovering import check_scenario, give_end, mend
from game.session.recovering import told as recovery_told
from game.session.replay import Replay
from game.session.results import results
from game.session.sharing import Shared, codes_of, records_of, scenario_of
from game.session.shelf import game_views, scenario_views, whole_view
from game.session.sketches import default_first, sketches
from game.session.written import (
    chance_of,
    decided,
    first_records,
    open_record,
    origin,
)
from game.words import Message, message

if TYPE_CHECKING:
    from game.chronicle import Reading, Recovery
    from game.report.shelved import GameView, ResultView, ScenarioView
    from game.scenario import Scenario


@dataclass(frozen=True, slots=True, kw_only=True)
class Verification:
    """Whether a saved game is whole and plays as it was recorded."""

    ok: bool
    months: int
    """Months decided in the part that verifies."""
    digest: str
    """Of the last state played again, or of the last line of the chain."""
    problem: Message | None
    left: Message | None = None
    """That it branched off a damaged game, if it did."""


class Table(Lines):
    """Where games and scenarios live, in one language."""

    def __init__(
        self,
        *,
        data_dir: Path | None = None,
        language: str = "en",
        started: tuple[str, ...] = ("grave-concern",),
    ) -> None:
        """Find the folders.

        Args:
            data_dir: Where games lie; found if None.
            language: Of what is told.
            started: The words that a command at this table begins with.
        """
        found = places(data_dir)
        self.started = started
        self.saves = found.saves
        self.language = language
        self.reader = Reader(found.scenarios, found.shipped)
        self._listed: tuple[object, tuple[ScenarioView, ...]] = (None, ())
        """The scenarios as they were last told, and the files as they were then."""

    @property
    def folders(self) -> tuple[Path, ...]:
        """Return where scenarios are looked for by id, in order."""
        return self.reader.folders

    def scenarios(self) -> tuple[ScenarioView, ...]:
        """Return the scenarios that are there, the default one first, then by id.

        Their heads are read, and again only if a file of the folders has changed.
        """
        now = stamps(self.folders)
        if self._listed[0] != now:
            self._listed = now, self._checked()
        return self._listed[1]

    def _checked(self) -> tuple[ScenarioView, ...]:
        paths = available(self.folders)
        views = list(scenario_views(paths, self.language, self.reader))
        return default_first(views, self.folders)

    def sketches(self) -> tuple[ScenarioView, ...]:
        """Return the scenarios by their first lines, which takes a moment only."""
        return sketches(self.folders, self.language)

    def before(self, scenario: str) -> ScenarioView:
        """Return all that is said of a scenario before it is played.

        Raises:
            ScenarioError: If there is none of that id.
        """
        return whole_view(self.reader.find(scenario), self.language, self.reader)

    def games(self) -> tuple[GameView, ...]:
        """Return the saved games, the newest first."""
        return game_views(self.saves, self.language)

    def results(
        self, scenarios: Sequence[ScenarioView], games: Sequence[GameView]
    ) -> dict[str, ResultView]:
        """Return what the finished games of each scenario came to, by its id.

        A game that was not judged before is played again for it. The example is
        nobody's.
        """
        example = _example()
        own = [game for game in games if game.id != example]
        return results(self.saves, own, scenarios, self.reader)

    def scenario(self, name: str | None = None) -> Scenario:
        """Return a scenario by id or path; the default one when none is named.

        Raises:
            ScenarioError: If there is none, or it cannot be played.
        """
        chosen = default_scenario(self.folders) if name is None else name
        return self.reader.load(self.reader.find(chosen))

    def new(
        self,
        scenario: str | None = None,
        *,
        seed: int | None = None,
        name: str | None = None,
        level: int | None = None,
        model: str = "",
    ) -> Game:
        """Begin a game; its file is durable before this returns.

        Raises:
            ScenarioError: If the scenario cannot be found or played, or has no such
                level or model.
            ExistingGameError: If the name is taken.
            StorageError: If the disk refused.
        """
        found = self.scenario(scenario).under(model)
        chosen = found.standard_level if level is None else level
        number = new_seed() if seed is None else seed
        return self._begin(found, chosen, number, name)

    def _begin(self, found: Scenario, chosen: int, seed: int, name: str | None) -> Game:
        records = first_records(found, level=chosen, seed=seed)
        record, _ = origin(records, found.id)
        course = Course(found.spec(chosen), chance_of(record))
        free = self._free_name(found.id) if name is None else name
        chronicle = create(self.saves, free, records)
        telling = self._telling(found, course, chronicle.path, records)
        chronicle.rest()
        return Game(telling, chronicle)

    def resume(self, game: str) -> Game:
        """Take up a saved game by name or path, and lock it.

        Raises:
            ChronicleError: If it is missing, busy, damaged or plays differently.
        """
        path = game_file(self.saves, game)
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
            chronicle.rest()
        except BaseException:
            chronicle.close()
            raise
        return Game(told, chronicle, lost=left_text(records))

    def share(self, game: str) -> Shared:
        """Return the codes of a saved game, which is played again for them.

        Raises:
            ChronicleError: As `replay` does.
            ShareCodeError: If it does not fit into a code.
        """
        path = watched_file(self.saves, game)
        reading = read(path)
        records = reading.records
        if loss(reading) is not None:
            raise ShareCodeError(
                "{name} is damaged, and a code would pass for the whole game. Repair "
                "it first: `repair {name}`.",
                name=path.stem,
            )
        if any(isinstance(row, CarryRecord) for row in records):
            raise ShareCodeError(
                "{name} goes on from a state that was written down, and a code holds "
                "decisions alone. Pass on its file instead.",
                name=path.stem,
            )
        telling = self._again(records, path)
        record, _ = origin(records, path.stem)
        own, playable = telling.scenario, False
        with contextlib.suppress(ScenarioError):
            here = self.scenario(own.id).under(own.model)
            playable = here.mechanics == own.mechanics
        return codes_of(
            record, own, telling.course, playable=playable, started=self.started
        )

    def receive(
        self, code: str, *, scenario: str | None = None, name: str | None = None
    ) -> Game:
        """Begin the game of a start code, or go on with that of a game code.

        Args:
            code: The code as it was pasted or typed.
            scenario: Id or path of its scenario; looked for if it is not named.
            name: The name to save the game under.

        Raises:
            ShareCodeError: If it is mistyped, cut short or no code.
            ScenarioError: If its scenario is not here.
            DivergedGameError: If it does not come out here as it did.
            ExistingGameError: If the name is taken.
        """
        found = read_code(code)
        if isinstance(found, StartCode):
            chosen = self._scenario_of(found, scenario)
            return self._begin(chosen, found.level, found.seed, name)
        chosen = self._scenario_of(found.start, scenario)
        records = records_of(chosen, found)
        free = self._free_name(chosen.id) if name is None else name
        create(self.saves, free, records).close()
        return self.resume(free)

    def replay_code(self, code: str, *, scenario: str | None = None) -> Replay:
        """Play the game of a code again, without saving it.

        Raises:
            GameError: As `receive` does.
        """
        found = read_code(code)
        start = found if isinstance(found, StartCode) else found.start
        chosen = self._scenario_of(start, scenario)
        if isinstance(found, StartCode):
            records = first_records(chosen, level=start.level, seed=start.seed)
        else:
            records = records_of(chosen, found)
        told = self._again(records, Path(chosen.id))
        return Replay(told, decided(records))

    def _scenario_of(self, start: StartCode, named: str | None) -> Scenario:
        found = None if named is None else self.scenario(named)
        return scenario_of(start, self.reader, found)

    def repair(self, game: str) -> Recovery | None:
        """Make a game playable again at the price of what cannot be read.

        The original is kept beside it.

        Returns:
            What was done, or None if nothing was wrong.

        Raises:
            ChronicleError: If it is missing, busy, or beyond repair.
        """
        return mend(game_file(self.saves, game), self.reader).recovery

    def repair_text(self, game: str) -> tuple[str, ...]:
        """Repair a game and say in sentences what was found, kept and lost.

        Raises:
            ChronicleError: As `repair`.
        """
        return recovery_told(
            mend(game_file(self.saves, game), self.reader), self.language
        )

    def verify(self, game: str, *, chain_only: bool = False) -> Verification:
        """Check a saved game: every byte, then (unless told not to) every digest.

        Raises:
            ChronicleError: If there is nothing to check: missing, or no game.
        """
        path = watched_file(self.saves, game)
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
                left=left_text(reading.records),
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
            ok=True,
            months=months,
            digest=telling.course.digest().whole,
            problem=None,
            left=left_text(reading.records),
        )

    def _free_name(self, scenario: str) -> str:
        base = scenario.replace("_", "-")[:48]
        number = 1
        while (self.saves / f"{base}-{number}{SUFFIX}").exists():
            number += 1
        return f"{base}-{number}"


def _example() -> str:
    """Return the id of the game that came with the program; nothing if there is none.

    A game of the player's may have its name, and it may lie here under another.
    """
    try:
        return peek(example_path()).game.game
    except ChronicleError:
        return ""


def _damage(reading: Reading, offset: int | None) -> Message | None:
    if reading.damage is not None:
        return message(
            "damaged at byte {offset}, line {line}, after turn {turn}; `repair` says "
            "what can be saved",
            offset=reading.damage.offset,
            line=reading.damage.line,
            turn=reading.damage.month,
        )
    if offset is not None:
        return message("stops verifying at byte {offset}", offset=offset)
    return None
