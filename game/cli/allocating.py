"""What was freed goes back to the system, where the C library can be told to.

The GNU library keeps more and more of what it once had: after the first large arrays
it takes even larger ones from a heap of its own, which small things hold open. The
worlds of a month are such arrays, there for a moment; the interface stands for hours.
"""

from __future__ import annotations

import sys

_TRIM_THRESHOLD, _MMAP_THRESHOLD = -1, -3
"""Parameters of `mallopt`, by the numbers of malloc.h."""
_LEFT = 128 * 1024
"""Bytes that may lie free at the end of the heap: the library's own number, which it
does not change any more once it was set."""
_LARGE = 512 * 1024
"""Bytes from which on an array is memory of its own. The library begins with a quarter
of it and goes up to 32 MiB by itself."""


def give_back() -> bool:
    """Tell the C library so; return whether it knows what was meant."""
    if sys.platform != "linux":
        return False
    import ctypes  # noqa: PLC0415 - numpy brings it too, after the first paint

    mallopt = getattr(ctypes.CDLL(None), "mallopt", None)
    if mallopt is None:
        return False
    taken = mallopt(_TRIM_THRESHOLD, _LEFT), mallopt(_MMAP_THRESHOLD, _LARGE)
    return all(taken)
