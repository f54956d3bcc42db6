"""A whole game of the main scenario in a real terminal of 80 by 24, by keys alone."""

from __future__ import annotations

import json
import re
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conformance.seat import ROOT, Seat

MONTHS = 24
STAGED, REFUSED = "carries it out", "This cannot be done"


def month(screen: str) -> int:
    """Return the month in the status line, 0 where there is none."""
    found = re.search(r"month (\d+)/24", screen)
    return int(found.group(1)) if found else 0


def in_room(screen: str) -> bool:
    """Tell whether the situation room stands with nothing over it."""
    over = STAGED in screen or REFUSED in screen
    return "e end month" in screen and not over


def play_a_month(seat: Seat) -> bool:
    """Answer the card, end the month, read what it brought; tell whether it goes on."""
    now = month(seat.until(in_room))
    seat.press("2e")
    shown = seat.until(lambda t: STAGED in t or REFUSED in t)
    if REFUSED in shown:
        # The answer could not be paid for: close the message and let it rest.
        seat.press("q")
        seat.until(in_room)
        seat.press("e")
        seat.until(lambda t: STAGED in t)
    seat.press("\r")
    seat.until(lambda t: " brought" in t and "go on" in t)
    seat.press("\r")
    after = seat.until(
        lambda t: "Review" in t or (in_room(t) and month(t) == now + 1),
    )
    return "Review" not in after


def command(folder: Path, *arguments: str) -> str:
    """Run a command that must succeed and return what it prints."""
    done = subprocess.run(
        [sys.executable, "-m", "game", "--data-dir", str(folder), *arguments],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout


@pytest.mark.long
def test_whole_game_by_keys_with_a_kill_in_the_middle(tmp_path: Path) -> None:
    """Played, killed with -9, reopened, ended, verified and replayed to one digest."""
    seat = Seat("--data-dir", str(tmp_path), "play", "--seed", "5", "--save", "keys")
    for _ in range(9):
        assert play_a_month(seat)
    seat.until(in_room)
    seat.child.kill(signal.SIGKILL)
    seat.child.close(force=True)
    seat = Seat("--data-dir", str(tmp_path), "resume", "keys")
    assert month(seat.until(in_room)) == 10
    while play_a_month(seat):
        pass
    assert seat.leave() == 0
    assert "whole and plays as recorded" in command(tmp_path, "verify", "keys")
    first = json.loads(command(tmp_path, "replay", "keys", "--json"))
    again = json.loads(command(tmp_path, "replay", "keys", "--json"))
    assert first == again
    assert first["over"]
    assert len(first["digests"]) >= MONTHS // 2
