"""Run the game: `python -m game`, or the command `grave-concern`."""

from __future__ import annotations

import sys

from game.cli.main import main

__all__ = ["main"]

if __name__ == "__main__":
    sys.exit(main())
