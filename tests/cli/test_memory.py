"""What the screens let go of goes back to the system."""

from __future__ import annotations

import hashlib
import subprocess
import sys

import pytest

CHILD = """
import sys
from pathlib import Path
from game.cli.memory import keep_arrays_apart

def held():
    return int(Path("/proc/self/statm").read_text().split()[1]) * 4096

if sys.argv[1] == "apart":
    keep_arrays_apart()
bytearray(16 << 20)  # let go at once: from now on glibc's own limit is higher
before, small = held(), []
for _ in range(16):
    large = [bytes([1]) * (1 << 20) for _ in range(2)]
    small.append(bytes([1]) * 2000)  # stays behind what goes
    del large
    large = [bytes([1]) * (900 << 10) for _ in range(3)]
    small.append(bytes([1]) * 2000)
    del large
print(held() - before)
"""


@pytest.mark.skipif(sys.platform != "linux", reason="glibc alone has the option")
def test_arrays_of_a_moment_leave_nothing_behind() -> None:
    """Small objects that stay do not keep the room of large ones that went."""

    def left(how: str) -> int:
        command = [sys.executable, "-c", CHILD, how]
        done = subprocess.run(command, check=True, capture_output=True, text=True)
        return int(done.stdout)

    assert left("apart") < (1 << 20) < left("together")


IDLE = """
import sys
from game.cli.memory import leave_out_idle
leave_out_idle()
import asyncio, hashlib, hmac, shutil
print(*sorted({"ssl", "_ssl", "_hashlib", "bz2", "lzma"} & set(sys.modules)))
print(hashlib.sha256(b"grave").hexdigest())
import lzma, ssl
print(lzma.compress(b"") and ssl.OPENSSL_VERSION and "had")
"""


def test_idle_modules_are_left_out_until_somebody_wants_them() -> None:
    """No screen loads OpenSSL, or old ways to pack; others may."""
    command = [sys.executable, "-c", IDLE]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    loaded, digest, later = done.stdout.splitlines()
    assert loaded == ""
    assert digest == hashlib.sha256(b"grave").hexdigest()
    assert later == "had"
