"""Reading that leaving does not wait for."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from threading import Thread
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable

T = TypeVar("T")


async def read_aside(read: Callable[[], T]) -> T:
    """Read in a thread of its own, which is left behind when the program ends.

    Never for what writes a game: that has to come to its end.
    """
    loop = asyncio.get_running_loop()
    found: asyncio.Future[T] = loop.create_future()

    def hand_over(give: Callable[[], None]) -> None:
        with suppress(RuntimeError):  # the loop is gone: nobody waits any more
            loop.call_soon_threadsafe(lambda: None if found.done() else give())

    def run() -> None:
        try:
            value = read()
        except BaseException as error:  # noqa: BLE001 - raised where it is awaited
            raised = error
            hand_over(lambda: found.set_exception(raised))
        else:
            hand_over(lambda: found.set_result(value))

    Thread(target=run, daemon=True).start()
    return await found
