"""Drawings of what can be looked up: `python -m tests.tui.drawings` keeps them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from game.tui.cells import Look, Row
from game.tui.draw import codex, matrix, news
from game.tui.glyphs import ASCII, UNICODE, to_ascii
from tests.tui.fakes import FakeGame

KEPT = Path(__file__).parent / "drawings"
SIZES = {"80x24": (76, 14), "120x40": (116, 30), "200x60": (196, 50)}
_PLACES = {
    "matrix": "union us",
    "relation": "4",
    "headlines": "3:news3.1",
    "codex": "pier",
}


def drawings() -> Iterator[tuple[str, str]]:
    """Yield the name and the text of every drawing."""
    game = FakeGame()
    for _ in range(3):
        game.end_month()
    for name, size in SIZES.items():
        for glyphs, mark in ((UNICODE, ""), (ASCII, "-ascii")):
            look = Look("en", glyphs)
            for screen in _PLACES:
                rows = _rows(game, screen, look, size)
                texts = [row.text.rstrip() for row in rows]
                if glyphs is ASCII:
                    texts = [to_ascii(text) for text in texts]
                yield f"{screen}-{name}{mark}.txt", "\n".join(texts) + "\n"


def _rows(
    game: FakeGame, screen: str, look: Look, size: tuple[int, int]
) -> Sequence[Row]:
    at, half = _PLACES[screen], size[0] // 2
    if screen == "matrix":
        view = game.relations()
        return [
            *matrix.matrix(view, look, size, at),
            *matrix.detail(view, at, look, (half, size[1] // 3), {}),
        ]
    if screen == "relation":
        history = game.relation("union_us")
        return [
            *matrix.course(history, int(at), look, (size[0], size[1] // 2)),
            *matrix.turns(history, look, half, at),
            *matrix.turn_detail(history, at, look, half, "codex:ferrin"),
        ]
    if screen == "headlines":
        turns = game.headlines()
        return [
            *news.titles(turns, "", look, half, at),
            *news.detail(turns, "", at, look, (half, size[1])),
        ]
    entries = game.codex()
    by_id = {entry.id: entry for entry in entries}
    return [
        *codex.titles(entries, look, half, at, numbers=True),
        *codex.detail(by_id[at], by_id, look, half, "codex:union"),
    ]


def keep() -> None:
    """Write every drawing down."""
    KEPT.mkdir(exist_ok=True)
    for name, text in drawings():
        (KEPT / name).write_text(text, encoding="utf-8")


if __name__ == "__main__":
    keep()
