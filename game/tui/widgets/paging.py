"""Where a page up or down leaves the cursor: never out of sight."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from game.tui.cells import Row


def kept_in_view(
    rows: Sequence[Row], cursor: str, top: int, lines: int, by: int
) -> str:
    """Return the item for the cursor after a page; empty if none is in view.

    Args:
        rows: All rows.
        cursor: The item that it was on.
        top: The first line in view, from 0, after the page was turned.
        lines: How many are in view.
        by: 1 down, -1 up.
    """
    seen = [row.pick for row in rows[top : top + lines] if row.pick]
    if not seen or cursor in seen:
        return cursor if seen else ""
    return seen[0 if by > 0 else -1]
