"""The worker ends with its parent, however the parent ends."""

from __future__ import annotations

import os
import select
import signal
import subprocess
import sys

import pytest

PATIENCE = 60.0

_PARENT = """
import multiprocessing, select, sys
from game.outlook import Request
from game.outlook.forecaster import Forecaster
from tests.outlook.crisis import CRISIS, played

if __name__ == "__main__":
    forecaster = Forecaster()
    _, _, seen = played(3, ())
    forecaster.submit(Request(
        spec=CRISIS, history=seen, decisions=(), plans=((),), worlds=10_000_000,
    ))
    select.select([forecaster], [], [], 60.0)
    (child,) = multiprocessing.active_children()
    print(child.pid, flush=True)
    sys.stdin.readline()
"""


@pytest.mark.skipif(not hasattr(os, "pidfd_open"), reason="needs a process handle")
@pytest.mark.parametrize("killed", [True, False])
def test_the_worker_ends_with_its_parent(*, killed: bool) -> None:
    """A killed parent, and one that just returns, leave no busy worker behind."""
    parent = subprocess.Popen(
        [sys.executable, "-c", _PARENT],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert parent.stdin is not None
    assert parent.stdout is not None
    worker = os.pidfd_open(int(parent.stdout.readline()))
    try:
        if killed:
            parent.send_signal(signal.SIGKILL)
        _, errors = parent.communicate("leave\n" if not killed else None, PATIENCE)
        assert select.select([worker], [], [], PATIENCE)[0]
        assert parent.returncode == (-signal.SIGKILL if killed else 0)
        assert errors == ""
    finally:
        os.close(worker)
