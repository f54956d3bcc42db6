"""What the screens ask of memory: room of their own for arrays, and no idle modules.

What is let go of goes back to the system, and what nobody would use stays out.
"""

from __future__ import annotations

import contextlib
import ctypes
import importlib
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from types import ModuleType
from typing import cast

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


def leave_out_ssl() -> None:
    """Load what has a use for OpenSSL without it: 6 MiB, and no screen needs it.

    asyncio and hashlib are made to do without; but a Python whose hashlib has nothing
    else keeps it. Whoever asks for `ssl` later gets it.
    """
    with _standing_in("ssl", None):
        importlib.import_module("asyncio")
    if any(map(find_spec, ("_sha256", "_sha2"))):
        with _standing_in("_hashlib", None):
            importlib.import_module("hashlib")
            importlib.import_module("hmac")


@contextmanager
def no_plugins() -> Iterator[None]:
    """Let pydantic be loaded without what seeks its plugins: 3 MiB.

    They are switched off (see `game.cli.main`), and so are never sought.
    """
    nothing = ModuleType("importlib.metadata")
    nothing.__dict__["entry_points"] = lambda **_: ()
    with _standing_in(nothing.__name__, nothing):
        yield


@contextmanager
def _standing_in(name: str, other: ModuleType | None) -> Iterator[None]:
    """Let a module, unless it is there, be another meanwhile; None: not to be had."""
    if name in sys.modules:
        yield
        return
    # The documented way to say that a module cannot be had; its type leaves it out.
    sys.modules[name] = cast("ModuleType", other)
    try:
        yield
    finally:
        del sys.modules[name]
