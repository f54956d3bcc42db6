"""What the player sees exactly, taken from the raw tables."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from game.engine.expression import Read, Source
from game.scenario.names import Names, rows, table


@dataclass(frozen=True, slots=True, kw_only=True)
class Sight:
    """What is not seen exactly."""

    clouded: frozenset[str]
    """Variables that are noisy or hidden."""
    secret: frozenset[str]
    """Happenings that are not shown before the end."""

    def shows(self, read: Read) -> bool:
        """Tell whether one quantity is seen exactly (a derived one always is)."""
        if read.source in {Source.VARIABLE, Source.PREVIOUS}:
            return read.id not in self.clouded
        if read.source in {Source.HAPPENED, Source.EVER, Source.SINCE}:
            return read.id not in self.secret
        return read.source is not Source.TYPE


def sight_of(names: Names) -> Sight:
    """Return what the player of a file sees."""
    return Sight(
        clouded=frozenset(
            key
            for key, row in names.table("variables").items()
            if table(row).get("seen", "exact") != "exact"
        ),
        secret=frozenset(_secrets(names)),
    )


def _secrets(names: Names) -> Iterator[str]:
    for home in ("events", "red_lines"):
        for key, row in names.table(home).items():
            if table(row).get("secret") is True:
                yield key
    for key, row in names.table("rules").items():
        for option in rows(table(row).get("options")):
            if table(option).get("secret") is True:
                yield f"{key}.{table(option).get('id')}"
