"""Keeping saved games: new names, notes, copies, and a delete with a way back."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from game.chronicle import (
    SUFFIX,
    NoteRecord,
    copy_out,
    list_games,
    move,
    open_for_play,
    path_of,
)
from game.errors import ChoiceError, MissingGameError, StorageError
from game.session.places import game_file
from game.session.shelf import game_views
from game.session.written import decided
from game.text import clean, is_slug

if TYPE_CHECKING:
    from pathlib import Path

    from game.report.shelved import GameView

_TRASH = "trash"
_TEXTS = "texts"
_LONGEST_NOTE = 10_000
_LONGEST_NAME = 64


@dataclass(frozen=True, slots=True)
class SavedGames:
    """The saved games of one folder, and those that were deleted from it."""

    saves: Path
    language: str

    @property
    def trash(self) -> Path:
        """Return the folder of deleted games."""
        return self.saves / _TRASH

    def deleted(self) -> tuple[GameView, ...]:
        """Return the games that can be restored, the newest first.

        Raises:
            StorageError: If the folder cannot be read.
        """
        return game_views(self.trash, self.language)

    def rename(self, game: str, name: str) -> Path:
        """Give a game another name; forks of it still know it.

        Raises:
            ChronicleError: If it is missing or being played, or the name is taken.
            StorageError: If the disk refused.
        """
        source = self._game(game)
        target = path_of(source.parent, name)
        move(source, target)
        return target

    def note(self, game: str, text: str) -> None:
        """Write a player's own words into a game, at the month that is open.

        Raises:
            ChoiceError: If there are none, or too many.
            ChronicleError: If it is missing, damaged or being played.
        """
        words = note_text(text)
        with open_for_play(game_file(self.saves, game)) as chronicle:
            month = len(decided(chronicle.records)) + 1
            chronicle.append(NoteRecord(n=month, text=words))

    def export(self, game: str, target: Path) -> tuple[Path, int]:
        """Copy a game to a file, or into a folder under its own name.

        Returns:
            The copy and its size in bytes.

        Raises:
            ChronicleError: If it is missing, or there is such a file already.
            StorageError: If the disk refused.
        """
        source = game_file(self.saves, game)
        target = target.expanduser()
        copy = target / source.name if target.is_dir() else target
        return copy, copy_out(source, copy)

    def delete(self, game: str) -> str:
        """Take a game away, to where `restore` finds it; return its name there.

        Raises:
            ChronicleError: If it is missing or being played.
            StorageError: If the disk refused.
        """
        source = self._game(game)
        name = source.stem if is_slug(source.stem) else "game"
        target = free_path(self.trash, name)
        move(source, target)
        return target.stem

    def keep_text(self, name: str, text: str) -> Path:
        """Write a text to a new file in a folder of its own; return its path.

        Raises:
            StorageError: If the disk refused.
        """
        folder = self.saves / _TEXTS
        path = free_path(folder, slug_of(name), ".txt")
        try:
            folder.mkdir(parents=True, exist_ok=True)
            with path.open("x", encoding="utf-8") as file:
                file.write(text)
        except OSError as error:
            raise StorageError(
                "The text cannot be written to {path}: {reason}.",
                path=path.name,
                reason=error.strerror or "",
            ) from error
        return path

    def _game(self, game: str) -> Path:
        """Return the file of a game; a file of another kind is none."""
        path = game_file(self.saves, game)
        if path.suffix != SUFFIX:
            raise MissingGameError("There is no saved game {name}.", name=path.name)
        return path

    def restore(self, game: str, name: str | None = None) -> Path:
        """Bring a deleted game back, under a name of its own if one is given.

        Raises:
            MissingGameError: If no such game was deleted.
            ExistingGameError: If its name was taken meanwhile.
            StorageError: If the disk refused.
        """
        source = path_of(self.trash, game)
        if source not in list_games(self.trash):
            raise MissingGameError(
                "There is no deleted game {name}; `list --deleted` shows those that "
                "there are.",
                name=clean(game, limit=80),
            )
        target = path_of(self.saves, name or game)
        move(source, target)
        return target


def note_text(text: str) -> str:
    """Return a note as it may be kept.

    Raises:
        ChoiceError: If it says nothing, or too much.
    """
    words = clean(text, limit=_LONGEST_NOTE + 1, lines=True).strip()
    if not words:
        raise ChoiceError("A note needs at least a word.")
    if len(words) > _LONGEST_NOTE:
        raise ChoiceError("A note has at most {limit} characters.", limit=_LONGEST_NOTE)
    return words


def free_path(folder: Path, name: str, suffix: str = SUFFIX) -> Path:
    """Return a path in a folder that nothing has: NAME, NAME-2, NAME-3 and so on."""
    number = 1
    while True:
        end = "" if number == 1 else f"-{number}"
        path = folder / f"{name[: _LONGEST_NAME - len(end)]}{end}{suffix}"
        if not path.exists():
            return path
        number += 1


def slug_of(name: str) -> str:
    """Return what of a file's name may stand in a game's."""
    kept = re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")
    return kept or "game"
