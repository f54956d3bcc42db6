"""Pictures of every screen: `python -m tests.tui.gallery FOLDER`.

Plays some months of a crisis and draws each screen as SVG at three sizes, in a dark
theme and in high contrast, in both languages, with an `index.html` to look at them
one by one. `--scenario`, `--theme`, `--language` and `--size` draw fewer.
"""

from __future__ import annotations

import argparse
import asyncio
import html
import re
import sys
import tempfile
from dataclasses import dataclass
from itertools import product
from pathlib import Path
from typing import TYPE_CHECKING

from rich.cells import cell_len

from game.cli.late import LateTable
from game.session import Table
from game.session.options import Options, Store
from game.tui.link import Link
from game.words import say
from tests.tui.stage import Stage, stage

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from contextlib import AbstractAsyncContextManager

    from game.session import Game

SIZES = ("80x24", "120x40", "200x60")
THEMES = ("grave-dark", "grave-contrast")
LANGUAGES = ("en", "ko")
MONTHS = 3
"""Months that are played before the room is drawn."""
_PAUSES = 3000
"""Enough for a forecast on a machine that does other work too."""
_WAITING = (
    *("Working out the forecast.", "Working it out.", "working it out", "refining"),
    "older: the new one is being worked out",
)
_TEXT = re.compile(r'textLength="([\d.]+)"([^>]*)>([^<]+)<')
WALKS = {
    "title": (),
    "setup": ("d",),
    "saved-games": ("s",),
}
ROOM_WALKS = {
    "room": (),
    "answer": ("down", "down"),
    "staged": ("1",),
    "why": ("w",),
    "compare": ("c",),
    "policy": ("p",),
    "initiatives": ("a",),
    "intelligence": ("i",),
    "advisers": ("v",),
    "relations": ("r",),
    "relation": ("r", "enter"),
    "headlines": ("n",),
    "codex": ("x",),
    "numbers": ("m",),
    "replay": ("t",),
    "options": ("o",),
    "help": ("question_mark",),
    "menu": ("ctrl+p",),
    "summary": ("e",),
    "report": ("e", "enter"),
}
REVIEW_WALKS = (
    *("review-ending", "review-objectives", "review-turning-points", "review-luck"),
    *("review-calls", "review-voices", "review-doing", "review-hidden"),
    *("review-sources", "review-turns"),
)
"""The parts of a review, one below the other."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """How the screens are drawn."""

    scenario: str
    theme: str
    language: str
    size: str

    @property
    def cells(self) -> tuple[int, int]:
        """Columns and rows."""
        width, _, height = self.size.partition("x")
        return int(width), int(height)


async def _draw(face: Stage, folder: Path, name: str, keys: Sequence[str]) -> None:
    for key in keys:
        await face.press(key)
    await _forecast(face)
    drawn = face.app.export_screenshot(title=name)
    (folder / f"{name}.svg").write_text(_by_cells(drawn), encoding="utf-8")


def _by_cells(drawn: str) -> str:
    """Give each text of a picture the width of its cells.

    The exporter counts characters, so that Hangul is squeezed into half its place.
    """

    def wide(found: re.Match[str]) -> str:
        length, rest, text = found.groups()
        plain = html.unescape(text)
        cells = float(length) / len(plain) * cell_len(plain)
        return f'textLength="{cells:g}"{rest}>{text}<'

    return _TEXT.sub(wide, drawn)


async def _forecast(face: Stage) -> None:
    """Wait until the forecast stands on the screen, where there is one."""
    language = face.app.look.language
    waiting = [say(words, language) for words in _WAITING]
    for _ in range(_PAUSES):
        if not face.app.forecasts._wanted and not any(
            words in face.text() for words in waiting
        ):
            return
        await face.pilot.pause()


async def draw(way: Way, folder: Path) -> None:
    """Draw every screen of a crisis in one way into a folder."""
    with tempfile.TemporaryDirectory() as data:
        table = LateTable(Path(data), way.language)
        own = Table(data_dir=Path(data), language=way.language)
        for number, (name, keys) in enumerate(ROOM_WALKS.items()):
            game = own.new(way.scenario, seed=7, name=f"game-{number}")
            for _ in range(MONTHS):
                game.end_month()
            async with _open(way, table, game) as face:
                await _draw(face, folder, name, keys)
            game.close()
        over = own.new(way.scenario, seed=7, name="over")
        while not over.is_over:
            over.end_month()
        async with _open(way, table, over) as face:
            for name in REVIEW_WALKS:
                await _draw(face, folder, name, ())
                await face.press("down")
        over.close()
        for name, keys in WALKS.items():
            async with _open(way, table, None) as face:
                await _draw(face, folder, name, keys)


def _open(
    way: Way, table: LateTable, game: Game | None
) -> AbstractAsyncContextManager[Stage]:
    return stage(
        way.cells,
        table=table,
        start=game,
        store=Store(options=Options({"theme": way.theme, "hints": "off"})),
        language=way.language,
        opener=Link,
    )


def ways(options: argparse.Namespace) -> Iterator[Way]:
    """Yield the ways that were asked for."""
    for theme, language, size in product(
        options.theme or THEMES, options.language or LANGUAGES, options.size or SIZES
    ):
        yield Way(scenario=options.scenario, theme=theme, language=language, size=size)


def main() -> int:
    """Draw the screens and the page that shows them."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--scenario", default="seoul-2024")
    parser.add_argument("--theme", action="append", choices=THEMES)
    parser.add_argument("--language", action="append", choices=LANGUAGES)
    parser.add_argument("--size", action="append", choices=SIZES)
    options = parser.parse_args()
    shown = []
    for way in ways(options):
        name = f"{way.size}-{way.theme}-{way.language}"
        sys.stderr.write(f"{name}\n")
        (options.folder / name).mkdir(parents=True, exist_ok=True)
        asyncio.run(draw(way, options.folder / name))
        shown += [f"{name}/{walk}.svg" for walk in (*WALKS, *ROOM_WALKS, *REVIEW_WALKS)]
    pictures = "\n".join(f'<p>{each}<br><img src="{each}"></p>' for each in shown)
    page = f"<!doctype html><meta charset=utf-8><title>Screens</title>\n{pictures}\n"
    (options.folder / "index.html").write_text(page, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
