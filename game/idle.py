"""Modules that nobody here would use, and how to load without them what asks for them.

Each is memory for as long as a game is open, and time before it opens.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from types import ModuleType
from typing import cast


class _Empty(ModuleType):
    """A module in which every name is a class of nothing."""

    def __getattr__(self, name: str) -> type:
        if name.startswith("__"):
            raise AttributeError(name)
        return type(name, (), {})


@contextmanager
def not_to_be_had(*names: str) -> Iterator[None]:
    """Let the import of modules, unless they are there, fail meanwhile."""
    # The documented way to say so; the type of `sys.modules` leaves it out.
    with _being(dict.fromkeys(names, cast("ModuleType", None))):
        yield


@contextmanager
def of_no_account(*names: str) -> Iterator[None]:
    """Let modules, unless they are there, hold classes of nothing meanwhile.

    For what is asked for by name and never used; whoever wants it later gets it.
    """
    with _being({name: _Empty(name) for name in names}):
        yield


def never(name: str, **held: object) -> None:
    """Let a module be one that holds this alone, from now on, unless it is there."""
    if name not in sys.modules:
        sys.modules[name] = _Empty(name)
        vars(sys.modules[name]).update(held)


@contextmanager
def _being(wanted: dict[str, ModuleType]) -> Iterator[None]:
    absent = {name: wanted[name] for name in wanted if name not in sys.modules}
    sys.modules.update(absent)
    try:
        yield
    finally:
        for name in absent:
            del sys.modules[name]
