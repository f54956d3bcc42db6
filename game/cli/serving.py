"""The game in a browser: one process a visitor, each with saves of their own.

A visitor is known by a random cookie, so a page that is loaded again goes on with
the same saves. There is no password: whoever reaches the address can play.
"""

from __future__ import annotations

import re
import secrets
import shlex
import sys
from contextvars import ContextVar
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from game.errors import UsageError
from game.session.places import places
from game.words import message, render, say

try:
    import aiohttp_jinja2
    from aiohttp import web
    from textual_serve.server import Server
except ImportError as error:
    raise UsageError(
        "Serving needs the extra `serve`: pip install 'grave-concern[serve]'.",
    ) from error

if TYPE_CHECKING:
    import argparse

COOKIE = "grave-concern-visitor"
_TOKEN = re.compile(r"[0-9a-f]{32}")
_YEAR = 365 * 24 * 3600
_LOOPBACK = frozenset({"127.0.0.1", "::1", "localhost"})
_WEB = Path(__file__).parent / "web"
_POLICY = (
    "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; "
    "connect-src 'self' ws: wss:; frame-ancestors 'none'"
)
_WORDS = {
    "opening": message("Opening the situation room."),
    "closed": message("The game is closed; it is kept."),
    "again": message("Open it again"),
}

_visitor: ContextVar[str] = ContextVar("visitor")
_address: ContextVar[str] = ContextVar("address")
"""Who is being answered, and at what address; every request has its own context."""


class Visitors(Server):
    """Serves the game to visitors who do not see each other's."""

    def __init__(self, folder: Path, language: str, host: str, port: int) -> None:
        """Make the server.

        Args:
            folder: Where the folders of the visitors are.
            language: The language of the pages and of the game.
            host: The address to listen at; a loopback address answers to nobody
                who came by another name.
            port: The port to listen at.
        """
        self._folder, self._language = folder, language
        super().__init__(
            "", host=host, port=port, title="Grave Concern", templates_path=_WEB
        )
        self._start = f"http://{f'[{host}]' if ':' in host else host}:{port}"

    @property
    def command(self) -> str:
        """The command line of the visitor who is being answered."""
        own = self._folder / _visitor.get()
        words = [
            *("env", f"GRAVE_CONCERN_CONFIG={own}", "COLORTERM=truecolor"),
            *(sys.executable, "-m", "game"),
            *("--data-dir", str(own), "--language", self._language),
        ]
        return shlex.join(words)

    @command.setter
    def command(self, value: str) -> None:
        """Take nothing: the command hangs on the visitor."""

    @property
    def public_url(self) -> str:
        """The address by which the visitor came, so that every name of it works."""
        return _address.get(self._start)

    @public_url.setter
    def public_url(self, value: str) -> None:
        """Take nothing: the address hangs on the visitor."""

    def initialize_logging(self) -> None:
        """Keep no log: who visits is nobody's business."""

    async def on_startup(self, app: web.Application) -> None:
        """Give the page its words, and say where it is to be found."""
        environment = aiohttp_jinja2.get_env(app)
        words = {name: render(text, self._language) for name, text in _WORDS.items()}
        environment.globals.update(language=self._language, words=words)
        language = self._language
        print(say("Grave Concern is at {url}", language, url=self._start))
        print(say("ctrl+c ends it; every turn that was ended is kept.", language))
        sys.stdout.flush()

    async def handle_index(self, request: web.Request) -> web.StreamResponse:
        """Serve the page; a new visitor gets a name that cannot be guessed."""
        self._check_name(request)
        known = request.cookies.get(COOKIE, "")
        name = known if _TOKEN.fullmatch(known) else secrets.token_hex(16)
        response: web.StreamResponse = await super().handle_index(request)
        response.set_cookie(COOKIE, name, max_age=_YEAR, httponly=True, samesite="Lax")
        response.headers["Content-Security-Policy"] = _POLICY
        return response

    async def handle_websocket(self, request: web.Request) -> web.WebSocketResponse:
        """Play with a visitor who comes from a page of this address."""
        self._check_name(request)
        name = request.cookies.get(COOKIE, "")
        origin = urlsplit(request.headers.get("Origin", "")).netloc
        if not _TOKEN.fullmatch(name) or origin != request.host:
            raise web.HTTPForbidden
        _visitor.set(name)
        return await super().handle_websocket(request)

    def _check_name(self, request: web.Request) -> None:
        """Refuse who came to a loopback address by a name that is not one."""
        name = urlsplit(f"//{request.host}").hostname
        if self.host in _LOOPBACK and name not in _LOOPBACK:
            raise web.HTTPForbidden
        _address.set(f"{request.scheme}://{request.host}")


def run(options: argparse.Namespace) -> int:
    """Serve until ctrl+c."""
    folder = places(options.data_dir).saves / "visitors"
    if options.host not in _LOOPBACK:
        words = say(
            "Whoever reaches {host} can play: there is no password.",
            options.language,
            host=options.host,
        )
        print(words, file=sys.stderr)
    Visitors(folder, options.language, options.host, options.port).serve()
    return 0
