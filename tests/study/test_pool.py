"""Processes that play: ctrl+c never reaches them, and ends them without a word."""

from __future__ import annotations

import signal
import threading
import time

import pytest

from game.__main__ import _is_interrupt
from game.study.command import pool


def held() -> bool:
    """Tell whether this process would not notice ctrl+c."""
    blocked = signal.SIGINT in signal.pthread_sigmask(signal.SIG_BLOCK, set())
    return blocked or signal.getsignal(signal.SIGINT) is signal.SIG_IGN


def test_a_process_is_never_reached_by_an_interrupt() -> None:
    """It is held back from before the process begins; the first one still gets it."""
    with pool(2) as executor:
        assert executor is not None
        assert executor.submit(held).result()
    assert not held()


def interrupted(*, started: bool) -> None:
    """Stop work that processes do, or are only about to begin with."""
    with pool(2) as executor:
        assert executor is not None
        futures = [executor.submit(time.sleep, 0.01) for _ in range(40)]
        if started:
            futures[0].result()
        for future in futures:
            future.cancel()
        raise KeyboardInterrupt


@pytest.mark.parametrize("started", [False, True])
def test_an_interrupt_leaves_no_error_of_a_thread(
    monkeypatch: pytest.MonkeyPatch, *, started: bool
) -> None:
    """Whether the processes play already or are only starting, nothing is printed."""
    errors: list[object] = []
    monkeypatch.setattr(threading, "excepthook", errors.append)
    before = set(threading.enumerate())
    with pytest.raises(KeyboardInterrupt):
        interrupted(started=started)
    assert errors == []
    assert set(threading.enumerate()) == before


def test_an_interrupt_is_known_under_any_name() -> None:
    """What compiled code or another error makes of ctrl+c is ctrl+c."""
    error = ImportError("numpy")
    assert not _is_interrupt(error)
    error.__cause__ = KeyboardInterrupt()
    assert _is_interrupt(error)
    assert _is_interrupt(TypeError("building serializer: KeyboardInterrupt: "))
