"""Estimative words: what a chance is called, each word tied to a number.

The words and the numbers behind them are Sherman Kent's ("Words of Estimative
Probability", 1964); a chance takes the word whose number is nearest.
"""

from __future__ import annotations

from game.words import Message, message

SCALE: tuple[tuple[int, Message], ...] = (
    (7, message("almost certainly not")),
    (30, message("probably not")),
    (50, message("chances about even")),
    (75, message("probable")),
    (93, message("almost certain")),
)
"""Percent and word, rising."""


def estimative(percent: int) -> Message:
    """Return the word for a chance in percent; halfway takes the higher word."""
    nearest = min(SCALE, key=lambda row: (abs(row[0] - percent), -row[0]))
    return nearest[1]
