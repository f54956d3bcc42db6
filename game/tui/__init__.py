"""The terminal face: Textual screens over the session and its views."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from game.session.options import Store
    from game.tui.ports import ForecastPort, GamePort, ReplayPort, TablePort

__all__ = ["run"]

_ESCAPE = "10"
"""Milliseconds after which an escape that nothing follows was the key itself."""


def run(
    table: TablePort,
    *,
    start: Literal["title"] | GamePort | ReplayPort = "title",
    store: Store | None = None,
) -> int:
    """Play in the terminal until the player leaves.

    Textual is imported here and not before. What is staged is free and not
    kept; every month that was ended is on disk.

    Args:
        table: Where games and scenarios live.
        start: `title`, or a game or a replay to open at once.
        store: The options; None are the defaults, kept nowhere.

    Returns:
        The exit code.
    """
    import os  # noqa: PLC0415 - with the rest
    import sys  # noqa: PLC0415

    for name in ("COLUMNS", "LINES"):
        os.environ.pop(name, None)  # of a window that has changed since
    if not os.environ.get("SSH_CONNECTION"):
        # A terminal on this machine sends a key in one piece; a line may cut it.
        os.environ.setdefault("ESCDELAY", _ESCAPE)

    from game.building import keep  # noqa: PLC0415
    from game.idle import of_no_account  # noqa: PLC0415 - with the rest
    from game.session.options import Store as Kept  # noqa: PLC0415 - with the rest

    with of_no_account("textual.command"):  # its menu, and five widgets; we have ours
        from game.tui.app import GraveConcern  # noqa: PLC0415 - Textual, only now
    from game.tui.cells import Look  # noqa: PLC0415
    from game.tui.glyphs import ASCII, UNICODE, fits  # noqa: PLC0415

    store = store or Kept()
    glyphs, mouse = store.options.value("glyphs"), store.options.value("mouse")
    plain = glyphs == "ascii" or (
        glyphs == "auto" and not fits(getattr(sys.stdout, "encoding", None) or "ascii")
    )
    app = GraveConcern(
        table,
        look=Look(table.language, ASCII if plain else UNICODE),
        start=None if start == "title" else start,
        opener=_forecaster,
        store=store,
    )
    keep()  # the modules, and a game that was begun before
    code = app.run(mouse=mouse == "on")
    return app.return_code or 0 if code is None else code


def _forecaster() -> ForecastPort:
    from game.tui.link import Link  # noqa: PLC0415 - numpy, after the first paint

    return Link()
