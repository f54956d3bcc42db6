"""A table of its own for every test that asks, with one small scenario on it."""

from __future__ import annotations

import atexit
import os
import shutil
import signal
import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from game.session import Table
from tests.gate import Here

if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    # A run in the background ignores interrupts, and what it starts would as well.
    signal.signal(signal.SIGINT, signal.default_int_handler)

# Nobody's own options and nobody's language decide what a test sees.
_OPTIONS = tempfile.mkdtemp(prefix="no-options-")
atexit.register(shutil.rmtree, _OPTIONS, ignore_errors=True)
os.environ["GRAVE_CONCERN_CONFIG"] = _OPTIONS
os.environ["LANGUAGE"] = "en"

# How long an example takes says how busy the machine is.
settings.register_profile(
    "any_speed", deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("any_speed")

FERRY = Path(__file__).parent / "session" / "files" / "ferry.toml"
ISLANDS = FERRY.with_name("islands.toml")
"""The ferry with seven islands more, whose relations are partly hidden."""


@pytest.fixture(autouse=True)
def gate(monkeypatch: pytest.MonkeyPatch) -> None:
    """Start no process for every small file; `session/test_gate.py` does."""
    monkeypatch.setattr("game.session.reading.Child", Here)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a folder of games with the ferry beside them."""
    scenarios = tmp_path / "scenarios"
    scenarios.mkdir()
    shutil.copy(FERRY, scenarios)
    (scenarios / "DEFAULT").write_text("ferry\n")
    return tmp_path


@pytest.fixture
def table(folder: Path) -> Table:
    """Return a table in that folder."""
    return Table(data_dir=folder)
