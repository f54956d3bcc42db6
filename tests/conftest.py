"""A table of its own for every test that asks, with one small scenario on it."""

from __future__ import annotations

import atexit
import gc
import os
import shutil
import signal
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace

import pytest
from hypothesis import HealthCheck, settings

from game.session import Table
from tests import once
from tests.gate import Here

if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    # A run in the background ignores interrupts, and what it starts would as well.
    signal.signal(signal.SIGINT, signal.default_int_handler)

# Nobody's own options and nobody's language decide what a test sees.
_OPTIONS = tempfile.mkdtemp(prefix="no-options-")
atexit.register(shutil.rmtree, _OPTIONS, ignore_errors=True)
os.environ["GRAVE_CONCERN_CONFIG"] = _OPTIONS
os.environ["LANGUAGE"] = "en"

# Whoever wants no compiled modules beside the sources has none there. What many tests
# start would then be compiled every time: it is once, where the run began.
_COMPILED = "GRAVE_CONCERN_TESTS_COMPILED"
if sys.dont_write_bytecode and _COMPILED not in os.environ:
    os.environ[_COMPILED] = tempfile.mkdtemp(prefix="compiled-")
    atexit.register(shutil.rmtree, os.environ[_COMPILED], ignore_errors=True)

# How long an example takes says how busy the machine is.
settings.register_profile(
    "any_speed", deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("any_speed")

FERRY = Path(__file__).parent / "session" / "files" / "ferry.toml"
ISLANDS = FERRY.with_name("islands.toml")
"""The ferry with seven islands more, whose relations are partly hidden."""


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with what takes longest: begun last, it would be waited for alone."""
    items.sort(key=lambda item: item.get_closest_marker("long") is None)


def pytest_collection_finish() -> None:
    """Let the collector pass over what stands before the first test begins.

    Thousands of tests and all modules: looking through them took two fifths of all
    the time.
    """
    gc.collect()
    gc.freeze()


_STILL = SimpleNamespace(
    collect=gc.collect,
    enable=gc.enable,
    disable=gc.disable,
    isenabled=gc.isenabled,
    freeze=lambda: None,
    unfreeze=lambda: None,
)
"""The collector for games in this process: to let one go would let all tests go."""


@pytest.fixture(autouse=True)
def aside(monkeypatch: pytest.MonkeyPatch) -> None:
    """Leave aside what was put aside; tests about that ask for the `collector`."""
    monkeypatch.setattr("game.building.gc", _STILL)


@pytest.fixture
def collector(aside: None, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:  # noqa: ARG001 - after it
    """Give a test the collector as every process begins with it."""
    gc.unfreeze()
    monkeypatch.setattr("game.building.gc", gc)
    yield
    gc.unfreeze()
    gc.collect()
    gc.freeze()


@pytest.fixture(autouse=True)
def gate(monkeypatch: pytest.MonkeyPatch) -> None:
    """Start no process for every small file; `session/test_gate.py` does."""
    monkeypatch.setattr("game.session.reading.Child", Here)


@pytest.fixture(autouse=True, scope="session")
def compiled() -> Iterator[None]:
    """Let what tests start find modules that were compiled before."""
    with pytest.MonkeyPatch.context() as patch:
        if _COMPILED in os.environ:
            patch.delenv("PYTHONDONTWRITEBYTECODE", raising=False)
            patch.setenv("PYTHONPYCACHEPREFIX", os.environ[_COMPILED])
        yield


@pytest.fixture(autouse=True)
def at_hand(monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep what tables read: the same crisis is played in hundreds of tests."""
    monkeypatch.setattr("game.scenario.passing.check_loaded", once.check_loaded)
    monkeypatch.setattr("game.session.reading.check", once.check)
    monkeypatch.setattr("game.session.reading.check_text", once.check_text)
    monkeypatch.setattr("game.session.course.compile_spec", once.compile_spec)
    monkeypatch.setattr("game.session.retracing.compile_spec", once.compile_spec)


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
