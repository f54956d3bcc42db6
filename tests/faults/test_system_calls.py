"""Real processes killed, or failed, at real system calls."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.faults import tracing

if TYPE_CHECKING:
    from pathlib import Path

needs_strace = pytest.mark.skipif(  # nothing else stops at every system call
    tracing.STRACE is None,
    reason="strace is not installed: NO process was killed at a system call",
)


@needs_strace
def test_the_writer_killed_or_failed_at_system_calls(tmp_path: Path) -> None:
    """A third of all calls of the writer: killed there, nothing told is lost."""
    assert tracing.campaign(tracing.writer(), tmp_path, step=5) >= 20


@needs_strace
def test_the_program_killed_at_system_calls(tmp_path: Path) -> None:
    """The game itself, played by lines, killed at a sample of its calls."""
    assert tracing.campaign(tracing.whole_game(1), tmp_path, step=23) >= 5


@needs_strace
@pytest.mark.slow
def test_every_system_call(tmp_path: Path) -> None:
    """Every call of the writer and of the program."""
    for name, program in (("w", tracing.writer()), ("g", tracing.whole_game())):
        (tmp_path / name).mkdir()
        tracing.campaign(program, tmp_path / name)
