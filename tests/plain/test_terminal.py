"""A whole game at a real terminal by numbers, and one through a real pipe by ids."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pexpect
import pytest

ROOT = Path(__file__).parents[2]
PATIENCE = 120
"""Seconds after which a prompt that does not come counts as never coming."""


def started(folder: Path, *words: str) -> pexpect.spawn[str]:
    """Start the game by lines in a terminal of its own."""
    kept = {k: v for k, v in os.environ.items() if k not in {"NO_COLOR", "LC_ALL"}}
    return pexpect.spawn(
        sys.executable,
        ["-m", "game", "--data-dir", str(folder), *words],
        cwd=ROOT,
        env={**kept, "TERM": "dumb", "LANG": "C.UTF-8"},
        dimensions=(24, 80),
        encoding="utf-8",
        timeout=PATIENCE,
        echo=False,
    )


@pytest.mark.parametrize("language", ["en", "ko"])
def test_a_whole_game_at_a_terminal_by_numbers(folder: Path, language: str) -> None:
    """From the title: a number begins, numbers choose, and the review comes."""
    face = started(folder, "--plain", "--language", language)
    title, replay = {"en": ("title> ", "replay> "), "ko": ("첫 화면> ", "다시 보기> ")}[
        language
    ]
    face.expect_exact(f"\n{title}")
    number = re.search(r"(\d+)\. [^\n]*\[ferry\]", face.before or "")
    assert number is not None
    told = ""
    for line in (number[1], "1", *["end"] * 6, "review"):
        face.sendline(line)
        face.expect("\n> ")
        told = (face.before or "").replace("\r\n", "\n")
        assert "\x1b" not in told
        assert not any("\u2500" <= letter <= "\u259f" for letter in told)
    assert {"en": "What was true:", "ko": "참이었던 것:"}[language] in told
    for line, prompt in (("timeline", replay), ("quit", "> "), ("quit", title)):
        face.sendline(line)
        face.expect_exact(f"\n{prompt}")
    face.sendline("quit")
    face.expect(pexpect.EOF)
    face.close()
    assert face.exitstatus == 0


def test_the_command_that_quit_tells_goes_on_with_the_game(tmp_path: Path) -> None:
    """Copied as it stands: with the folder and the language of the first start."""
    folder = tmp_path / "a folder with spaces"
    words = ("--data-dir", str(folder), "--language", "ko", "--plain")
    first = subprocess.run(
        [sys.executable, "-m", "game", *words],
        input="harbour-strike\nend\nquit\nquit\n",
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    (command,) = (
        line for line in first.stdout.splitlines() if line.endswith("-1 --plain")
    )
    again = subprocess.run(
        shlex.split(command),
        input="quit\n",
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    assert command in again.stdout.splitlines()
    assert "harbour-strike-1, 2번째 차례" in again.stdout


def test_a_whole_game_through_a_pipe_by_ids(folder: Path) -> None:
    """Lines of a file play a game from the title to its review; the code is 0."""
    lines = ["ferry", "letter thank", "timetable even", *["end"] * 6, "why trust"]
    done = subprocess.run(
        [sys.executable, "-m", "game", "--plain", "--data-dir", str(folder)],
        input="\n".join([*lines, "quit", "quit"]),
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.index(
        "Thank them [letter thank]; Timetable: Even [timetable even]."
    ) < (done.stdout.index("How it ended:"))
    assert "The game is kept as ferry-1." in done.stdout


def test_an_impossible_line_of_a_pipe_is_named_and_the_game_kept(folder: Path) -> None:
    """The code is 1, and the line is counted from the first one of the pipe."""
    done = subprocess.run(
        [sys.executable, "-m", "game", "--plain", "--data-dir", str(folder)],
        input="ferry\nend\nletter burn\nend\n",
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1
    assert done.stderr.startswith("Line 3: ")
    assert "The game is kept as ferry-1, turn 2." in done.stdout
