"""The watch on a real terminal: saves are seen, lines are played, ctrl+c ends it."""

from __future__ import annotations

import sys
from pathlib import Path

import pexpect

from game.scenario.workshop.template import new_scenario

TEXT = new_scenario("town")


def watch(path: Path, *words: str) -> pexpect.spawn:
    """Start watching a file at 80x24."""
    return pexpect.spawn(
        sys.executable,
        ["-m", "game", "scenario", "watch", str(path), *words],
        cwd=str(Path(__file__).parents[2]),
        encoding="utf-8",
        dimensions=(24, 80),
        timeout=60,
    )


def test_a_game_is_played_while_its_file_is_saved(tmp_path: Path) -> None:
    """A month, a broken save, a sound one, the month again, and ctrl+c."""
    path = tmp_path / "town.toml"
    path.write_text(TEXT, encoding="utf-8")
    child = watch(path, "--play", "--seed", "1")
    child.expect(r"0\s+errors,\s+0\s+warnings\.")
    child.expect("Seed 1; this game is not kept.")
    child.expect("\n> ")
    child.sendline("end")
    child.expect("\n> ")
    path.write_text(TEXT.replace('to = "water"', 'to = "watr"', 1), encoding="utf-8")
    child.expect_exact("did you mean 'water'?")
    child.expect_exact("The game goes on under the old rules.")
    path.write_text(TEXT.replace("value = 8.5", "value = 20"), encoding="utf-8")
    child.expect_exact("restart begins turn 2 again")
    child.sendline("restart")
    child.expect("\n> ")
    child.sendintr()
    child.expect_exact("No longer watched.")
    child.expect(pexpect.EOF)
    child.close()
    assert child.exitstatus == 0
    assert "Traceback" not in (child.before or "")
    assert [one.name for one in tmp_path.iterdir()] == ["town.toml"]


def test_watching_alone_ends_with_ctrl_c(tmp_path: Path) -> None:
    """Without a game there is no prompt, and nothing is asked."""
    path = tmp_path / "town.toml"
    path.write_text(TEXT, encoding="utf-8")
    child = watch(path)
    child.expect(r"0\s+errors,\s+0\s+warnings\.")
    path.write_text("format = 1\n", encoding="utf-8")
    child.expect(r"[1-9]\d*\s+errors?")
    child.sendintr()
    child.expect_exact("No longer watched.")
    child.expect(pexpect.EOF)
    child.close()
    assert child.exitstatus == 0
