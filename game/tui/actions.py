"""The registry of actions: bindings, the footer and the help come from here."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from textual.binding import Binding

from game.tui.registry.action import SCOPES, Action
from game.tui.registry.keeping import KEEPING
from game.tui.registry.looking import LOOKING
from game.tui.registry.playing import PLAYING
from game.tui.registry.reaching import REACHING
from game.tui.registry.reading import READING
from game.tui.registry.reviewing import REVIEWING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

__all__ = ["ACTIONS", "SCOPES", "Action", "bindings", "footer", "of", "remapped"]

ACTIONS: tuple[Action, ...] = (
    *(*PLAYING, *READING, *KEEPING),
    *(*REVIEWING, *LOOKING, *REACHING),
)


def of(scope: str) -> Iterator[Action]:
    """Return the actions of a scope, in the order of the registry."""
    return (action for action in ACTIONS if scope in action.scopes)


def bindings(scope: str) -> list[Binding]:
    """Return Textual's bindings of a scope."""
    return [
        Binding(
            action.keys,
            action.name,
            action.label.template,
            show=False,
            id=f"{scope}.{action.name}",
            priority=action.first,
        )
        for action in of(scope)
    ]


def footer(scope: str) -> list[Action]:
    """Return the actions of a scope that the footer shows, in its order."""
    return sorted((a for a in of(scope) if a.footer), key=lambda a: a.footer)


def remapped(action: Action, scope: str, keymap: Mapping[str, str]) -> Action:
    """Return the action with the key that the player gave it in a scope."""
    keys = keymap.get(f"{scope}.{action.name}")
    if keys is None:
        return action
    return replace(action, shown=keys.split(",")[0].replace("ctrl+", "^"))
