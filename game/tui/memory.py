"""Memory given back: what reading a scenario took is not kept by the allocator."""

from __future__ import annotations

import ctypes
import sys

_TRIM, _ARENAS = -1, -8
"""`M_TRIM_THRESHOLD` and `M_ARENA_MAX` of glibc's `mallopt`."""


def spare() -> None:
    """Let the threads share one heap, and give its free end back early.

    A thread that reads a scenario would otherwise leave a heap of its own behind,
    full of holes. Where the C library knows nothing of this, nothing is done.
    """
    if not sys.platform.startswith("linux"):
        return
    try:
        tune = ctypes.CDLL(None).mallopt
    except (OSError, AttributeError):
        return
    tune(_ARENAS, 1)
    tune(_TRIM, 64 * 1024)
