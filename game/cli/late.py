"""A table that is laid when it is first used: the screens paint before numpy loads."""

from __future__ import annotations

from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from game.building import building
from game.idle import of_no_account

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from game.report.lookback import Glance
    from game.report.pairs import Pair
    from game.report.shelved import GameView, ResultView, ScenarioView
    from game.session import Game, Replay, Table
    from game.session.sharing import Shared
    from game.study.hindsight.aftermath import Aftermath


class LateTable:
    """Stands for `session.Table` in front of the screens."""

    def __init__(
        self,
        data_dir: Path | None,
        language: str,
        started: tuple[str, ...] = ("grave-concern",),
    ) -> None:
        self.language = language
        self._data_dir, self._started = data_dir, started

    @cached_property
    def table(self) -> Table:
        """Return the table itself."""
        from game.cli.memory import keep_arrays_apart  # noqa: PLC0415 - see above

        keep_arrays_apart()
        with building(), of_no_account("zoneinfo"):  # pydantic asks; no crisis has any
            from game.session import Table as TableOfGames  # noqa: PLC0415 - the point

        return TableOfGames(
            data_dir=self._data_dir, language=self.language, started=self._started
        )

    def sketches(self) -> tuple[ScenarioView, ...]:
        """See `Table.sketches`; the table is not laid for it."""
        from game.session.places import places  # noqa: PLC0415 - after the first paint
        from game.session.sketches import sketches  # noqa: PLC0415 - likewise

        return sketches(places(self._data_dir).scenarios, self.language)

    def scenarios(self) -> tuple[ScenarioView, ...]:
        """See `Table.scenarios`."""
        return self.table.scenarios()

    def before(self, scenario: str) -> ScenarioView:
        """See `Table.before`."""
        return self.table.before(scenario)

    def games(self) -> tuple[GameView, ...]:
        """See `Table.games`."""
        return self.table.games()

    def results(
        self, scenarios: Sequence[ScenarioView], games: Sequence[GameView]
    ) -> dict[str, ResultView]:
        """See `Table.results`."""
        return self.table.results(scenarios, games)

    def new(
        self,
        scenario: str | None = None,
        *,
        seed: int | None = None,
        name: str | None = None,
        level: int | None = None,
        model: str = "",
    ) -> Game:
        """See `Table.new`."""
        return self.table.new(scenario, seed=seed, name=name, level=level, model=model)

    def resume(self, game: str) -> Game:
        """See `Table.resume`."""
        return self.table.resume(game)

    def replay(self, game: str) -> Replay:
        """See `Table.replay`."""
        return self.table.replay(game)

    def branch(self, game: str, month: int, *, new_luck: bool) -> Game:
        """See `Table.fork`."""
        luck = self.table.new_luck() if new_luck else None
        return self.table.fork(game, month, luck=luck).game

    def receive(self, code: str) -> Game:
        """See `Table.receive`."""
        return self.table.receive(code)

    def carry(self, game: str) -> Game:
        """See `Table.carry_on`."""
        return self.table.carry_on(game).game

    def compare(self, a: str, b: str) -> Pair:
        """See `Table.compare`."""
        return self.table.compare(a, b)

    def share(self, game: str) -> Shared:
        """See `Table.share`."""
        return self.table.share(game)

    def repair_text(self, game: str) -> tuple[str, ...]:
        """See `Table.repair_text`."""
        return self.table.repair_text(game)

    def deleted(self) -> tuple[GameView, ...]:
        """See `SavedGames.deleted`."""
        return self.table.saved_games.deleted()

    def rename(self, game: str, name: str) -> Path:
        """See `SavedGames.rename`."""
        return self.table.saved_games.rename(game, name)

    def note(self, game: str, text: str) -> None:
        """See `SavedGames.note`."""
        self.table.saved_games.note(game, text)

    def delete(self, game: str) -> str:
        """See `SavedGames.delete`."""
        return self.table.saved_games.delete(game)

    @cached_property
    def _aftermath(self) -> Aftermath:
        from game.study.hindsight.aftermath import Aftermath as Own  # noqa: PLC0415

        return Own(self.table)

    def glance(self, game: str) -> Glance:
        """See `Aftermath.glance`."""
        return self._aftermath.glance(game)

    def look_back(
        self, game: str, tell: Callable[[int, int], None], stopped: Callable[[], bool]
    ) -> Glance:
        """See `Aftermath.look_back`."""
        return self._aftermath.look_back(game, tell, stopped)

    def save_report(self, game: str) -> Path:
        """See `Aftermath.save`."""
        return self._aftermath.save(game)

    def restore(self, game: str, name: str | None = None) -> Path:
        """See `SavedGames.restore`."""
        return self.table.saved_games.restore(game, name)

    def export(self, game: str, target: str) -> tuple[Path, int]:
        """See `SavedGames.export`."""
        return self.table.saved_games.export(game, Path(target))

    def keep_text(self, name: str, text: str) -> Path:
        """See `SavedGames.keep_text`."""
        return self.table.saved_games.keep_text(name, text)
