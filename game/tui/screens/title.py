"""The title screen: painted before anything is read, filled when it is."""

from __future__ import annotations

import secrets
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual.binding import BindingType
from textual.containers import Horizontal

from game.tui.actions import bindings
from game.tui.draw import title
from game.tui.screens.face import Face
from game.tui.widgets.sheet import Sheet
from game.words import say

if TYPE_CHECKING:
    from collections.abc import Mapping

    from textual.app import ComposeResult

    from game.errors import GameError
    from game.report.shelved import GameView, ResultView, ScenarioView
    from game.tui.cells import Row

SEEDS = 1_000_000


class Title(Face[None]):
    """Where a game is chosen."""

    AUTO_FOCUS = "#menu"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings("title")]
    scope = "title"

    def __init__(self) -> None:
        super().__init__()
        self.shelf = title.Shelf()
        self.seed = secrets.randbelow(SEEDS)
        self.level = 0
        self.model = ""
        self._opening = False
        self._reading = False
        """Whether the list is being read, or what came of its games."""
        self._stale = False
        """Whether a game was left meanwhile, so that it has to be read again."""
        self._covered = False
        self._moved = False
        """Whether the player has chosen what is under the cursor."""
        self._going_on = False
        """Whether the player asked to continue before the games were read."""
        self._starting = False
        """Whether enter was pressed before it was known what stands first."""

    def body(self) -> ComposeResult:
        """Lay out the name, the list and the brief."""
        yield self.sheet("brand")
        with Horizontal(id="sides"):
            yield self.sheet("menu", "frame", focus=True, one_click=False)
            yield self.sheet("brief", "frame", focus=True)

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
        if self.shelf.scenarios is not None or left:
            self._covered = False
            self.read()

    def read(self) -> None:
        """Read what there is to play, its names first, then what came of what was."""
        table = self.face.table
        if self.shelf.scenarios is None:
            self.face.aside(table.sketches, self._sketched, self._unread)
        elif self._reading:
            self._stale = True
        else:
            self._reading = True
            self.face.aside(
                lambda: (table.scenarios(), table.games()), self._filled, self._unread
            )

    def _unread(self, error: GameError) -> None:
        """Say why the list could not be read; it may be tried again."""
        self._reading = self._going_on = self._starting = False
        if self.ready:
            self._label()
            self.face.failed(error)

    def _sketched(self, found: tuple[ScenarioView, ...]) -> None:
        if not self.ready:
            return
        self.shelf = replace(self.shelf, scenarios=found)
        self.redraw()
        self.call_after_refresh(self.read)

    def _filled(
        self, found: tuple[tuple[ScenarioView, ...], tuple[GameView, ...]]
    ) -> None:
        if not self.ready:
            return
        scenarios, games = found
        self.shelf = replace(self.shelf, scenarios=scenarios, games=games, whole=True)
        if not (self._moved or self._opening):
            self.query_one("#menu", Sheet).cursor = ""  # the first is another now
        self.redraw()
        going_on, self._going_on = self._going_on, False
        starting, self._starting = self._starting, False
        if not self._opening and self.face.screen is self:
            if going_on:
                self.action_resume_newest()
            elif starting:
                self.action_start()
        self._label()
        results = partial(self.face.table.results, scenarios, games)
        self.face.aside(results, self._judged, self._unread)

    def _judged(self, results: Mapping[str, ResultView]) -> None:
        if not self.ready:
            return
        self.shelf = replace(self.shelf, results=results)
        self.redraw()
        again, self._reading, self._stale = self._stale, False, False
        if again:
            self.read()

    @property
    def chosen(self) -> title.Chosen:
        """How the next game is set up."""
        options = self.face.store.options
        return title.Chosen(
            level=self.level,
            seed=self.seed,
            advice=options.value("advice") == "on",
            hints=options.value("hints") == "on",
            model=self.model,
        )

    @property
    def item(self) -> ScenarioView | None:
        """The crisis under the cursor, else the first that can be played."""
        kind, _, key = self.query_one("#menu", Sheet).cursor.partition(":")
        known = [item for item in self.shelf.scenarios or () if not item.problem]
        under = (item for item in known if kind == "new" and item.id == key)
        return next(under, next(iter(known), None))

    def redraw(self) -> None:
        """Show the list and the brief."""
        self.query_one("#brand", Sheet).show(lambda *_: title.brand(self.look))
        menu = self.query_one("#menu", Sheet)
        self._label()
        menu.show(lambda w, _, c: title.menu(self.shelf, self.look, w, c))
        self.query_one("#brief", Sheet).show(self._brief)
        self.draw_keys()

    def _label(self) -> None:
        """Name what is under the cursor, and say that a game is opening."""
        language = self.look.language
        menu = self.query_one("#menu", Sheet)
        hint = ""
        if self._opening or self._going_on or self._starting:
            hint = say("opening", language) + self.look.glyphs.more
        menu.label(say("Games", language), hint)
        named = say("Brief", language)
        for item in self.shelf.scenarios or ():
            if menu.cursor == f"new:{item.id}":
                named = item.title
        more = say("tab reads on", language)
        self.query_one("#brief", Sheet).label(named, more=more)

    def _brief(self, width: int, height: int, cursor: str) -> list[Row]:
        del height, cursor
        kind, _, key = self.query_one("#menu", Sheet).cursor.partition(":")
        shelf = self.shelf
        for item in shelf.scenarios or ():
            if kind == "new" and item.id == key:
                result = shelf.results.get(key)
                return title.scenario_brief(item, result, self.chosen, self.look, width)
        for game in shelf.games:
            if game.name == key:
                return title.game_brief(game, self.look, width)
        return []

    def can(self, name: str) -> bool:
        """Continue only if there is a game to continue; watch only a saved one."""
        menu = self.query_one("#menu", Sheet)
        if name == "resume_newest":
            return title.newest_open(self.shelf.games) is not None
        if name == "watch":
            return menu.cursor.startswith(("game:", "last:"))
        return name != "set_up" or self.item is not None

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Let more be asked for than the footer offers.

        Why there is no replay of a new game is told, and going on waits until the
        games are read.
        """
        early = action == "resume_newest" and not self.shelf.whole
        if early or action == "watch":
            return not self.blind
        return super().check_action(action, parameters)

    def moved(self, sheet: Sheet, pick: str) -> None:
        """Show the brief of what is under the cursor."""
        del pick
        if sheet.id == "menu":
            self._moved, self._starting = True, False
            brief = self.query_one("#brief", Sheet)
            brief.scroll_home(animate=False)
            brief.rebuild()
            self._label()
            self.draw_keys()

    def picked(self, sheet: Sheet, pick: str) -> None:
        """Start, resume or replay what was picked."""
        if sheet.id != "menu":
            return
        kind, _, key = pick.partition(":")
        self._opening, self._going_on, self._starting = True, False, False
        self._label()
        if kind == "new":
            known = self.shelf.scenarios or ()
            item = next((item for item in known if item.id == key), None)
            if item is not None:
                self.begin(item)
            return
        game = next((game for game in self.shelf.games if game.name == key), None)
        if game is not None and game.state == "over":
            self.face.replay_game(key)
        elif game is not None:
            self.face.resume(key)

    def begin(self, item: ScenarioView) -> None:
        """Begin a game of a crisis as it is set up.

        Of a crisis that is only sketched nobody knows yet which levels and models it
        has, so what was chosen is asked for as it is: it is refused rather than
        forgotten.
        """
        self._going_on = self._starting = False
        if item.sketched:
            self.face.begin(item.id, self.seed, self.level or None, self.model)
        else:
            level = title.level_of(item, self.level)
            model = title.model_of(item, self.model)
            under = "" if model is None or (level and level.draws_model) else model.id
            self.face.begin(item.id, self.seed, level.number if level else None, under)
        self.seed = secrets.randbelow(SEEDS)

    def action_start(self) -> None:
        """Start what is under the cursor.

        Who has chosen nothing yet gets what stands first, and that is not known
        before the saved games are read: a new game is not begun in their place.
        """
        menu = self.query_one("#menu", Sheet)
        has_chosen = self._moved or self.level or self.model
        if has_chosen or self.shelf.whole:
            self.picked(menu, menu.cursor)
        else:
            self._starting = True
            self._label()

    def action_resume_newest(self) -> None:
        """Continue the newest game, as soon as the games are read."""
        self._going_on = not self.shelf.whole
        newest = title.newest_open(self.shelf.games)
        self._opening |= newest is not None
        self._label()
        if newest is not None:
            self.face.resume(newest.name)

    def action_set_up(self) -> None:
        """Choose level and seed, with all that each level sets."""
        if self.item is not None:
            self.face.open_setup(self, self.item.id)

    def action_watch(self) -> None:
        """Replay the saved game under the cursor."""
        kind, _, key = self.query_one("#menu", Sheet).cursor.partition(":")
        if kind in {"game", "last"}:
            self.face.replay_game(key)
        else:
            self._only_saved(
                say("A new game has no turns to replay.", self.look.language)
            )

    def action_open_saved(self) -> None:
        """Open the saved game under the cursor; a new one begins with enter alone."""
        menu = self.query_one("#menu", Sheet)
        if menu.cursor.partition(":")[0] in {"game", "last"}:
            self.picked(menu, menu.cursor)
        else:
            self._only_saved(say("Space opens saved games only.", self.look.language))

    def _only_saved(self, what: str) -> None:
        remedy = say(
            "Enter begins the new game under the cursor; saved games stand below.",
            self.look.language,
        )
        self.face.trouble(what, "", remedy)

    def action_take_code(self) -> None:
        """Take up a share code."""
        self.face.take_code()

    def action_saved_games(self) -> None:
        """Open the saved games."""
        self.face.open_saved_games()

    def action_new_seed(self) -> None:
        """Draw another seed."""
        self.seed = secrets.randbelow(SEEDS)
        self.query_one("#brief", Sheet).rebuild()

    def action_level(self, by: int) -> None:
        """Change the level of difficulty to the next that the crisis has."""
        item = self.item
        now = title.level_of(item, self.level) if item else None
        if item is None or now is None:
            return
        place = item.levels.index(now) + by
        self.level = item.levels[min(len(item.levels) - 1, max(0, place))].number
        self.query_one("#brief", Sheet).rebuild()

    def action_other_side(self) -> None:
        """Go to the brief, to read on, or back to the list."""
        side = "#menu" if self.query_one("#brief").has_focus else "#brief"
        self.query_one(side).focus()

    def action_back(self) -> None:
        """Quit."""
        self.app.exit(0)
