"""A child that plays with the real writer and tells what it may count on."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from game.chronicle import REAL
from game.errors import GameError
from tests.faults.killing import play

if __name__ == "__main__":
    os.write(1, b"b")
    try:
        play(Path(sys.argv[1]), REAL, 1)
    except GameError as error:
        sys.exit(str(error))
