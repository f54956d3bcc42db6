"""What every outlook assumes, in words; each face says it beside the forecast."""

from __future__ import annotations

from game.words import message

ASSUMES = message(
    "Assumes rungs held, later cards answered by default, others acting as they do now."
)
BRIEFLY = message("assumes nothing else changes")
"""The same where a panel has no room for it."""
