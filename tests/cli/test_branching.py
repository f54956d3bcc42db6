"""Lines of play by commands alone: branch, play on, compare, keep, step."""

from __future__ import annotations

import json

import pytest

from tests.cli.test_commands import Run, run

__all__ = ["run"]

PLAY = ("play", "ferry", "--seed", "3", "--plain", "--save")


def test_a_branch_is_made_played_on_compared_and_listed(run: Run) -> None:
    """From a whole game to a fork with new luck, side by side, as text and JSON."""
    given = "timetable even\nend\nspeech\nend\nend\nend\nend\nend\n"
    assert run(*PLAY, "whole", given=given) == 0
    words = ("fork", "whole", "--turn", "2", "--luck", "9", "--then", "keep")
    assert run(*words) == 0
    assert "whole-t2 branches off whole at turn 2." in run.out
    assert "with hindsight" in run.out
    assert "Played 5 turns to the end" in run.out
    assert run("verify", "whole", "whole-t2") == 0
    assert run("compare", "whole", "whole-t2", "--turn", "3") == 0
    assert "Luck is another from turn 2 on" in run.out
    assert "sum to the difference" in run.out
    assert run("compare", "whole", "whole-t2", "--turn", "9") == 1
    assert run("compare", "whole", "whole-t2") == 0
    short = run.out.splitlines()
    assert short[-1].endswith(" compare whole whole-t2 --whole")
    assert " --data-dir " in short[-1]
    assert run("compare", "whole", "whole-t2", "--whole") == 0
    assert {*short[:-1]} <= {*run.out.splitlines()}
    assert run("compare", "whole", "whole-t2", "--json") == 0
    pair = json.loads(run.out)
    assert pair["first"] == 2
    for gauge in pair["gauges"]:
        assert all(ledger["closes"] for ledger in gauge["ledgers"])
    assert run("list") == 0
    whole, forked = run.out.splitlines()
    assert forked.startswith("  whole-t2: ")
    assert run("replay", "whole", "--json") == 0
    last = json.loads(run.out)["frames"][-1]["room"]
    assert f"over after turn {last['turn']}, {last['date']} (" in whole
    assert run("list", "--json") == 0
    views = {view["name"]: view for view in json.loads(run.out)}
    fork = views["whole-t2"]
    assert (fork["parent"], fork["branched"], fork["luck"]) == ("whole", 2, [2])


@pytest.mark.parametrize("way", ["hold", "greedy-1", "timetable=strict"])
def test_any_way_to_play_goes_on_from_a_branch(run: Run, way: str) -> None:
    """A policy and a bot play the fork to its end, and what they did verifies."""
    assert run(*PLAY, "half", given="end\nend\nend\n") == 0
    words = ("fork", "half", "--turn", "3", "--name", "on", "--then", way)
    assert run(*words) == 0
    assert "to the end" in run.out
    assert run("verify", "on") == 0
    assert run("fork", "half", "--turn", "3", "--then", "oracle") == 1
    assert "sees what is hidden" in run.err


def test_saved_games_by_commands(run: Run) -> None:
    """Rename, note, export, delete and restore, each in one line."""
    assert run(*PLAY, "one", given="end\n") == 0
    assert run("rename", "one", "two") == 0
    assert run("note", "two", "a", "try") == 0
    assert run("export", "two", str(run.folder / "scenarios" / "copy.chronicle")) == 0
    assert run("delete", "two") == 0
    assert run("list") == 0
    assert "no saved games" in run.out
    assert run("list", "--deleted") == 0
    assert "note: a try" in run.out
    assert run("restore", "two", "--name", "three") == 0
    assert run("verify", "three", str(run.folder / "scenarios" / "copy.chronicle")) == 0
    assert run("list", "--deleted") == 0
    assert "no deleted games" in run.out


def test_a_replay_steps_and_answers_why(run: Run) -> None:
    """Text, JSON and stepping tell the same reasons of the same turn."""
    assert run(*PLAY, "seen", given="timetable even\nend\nspeech\nend\nend\n") == 0
    assert run("replay", "seen", "--plain", "--to", "3", "--why", "all") == 0
    printed = run.out
    assert "Expected when it was decided" in printed
    assert run("replay", "seen", "--json", "--to", "3", "--why", "all") == 0
    found = json.loads(run.out)
    assert [row["turn"] for row in found["whys"]] == [1, 2, 3]
    for row in found["whys"]:
        for why in row["why"]:
            assert why["closes"]
            moved = f"{why['label']}: {why['before']} to {why['after']}"
            still = f"{why['label']}: {why['after']}. Nothing has moved yet"
            assert (moved if row["turn"] > 1 else still) in printed
    words = "3\nwhy\nback\nnumbers\nbeliefs\nlast\nfirst\nhelp\nquit\nnonsense\n"
    assert run("replay", "seen", "--plain", "--step", given=words) == 0
    for why in found["whys"][2]["why"]:
        assert f"{why['label']}: {why['before']} to {why['after']}" in run.out
    for wrong in ("fly\n", "99\n", "why nothing\n", "review\n"):
        assert run("replay", "seen", "--step", given=wrong) == 1
        assert run.err.startswith("Line 1: ")


def test_a_turn_taken_back_in_plain_play_is_a_fork(run: Run) -> None:
    """`takeback` leaves the game as it was and goes on in another."""
    assert run(*PLAY, "one", given="speech\nundo\nredo\nend\nend\n") == 0
    before = (run.folder / "one.chronicle").read_bytes()
    words = "takeback 1\ntimetable even\nend\nnote better\n"
    assert run("resume", "one", "--plain", given=words) == 0
    assert "You play one-t1 now" in run.out
    assert "kept as one-t1, turn 2" in run.out
    after = (run.folder / "one.chronicle").read_bytes()
    assert after.startswith(before)
    assert after.count(b'"k":"decide"') == before.count(b'"k":"decide"')
    assert run("verify", "one", "one-t1") == 0
    for wrong in ("takeback 9\n", "takeback x\n", "note\n"):
        assert run("resume", "one", "--plain", given=wrong) == 1


def test_hindsight_is_told_at_every_table(run: Run) -> None:
    """Playing on and watching say it in the first line of every turn."""
    assert run(*PLAY, "one", given="end\nend\n") == 0
    assert run("fork", "one", "--turn", "1", "--then", "keep", "--name", "two") == 0
    assert run("replay", "two", "--plain") == 0
    assert run.out.count("Marked: with hindsight.") == 3
    assert run("resume", "two", "--plain", given="quit\n") == 0
    assert run.out.splitlines()[1].endswith("Marked: with hindsight.")
    assert run("replay", "one", "--plain") == 0
    assert "hindsight" not in run.out


def test_a_code_and_what_leaves_it_expect_something_at_every_turn(run: Run) -> None:
    """Every decided turn of them has a forecast beside what came."""
    assert run(*PLAY, "one", given="speech\nend\nend\n") == 0
    assert run("share", "one", "--json") == 0
    code = json.loads(run.out)["game"]
    assert run("play", "--code", code, "--plain", "--save", "two", given="quit\n") == 0
    assert run("fork", "two", "--turn", "2", "--then", "keep", "--name", "on") == 0
    for name in ("two", "on"):
        assert run("replay", name, "--json") == 0
        frames = json.loads(run.out)["frames"]
        assert [bool(frame["expected"]) for frame in frames] == [True, True, False]
        assert run("replay", name, "--plain") == 0
        assert run.out.count("Expected when it was decided") == 2


def test_text_and_json_of_a_replay_tell_the_same(run: Run) -> None:
    """What was known, chosen, expected and came stands in both, turn by turn."""
    given = "timetable even\nend\nspeech\nend\nend\nend\nend\nend\n"
    assert run(*PLAY, "seen", given=given) == 0
    assert run("replay", "seen", "--json", "--why", "all") == 0
    found = json.loads(run.out)
    assert run("replay", "seen", "--plain", "--why", "all") == 0
    turns = run.out.split("\nThe Ferry. ")[1:]
    assert len(turns) == found["months"] == len(found["frames"])
    for text, frame, row in zip(turns, found["frames"], found["whys"], strict=True):
        room, expected = frame["room"], frame["expected"]
        assert text.startswith(f"{room['date']}, turn {room['turn']} of")
        for gauge in (*room["gauges"], *frame["reveal"]["gauges"]):
            assert f"{gauge['label']} [{gauge['id']}]: {gauge['text']}" in text
        assert all(f"\n- {line}\n" in text for line in frame["chosen"])
        assert f"State {frame['digest']}" in text
        assert f"for turn {expected['turn']} ({expected['date']})" in text
        for fan in expected["fans"]:
            assert fan["middle"] in text
            assert fan["came"] in text
        for why in row["why"]:
            assert why["closes"]
            opened = room["turn"] == 1
            came = why["before"] if opened else f"{why['before']} to {why['after']}"
            assert f"{why['label']}: {came}" in text
            assert all(line["label"] in text for line in why["lines"])
    assert found["review"]["title"] in run.out
