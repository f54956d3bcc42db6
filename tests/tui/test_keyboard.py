"""The driver of a real terminal: what it tells of keys, when it sleeps, how it ends."""

from __future__ import annotations

import os
import queue
import selectors
import signal
import sys
import tty
from collections.abc import AsyncIterator
from threading import Thread

import pytest
from textual.app import App
from textual.events import Key
from textual.message import Message

from game.tui.keyboard import Keyboard

PATIENCE = 60


class Line:
    """A terminal that a driver reads, seen from the side of the keys."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.hand, end = os.openpty()
        tty.setraw(end)
        self.stream = os.fdopen(end, "r")
        monkeypatch.setattr(sys, "__stdin__", self.stream)
        self._told: queue.Queue[Message] = queue.Queue()
        self.waits: queue.Queue[float | None] = queue.Queue()
        line = self

        class Watched(selectors.SelectSelector):
            def select(
                self, timeout: float | None = None
            ) -> list[tuple[selectors.SelectorKey, int]]:
                line.waits.put(timeout)
                return super().select(timeout)

        monkeypatch.setattr(selectors, "SelectSelector", Watched)
        monkeypatch.setattr(
            Keyboard, "process_message", lambda _, message: self._told.put(message)
        )
        self.driver = Keyboard(App[object]())
        self.thread = self.start()

    def start(self) -> Thread:
        """Let the driver read."""
        thread = Thread(target=self.driver.run_input_thread, daemon=True)
        thread.start()
        return thread

    def press(self, sent: bytes) -> str:
        """Send bytes; return the name of the key that they were."""
        os.write(self.hand, sent)
        found = self._told.get(timeout=PATIENCE)
        assert isinstance(found, Key)
        return found.key

    def stop(self) -> None:
        """End the thread and wait for it."""
        self.driver.exit_event.set()
        self.thread.join(PATIENCE)
        assert not self.thread.is_alive()


@pytest.fixture
async def line(monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Line]:
    """Return a terminal whose keys are read."""
    numbers = (signal.SIGTSTP, signal.SIGCONT)
    before = {number: signal.getsignal(number) for number in numbers}
    made = Line(monkeypatch)
    yield made
    made.stop()
    for end in (made.driver.exit_event.bell, made.driver.exit_event._rope):
        os.close(end)
    made.stream.close()
    os.close(made.hand)
    for number, handler in before.items():
        signal.signal(number, handler)


async def test_an_escape_is_itself_or_the_beginning_of_a_key(line: Line) -> None:
    """Alone it is told with nothing pressed after it; in one piece it is one key."""
    assert line.press(b"\x1b") == "escape"
    assert line.press(b"\x1b[A") == "up"
    assert line.press(b"a") == "a"
    assert line.press("\ud55c".encode()) == "\ud55c"


async def test_it_sleeps_until_something_comes(line: Line) -> None:
    """It waits without end, but after a key, for the rest of a key that was cut."""
    line.press(b"\x1b")
    line.stop()
    waits = [line.waits.get(timeout=PATIENCE) for _ in range(3)]
    assert waits[0] is None
    assert waits[1] is not None
    assert waits[2] is None


async def test_it_stops_when_it_is_told_and_can_begin_again(line: Line) -> None:
    """No key has to be pressed to end it, and what was set once can be cleared."""
    line.stop()
    line.driver.exit_event.clear()
    line.thread = line.start()
    assert line.press(b"b") == "b"


async def test_a_terminal_that_ends_is_read_no_more(
    line: Line, monkeypatch: pytest.MonkeyPatch
) -> None:
    """At the end of what can be read it sleeps, and can still be stopped."""
    monkeypatch.setattr(os, "read", lambda *_: b"")
    os.write(line.hand, b"x")
    while line.waits.get(timeout=PATIENCE) is None:
        pass
    assert line.waits.get(timeout=PATIENCE) is None
    monkeypatch.undo()
