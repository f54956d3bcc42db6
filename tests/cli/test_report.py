"""The report by commands: formats, files that are not replaced, and stopping."""

from __future__ import annotations

import json

import pytest

from game.study.hindsight import measuring
from tests.cli.test_commands import Run, run

__all__ = ["run"]

PLAY = ("play", "ferry", "--seed", "3", "--plain", "--save")
WHOLE = "timetable even\nend\nspeech\nend\nend\nend\nend\nend\n"


def test_a_report_is_written_by_the_end_of_its_name(run: Run) -> None:
    """One game, three formats; what is worked out once is used again."""
    assert run(*PLAY, "whole", given=WHOLE) == 0
    names = ("whole.html", "whole.md", "whole.json")
    for name in names:
        assert run("report", "whole", "--output", str(run.folder / name)) == 0
        assert name in run.err
    page, plain, data = [(run.folder / name).read_text() for name in names]
    assert page.startswith("<!DOCTYPE html>")
    assert plain.startswith("# After-action report: whole")
    found = json.loads(data)
    assert found["lookback"]["done"] == 6
    assert len(list((run.folder / "reviews").iterdir())) == 1
    assert run("report", "whole", "--quick", "--format", "json") == 0
    assert json.loads(run.out) == found


def test_no_file_is_replaced_unasked(run: Run) -> None:
    """A taken name is refused before any work; --force replaces it whole."""
    assert run(*PLAY, "whole", given=WHOLE) == 0
    target = run.folder / "taken.html"
    target.write_text("mine")
    words = ("report", "whole", "--quick", "--output", str(target))
    assert run(*words) == 1
    assert "--force" in run.err
    assert target.read_text() == "mine"
    assert run(*words, "--force") == 0
    assert target.read_text().startswith("<!DOCTYPE html>")
    assert not list(run.folder.glob(".taken*"))


def test_an_end_that_says_no_format_is_a_usage_error(run: Run) -> None:
    """The message names what can be written."""
    assert run(*PLAY, "whole", given="end\n") == 0
    assert run("report", "whole", "--output", str(run.folder / "x.pdf")) == 2
    assert "--format html|markdown|json" in run.err
    assert run("report", "nobody") == 1


def test_a_folder_that_refuses_is_told_in_a_sentence(run: Run) -> None:
    """A file where the folder should be: one line, nothing lost."""
    assert run(*PLAY, "whole", given="end\n") == 0
    (run.folder / "file").write_text("")
    target = run.folder / "file" / "x.html"
    assert run("report", "whole", "--output", str(target)) == 1
    assert "cannot be written" in run.err


def test_an_unfinished_game_is_told_as_its_player_may_see_it(run: Run) -> None:
    """It says that it is unfinished, and nothing is worked out."""
    assert run(*PLAY, "half", given="end\nend\n") == 0
    assert run("report", "half") == 0
    assert "turn 3 of 6 is open" in run.out
    assert not (run.folder / "reviews").exists()


def test_stopping_keeps_what_is_done(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """An interrupt writes the report of what is worked out; the next goes on."""
    assert run(*PLAY, "whole", given=WHOLE) == 0
    own = measuring.regret

    def interrupted(*given: object) -> object:
        if given[1] == 3:
            raise KeyboardInterrupt
        return own(*given)  # type: ignore[arg-type]

    monkeypatch.setattr(measuring, "regret", interrupted)
    assert run("report", "whole", "--format", "json") == 0
    assert "Stopped" in run.err
    assert json.loads(run.out)["lookback"]["done"] == 2
    monkeypatch.setattr(measuring, "regret", own)
    assert run("report", "whole", "--format", "json") == 0
    assert json.loads(run.out)["lookback"]["done"] == 6


def test_a_turn_that_was_tried_again_tells_the_better_line(run: Run) -> None:
    """Only a fork that has decided the turn counts; --show-better tells at once."""
    assert run(*PLAY, "whole", given=WHOLE) == 0

    def tried() -> dict[int, bool]:
        assert run("report", "whole", "--format", "json") == 0
        points = json.loads(run.out)["lookback"]["points"]
        return {row["worth"]["turn"]: row["tried"] for row in points}

    first = tried()
    assert first
    assert not any(first.values())
    turn = next(iter(first))
    assert run("fork", "whole", "--month", str(turn), "--name", "again") == 0
    assert not any(tried().values())
    assert run("resume", "again", "--plain", given="end\n") == 0
    assert tried() == {key: key == turn for key in first}
    assert run("report", "whole", "--format", "json", "--show-better") == 0
    points = json.loads(run.out)["lookback"]["points"]
    assert all(row["tried"] for row in points)


def test_plain_play_calls_looks_back_and_saves(run: Run) -> None:
    """From a call to the saved page, by words alone."""
    given = (
        f"call mate 70\n{WHOLE}calls\nlookback\nreport\nreport {run.folder}/own.md\n"
    )
    assert run(*PLAY, "whole", given=given) == 0
    assert "Called: mate, 70 %." in run.out
    assert "Turning points:" in run.out
    assert "Luck against choice:" in run.out
    assert (run.folder / "reports" / "whole.html").exists()
    assert (run.folder / "own.md").read_text().startswith("# After-action report")
    assert run("resume", "whole", "--plain", given=f"report {run.folder}/own.md\n") == 1
    assert "already" in run.err
    early = "lookback\n"
    assert run(*PLAY, "early", given=early) == 1
    assert "a game that is over" in run.err
