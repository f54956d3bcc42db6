"""Building much at once, and keeping it, with the collector out of the way."""

from __future__ import annotations

import gc
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress


class _Builders:
    """Counts who builds, over all threads: the collector is one for all of them."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._count = 0
        self._was_on = False

    def enter(self) -> None:
        """Put the collector off with the first."""
        with self._lock:
            if not self._count:
                self._was_on = gc.isenabled()
                gc.disable()
            self._count += 1

    def leave(self) -> None:
        """Leave the collector as it was with the last."""
        with self._lock:
            self._count -= 1
            if not self._count and self._was_on:
                gc.enable()


_builders = _Builders()


@contextmanager
def building() -> Iterator[None]:
    """Put the collector off: a check or an opening only builds, and leaves no circles.

    It would look through all that is being built, modules included, again and again,
    for a fifth of the time.
    """
    _builders.enter()
    try:
        yield
    finally:
        _builders.leave()


def keep() -> None:
    """Let the collector pass over all that stands now, until `let_go`.

    What was just built holds no circles. To look through a crisis for them takes longer
    than a page takes to open, and it happens in the middle of one.
    """
    gc.freeze()


def tidy() -> None:
    """Take out the circles that there are, before much is built that holds none."""
    gc.collect()


def give_back() -> None:
    """Let the system have the memory that was let go of, where the C library can."""
    if sys.platform != "linux":
        return
    import ctypes  # noqa: PLC0415 - numpy has loaded it where there is much to give

    with suppress(OSError, AttributeError):  # no glibc
        ctypes.CDLL(None).malloc_trim(0)


def let_go() -> None:
    """Let the collector look through everything again: what was kept may go."""
    gc.unfreeze()
