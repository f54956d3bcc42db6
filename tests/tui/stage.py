"""A stage for the face: an app over the fakes, driven by keys, read as text."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from math import inf

from textual.pilot import Pilot
from textual.worker import WorkerCancelled

from game.session.options import Options, Store
from game.tui.app import GraveConcern
from game.tui.cells import Look
from game.tui.glyphs import ASCII, UNICODE
from game.tui.ports import GamePort, Opener, ReplayPort, TablePort
from tests.tui.fakes import FakeForecaster, FakeTable

NARROW, MIDDLE = (80, 24), (120, 40)
SIZES = (NARROW, MIDDLE)
_ROUNDS = 2000
"""Pauses after which a stage that is not still, or says nothing, has failed."""


@dataclass
class Stage:
    """An app that is running without a terminal."""

    app: GraveConcern
    pilot: Pilot[int]

    async def settle(self) -> None:
        """Wait until nothing is left to come: work, messages, a layout, a page."""
        await self.pilot.pause()
        pending: list[str] = []
        for _ in range(_ROUNDS):
            for worker in self.app.workers:
                if not worker.is_finished:
                    with suppress(WorkerCancelled):  # the program leaves
                        await self.app.workers.wait_for_complete()
                    break
            pending = self._pending()
            if not pending:
                return
            await self.pilot.pause()
        raise AssertionError(f"never still: {pending}\n{self.text()}")

    def _pending(self) -> list[str]:
        """Name what is still to come.

        A pause ends when the process is idle, and on a loaded machine it is idle
        whenever it waits for its turn; so what is asked here is the state itself.
        """
        screen = self.app.screen
        nodes = [self.app, *screen.walk_children(with_self=True)]
        signs = {
            "a start": self.app.opens_at_once,
            "a worker": any(not worker.is_finished for worker in self.app.workers),
            "a page": getattr(screen, "seen_from", 0.0) == inf,
            "a mount": not all(node._mounted_event.is_set() for node in nodes),
            "a message": any(node.message_queue_size for node in nodes),
            "a call": any(node._next_callbacks for node in nodes),
            "a layout": screen._layout_required,
            "a paint": bool(screen._dirty_widgets or screen._callbacks),
        }
        return [name for name, there in signs.items() if there]

    async def until(self, words: str) -> None:
        """Wait for words that another thread or process brings."""
        for _ in range(_ROUNDS):
            if words in self.text():
                return
            await self.pilot.pause()
        raise AssertionError(words + "\n" + self.text())

    async def press(self, *keys: str) -> None:
        """Press keys, letting the app settle after each."""
        for key in keys:
            await self.pilot.press(key)
            await self.settle()

    def text(self) -> str:
        """Return the screen as lines of text."""
        strips = self.app.screen._compositor.render_strips()
        return "\n".join(strip.text for strip in strips)

    @property
    def name(self) -> str:
        """The class of the screen in view."""
        return type(self.app.screen).__name__


@asynccontextmanager
async def stage(
    size: tuple[int, int] = NARROW,
    *,
    table: TablePort | None = None,
    start: GamePort | ReplayPort | None = None,
    ascii_only: bool = False,
    language: str = "en",
    store: Store | None = None,
    opener: Opener | None = FakeForecaster,
) -> AsyncIterator[Stage]:
    """Run an app for a while."""
    app = GraveConcern(
        table or FakeTable(),
        look=Look(language, ASCII if ascii_only else UNICODE),
        start=start,
        opener=opener,
        store=store or Store(options=Options({"theme": "grave-dark", "hints": "off"})),
    )
    async with app.run_test(size=size) as pilot:
        running = Stage(app, pilot)
        await running.settle()
        yield running
