"""The C library is told to give back what was freed."""

from __future__ import annotations

import platform

from game.cli.allocating import give_back


def test_the_gnu_library_takes_the_settings() -> None:
    """It knows both parameters; another library is left as it is."""
    assert give_back() == (platform.libc_ver()[0] == "glibc")
