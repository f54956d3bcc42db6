"""What the screens ask of memory: room of their own for arrays, and no idle modules.

What is let go of goes back to the system, and what nobody would use stays out.
"""

from __future__ import annotations

import contextlib
import ctypes
import importlib
import sys
from importlib.util import find_spec

from game.idle import not_to_be_had

_MMAP_THRESHOLD = -3
"""The name of the option in glibc's `malloc.h`."""
_LARGE = 128 * 1024
"""Bytes from which memory is asked for by itself. The same as glibc begins with; but
each time that it lets one go it raises the limit, up to 32 MiB, and then imagined
worlds of a moment lie between what stays, and their room is never given back."""
_MOST_ARENAS = -8
"""Likewise. Each thread that opens a game would have a heap of its own, with gaps of
its own; Python lets one thread run at a time anyway."""


def keep_arrays_apart() -> None:
    """Let every large array have memory of its own, where the C library can."""
    if sys.platform == "linux":
        with contextlib.suppress(OSError, AttributeError):  # no glibc
            mallopt = ctypes.CDLL(None).mallopt
            mallopt(_MMAP_THRESHOLD, _LARGE)
            mallopt(_MOST_ARENAS, 1)


def leave_out_idle() -> None:
    """Load without OpenSSL, and old ways to pack, what has a use for them.

    Together 6 MiB, and no screen needs them. asyncio, hashlib and shutil do without
    where they cannot have them; a Python whose hashlib has nothing else keeps OpenSSL.
    Whoever asks for `ssl` or `lzma` later gets it. To be called before there is a
    second thread, which might want the modules meanwhile.
    """
    with not_to_be_had("ssl", "bz2", "lzma"):
        importlib.import_module("asyncio")
        importlib.import_module("shutil")
    if any(map(find_spec, ("_sha256", "_sha2"))):
        with not_to_be_had("_hashlib"):
            importlib.import_module("hashlib")
            importlib.import_module("hmac")
