"""A game on trial: played while its scenario is being written, and kept nowhere.

It keeps to the rules that it began with. Begun again, it plays the same decisions
under the rules that the file has by then, with the same seed, up to the same month.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from game.session.continuing import Skipped, stage_open
from game.session.game import Game
from game.session.lines import new_seed
from game.session.table import Table


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
        self.seed = new_seed() if seed is None else seed
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
    for lines in decided:
        if game.is_over:
            break
        skipped += stage_open(game, lines)
        done.append(game.staged)
        game.end_month()
    return done, tuple(skipped)
