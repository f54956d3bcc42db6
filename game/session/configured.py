"""Where a player's own configuration lies; imports nothing, so help is instant."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from pathlib import Path

FILE = "options.toml"


def folder(environment: Mapping[str, str] = os.environ) -> Path:
    """Return the user's configuration folder, without making it."""
    asked = environment.get("GRAVE_CONCERN_CONFIG")
    if asked:
        return Path(asked)
    if sys.platform == "linux":
        # What platformdirs says here too, without the time of its import.
        base = environment.get("XDG_CONFIG_HOME", "").strip()
        return Path(base or Path.home() / ".config") / "grave-concern"
    import platformdirs  # noqa: PLC0415 - only needed where nothing was asked for

    return Path(platformdirs.user_config_dir("grave-concern", appauthor=False))
