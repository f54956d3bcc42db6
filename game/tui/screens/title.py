"""The title screen: painted before anything is read, filled when it is."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING, ClassVar

from textual.binding import BindingType
from textual.containers import Horizontal

from game.tui.actions import bindings
from game.tui.cells import Row
from game.tui.draw import title
from game.tui.screens.face import Face
from game.tui.widgets.sheet import Sheet
from game.words import say

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.app import ComposeResult

    from game.report.shelved import GameView, ScenarioView

_SEEDS = 1_000_000
_LEVELS = 5


class Title(Face[None]):
    """Where a game is chosen."""

    AUTO_FOCUS = "#menu"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings("title")]
    scope = "title"

    def __init__(self) -> None:
        super().__init__()
        self._scenarios: Sequence[ScenarioView] | None = None
        self._games: Sequence[GameView] = ()
        self.seed = secrets.randbelow(_SEEDS)
        self.level = 0
        self._opening = False
        self._covered = False

    def body(self) -> ComposeResult:
        """Lay out the name, the list and the brief."""
        yield self.sheet("brand")
        with Horizontal(id="sides"):
            yield self.sheet("menu", "frame", focus=True, one_click=False)
            yield self.sheet("brief", "frame")

    def on_mount(self) -> None:
        """Paint first; then read scenarios and saved games in a thread.

        Below a game that opens at once nothing is read before the game is left.
        """
        super().on_mount()
        self._covered = self.face.opens_at_once
        if not self._covered:
            self.call_after_refresh(self.read)

    def on_screen_resume(self) -> None:
        """Read the saved games again when a game was left."""
        self._opening = False
        left = self._covered and not self.face.opens_at_once
        if self._scenarios is not None or left:
            self._covered = False
            self.read()

    def read(self) -> None:
        """Read what there is to play."""
        table = self.face.table
        self.face.in_thread(lambda: (table.scenarios(), table.games()), self._filled)

    def _filled(
        self, found: tuple[tuple[ScenarioView, ...], tuple[GameView, ...]]
    ) -> None:
        self._scenarios, self._games = found
        self.redraw()

    def redraw(self) -> None:
        """Show the list and the brief."""
        self.query_one("#brand", Sheet).show(lambda *_: title.brand(self.look))
        menu = self.query_one("#menu", Sheet)
        self._label()
        menu.show(self._menu)
        brief = self.query_one("#brief", Sheet)
        brief.label(say("Brief", self.look.language))
        brief.show(self._brief)
        self.draw_keys()

    def _label(self) -> None:
        """Show the seed and the level of the next game, or that one is opening."""
        language = self.look.language
        hint = say("seed {seed}", language, seed=self.seed)
        if self.level:
            hint += "  " + say("level {level}", language, level=self.level)
        if self._opening:
            hint = say("opening", language) + self.look.glyphs.more
        self.query_one("#menu", Sheet).label(say("Games", language), hint)

    def _menu(self, width: int, height: int, cursor: str) -> list[Row]:
        del height
        return title.menu(self._scenarios, self._games, self.look, width, cursor)

    def _brief(self, width: int, height: int, cursor: str) -> list[Row]:
        del height, cursor
        kind, _, key = self.query_one("#menu", Sheet).cursor.partition(":")
        if kind == "new":
            for item in self._scenarios or ():
                if item.id == key:
                    return title.scenario_brief(
                        item, self.seed, self.level, self.look, width
                    )
        for game in self._games:
            if game.name == key:
                return title.game_brief(game, self.look, width)
        return []

    def can(self, name: str) -> bool:
        """Continue only if there is a game to continue."""
        if name == "resume_newest":
            return title.newest_open(self._games) is not None
        return True

    def moved(self, sheet: Sheet, pick: str) -> None:
        """Show the brief of what is under the cursor."""
        del sheet, pick
        self.query_one("#brief", Sheet).rebuild()

    def picked(self, sheet: Sheet, pick: str) -> None:
        """Start, resume or replay what was picked."""
        del sheet
        kind, _, key = pick.partition(":")
        self._opening = True
        self._label()
        if kind == "new":
            self.face.begin(key, self.seed, self.level or None)
            self.seed = secrets.randbelow(_SEEDS)
            return
        game = next((game for game in self._games if game.name == key), None)
        if game is not None and game.state == "over":
            self.face.replay_game(key)
        elif game is not None:
            self.face.resume(key)

    def action_start(self) -> None:
        """Start what is under the cursor."""
        menu = self.query_one("#menu", Sheet)
        self.picked(menu, menu.cursor)

    def action_resume_newest(self) -> None:
        """Continue the newest game."""
        newest = title.newest_open(self._games)
        if newest is not None:
            self.face.resume(newest.name)

    def action_watch(self) -> None:
        """Replay the saved game under the cursor."""
        kind, _, key = self.query_one("#menu", Sheet).cursor.partition(":")
        if kind in {"game", "last"}:
            self.face.replay_game(key)

    def action_library(self) -> None:
        """Open the saved games."""
        self.face.open_library()

    def action_new_seed(self) -> None:
        """Draw another seed."""
        self.seed = secrets.randbelow(_SEEDS)
        self.query_one("#brief", Sheet).rebuild()
        self._label()

    def action_level(self, by: int) -> None:
        """Change the level of difficulty; 0 leaves it to the scenario."""
        self.level = min(_LEVELS, max(0, self.level + by))
        self.query_one("#brief", Sheet).rebuild()
        self._label()

    def action_back(self) -> None:
        """Quit."""
        self.app.exit(0)
