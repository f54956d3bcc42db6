"""What the numbers rest on, in words; each face says it once beside them."""

from __future__ import annotations

from game.words import message

ASSUMES = message(
    "Assumes rungs held, later cards answered by default, others acting as they do now."
)
BRIEFLY = message("assumes nothing else changes")
"""The same where a panel has no room for it."""
MODEL_LINE = message("Model: {model}.")
"""What a page says of the rival model that a game is played under."""
BRIER = message(
    "Brier score: the mean squared error of the chances given; lower is better. The "
    "share is what saying each time how many had come true until then would have "
    "scored."
)
"""What the scores beside a record are; said once on a page."""
