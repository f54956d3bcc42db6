"""Playing one game to its end: with somebody at a terminal, or from a pipe."""

from __future__ import annotations

from typing import TYPE_CHECKING

from game.plain.play import PlainGame
from game.plain.reading import converse, recite

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from game.plain.afterwards import After
    from game.session import Table
    from game.session.game import Game
    from game.session.options import Store


def play_terminal(
    game: Game,
    ask: Callable[[str], str],
    write: Callable[[str], object],
    table: Table | None = None,
    *,
    after: After | None = None,
    store: Store | None = None,
) -> int:
    """Play with somebody at a terminal; a mistake is told and asked again.

    Returns:
        The exit code.
    """
    face = PlainGame(game, write, numbered=True, table=table, after=after, store=store)
    return converse(face, ask, write)


def play_lines(
    game: Game,
    lines: Iterator[str],
    write: Callable[[str], object],
    complain: Callable[[str], object],
    table: Table | None = None,
    *,
    after: After | None = None,
    store: Store | None = None,
) -> int:
    """Play lines from a pipe; an impossible one stops, the game is kept.

    Returns:
        The exit code: 1 after an impossible line, else 0.
    """
    face = PlainGame(game, write, numbered=False, table=table, after=after, store=store)
    return recite(face, lines, complain)
