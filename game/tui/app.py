"""The app: it seats a game, opens screens, and keeps slow work off its thread."""

from __future__ import annotations

import asyncio
import os
import signal
from threading import Lock
from typing import TYPE_CHECKING, ClassVar

from textual.app import SystemCommand
from textual.binding import BindingType
from textual.command import CommandPalette
from textual.events import Key
from textual.scrollbar import ScrollBar, ScrollBarRender

from game.errors import GameError
from game.report.hints import learned_by
from game.session.options import Store
from game.tui import themes
from game.tui.actions import bindings, of
from game.tui.crash import apology
from game.tui.forecasts import Forecasts
from game.tui.reviews import Reviews
from game.tui.screens.face import Face
from game.tui.screens.title import Title
from game.words import render, say

if TYPE_CHECKING:
    from collections.abc import Iterable

    from textual.screen import Screen

    from game.tui.cells import Look
    from game.tui.ports import ForecastPort, GamePort, Opener, ReplayPort, TablePort

_WIDTHS = [
    (0, "-cramped"),
    (60, "-tiny"),
    (80, "-narrow"),
    (100, "-mid"),
    (160, "-wide"),
]
_HEIGHTS = [(0, "-short"), (18, "-low"), (30, "-high")]
_SIGNALS = ("SIGTERM", "SIGHUP")
_PATIENCE = 5
"""Seconds that leaving may take after a signal before the process is ended."""


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

    def action_command_palette(self) -> None:
        """Open the menu of all actions, which asks in the player's language."""
        if not isinstance(self.screen, CommandPalette):
            asked = say("Type to search all actions", self.look.language)
            self.push_screen(CommandPalette(placeholder=asked, id="--command-palette"))

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """Give every theme, ours or not, a colour for each tone."""
        return themes.defaults(self.current_theme.to_color_system().generate())

    def get_default_screen(self) -> Screen[None]:
        """Return the title."""
        return Title()

    def on_mount(self) -> None:
        """Listen for the signals that ask to leave; open what was asked for."""
        self.set_keymap(dict(self.store.options.keys))
        if not self.is_headless:
            loop = asyncio.get_running_loop()
            for name in _SIGNALS:
                number = getattr(signal, name, None)
                if number is not None:
                    loop.add_signal_handler(number, self._leave, 128 + number)
        start = self._start
        if start is not None:
            self.call_after_refresh(self.open, start)

    def on_key(self, event: Key) -> None:
        """Drop a key that was pressed before the page in view could be seen."""
        screen = self.screen
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
        draw = getattr(self.screen, "draw_forecast", None)
        if draw is not None and self.screen.is_mounted:
            draw()

    async def on_unmount(self) -> None:
        """End the forecaster and release the game."""
        if self._source is not None:
            asyncio.get_running_loop().remove_reader(self._source.fileno())
            self._source.close()
            self._source = None
        if self.game is not None:
            self.game.close()

    # The menu, the help, and the end

    def get_system_commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:
        """Offer every action of the screen in view."""
        if isinstance(screen, Face):
            for action in of(screen.scope):
                if screen.can(action.name):
                    yield SystemCommand(
                        f"{render(action.label, self.look.language)} ({action.shown})",
                        render(action.help, self.look.language),
                        lambda name=action.name: self.run_action(name, screen),
                    )

    def action_options(self) -> None:
        """Open the options."""
        from game.tui.screens.options import OptionsScreen  # noqa: PLC0415 - likewise

        if not isinstance(self.screen, OptionsScreen):
            self.push_screen(OptionsScreen())

    def action_help(self) -> None:
        """Show the help, the screen in view first."""
        from game.tui.screens.reading import Help  # noqa: PLC0415 - after the first paint

        if not isinstance(self.screen, Help) and isinstance(self.screen, Face):
            self.push_screen(Help(self.screen.scope))

    def _fatal_error(self) -> None:
        """Leave with an apology instead of a page of code."""
        self._exit_renderables.append(apology(self.look.language))
        self._close_messages_no_wait()
