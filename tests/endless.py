"""A server of jobs of which some never end, by the names of their files.

It stands in for a hostile file: what a file costs hangs on the machine, and these go
beyond any limit on every machine.
"""

from __future__ import annotations

import signal
from pathlib import Path

from game.scenario import apart
from game.scenario.passing import Job, Report, look


def endless(job: Job) -> Report:
    """Do a job, or never come to its end."""
    name = Path(job.path).stem
    while name == "spins":
        pass
    while name == "waits":
        signal.pause()
    held: list[bytearray] = []
    while name == "grows":
        held.append(bytearray(2**24))
    return look(job)


if __name__ == "__main__":
    apart.look = endless  # type: ignore[attr-defined]
    apart.main()
