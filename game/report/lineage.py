"""Games as a tree: which branched off which."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from game.report.shelved import GameView


def in_tree(views: Sequence[GameView]) -> tuple[GameView, ...]:
    """Return games so that each stands under the one it branched off.

    Games that stand beside each other keep their order. A game whose parent is not
    here, or that names itself among its parents, stands alone.

    Args:
        views: games in any order; of two copies of one game the first is the parent.
    """
    by_id: dict[str, GameView] = {}
    for view in views:
        if view.id:
            by_id.setdefault(view.id, view)
    children: dict[str, list[GameView]] = {}
    roots: list[GameView] = []
    for view in views:
        if view.parent_id in by_id and not _circular(view, by_id):
            children.setdefault(by_id[view.parent_id].name, []).append(view)
        else:
            roots.append(view)
    # A list of what is still to come, the next one last: forks may be nested deeply.
    found: list[GameView] = []
    waiting = [(view, 0, "") for view in reversed(roots)]
    while waiting:
        view, depth, parent = waiting.pop()
        found.append(replace(view, depth=depth, parent=parent))
        waiting += [
            (child, depth + 1, view.name)
            for child in reversed(children.get(view.name, []))
        ]
    return tuple(found)


def _circular(view: GameView, by_id: dict[str, GameView]) -> bool:
    """Tell whether following parents from a game never ends."""
    met = {view.id}
    at: GameView | None = by_id.get(view.parent_id)
    while at is not None:
        if at.id in met:
            return True
        met.add(at.id)
        at = by_id.get(at.parent_id)
    return False
