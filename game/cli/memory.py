"""Large arrays apart from small objects: what is let go of goes back to the system."""

from __future__ import annotations

import contextlib
import ctypes
import sys

_MMAP_THRESHOLD = -3
"""The name of the option in glibc's `malloc.h`."""
_LARGE = 128 * 1024
"""Bytes from which memory is asked for by itself. The same as glibc begins with; but
each time that it lets one go it raises the limit, up to 32 MiB, and then imagined
worlds of a moment lie between what stays, and their room is never given back."""


def keep_arrays_apart() -> None:
    """Let every large array have memory of its own, where the C library can."""
    if sys.platform == "linux":
        with contextlib.suppress(OSError, AttributeError):  # no glibc
            ctypes.CDLL(None).mallopt(_MMAP_THRESHOLD, _LARGE)
