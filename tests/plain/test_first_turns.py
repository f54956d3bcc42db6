"""The first turns by lines: hints, what a turn changed, mistakes that stop nothing."""

from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path

import pytest

from game.cli.main import main
from game.plain.playing import play_lines, play_terminal
from game.report.hints import tool_hints
from game.session import Table
from game.session.options import Options, Store, opened
from tests.plain.test_lines import asked


def piped(table: Table, lines: list[str], store: Store) -> tuple[int, list[str]]:
    """Play lines in a new game; return the code and the lines of output."""
    out: list[str] = []
    complaints: list[str] = []
    with table.new(seed=3) as game:
        code = play_lines(game, iter(lines), out.append, complaints.append, store=store)
    return code, out + complaints


def test_hints_are_lines_told_once(table: Table, tmp_path: Path) -> None:
    """Each begins with the word for it, comes alone, and is remembered in the file."""
    store = opened(tmp_path / "options.toml")
    _, out = piped(table, ["hint", "hint"], store)
    hints = [line for line in out if line.startswith("Hint: ")]
    assert len(hints) == len(set(hints)) == 3
    kept = opened(tmp_path / "options.toml")
    assert len(kept.options.read) == 3
    _, out = piped(table, ["hint"], kept)
    assert not set(hints) & set(out)


def test_hints_by_lines_tell_of_no_screen(table: Table) -> None:
    """Nothing is in view, there is no line but what is asked for, and no key."""
    with table.new(seed=3) as game:
        room = game.room()
    rooms = [replace(room, turn=turn, staged=("speech",)) for turn in (1, 3)]
    hints = [hint for seen in rooms for hint in tool_hints(seen, "en", by_lines=True)]
    for hint in hints:
        for word in ("in view", "The line", "cursor", "digit", "panel", "band"):
            assert word not in hint.text
    assert any("outlook tells" in hint.text for hint in hints)


def test_hints_can_be_turned_off(table: Table) -> None:
    """`hint off` ends them, in the pipe too; `hint on` begins them anew."""
    store = Store()
    _, out = piped(table, ["hint off", "end", "hint on"], store)
    told = [n for n, line in enumerate(out) if line.startswith("Hint: ")]
    assert told[0] < out.index("There is no hint now.") < told[1]
    assert len(told) == 2
    assert store.options.value("hints") == "on"


def test_an_option_set_in_play_holds_and_is_kept(table: Table, tmp_path: Path) -> None:
    """What the hints write down later does not undo it, and asking still answers."""
    store = opened(tmp_path / "options.toml")
    lines = ["room", "option advice off", "speech", "end", "option hints off"]
    lines.append("advisers")
    code, out = piped(table, lines, store)
    assert code == 0
    kept = opened(tmp_path / "options.toml").options
    assert (kept.value("advice"), kept.value("hints")) == ("off", "off")
    assert kept.read
    assert out.count("Advisers:") == 2
    turned = out.index("Hints: no.") if "Hints: no." in out else len(out)
    assert not any(line.startswith("Hint: ") for line in out[turned:])


def test_what_was_done_is_not_taught(table: Table) -> None:
    """Who has ended a turn needs no word on how to end one."""
    store = Store()
    piped(table, ["speech", "outlook", "why quay", "end"], store)
    assert {"tool.fan", "tool.end", "tool.why"} <= store.options.read


@pytest.mark.parametrize("word", ["undo", "redo"])
def test_nothing_to_take_back_stops_nothing(table: Table, word: str) -> None:
    """A pipe goes on where there was nothing to undo; an impossible choice stops it."""
    code, out = piped(table, [word, "end"], Store(options=Options({"hints": "off"})))
    assert code == 0
    assert any(line.startswith("There is nothing to") for line in out)
    assert table.verify("ferry-1").months == 1
    code, out = piped(table, ["no such thing", "end"], Store())
    assert code == 1


def test_a_turn_prints_what_it_changed(table: Table) -> None:
    """A rung that stands as it stood is not printed again; `room` prints it."""
    store = Store(options=Options({"hints": "off"}))
    _, first = piped(table, ["room"], store)
    _, out = piped(table, ["room", "end"], store)
    later = out[len(first) - 2 :]
    rungs = [line for line in first if "[timetable " in line]
    assert rungs
    assert not set(rungs) & set(later)
    assert "The rest stands as it was; room prints all of it." in later
    _, out = piped(table, ["room", "end", "room"], store)
    assert set(rungs) <= set(out[len(first) :])


def test_a_game_opens_with_the_questions_and_names_the_words_for_the_rest(
    table: Table,
) -> None:
    """A first room is gauges and cards; the other parts have words that are told."""
    store = Store(options=Options({"hints": "off"}))
    _, first = piped(table, [], store)
    _, whole = piped(table, ["room"], store)
    assert any(line.startswith("Gauges:") for line in first)
    assert any(line.startswith("Must be answered: ") for line in first)
    parts = {"Standing policy:", "Initiatives:", "Advisers:", "Relations:"}
    assert not parts & set(first)
    assert parts <= set(whole)
    told = next(line for line in first if "room prints all" in line)
    for word in ("policy", "acts", "advisers", "relations", "numbers", "room"):
        assert word in told
        code, _ = piped(table, [word], store)
        assert code == 0


def test_numbers_of_policy_stay(table: Table) -> None:
    """A number that a later turn does not print still means the same choice."""
    out: list[str] = []
    with table.new(seed=3, name="numbers") as game:
        play_terminal(game, asked(["policy"]), out.append)
    with table.resume("numbers") as game:
        line = next(line for line in out if "[timetable even]" in line)
        number = line.split(".")[0].strip()
        play_terminal(game, asked(["end", number, "end"]), out.append)
    assert any("[timetable even]. " in line for line in out)


def test_advice_can_be_off(table: Table) -> None:
    """Without advice no adviser is printed."""
    _, out = piped(table, ["room"], Store(options=Options({"advice": "on"})))
    assert "Advisers:" in out
    _, out = piped(table, ["room"], Store(options=Options({"advice": "off"})))
    assert "Advisers:" not in out


def test_the_level_is_told_in_numbers(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """`play --level` says what it is like, then what it sets, before the first turn."""
    monkeypatch.setattr("sys.stdin", io.StringIO(""))
    told = []
    for level in ("2", "3"):
        assert (
            main(["--data-dir", str(folder), "play", "--plain", "--level", level]) == 0
        )
        told.append(capsys.readouterr().out.splitlines()[:3])
    assert told[0][0].startswith("Level 2 ")
    assert all(lines[1] and not lines[1].startswith("-") for lines in told)
    assert told[0][2] == "- margin over par +4"
    assert told[1][2] == "- margin over par +6"


def test_the_level_is_told_to_whom_asks_for_one(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A crisis begun by its name begins with the crisis."""
    monkeypatch.setattr("sys.stdin", io.StringIO(""))
    assert main(["--data-dir", str(folder), "play", "ferry", "--plain"]) == 0
    out = capsys.readouterr().out
    assert out.lstrip().startswith("The Ferry.")
    assert "margin over par" not in out
