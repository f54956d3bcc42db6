"""What the numbers rest on, in words; each face says it once beside them."""

from __future__ import annotations

from game.words import message

ASSUMES = message(
    "Assumes that policy stays, later cards stay unanswered, and others act as now."
)
BRIEFLY = message("assumes nothing else changes")
"""The same where a panel has no room for it."""
MODEL_LINE = message("Model: {model}.")
"""What a page says of the rival model that a game is played under."""
BRIER = message(
    "The error tells how far the chances given were from what came: 0 is perfect, 0.25 "
    "is saying 50 % every time (the Brier score). A plain guess says each time how "
    "often such events had taken place until then."
)
"""What the scores beside a record are; said once on a page."""
