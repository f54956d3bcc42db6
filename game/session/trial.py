"""A game on trial: played while its scenario is being written, and kept nowhere.

It keeps to the rules that it began with. Begun again, it plays the same decisions
under the rules that the file has by then, with the same seed, up to the same month.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from game.errors import ChoiceError
from game.session.game import Game
from game.session.table import Table

_SEED_BITS = 31


@dataclass(frozen=True, slots=True)
class Skipped:
    """A decision that is not open any more under the new rules."""

    month: int
    line: str


class Trial:
    """One crisis on trial; `table` should lie in a folder that nobody keeps."""

    def __init__(
        self,
        table: Table,
        path: Path,
        *,
        seed: int | None = None,
        level: int | None = None,
    ) -> None:
        """Begin the game.

        Raises:
            ScenarioError: if the scenario cannot be played.
        """
        self._table = table
        self._path = path
        self._level = level
        self.seed = secrets.randbits(_SEED_BITS) if seed is None else seed
        self._count = 0
        self._decided: list[tuple[str, ...]] = []
        self.game = self._new()

    @property
    def months(self) -> int:
        """Return how many months were decided."""
        return len(self._decided)

    def follow(self, act: Callable[[], object]) -> None:
        """Do something to the game, and remember what it decided."""
        staged, turn = self.game.staged, self.game.turn
        was_over = self.game.is_over
        act()
        if self.game.turn != turn or self.game.is_over != was_over:
            self._decided.append(staged)

    def restart(self) -> tuple[Skipped, ...]:
        """Play the same decisions under the rules that the file has now.

        Returns:
            The decisions that were not open and are left out.

        Raises:
            ScenarioError: if the scenario cannot be played; the old game goes on.
            NotFiniteError: if its numbers leave the real line on the way; likewise.
        """
        new = self._new()
        try:
            decided, skipped = _again(new, self._decided)
        except BaseException:
            new.close()
            raise
        self.game.close()
        self.game, self._decided = new, decided
        return skipped

    def close(self) -> None:
        """End the trial."""
        self.game.close()

    def _new(self) -> Game:
        self._count += 1
        return self._table.new(
            str(self._path),
            seed=self.seed,
            name=f"trial-{self._count}",
            level=self._level,
        )


def _again(
    game: Game, decided: list[tuple[str, ...]]
) -> tuple[list[tuple[str, ...]], tuple[Skipped, ...]]:
    """Decide months again; a game that ends before them all ends there."""
    done: list[tuple[str, ...]] = []
    skipped: list[Skipped] = []
    for month, lines in enumerate(decided, start=1):
        if game.is_over:
            break
        for line in lines:
            try:
                game.stage(line)
            except ChoiceError:
                skipped.append(Skipped(month, line))
        done.append(game.staged)
        game.end_month()
    return done, tuple(skipped)
