"""Random keys, clicks and sizes over the real screens, by one command.

`python -m tests.faults.monkey --presses 100000 --seed 1`
plays one life of the program after the other, each with a seed of its own, in one
folder of saved games. A life is a crisis, a size and some hundred inputs. The promise:
no exception, every screen has a way back to the title, and every saved game verifies.
What breaks it is printed with its seed and the last inputs. ctrl+c stops and keeps
what was counted; `--seed` goes on from there.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import shutil
import sys
import tempfile
import traceback
from collections import Counter, deque
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from random import Random

from textual import events
from textual.pilot import Pilot
from textual.worker import WorkerCancelled

from game.cli.late import LateTable
from game.session import Table
from game.session.options import Options, Store
from game.tui.actions import ACTIONS
from game.tui.app import GraveConcern
from game.tui.cells import Look
from game.tui.glyphs import ASCII, UNICODE
from game.tui.link import Link
from game.tui.ports import Opener

FERRY = Path(__file__).parents[1] / "session" / "files" / "ferry.toml"
SCENARIOS = ("ferry", "harbour-strike", "yeonpyeong-2010", "kursk-2024", "bern-2022")
SIZES = ((60, 18), (80, 24), (100, 30), (120, 40), (160, 50), (200, 60))
_ODD = ((59, 18), (60, 17), (40, 12), (8, 2), (61, 19), (99, 29), (159, 41), (200, 18))
LIFE = 400
"""Inputs of one life."""
_EVERY = 500
"""Inputs between two readings of all saved games."""
_KEPT = 8
"""Saved games from which on a life begins in an empty folder."""
_PATIENCE = 120.0
"""Seconds for which the program may be busy with one input."""
_LETTERS = "abcdefghijklmnopqrstuvwxyzABCDGNZ0123456789"
_JUNK = (
    *("ctrl+a", "ctrl+z", "ctrl+l", "ctrl+r", "ctrl+u", "ctrl+d", "ctrl+underscore"),
    *("f1", "f2", "f12", "insert", "backspace", "delete", "shift+tab", "shift+up"),
    *("alt+x", "ctrl+left", "가", "é", "[", "]", "$", "/", "\\", "'", '"', "<", ":"),
)
_HUBS = {"Title", "RoomScreen", "Summary", "RevealScreen"}
_LEAVING = {"app.quit"}


def _usual() -> list[str]:
    named = (
        key for a in ACTIONS if a.name not in _LEAVING for key in a.keys.split(",")
    )
    return sorted({*named, "ctrl+p"})


USUAL = _usual()
FORWARD = ("enter", "e", "1", "2", "3", "down", "up", "space", "right")


@dataclass(slots=True)
class Count:
    """What was done, and what broke."""

    inputs: int = 0
    lives: int = 0
    verified: int = 0
    """Saved games that were verified, each time it was done."""
    screens: Counter[str] = field(default_factory=Counter)
    broken: list[str] = field(default_factory=list)


class Broken(Exception):  # noqa: N818 - a finding, said in one word
    """The promise was not kept."""


class Life:
    """One run of the program under random inputs."""

    def __init__(self, seed: int, folder: Path, count: Count, inputs: int) -> None:
        self._rng = Random(seed)  # noqa: S311 - any repeatable choice will do
        self._folder, self._count, self._inputs = folder, count, inputs
        self.last: deque[str] = deque(maxlen=40)

    async def live(self) -> None:
        """Seat a game or the title, press what comes, and go back to the title."""
        rng = self._rng
        plain = rng.random() < 0.2
        table = LateTable(self._folder, "en")
        start = None
        if rng.random() < 0.8:
            start = table.new(rng.choice(SCENARIOS), seed=rng.randrange(10**6))
        opener: Opener | None = Link if rng.random() < 0.15 else None
        theme = rng.choice(("grave-dark", "grave-light", "grave-contrast", "ansi-dark"))
        app = GraveConcern(
            table,
            look=Look("en", ASCII if plain else UNICODE),
            start=start,
            opener=opener,
            store=Store(options=Options({"theme": theme})),
        )
        size = rng.choice(SIZES)
        self.last.append(f"{size[0]}x{size[1]} {'ascii' if plain else ''} {theme}")
        async with app.run_test(size=size) as pilot:
            await self._settle(pilot)
            for _ in range(self._inputs):
                if not app.is_running or app._exception is not None:
                    break
                await self._input(pilot)
                self._count.inputs += 1
                self._count.screens[type(app.screen).__name__] += 1
            if app.is_running and app._exception is None:
                await self._home(pilot)

    async def _settle(self, pilot: Pilot[int]) -> None:
        async with asyncio.timeout(_PATIENCE):
            await pilot._wait_for_screen()

    async def _work_done(self, pilot: Pilot[int]) -> None:
        """Wait for threads; until then a game may have no room yet."""
        async with asyncio.timeout(_PATIENCE):
            while any(not worker.is_finished for worker in pilot.app.workers):
                with suppress(WorkerCancelled):  # leaving does not wait for what reads
                    await pilot.app.workers.wait_for_complete()
                await pilot._wait_for_screen()
            await pilot._wait_for_screen()

    async def _input(self, pilot: Pilot[int]) -> None:
        rng, kind = self._rng, self._rng.random()
        if kind < 0.12:
            await self._click(pilot)
        elif kind < 0.14:
            size = rng.choice((*SIZES, *SIZES, *_ODD))
            self.last.append(f"{size[0]}x{size[1]}")
            await pilot.resize_terminal(*size)
        elif kind < 0.17:
            self.last.append("work done")
            await self._work_done(pilot)
        else:
            await self._press(pilot, self._key(type(pilot.app.screen).__name__))
        if rng.random() < 0.9:
            await self._settle(pilot)

    def _key(self, screen: str) -> str:
        rng, kind = self._rng, self._rng.random()
        if screen not in _HUBS and rng.random() < 0.07:
            return "escape"  # or most of a life is spent in the help
        if kind < 0.35:
            return rng.choice(FORWARD)
        if kind < 0.85:
            return rng.choice(USUAL)
        return rng.choice(_LETTERS) if kind < 0.95 else rng.choice(_JUNK)

    async def _press(self, pilot: Pilot[int], key: str) -> None:
        self.last.append(key)
        await self._send(pilot, events.Key(key, key if len(key) == 1 else None))

    async def _click(self, pilot: Pilot[int]) -> None:
        """Click, scroll, hover or drag, as a terminal tells of it."""
        width, height = pilot.app.size
        place = (self._rng.randrange(width), self._rng.randrange(height))
        kind = self._rng.random()
        self.last.append(f"click {place}")
        if kind < 0.15:
            scroll = events.MouseScrollDown if kind < 0.08 else events.MouseScrollUp
            await self._mouse(pilot, scroll, place)
            return
        await self._mouse(pilot, events.MouseMove, place)
        if kind < 0.25:
            return
        for _ in range(self._rng.choice((1, 1, 1, 2))):
            await self._mouse(pilot, events.MouseDown, place, 1)
            if kind > 0.95:
                place = (self._rng.randrange(width), self._rng.randrange(height))
                await self._mouse(pilot, events.MouseMove, place, 1)
            await self._mouse(pilot, events.MouseUp, place, 1)

    async def _mouse(
        self,
        pilot: Pilot[int],
        kind: type[events.MouseEvent],
        place: tuple[int, int],
        button: int = 0,
    ) -> None:
        x, y = place
        event = kind(None, x, y, 0, 0, button, shift=False, meta=False, ctrl=False)
        await self._send(pilot, event)

    async def _send(self, pilot: Pilot[int], event: events.Event) -> None:
        driver = pilot.app._driver
        assert driver is not None
        event.set_sender(pilot.app)
        driver.send_message(event)
        await asyncio.sleep(0)

    async def _home(self, pilot: Pilot[int]) -> None:
        """Go back until the title, or out: every screen must have a way back."""
        self.last.append("home")
        await pilot.resize_terminal(80, 24)
        for _ in range(60):
            await self._work_done(pilot)
            name = type(pilot.app.screen).__name__
            if name == "Title" or not pilot.app.is_running:
                return
            out = {"Leave": "enter", "RoomScreen": "q"}
            await self._press(pilot, out.get(name, "escape"))
            await self._settle(pilot)
        raise Broken(f"no way back from {type(pilot.app.screen).__name__}")


def check_saves(folder: Path, count: Count) -> None:
    """Verify every saved game.

    Raises:
        Broken: naming the first that does not verify.
    """
    table = Table(data_dir=folder)
    for view in table.games():
        if view.state not in {"open", "over"}:
            raise Broken(f"{view.name} is {view.state}: {view.problem}")
        if not table.verify(view.name).ok:
            raise Broken(f"{view.name} does not verify")
        count.verified += 1


def lives(
    seed: int, presses: int, folder: Path, *, life: int = LIFE, every: int = _EVERY
) -> Iterator[Count]:
    """Play lives until so many inputs were made; yield the count after each.

    Args:
        seed: of the first life; each has the next one.
        presses: how many inputs to make in all.
        folder: where games are saved; emptied now and then.
        life: inputs of one life.
        every: inputs between two readings of all saved games.
    """
    count, checked = Count(), 0
    while count.inputs < presses:
        if len(list(folder.glob("*.chronicle"))) >= _KEPT:
            shutil.rmtree(folder)
        _furnish(folder)
        wanted = min(life, presses - count.inputs)
        one = Life(seed, folder, count, wanted)
        try:
            asyncio.run(one.live())
            if count.inputs - checked >= every or count.inputs >= presses:
                checked = count.inputs
                check_saves(folder, count)
        except Exception:  # noqa: BLE001 - whatever it is, it is a finding
            told = traceback.format_exc(limit=-6)
            count.broken.append(f"seed {seed}: {' | '.join(one.last)}\n{told}")
            shutil.rmtree(folder)
        count.lives += 1
        seed += 1
        yield count


def _furnish(folder: Path) -> None:
    """Lay the ferry beside the shipped scenarios."""
    kept = folder / "scenarios"
    kept.mkdir(parents=True, exist_ok=True)
    shutil.copy(FERRY, kept)


def main() -> int:
    """Press keys, print what broke and how much was done."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--presses", type=int, default=100_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--every", type=int, default=_EVERY)
    parser.add_argument("--life", type=int, default=LIFE)
    asked = parser.parse_args()
    count = Count()
    told = 0
    say = partial(print, flush=True)
    with tempfile.TemporaryDirectory() as name:
        os.environ["XDG_STATE_HOME"] = name  # where a crash is written down
        try:
            folder = Path(name) / "games"
            for found in lives(
                asked.seed, asked.presses, folder, life=asked.life, every=asked.every
            ):
                count = found
                for words in count.broken[told:]:
                    say(words)
                told = len(count.broken)
                if count.lives % 10 == 0:
                    say(f"{count.inputs} inputs, {count.lives} lives, {told} broken")
        except KeyboardInterrupt:
            say("stopped")
    say(
        f"{count.inputs} inputs in {count.lives} lives, {len(count.broken)} broken; "
        f"{count.verified} saved games verified"
    )
    say(", ".join(f"{name} {many}" for name, many in count.screens.most_common()))
    return 1 if count.broken else 0


if __name__ == "__main__":
    sys.exit(main())
