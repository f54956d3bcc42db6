"""The driver of a real terminal: a lone escape is told at once, and so is the end.

Textual's own looks ten times a second whether an escape was alone, or whether it is
to stop. This one waits for exactly that, and sleeps while nothing comes.
"""

from __future__ import annotations

import os
import selectors
from codecs import getincrementaldecoder
from collections.abc import Iterable
from contextlib import suppress
from threading import Event
from typing import TYPE_CHECKING

from textual import constants
from textual._xterm_parser import XTermParser
from textual.drivers.linux_driver import LinuxDriver

from game.tui.sparing import forget

if TYPE_CHECKING:
    from textual.app import App
    from textual.message import Message

_READ = 4096
_LATE = 0.001
"""Seconds more than the parser waits, so that its patience is surely over."""


class Ringing(Event):
    """An event that can also be waited for as a descriptor."""

    def __init__(self) -> None:
        super().__init__()
        self.bell, self._rope = os.pipe()
        os.set_blocking(self.bell, False)
        os.set_blocking(self._rope, False)

    def set(self) -> None:
        """Set the event and make the descriptor readable."""
        super().set()
        with suppress(BlockingIOError):  # it is readable already
            os.write(self._rope, b".")

    def clear(self) -> None:
        """Clear the event; the descriptor is readable no more."""
        super().clear()
        with suppress(BlockingIOError):
            while os.read(self.bell, _READ):
                pass


class Keyboard(LinuxDriver):
    """Reads keys as soon as they are there.

    It keeps its bell: Textual closes a driver when the game is suspended, too, and
    then goes on with it.
    """

    def __init__(
        self,
        app: App[object],
        *,
        debug: bool = False,
        mouse: bool = True,
        size: tuple[int, int] | None = None,
    ) -> None:
        super().__init__(app, debug=debug, mouse=mouse, size=size)
        self.exit_event: Ringing = Ringing()

    def resume_application_mode(self) -> None:
        """Take the terminal again after a pause, and write all of it anew."""
        forget()
        super().resume_application_mode()
        self._app.call_later(self._app.refresh, layout=True)

    def run_input_thread(self) -> None:
        """Read until the exit event is set."""
        parser = XTermParser(self._debug)
        decode = getincrementaldecoder("utf-8")().decode
        patience: float | None = None
        with selectors.SelectSelector() as selector:
            selector.register(self.fileno, selectors.EVENT_READ)
            selector.register(self.exit_event.bell, selectors.EVENT_READ)
            while not self.exit_event.is_set():
                ready = {key.fd for key, _ in selector.select(patience)}
                patience = None
                if self.fileno in ready:
                    content = os.read(self.fileno, _READ)
                    if not content:  # nobody will ever press a key again
                        selector.unregister(self.fileno)
                    elif text := decode(content):
                        self._process(parser.feed(text))
                    patience = constants.ESCAPE_DELAY + _LATE
                self._process(parser.tick())

    def _process(self, found: Iterable[Message]) -> None:
        for message in found:
            self.process_message(message)
