"""A process that wants to play the same game as another, again and again.

`python -m tests.faults.rivals PATH ROUNDS` decides a month whenever it gets the
game, and prints how often it did. A marker file tells if two ever had it at once.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

from game.chronicle import DecideRecord, open_for_play
from game.errors import BusyGameError
from tests.chronicle.samples import decide


def main() -> int:
    """Play whenever the game is free."""
    path, rounds = Path(sys.argv[1]), int(sys.argv[2])
    marker = path.with_suffix(".held")
    played = 0
    while played < rounds:
        try:
            with open_for_play(path) as game:
                os.close(os.open(marker, os.O_CREAT | os.O_EXCL))
                last = game.records[-1]
                month = last.n if isinstance(last, DecideRecord) else 0
                game.append(decide(month + 1))
                marker.unlink()
                played += 1
        except BusyGameError:
            continue
    sys.stdout.write(f"{played}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
