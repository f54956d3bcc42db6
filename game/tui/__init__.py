"""The terminal face: Textual screens over the session and its views."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from game.tui.ports import ForecastPort, GamePort, ReplayPort, TablePort

__all__ = ["run"]


def run(
    table: TablePort,
    *,
    start: Literal["title"] | GamePort | ReplayPort = "title",
    ascii_only: bool = False,
    theme: str | None = None,
    mouse: bool = True,
) -> int:
    """Play in the terminal until the player leaves.

    Textual is imported here and not before. What is staged is free and not
    kept; every month that was ended is on disk.

    Args:
        table: Where games and scenarios live.
        start: `title`, or a game or a replay to open at once.
        ascii_only: Draw with ASCII alone; automatic where the encoding of the
            terminal cannot carry the glyphs.
        theme: Name of a theme; None leaves it to the terminal.
        mouse: Listen to the mouse.

    Returns:
        The exit code.
    """
    import sys  # noqa: PLC0415 - with the rest

    from game.tui.app import GraveConcern  # noqa: PLC0415 - Textual, only now
    from game.tui.cells import Look  # noqa: PLC0415
    from game.tui.glyphs import ASCII, UNICODE, fits  # noqa: PLC0415

    plain = ascii_only or not fits(getattr(sys.stdout, "encoding", None) or "ascii")
    app = GraveConcern(
        table,
        look=Look(table.language, ASCII if plain else UNICODE),
        start=None if start == "title" else start,
        opener=_forecaster,
        theme=theme,
    )
    code = app.run(mouse=mouse)
    return app.return_code or 0 if code is None else code


def _forecaster() -> ForecastPort:
    from game.tui.link import Link  # noqa: PLC0415 - numpy, after the first paint

    return Link()
