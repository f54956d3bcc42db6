"""The app: it seats a game, opens screens, and keeps slow work off its thread."""

from __future__ import annotations

import asyncio
import os
import signal
from dataclasses import replace
from threading import Lock
from typing import TYPE_CHECKING, ClassVar

from textual import constants, events
from textual.binding import BindingType
from textual.events import Key
from textual.scrollbar import ScrollBar, ScrollBarRender

from game.building import let_go
from game.errors import GameError
from game.report.hints import learned_by
from game.session.options import Store
from game.text import clean
from game.tui import themes
from game.tui.actions import ACTIONS, bindings, of, remapped
from game.tui.crash import apology
from game.tui.forecasts import Forecasts
from game.tui.reviews import Reviews
from game.tui.screens.face import Face
from game.tui.screens.title import Title
from game.words import message

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.driver import Driver
    from textual.screen import Screen

    from game.tui.actions import Action
    from game.tui.cells import Look
    from game.tui.jumping import Jump
    from game.tui.ports import ForecastPort, GamePort, Opener, ReplayPort, TablePort

_WIDTHS = [
    (0, "-cramped"),
    (60, "-tiny"),
    (80, "-narrow"),
    (100, "-mid"),
    (160, "-wide"),
]
_HEIGHTS = [(0, "-short"), (18, "-low"), (30, "-high"), (50, "-tall")]
_SIGNALS = ("SIGTERM", "SIGHUP")
_PATIENCE = 5
"""Seconds that leaving may take after a signal before the process is ended."""


_WITHIN = frozenset({"app.command_palette", "pick"})
"""What the menu does not offer: itself, and what is under its own cursor."""


class PlainBar(ScrollBarRender):
    """A scroll bar drawn with background colours only, so it is ASCII too."""

    VERTICAL_BARS: ClassVar[list[str]] = [" "] * 8
    HORIZONTAL_BARS: ClassVar[list[str]] = [" "] * 8


class GraveConcern(Reviews):
    """The terminal face."""

    CSS_PATH = "styles.tcss"
    TITLE = "Grave Concern"
    HORIZONTAL_BREAKPOINTS = _WIDTHS
    VERTICAL_BREAKPOINTS = _HEIGHTS
    BINDINGS: ClassVar[list[BindingType]] = [*bindings("all")]
    ENABLE_COMMAND_PALETTE = False  # the menu is our own

    def __init__(
        self,
        table: TablePort,
        *,
        look: Look,
        start: GamePort | ReplayPort | None = None,
        opener: Opener | None = None,
        store: Store | None = None,
    ) -> None:
        """Make the app.

        Args:
            table: Where games and scenarios live.
            look: Language and glyphs.
            start: A game or a replay to open at once; None is the title.
            opener: Starts the forecaster.
            store: The options; None are the defaults, kept nowhere.
        """
        super().__init__()
        self.look = look
        self.table = table
        self.game = None
        self.view = None
        self.ending_titles = {}
        self.turns = Lock()
        self.duties_taken = []
        self.forecasts = Forecasts(self._forecast_arrived)
        self._start, self._opener = start, opener
        self._source: ForecastPort | None = None
        for known in themes.themes():
            self.register_theme(known)
        self.animation_level = "none"
        self.store = store or Store()
        self.wear(self.store.options.value("theme"))
        ScrollBar.renderer = PlainBar

    def theme_names(self) -> list[str]:
        """Return the themes, ours first."""
        ours = [theme.name for theme in themes.themes()]
        others = sorted(self.available_themes.keys() - {*ours, themes.SIXTEEN})
        return [*ours, themes.SIXTEEN, *others]

    @property
    def hinting(self) -> bool:
        """Whether the player wants hints."""
        return self.store.options.value("hints") == "on"

    def set_option(self, key: str, value: str) -> None:
        """Let an option have another value; what the disk refuses is told."""
        try:
            self.store.change(key, value)
        except GameError as error:
            self.failed(error)

    def did(self, deed: str) -> None:
        """Put away the hints that a deed makes needless."""
        if self.hinting:
            self.store.learn(learned_by(deed))

    def wear(self, name: str) -> None:
        """Put a theme on; one that is not there leaves it to the terminal."""
        asked = (name, *os.environ.get("TEXTUAL_THEME", "").split(","))
        fitting = (theme for theme in asked if theme in self.available_themes)
        self.theme = next(fitting, themes.chosen(os.environ))

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """Give every theme, ours or not, a colour for each tone."""
        return themes.defaults(self.current_theme.to_color_system().generate())

    def get_driver_class(self) -> type[Driver]:
        """Return the driver: our own for a real terminal that is a file."""
        if os.name != "posix" or constants.DRIVER is not None:
            return super().get_driver_class()
        from game.tui.keyboard import Keyboard  # noqa: PLC0415 - Unix alone has it

        return Keyboard

    def get_default_screen(self) -> Screen[None]:
        """Return the title."""
        return Title()

    def on_mount(self) -> None:
        """Listen for the signals that ask to leave; open what was asked for."""
        self.set_keymap(dict(self.store.options.keys))
        known = {
            f"{scope}.{action.name}" for action in ACTIONS for scope in action.scopes
        }
        self.store.problems += tuple(
            message("There is no action {name}.", name=clean(name, limit=80))
            for name in sorted(self.store.options.keys.keys() - known)
        )
        if not self.is_headless:
            loop = asyncio.get_running_loop()
            for name in _SIGNALS:
                number = getattr(signal, name, None)
                if number is not None:
                    loop.add_signal_handler(number, self._leave, 128 + number)
        if self._start is not None:
            self.call_after_refresh(self._open_start)

    @property
    def opens_at_once(self) -> bool:
        """Whether a game or a replay is about to cover the title."""
        return self._start is not None

    def _open_start(self) -> None:
        start, self._start = self._start, None
        if start is not None:
            self.open(start)

    def on_key(self, event: Key) -> None:
        """Drop a key that was pressed before the page in view could be seen.

        While the program leaves no page is in view any more, and keys still come.
        """
        screen = self.screen_stack[-1] if self.screen_stack else None
        if isinstance(screen, Face) and event.time < screen.seen_from:
            event.prevent_default()

    def _leave(self, code: int) -> None:
        """Leave in order, or by the system's alarm where that is not possible.

        With its terminal gone, Textual may wait for ever for a thread that died
        writing to it, and the game would stay locked. What was decided is on disk.
        """
        if hasattr(signal, "alarm"):
            signal.alarm(_PATIENCE)
        self.exit(code)

    # The forecaster

    def start_forecaster(self) -> None:
        """Start the forecaster in a thread, once a game is on the table."""
        opener, self._opener = self._opener, None
        if opener is not None:
            self.in_thread(opener, self._forecaster_ready)

    def _forecaster_ready(self, source: ForecastPort) -> None:
        if not self.is_running:
            source.close()
            return
        self._source = source
        asyncio.get_running_loop().add_reader(source.fileno(), self.forecasts.receive)
        self.forecasts.connect(source)

    def _forecast_arrived(self) -> None:
        for screen in self.screen_stack[-1:]:  # none while the program ends
            draw = getattr(screen, "draw_forecast", None)
            if draw is not None:
                draw()

    async def on_unmount(self) -> None:
        """End the forecaster and release the game."""
        if self._source is not None:
            asyncio.get_running_loop().remove_reader(self._source.fileno())
            self._source.close()
            self._source = None
        if self.game is not None:
            self.game.close()
        let_go()

    # The menu, the jump, the help, and the end

    async def on_event(self, event: events.Event) -> None:
        """Let a jump have the keys while it lasts; whatever else comes ends it."""
        coming = isinstance(event, events.InputEvent) and not event.is_forwarded
        jump = self._jump if coming else None
        if jump is not None and not isinstance(event, events.MouseMove):
            if not isinstance(event, events.Key) or jump.screen is not self.screen:
                jump.end()
            elif jump.press(event.key):
                return
        await super().on_event(event)

    @property
    def _jump(self) -> Jump | None:
        jumps = (getattr(screen, "jump", None) for screen in self.screen_stack)
        return next((jump for jump in jumps if jump is not None), None)

    def action_jump(self) -> None:
        """Put a letter over all that can be reached."""
        from game.tui.jumping import Jump as Begun  # noqa: PLC0415 - on demand

        screen = self.screen
        if isinstance(screen, Face) and not screen.blind:
            screen.jump = Begun(screen)

    def copy_out(self, scope: str, title: str, lines: Sequence[str]) -> None:
        """Copy some lines, and offer to save them to a file."""
        from game.tui.copying import copy_out  # noqa: PLC0415 - on demand

        copy_out(self, scope, title, lines)

    def action_redraw(self) -> None:
        """Draw the whole screen again."""
        self.screen.refresh(layout=True)

    def actions_of(self, screen: Face[object]) -> list[Action]:
        """Return what can be done on a screen, each once; its own things first."""
        keymap = self.store.options.keys
        found: dict[str, Action] = {}
        for scope in (screen.scope, "all", "sheet"):
            for action in of(scope):
                if screen.can(action.name) and action.name not in _WITHIN:
                    shown = remapped(screen.called(action).apart, scope, keymap)
                    found.setdefault(action.name, shown)
        return list(found.values())

    def ways_from(self, screen: Face[object]) -> list[tuple[Action, Face[object]]]:
        """Return what leads on from the pages below one, the nearest first.

        Not past a dialog or what must be gone on from, which want an answer; and not
        past the room: a game is left with its own question.
        """
        ways: dict[str, tuple[Action, Face[object]]] = {}
        here = {action.name for action in self.actions_of(screen)}
        stack = [face for face in self.screen_stack if isinstance(face, Face)]
        above, *rest = reversed(stack)
        for below in rest:
            if above.is_modal or above.careful or above.scope == "room":
                break
            above = below
            for action in of(below.scope):
                new = action.name not in here and action.leads != screen.scope
                if action.leads and new and below.can(action.name):
                    way = replace(below.called(action).apart, shown="")
                    ways.setdefault(action.name, (way, below))
        return list(ways.values())

    def action_command_palette(self) -> None:
        """Open the menu: what can be done on the screen in view, and where to go."""
        from game.tui.screens.menu import Menu  # noqa: PLC0415 - after the first paint

        screen = self.screen
        if not isinstance(screen, Face) or isinstance(screen, Menu) or screen.blind:
            return
        actions, ways = self.actions_of(screen), self.ways_from(screen)
        homes = {action.name: home for action, home in ways}
        names, at = {action.name for action in of(screen.scope)}, self.focused
        shared = [action for action in actions if action.name not in names]
        own = [action for action in actions if action.name in names]

        async def done(name: str | None) -> None:
            if not name or screen is not self.screen:
                return
            if name in homes:
                while self.screen is not homes[name]:
                    self.pop_screen()
                await self.run_action(name, homes[name])
            else:
                its = name in names or at is None
                await self.run_action(name, screen if its else at)

        self.push_screen(Menu([*own, *(way for way, _ in ways), *shared]), done)

    async def action_quit(self) -> None:
        """Quit at once, after a question where staged choices would be lost."""
        self.ask_to_quit()

    def action_options(self) -> None:
        """Open the options."""
        from game.tui.screens.options import OptionsScreen  # noqa: PLC0415 - likewise

        if not isinstance(self.screen, OptionsScreen):
            self.push_screen(OptionsScreen())

    def action_help(self) -> None:
        """Show the help, the screen in view first."""
        from game.tui.screens.reading import Help  # noqa: PLC0415 - after the first paint

        if not isinstance(self.screen, Help) and isinstance(self.screen, Face):
            self.push_screen(Help(self.screen.scope, self.screen.about()))

    def _fatal_error(self) -> None:
        """Leave with an apology instead of a page of code."""
        self._exit_renderables.append(apology(self.look.language))
        self._close_messages_no_wait()
