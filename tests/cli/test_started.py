"""A command that is told begins with the words that the program was started with."""

from __future__ import annotations

import argparse
import shlex
import sys
from pathlib import Path

import pytest

from game.cli.late import LateTable
from game.cli.main import main
from game.cli.started import started


def options(folder: str | None, language: str) -> argparse.Namespace:
    """Return options as the parser leaves them."""
    data_dir = None if folder is None else Path(folder)
    return argparse.Namespace(data_dir=data_dir, named_language=language)


def program(folder: Path) -> Path:
    """Put a program of the name into a folder, and return it."""
    folder.mkdir()
    own = folder / "grave-concern"
    own.write_text("#!/bin/sh\n")
    own.chmod(0o755)
    return own


def test_what_was_not_named_is_not_told(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nor is it written out what a player would have as well without it."""
    monkeypatch.setattr(sys, "argv", ["something-else"])
    assert started(options(None, "")) == ("grave-concern",)


def test_the_folder_works_from_every_other(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """A folder that was named from where one stood is told whole."""
    monkeypatch.setattr(sys, "argv", ["something-else"])
    monkeypatch.chdir(tmp_path)
    words = started(options("games", "ko"))
    folder = str(tmp_path / "games")
    assert words == ("grave-concern", "--data-dir", folder, "--language", "ko")


def test_a_program_is_called_by_its_name_only_where_that_finds_it(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Else by its path; as a module by the interpreter."""
    found, hidden = program(tmp_path / "found"), program(tmp_path / "hidden")
    monkeypatch.setenv("PATH", str(found.parent))
    monkeypatch.setattr(sys, "argv", [str(found)])
    assert started(options(None, "")) == ("grave-concern",)
    monkeypatch.setattr(sys, "argv", [str(hidden)])
    assert started(options(None, "")) == (str(hidden),)
    monkeypatch.setattr(sys, "argv", [str(tmp_path / "game" / "__main__.py")])
    assert started(options(None, "")) == (sys.executable, "-m", "game")


def test_the_screens_begin_a_command_with_those_words(tmp_path: Path) -> None:
    """Their table is laid late, and tells the same as the one of plain text."""
    words = ("grave-concern", "--data-dir", str(tmp_path))
    assert LateTable(tmp_path, "en", words).table.started == words


def test_where_there_is_no_terminal_the_whole_command_is_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is to be played, and where it lies, stand in it."""
    monkeypatch.setattr(sys, "argv", ["something-else"])
    folder = str(tmp_path / "my games")
    assert main(["--data-dir", folder, "resume", "ferry-1"]) == 2
    told = " ".join(capsys.readouterr().err.split())
    assert f"grave-concern --data-dir '{folder}' resume ferry-1 --plain" in told


def test_a_new_scenario_is_tried_where_the_player_plays(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The commands that are told after it is written name the folder too."""
    monkeypatch.setattr(sys, "argv", ["something-else"])
    where = ["--data-dir", str(tmp_path)]
    assert main([*where, "scenario", "new", "a-town", "--folder", str(tmp_path)]) == 0
    *_, check, play = map(shlex.split, capsys.readouterr().out.splitlines())
    file = str(tmp_path / "a-town.toml")
    assert check == ["grave-concern", *where, "scenario", "validate", file]
    assert play == ["grave-concern", *where, "play", file]
