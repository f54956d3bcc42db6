"""What can be done with a saved game when it is looked back on, for every face."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from threading import Lock

from game.errors import ExistingGameError, StorageError
from game.report.document.values import AfterAction
from game.report.document.writing import format_of, written
from game.report.lookback import Glance
from game.session import Table
from game.session.retrospect import Retrospect
from game.session.saved_games import free_path, slug_of
from game.study.hindsight import Tell, look_back, remembered

FOLDER = "reports"
"""Where a face saves reports that were given no name, among the saved games."""


def _silent(done: int, total: int) -> None:
    del done, total


def _never() -> bool:
    return False


class Aftermath:
    """Looks back on the games of a table."""

    def __init__(self, table: Table) -> None:
        self._table = table
        self._last: Retrospect | None = None
        self._one = Lock()
        """Held by the one thread that opens a game or writes its report."""

    def _opened(self, game: str) -> Retrospect:
        """Open a game; the one that was opened last is not played again."""
        with self._one:
            self._last = self._table.retrospect(game, self._last)
            return self._last

    def glance(self, game: str) -> Glance:
        """Return what was worked out before, and the calls; nothing new is worked out.

        Raises:
            ChronicleError: If the game is missing or does not play as recorded.
        """
        seen = self._opened(game)
        found = None
        if seen.can_be_measured:
            found = remembered(self._table.saves, seen.finished())
        return seen.glance(found)

    def look_back(
        self, game: str, tell: Tell = _silent, stopped: Callable[[], bool] = _never
    ) -> Glance:
        """Work out what is missing, and return all of it.

        Args:
            game: name or path of a game that is over.
            tell: told how far it is.
            stopped: asked now and then whether to stop.

        Raises:
            ChoiceError: If it is not over or cannot be measured.
            ChronicleError: If it is missing or does not play as recorded.
        """
        seen = self._opened(game)
        found = look_back(self._table.saves, seen.finished(), tell, stopped)
        return seen.glance(found)

    def report(
        self,
        game: str,
        tell: Tell | None = None,
        *,
        show_better: bool = False,
        told_stopped: Callable[[], None] = lambda: None,
    ) -> AfterAction:
        """Return the report of a game, over or not.

        Args:
            game: name or path.
            tell: told how far it is; when left out nothing new is worked out.
            show_better: tell better lines before the turn was tried again.
            told_stopped: told that an interrupt stopped the work; what was done is
                in the report.
        """
        seen = self._opened(game)
        found = None
        if seen.can_be_measured:
            if tell is not None:
                self._work(seen, tell, told_stopped)
            found = remembered(self._table.saves, seen.finished())
        with self._one:
            return seen.after_action(found, show_better=show_better)

    def _work(
        self, seen: Retrospect, tell: Tell, told_stopped: Callable[[], None]
    ) -> None:
        try:
            look_back(self._table.saves, seen.finished(), tell)
        except KeyboardInterrupt:
            told_stopped()

    def save(self, game: str, file: Path | None = None) -> Path:
        """Write the report of a game to a new file, by the end of its name.

        Args:
            game: name or path.
            file: where to; a page of its own among the saved games if left out.

        Returns:
            The file.

        Raises:
            ExistingGameError: If there is such a file already.
            StorageError: If the disk refused.
        """
        value = self.report(game)
        if file is None:
            target = free_path(self._table.saves / FOLDER, slug_of(value.game), ".html")
            with refusing(target):
                target.parent.mkdir(parents=True, exist_ok=True)
        else:
            target = file.expanduser()
        save_text(target, written(value, format_of(target) or "html"))
        return target


def save_text(path: Path, text: str, *, force: bool = False) -> None:
    """Write a file whole or not at all.

    Raises:
        ExistingGameError: If there is one and it is not to be replaced.
        StorageError: If the disk refused.
    """
    beside = path.with_name(f".{path.name}.{os.getpid()}.new")
    try:
        with refusing(path):
            with beside.open("x", encoding="utf-8", newline="\n") as stream:
                stream.write(text)
                stream.flush()
                os.fsync(stream.fileno())
            refuse_taken(path, force=force)
            beside.replace(path)
    finally:
        with suppress(OSError):
            beside.unlink()


@contextmanager
def refusing(path: Path) -> Iterator[None]:
    """Say in a sentence what the disk refused.

    Raises:
        StorageError: If it did.
    """
    try:
        yield
    except OSError as error:
        raise StorageError(
            "The report cannot be written to {name}: {reason}.",
            name=path.name,
            reason=error.strerror or "",
        ) from error


def refuse_taken(path: Path, *, force: bool = False) -> None:
    """Refuse to replace a file that is there.

    Raises:
        ExistingGameError: If there is one.
    """
    if not force and (path.exists() or path.is_symlink()):
        raise ExistingGameError(
            "There is a file {name} already. Choose another name, or say --force.",
            name=path.name,
        )
