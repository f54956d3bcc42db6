"""A table that is laid when it is first used: the screens paint before numpy loads."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from game.report.shelved import GameView, ScenarioView
    from game.session import Game, Replay, Table


class LateTable:
    """Stands for `session.Table` in front of the screens."""

    def __init__(self, data_dir: Path | None, language: str) -> None:
        self.language = language
        self._data_dir = data_dir

    @cached_property
    def table(self) -> Table:
        """Return the table itself."""
        from game.session import Table as TableOfGames  # noqa: PLC0415 - the point of it

        return TableOfGames(data_dir=self._data_dir, language=self.language)

    def scenarios(self) -> tuple[ScenarioView, ...]:
        """See `Table.scenarios`."""
        return self.table.scenarios()

    def games(self) -> tuple[GameView, ...]:
        """See `Table.games`."""
        return self.table.games()

    def new(
        self,
        scenario: str | None = None,
        *,
        seed: int | None = None,
        name: str | None = None,
        level: int | None = None,
    ) -> Game:
        """See `Table.new`."""
        return self.table.new(scenario, seed=seed, name=name, level=level)

    def resume(self, game: str) -> Game:
        """See `Table.resume`."""
        return self.table.resume(game)

    def replay(self, game: str) -> Replay:
        """See `Table.replay`."""
        return self.table.replay(game)
