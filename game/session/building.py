"""Building much at once, with the collector of circular garbage out of the way."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def building() -> Iterator[None]:
    """Put the collector off: opening a game only builds, and leaves no circles.

    It would look through all that is being built, modules included, again and again.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
