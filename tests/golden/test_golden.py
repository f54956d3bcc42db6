"""Games of every release open for ever, and equal inputs give equal states."""

from __future__ import annotations

import json
import shutil
from typing import TYPE_CHECKING

import pytest

from game.chronicle import GameCode, open_for_play, read, read_code, repair
from game.errors import DamagedGameError
from game.session import Table
from game.session.written import MECHANICS, decided
from tests.golden import record
from tests.golden.games import (
    FOLDER,
    LINES,
    Golden,
    Played,
    goldens,
    played_again,
    scenario_in,
)

if TYPE_CHECKING:
    from pathlib import Path

KEPT = json.loads(LINES.read_text("utf-8"))
GOLDENS = goldens()


def _named(golden: Golden) -> str:
    return f"{golden.path.parent.name}/{golden.path.stem}"


def test_golden_games_are_there() -> None:
    """At least this release: finished, unfinished and damaged games, all listed."""
    assert {golden.fault for golden in GOLDENS} >= {"", "byte", "torn", "broken"}
    assert {golden.over for golden in GOLDENS} == {True, False}
    listed = {golden.path for golden in GOLDENS}
    assert listed == set(FOLDER.glob("*/*.chronicle"))


@pytest.mark.parametrize("golden", GOLDENS, ids=_named)
def test_every_golden_game_is_read(golden: Golden) -> None:
    """Whatever wrote it, its records are read, and its damage is what it was."""
    reading = read(golden.path)
    assert len(decided(reading.records)) == golden.months
    damage = reading.damage
    assert (damage.fault.value if damage else "") == golden.fault
    assert (damage is None or damage.repairable) == golden.repairable
    assert (reading.records[-1].kind == "end") == golden.over


@pytest.mark.parametrize(
    "golden",
    [golden for golden in GOLDENS if golden.mechanics == MECHANICS],
    ids=_named,
)
def test_golden_games_of_these_mechanics_play_as_they_did(
    golden: Golden, tmp_path: Path
) -> None:
    """Each verifies and replays to its digest, and can be opened to be played."""
    path = tmp_path / "golden.chronicle"
    shutil.copyfile(golden.path, path)
    table = Table(data_dir=tmp_path)
    if golden.fault:
        assert not table.verify("golden").ok
        if not golden.repairable and golden.fault != "torn":
            with pytest.raises(DamagedGameError):
                open_for_play(path)
        assert repair(path) is not None
    found = table.verify("golden")
    assert found.problem is None
    assert found.months == golden.months
    if not golden.fault or golden.repairable:
        assert found.digest == golden.digest
    with table.resume("golden") as game:
        assert game.turn == golden.months + 1


def test_lines_belong_to_these_mechanics() -> None:
    """The number of the mechanics and the recorded lines rise together."""
    assert KEPT["mechanics"] == MECHANICS, (
        "The number of the mechanics was changed. Record the lines anew: "
        "python -m tests.golden.record"
    )


@pytest.mark.parametrize("name", KEPT["lines"])
def test_equal_inputs_give_equal_states(name: str) -> None:
    """Every recorded line, over a scenario that never changes, ends in its digest.

    So do the odds, hazards and ledgers of its months: a change of mechanics that
    happens to move no choice is seen too.
    """
    scenario = scenario_in(FOLDER / name)
    codes = KEPT["lines"][name]
    levels = set()
    for text, workings in zip(codes, KEPT["workings"][name], strict=True):
        assert played_again(scenario, text) == Played(code=text, workings=workings), (
            "The same inputs give other states. If that is meant, raise MECHANICS in "
            "game/session/written.py and run: python -m tests.golden.record"
        )
        code = read_code(text)
        assert isinstance(code, GameCode)
        levels.add(code.start.level)
    assert levels == set(scenario.levels)


def test_lines_are_not_recorded_anew_under_the_same_number(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The script writes nothing where lines changed and the number did not."""
    before = LINES.read_bytes()
    monkeypatch.setattr(record, "scenario_in", lambda path: path)
    monkeypatch.setattr(
        record, "played_again", lambda _, code: Played(code=code, workings="other")
    )
    assert record.lines() == 1
    assert "Raise it first" in capsys.readouterr().out
    assert LINES.read_bytes() == before
    assert record.release() == 1
