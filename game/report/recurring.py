"""What comes again and again: how often it came, and in which words it is told."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from game.engine.observation import Observation
    from game.report.labels import Labels


def comings(observations: Sequence[Observation]) -> Mapping[str, int]:
    """Return how often each card came up; one that lies for some turns came once."""
    found = {(card.id, card.opened) for seen in observations for card in seen.cards}
    return Counter(key for key, _ in found)


def wording(labels: Labels, path: str, further: int, before: int) -> str:
    """Return the text of what came `before` times before: its texts in turn."""
    place = before % (further + 1)
    return labels.text(f"{path}.again.{place - 1}" if place else f"{path}.text")
