"""A process of its own that looks at scenarios from outside, within limits.

It is started as `python -m game.scenario.apart SECONDS WAIT BYTES`, takes one job a
line and answers each with one line. Whatever goes beyond a limit ends it: the answers
that are there by then stand, and the job after them is the one that did it.
"""

from __future__ import annotations

import contextlib
import math
import os
import signal
import sys
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from game.scenario.passing import Job, look

try:
    import resource
except ImportError:  # not on this platform; whoever waits then limits the time alone
    resource = None  # type: ignore[assignment]

NO_MEMORY = 3
"""What the process returns when its memory was not enough."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """What one scenario may take."""

    seconds: int = 5
    """Of processor time."""
    wait: int = 60
    """Of time on the clock, in which a busy machine may have had little for it."""
    memory: int = 2**30
    """Bytes that the process may address in all, the interpreter with them."""


def serve(
    lines: Iterable[str], answer: Callable[[str], object], limits: Limits
) -> None:
    """Answer every job, each within the limits.

    Raises:
        MemoryError: one took more memory than there may be.
    """
    _limit_memory(limits.memory)
    for line in lines:
        _limit_time(limits)
        answer(look(Job.from_line(line)).line())


def _limit_memory(most: int) -> None:
    if resource is None:
        return
    # Some systems know the limit and refuse to set it.
    with contextlib.suppress(OSError, ValueError):
        resource.setrlimit(resource.RLIMIT_AS, (most, most))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _limit_time(limits: Limits) -> None:
    """Let the system itself end the process: no code has to run for it."""
    if resource is None:
        return
    _, hard = resource.getrlimit(resource.RLIMIT_CPU)
    soft = math.ceil(time.process_time()) + limits.seconds
    if hard == resource.RLIM_INFINITY or soft < hard:
        resource.setrlimit(resource.RLIMIT_CPU, (soft, hard))
    signal.setitimer(signal.ITIMER_REAL, limits.wait)


def main() -> None:
    """Serve what comes in."""

    def answer(line: str) -> None:
        sys.stdout.write(f"{line}\n")
        sys.stdout.flush()

    seconds, wait, memory = map(int, sys.argv[1:4])
    limits = Limits(seconds=seconds, wait=wait, memory=memory)
    try:
        serve(sys.stdin, answer, limits)
    except MemoryError:
        # Nothing more is tried: what tidies up might ask for memory again.
        os._exit(NO_MEMORY)


if __name__ == "__main__":
    main()
