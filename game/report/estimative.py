"""Estimative words: what a chance is called, each word tied to a span of numbers.

The words and their spans are Sherman Kent's ("Words of Estimative Probability",
1964): 2 to 12, 20 to 40, 40 to 60, 63 to 87 and 87 to 99. Where two spans meet, and in
the gaps that he left, a chance takes the word that claims less: the one nearer to even.
"""

from __future__ import annotations

from game.words import Message, message

SCALE: tuple[tuple[int, Message], ...] = (
    (12, message("almost certainly not")),
    (39, message("probably not")),
    (62, message("chances about even")),
    (87, message("probable")),
    (100, message("almost certain")),
)
"""The last percent of each word, rising."""


def estimative(percent: int) -> Message:
    """Return the word for a chance in percent."""
    return next(word for last, word in SCALE if percent <= last)
