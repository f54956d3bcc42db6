"""A process that is killed at any call to the disk loses nothing acknowledged."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

import pytest

from tests.faults import campaign, crashing, killing

if TYPE_CHECKING:
    from pathlib import Path


def test_every_kill_point_of_a_game_keeps_every_acknowledged_decision(
    tmp_path: Path,
) -> None:
    """Killed at each call of create and six decisions, what was told is kept."""
    points = list(killing.points(killing.play, tmp_path / "whole"))
    assert len(points) > 150
    for number, point in enumerate(points):
        folder = tmp_path / str(number)
        killing.check(folder, killing.killed(killing.play, folder, point))


def test_every_kill_point_of_a_recovery_keeps_every_acknowledged_decision(
    tmp_path: Path,
) -> None:
    """Killed again while a torn game is recovered, what was told is kept."""
    game = tmp_path / "whole" / "game.chronicle"
    list(killing.points(killing.play, tmp_path / "whole"))
    whole = game.read_bytes()
    told = b"c" + b"d" * (killing.DECISIONS - 1)
    for cut in (1, 40):
        torn = whole[:-cut]
        game.write_bytes(torn)
        points = list(killing.points(killing.resume, tmp_path / "whole"))
        for number, point in enumerate(points):
            folder = tmp_path / f"{cut}-{number}"
            folder.mkdir()
            (folder / "game.chronicle").write_bytes(torn)
            more = killing.killed(killing.resume, folder, point)
            # A last line that only lacked its end counts as decided.
            completed = b"d" if cut <= 2 else b""
            killing.check(folder, told + completed + more)


def test_every_kind_of_crash_state_keeps_what_was_durable(tmp_path: Path) -> None:
    """Cut, zeroed, overwritten or holed at any byte, a line loses only itself."""
    records, lines = crashing.sample()
    path = tmp_path / "crash.chronicle"
    one_pass = 5 * sum(map(len, lines[2:]))
    every_third = itertools.islice(crashing.states(lines, 1), 0, one_pass, 3)
    for durable, content in every_third:
        crashing.check(path, records, durable, content)


def test_crash_states_are_recovered_with_every_byte_kept(tmp_path: Path) -> None:
    """Opening a crash state leaves a sound game, the cut-off bytes beside it."""
    records, lines = crashing.sample()
    path = tmp_path / "crash.chronicle"
    for _, content in itertools.islice(crashing.states(lines, 2), 0, None, 29):
        crashing.check_recovery(path, records, content)
        if len(content) == sum(map(len, lines)):
            break


@pytest.mark.slow
def test_campaign(tmp_path: Path) -> None:
    """Ten thousand kill points and a hundred thousand crash states lose nothing."""
    campaign.kill(10_000, 1, tmp_path)
    campaign.crash(100_000, 1, tmp_path)
