"""Where a player's own configuration lies; imports nothing, so help is instant."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping

TYPE_CHECKING = False  # as `typing` has it, without the time of its import
if TYPE_CHECKING:
    from pathlib import Path

FILE = "options.toml"


def folder(environment: Mapping[str, str] = os.environ) -> Path:
    """Return the user's configuration folder, without making it."""
    from pathlib import Path  # noqa: PLC0415 - longer to import than the rest of this

    return Path(_folder(environment))


def kept(environment: Mapping[str, str] = os.environ) -> str:
    """Return where the player's options lie, if there are any."""
    return f"{_folder(environment)}{os.sep}{FILE}"


def _folder(environment: Mapping[str, str]) -> str:
    asked = environment.get("GRAVE_CONCERN_CONFIG")
    if asked:
        return asked
    if sys.platform == "linux":
        # What platformdirs says here too, without the time of its import.
        base = environment.get("XDG_CONFIG_HOME", "").strip()
        base = base or os.path.expanduser("~/.config")  # noqa: PTH111 - as in `folder`
        return f"{base}/grave-concern"
    import platformdirs  # noqa: PLC0415 - only needed where nothing was asked for

    return platformdirs.user_config_dir("grave-concern", appauthor=False)
