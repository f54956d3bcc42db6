"""A headless Chromium, driven by its own protocol, and a game played in it.

`python -m tests.browser [--pictures FOLDER]` serves the game, opens it, plays a
month, loads the page again and continues, and looks in as a second visitor. Needs
`chromium` on the path.
"""

from __future__ import annotations

import argparse
import asyncio
import base64
import itertools
import re
import shutil
import signal
import socket
import sys
import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import aiohttp

BROWSER = shutil.which("chromium") or shutil.which("google-chrome") or ""
_PATIENCE = 120.0
_ESCAPE = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]|\x1b[()][A-Z0-9]")


def free_port() -> int:
    """Return a port that nobody listens at."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


class Page:
    """One tab of the browser."""

    def __init__(self, socket: aiohttp.ClientWebSocketResponse) -> None:
        self._socket = socket
        self._numbers = itertools.count(1)
        self._heard = ""

    async def ask(self, method: str, **parameters: object) -> dict[str, Any]:
        """Send a command and return its result."""
        number = next(self._numbers)
        await self._socket.send_json(
            {"id": number, "method": method, "params": parameters}
        )
        while True:
            message = await self._socket.receive_json()
            if message.get("id") == number:
                return dict(message.get("result", {}))
            if message.get("method") == "Network.webSocketFrameReceived":
                self._hear(message["params"]["response"])

    def _hear(self, frame: dict[str, Any]) -> None:
        payload = frame["payloadData"]
        if frame["opcode"] != 1:  # not text
            payload = base64.b64decode(payload).decode("utf-8", "replace")
        self._heard += _ESCAPE.sub("", payload)

    async def until(self, words: str) -> None:
        """Wait until the game has drawn some words since the last wait."""
        async with asyncio.timeout(_PATIENCE):
            while words not in self._heard:
                await self.value("1")
                await asyncio.sleep(0.2)
        self._heard = ""

    async def value(self, expression: str) -> object:
        """Return the value of an expression in the page."""
        answer = await self.ask(
            "Runtime.evaluate", expression=expression, returnByValue=True
        )
        return answer.get("result", {}).get("value")

    async def open(self, address: str) -> None:
        """Go to an address; what was drawn before is forgotten."""
        await self.ask("Network.enable")
        self._heard = ""
        await self.ask("Page.navigate", url=address)

    async def press(self, key: str, text: str = "") -> None:
        """Press a key; `text` is what it writes."""
        await self.value("document.querySelector('.xterm-helper-textarea').focus()")
        code = {"Enter": 13, "Escape": 27, "ArrowDown": 40}.get(key, 0)
        shared: dict[str, object] = {"key": key, "windowsVirtualKeyCode": code}
        written = {"text": text} if text else {}
        await self.ask("Input.dispatchKeyEvent", type="keyDown", **shared, **written)
        await self.ask("Input.dispatchKeyEvent", type="keyUp", **shared)

    async def picture(self, path: Path) -> None:
        """Write what is seen to a file."""
        answer = await self.ask("Page.captureScreenshot", format="png")
        data = base64.b64decode(answer["data"])
        await asyncio.to_thread(path.write_bytes, data)


@asynccontextmanager
async def browser(profile: Path) -> AsyncIterator[Page]:
    """Run a browser with a profile of its own."""
    port = free_port()
    process = await asyncio.create_subprocess_exec(
        BROWSER,
        *("--headless=new", "--no-sandbox", "--disable-gpu", "--window-size=1240,860"),
        *(f"--remote-debugging-port={port}", f"--user-data-dir={profile}"),
        *("--remote-allow-origins=*", "--no-first-run", "about:blank"),
        stdout=asyncio.subprocess.DEVNULL,
        stderr=asyncio.subprocess.DEVNULL,
    )
    try:
        async with aiohttp.ClientSession() as session:
            address = await _debugger(session, port)
            async with session.ws_connect(address, max_msg_size=0) as socket:
                yield Page(socket)
    finally:
        process.terminate()
        await process.wait()


async def _debugger(session: aiohttp.ClientSession, port: int) -> str:
    async with asyncio.timeout(_PATIENCE):
        while True:
            try:
                async with session.get(f"http://127.0.0.1:{port}/json") as answer:
                    tabs = await answer.json()
                return str(
                    next(tab for tab in tabs if tab["type"] == "page")[
                        "webSocketDebuggerUrl"
                    ]
                )
            except (aiohttp.ClientError, StopIteration):
                await asyncio.sleep(0.1)


async def _listening(port: int) -> None:
    async with asyncio.timeout(_PATIENCE):
        while True:
            try:
                _, writer = await asyncio.open_connection("127.0.0.1", port)
            except OSError:
                await asyncio.sleep(0.05)
            else:
                writer.close()
                return


@asynccontextmanager
async def server(folder: Path) -> AsyncIterator[str]:
    """Serve the game from a folder."""
    port = free_port()
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "game", "--data-dir", str(folder), "serve"),
        *("--port", str(port)),
        stdout=asyncio.subprocess.PIPE,
    )
    try:
        assert process.stdout is not None
        await asyncio.wait_for(process.stdout.readline(), _PATIENCE)
        await _listening(port)
        yield f"http://127.0.0.1:{port}/"
    finally:
        process.send_signal(signal.SIGINT)
        await process.wait()


def months(folder: Path) -> list[int]:
    """Return how many months each saved game of every visitor has."""
    games = sorted(folder.glob("visitors/*/*.chronicle"))
    return [game.read_bytes().count(b'"k":"decide"') for game in games]


async def play(folder: Path, pictures: Path | None) -> None:
    """Play a month in one browser, load the page again, look in from another."""

    async def show(page: Page, name: str) -> None:
        if pictures is not None:
            await page.picture(pictures / f"{name}.png")

    async with server(folder) as address:
        async with browser(folder / "first") as page:
            await page.open(address)
            await page.until("35 min")
            await show(page, "title")
            await page.press("Enter", "\r")
            await page.until("month 1/24")
            await show(page, "room")
            await page.press("e", "e")
            await page.until("enter carries it out")
            await page.press("Enter", "\r")
            await page.until("Headlines")
            await show(page, "reveal")
            assert months(folder) == [1]
            await page.open(address)
            await page.until("continue")
            await page.press("c", "c")
            await page.until("month 2/24")
            await show(page, "continued")
        async with browser(folder / "second") as page:
            await page.open(address)
            await page.until("35 min")
            await show(page, "stranger")
            await page.press("c", "c")
            await page.press("Enter", "\r")
            await page.until("month 1/24")
            assert sorted(months(folder)) == [0, 1]


def main() -> None:
    """Play, and say so."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pictures", type=Path)
    options = parser.parse_args()
    if not BROWSER:
        sys.exit("There is no chromium on the path.")
    if options.pictures is not None:
        options.pictures.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        asyncio.run(play(Path(folder), options.pictures))
    sys.stdout.write("opened, played a month, loaded again, continued; alone\n")


if __name__ == "__main__":
    main()
