"""The game in a browser: visitors keep apart, and strangers are refused."""

from __future__ import annotations

import asyncio
from http import HTTPStatus
from pathlib import Path

import aiohttp
import pytest
from yarl import URL

from game.cli.serving import COOKIE
from tests.browser import months, server

_PATIENCE = 120.0


class Visitor:
    """Somebody with a browser of their own."""

    def __init__(self, session: aiohttp.ClientSession, address: str) -> None:
        self._session, self._address = session, address

    async def arrive(self) -> str:
        """Open the page and return the name in the cookie."""
        async with self._session.get(self._address) as answer:
            assert answer.status == HTTPStatus.OK
            text = await answer.text()
            assert "googleapis" not in text
            assert "Opening the situation room." in text
            # A link from another site must not cost a visitor the saves.
            assert "SameSite=Lax" in answer.headers["Set-Cookie"]
        found = self._session.cookie_jar.filter_cookies(URL(self._address))
        return found[COOKIE].value

    async def play(self, *steps: tuple[str, str]) -> None:
        """Wait for words and press a key, again and again."""
        origin = self._address.rstrip("/")
        async with self._session.ws_connect(
            f"{self._address}ws?width=100&height=30", headers={"Origin": origin}
        ) as socket:
            for words, key in steps:
                await self._until(socket, words)
                await socket.send_json(["stdin", key])

    @staticmethod
    async def _until(socket: aiohttp.ClientWebSocketResponse, words: str) -> None:
        heard = ""
        async with asyncio.timeout(_PATIENCE):
            while words not in heard:
                message = await socket.receive()
                assert message.type in {
                    aiohttp.WSMsgType.BINARY,
                    aiohttp.WSMsgType.TEXT,
                }
                data = message.data
                heard += data if isinstance(data, str) else data.decode("utf-8")


def browser() -> aiohttp.ClientSession:
    """Return a session that takes cookies of an address without a name."""
    return aiohttp.ClientSession(cookie_jar=aiohttp.CookieJar(unsafe=True))


async def test_a_visitor_goes_on_and_another_sees_nothing(folder: Path) -> None:
    """A page loaded again has the same saves; another visitor has none."""
    async with server(folder) as address:
        async with browser() as session:
            visitor = Visitor(session, address)
            name = await visitor.arrive()
            await visitor.play(
                ("June 2024", "\r"),
                ("month 1/", "e"),
                ("enter carries it out", "\r"),
                ("Headlines", "q"),
            )
            assert months(folder) == [1]
            assert await visitor.arrive() == name
            await visitor.play(("continue", "c"), ("month 2/", "q"))
        async with browser() as session:
            other = Visitor(session, address)
            assert await other.arrive() != name
            await other.play(("June 2024", "q"))
        assert months(folder) == [1]


@pytest.mark.parametrize(
    ("path", "headers"),
    [
        ("", {"Host": "elsewhere.example"}),
        ("ws", {"Host": "elsewhere.example"}),
        ("ws", {}),
        ("ws", {"Cookie": f"{COOKIE}=../../etc"}),
        (
            "ws",
            {"Cookie": f"{COOKIE}={'a' * 32}", "Origin": "http://elsewhere.example"},
        ),
    ],
)
async def test_strangers_are_refused(
    tmp_path: Path, path: str, headers: dict[str, str]
) -> None:
    """Another name for this machine, another page, or no page at all: refused."""
    async with server(tmp_path) as address, aiohttp.ClientSession() as session:
        async with session.get(address + path, headers=headers) as answer:
            assert answer.status == HTTPStatus.FORBIDDEN
        assert not (tmp_path / "visitors").exists()
