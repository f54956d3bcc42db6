"""Watching a scenario while it is written: every save is checked, and may be played.

A game that runs beside it keeps to its rules whatever is saved. When the file is
sound and says something else, the player is offered to begin the month again.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

from game.errors import GameError, ScenarioError
from game.plain.play import PlainGame
from game.scenario import Checked, Severity, check, format_text
from game.scenario.tally import tally
from game.session.trial import Trial
from game.words import render, say

Stamp = tuple[object, ...]

AGAIN = "restart"
"""What a player types to begin the month again under the new rules."""


def stamp_of(paths: Iterable[Path]) -> Stamp:
    """Return what changes when one of some files is saved, made or lost."""
    found: list[object] = []
    for path in paths:
        try:
            state = path.stat()
        except OSError:
            found.append(None)
        else:
            found.append((state.st_mtime_ns, state.st_size, state.st_ino))
    return tuple(found)


class Watcher:
    """Checks one scenario whenever it is saved, and holds the game beside it."""

    def __init__(
        self,
        path: Path,
        write: Callable[[str], object],
        language: str = "en",
        *,
        check: Callable[[Path], Checked] = check,
        begin: Callable[[], Trial] | None = None,
        prompt: Callable[[], object] = lambda: None,
    ) -> None:
        """Look at nothing yet.

        Args:
            path: the first file of the scenario.
            write: takes one line of output.
            language: of what is told.
            check: reads and checks the scenario at a path.
            begin: begins the game beside it; there is none without this.
            prompt: called when a line may be typed again.
        """
        self._path = path
        self._check = check
        self._write = write
        self._language = language
        self._begin = begin
        self._prompt = prompt
        self._files: tuple[Path, ...] = (path,)
        self._stamp: Stamp | None = None
        self._content = ""
        self._played = ""
        self._trial: Trial | None = None
        self._face: PlainGame | None = None

    def run(self, events: Iterable[str | None]) -> None:
        """Watch until the events end, or the player leaves.

        Args:
            events: a line that was typed, or None when it is time to look again.
        """
        self.look()
        for event in events:
            if event is None:
                self.look()
            else:
                self._take(event)
            if self._face is not None and self._face.is_done:
                break

    def close(self) -> None:
        """End the game beside it."""
        if self._trial is not None:
            self._trial.close()

    def look(self) -> None:
        """Check the scenario if it was saved since the last look."""
        stamp = stamp_of(self._files)
        if stamp == self._stamp:
            return
        try:
            checked = self._check(self._path)
        except ScenarioError as error:
            self._stamp = stamp
            self._write(render(error, self._language))
            self._prompt()
            return
        self._files = _files_of(self._path, checked)
        # Taken before the check: what is saved meanwhile is looked at again.
        known = len(self._files) == len(stamp)
        self._stamp = stamp if known else stamp_of(self._files)
        self._tell(checked)
        if checked.scenario is not None:
            self._content = checked.scenario.content
            self._offer()
        elif self._begin is not None and self._trial is None:
            self._say("The game begins when the file is sound.")
        elif self._trial is not None:
            self._say("The game goes on under the old rules.")
        self._prompt()

    def _tell(self, checked: Checked) -> None:
        rows = [one for one in checked.diagnostics if one.severity is not Severity.NOTE]
        for one in rows:
            self._write(format_text(one, self._language))
            self._write("")
        self._write(f"{self._path}: {tally(rows, self._language)}.")

    def _offer(self) -> None:
        """Begin the game beside it, or offer to begin its month again."""
        if self._begin is None:
            return
        if self._trial is None:
            self._start(self._begin)
        elif self._content != self._played:
            self._say(
                "The file says something else now. {word} begins turn {turn} again"
                " under it: same seed, same decisions before.",
                word=AGAIN,
                turn=self._trial.game.turn,
            )

    def _start(self, begin: Callable[[], Trial]) -> None:
        try:
            self._trial = begin()
        except GameError as error:
            self._write(render(error, self._language))
            return
        self._say("Seed {seed}; this game is not kept.", seed=self._trial.seed)
        self._open(self._trial)

    def _open(self, trial: Trial) -> None:
        self._played = self._content
        self._face = PlainGame(trial.game, self._write, numbered=True)
        self._face.open()

    def _take(self, line: str) -> None:
        face, trial = self._face, self._trial
        if face is None or trial is None:
            self._say("There is no game to play yet.")
        else:
            try:
                if line.strip() == AGAIN:
                    self._restart(trial)
                else:
                    trial.follow(lambda: face.take(line))
            except GameError as error:
                self._write(render(error, self._language))
        self._prompt()

    def _restart(self, trial: Trial) -> None:
        for one in trial.restart():
            self._say(
                "Turn {turn}: `{line}` is not open under the new rules, and left out.",
                turn=one.month,
                line=one.line,
            )
        self._open(trial)

    def _say(self, template: str, **fields: object) -> None:
        self._write(say(template, self._language, **fields))


def _files_of(path: Path, checked: Checked) -> tuple[Path, ...]:
    """Return every file that a scenario is made of, the first one first."""
    found = (Path(checked.at_home(name)) for name in checked.positions.files)
    return tuple(dict.fromkeys((path, *found)))
