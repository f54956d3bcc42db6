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


def lies_beyond(
    rows: Sequence[Row], cursor: str, top: int, lines: int, by: int
) -> bool:
    """Tell whether the item under the cursor is yet to come into view that way.

    Args:
        rows: All rows.
        cursor: The item.
        top: The first line in view, from 0.
        lines: How many are in view.
        by: 1 down, -1 up.
    """
    own = [y for y, row in enumerate(rows) if row.pick == cursor]
    return bool(own) and (own[0] >= top + lines if by > 0 else own[-1] < top)


def fitting(
    wanted: tuple[int, int], lines: Sequence[int], height: int
) -> tuple[int, int]:
    """Return the lines to bring into view, the last one excluded.

    Args:
        wanted: what should be in view, if there is room.
        lines: those of the item under the cursor, which are among them.
        height: of the window.
    """
    first, last = wanted
    if last - lines[0] > height:
        last = max(lines[0] + height, lines[-1] + 1)
    if last - first > height:
        first, last = lines[0], lines[0] + min(height, len(lines))
    return first, last
