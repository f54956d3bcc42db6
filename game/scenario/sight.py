"""What the player, or an actor, sees exactly, taken from the raw tables."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from game.engine.expression import Read, Source
from game.scenario.names import Names, rows, table
from game.scenario.rival import DRAWN


@dataclass(frozen=True, slots=True, kw_only=True)
class Sight:
    """What is not seen exactly."""

    clouded: frozenset[str]
    """Variables that are noisy or hidden."""
    secret: frozenset[str]
    """Happenings that are not shown before the end."""
    types: frozenset[str]
    """Types that are not known."""

    def shows(self, read: Read) -> bool:
        """Tell whether one quantity is seen exactly (a derived one always is)."""
        if read.source in {Source.VARIABLE, Source.PREVIOUS}:
            return read.id not in self.clouded
        if read.source in {Source.HAPPENED, Source.EVER, Source.SINCE}:
            return read.id not in self.secret
        if read.source is Source.TYPE:
            return read.id != DRAWN and read.id not in self.types
        return True


def sight_of(names: Names, actor: str = "") -> Sight:
    """Return what the player of a file sees; with an actor, what that actor sees.

    All see what the player sees exactly. An actor also sees its own acts and types,
    what is `known_to` it, and the types that nobody owns: they are how the world goes,
    not what another one thinks.
    """
    others = names.ids("actors") - {actor}
    return Sight(
        clouded=frozenset(
            key
            for key, row in names.table("variables").items()
            if table(row).get("seen") in ("noisy", "hidden")
            and not (actor and _is_known(row, actor, names.ids("actors")))
        ),
        secret=frozenset(_secrets(names, actor)),
        types=frozenset(
            key
            for key, row in names.table("types").items()
            if not actor or str(table(row).get("actor")) in others
        ),
    )


def _is_known(row: object, actor: str, actors: frozenset[str]) -> bool:
    """Tell whether an actor knows a variable; a misspelt knower may be anybody."""
    knowers = rows(table(row).get("known_to"))
    return actor in knowers or not all(
        isinstance(one, str) and one in actors for one in knowers
    )


def _secrets(names: Names, actor: str) -> Iterator[str]:
    for home in ("events", "red_lines"):
        for key, row in names.table(home).items():
            if table(row).get("secret") is True and not _is_own(row, actor):
                yield key
    for key, row in names.table("rules").items():
        for option in rows(table(row).get("options")):
            if table(option).get("secret") is True and not _is_own(row, actor):
                yield f"{key}.{table(option).get('id')}"


def _is_own(row: object, actor: str) -> bool:
    return bool(actor) and table(row).get("actor") == actor
