"""How many characters of a text a player is shown."""

from __future__ import annotations

LABEL = 80
TITLE = 120
TEXT = 2000
SHOWN = {"title": TITLE, "brief": TEXT, "player": LABEL}
"""What a list shows of a scenario's head."""
