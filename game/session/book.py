"""What a game is written down in, as far as playing it goes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from pathlib import Path

    from game.chronicle import Record, Recovery


class Book(Protocol):
    """What a game writes itself down in."""

    @property
    def path(self) -> Path:
        """Where it lies."""

    @property
    def recovered(self) -> Recovery | None:
        """What was put right when it was opened."""

    def append(self, record: Record) -> None:
        """Add a record; it is durable when this returns."""

    def close(self) -> None:
        """Give it up."""
