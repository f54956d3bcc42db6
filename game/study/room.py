"""Refusing what would fill the memory, before it is begun."""

from __future__ import annotations

from game.errors import ScenarioError, UsageError

KEPT_ROOM = 2**32
"""Bytes that may be kept of all the games of a study."""

_MEBI = 2**20


def check_room(count: int, each: int, room: int = KEPT_ROOM) -> None:
    """Refuse so many games if they do not fit into the memory.

    Args:
        count: how many are kept, or stand side by side.
        each: bytes of one.
        room: bytes that there are for all.

    Raises:
        UsageError: they do not fit; it says how many would.
    """
    if count * each > room:
        raise UsageError(
            "{count} games of this scenario would take about {need} MiB of memory at"
            " once, and at most {most} MiB are taken, which {fitting} of them fill. Ask"
            " for fewer worlds, or make the scenario smaller.",
            count=count,
            need=-(-count * each // _MEBI),
            most=room // _MEBI,
            fitting=room // each,
        )


def check_games(games: int, each: int, room: int) -> None:
    """Refuse a scenario of which so many games do not fit side by side.

    Args:
        games: how many the rows of the scenario call for.
        each: bytes of one.
        room: bytes that there are for all.

    Raises:
        ScenarioError: they do not fit.
    """
    if games * each > room:
        raise ScenarioError(
            "The rows of this scenario call for {games} games side by side, which would"
            " take about {need} MiB of memory, and at most {most} MiB are taken. Join"
            " some of its cards, levers, initiatives or policies.",
            games=games,
            need=-(-games * each // _MEBI),
            most=room // _MEBI,
        )
