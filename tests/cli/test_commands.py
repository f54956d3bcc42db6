"""The commands: exit codes, streams, and one clear sentence for every mistake."""

from __future__ import annotations

import argparse
import io
import json
import os
import signal
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from game.cli.arguments import parser
from game.cli.main import main
from game.cli.parsing import speaking
from game.study import PARTS
from game.text import cells

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from game.study.field import Tell

GAME = [sys.executable, "-m", "game"]


@pytest.fixture
def run(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> Run:
    """Return a way to run a command in the folder of this test."""
    return Run(folder, capsys, monkeypatch)


class Run:
    """Runs commands in this process and keeps what they print."""

    def __init__(
        self,
        folder: Path,
        capsys: pytest.CaptureFixture[str],
        monkeypatch: pytest.MonkeyPatch,
    ) -> None:
        self.folder = folder
        self._capsys = capsys
        self._monkeypatch = monkeypatch
        self.out = ""
        self.err = ""

    def __call__(self, *words: str, given: str = "") -> int:
        """Run one command and return its exit code."""
        self._monkeypatch.setattr(sys, "stdin", io.StringIO(given))
        try:
            code = main(["--data-dir", str(self.folder), *words])
        except SystemExit as leaving:
            code = leaving.code if isinstance(leaving.code, int) else 0
        self.out, self.err = self._capsys.readouterr()
        return code


BAD = [
    ["fly"],
    ["--nonsense"],
    ["play", "--seed", "seven", "--plain"],
    ["play", "--seed", "-1", "--plain"],
    ["play", "--seed", "9" * 30, "--plain"],
    ["play", "--seed"],
    ["play", "nowhere", "--plain"],
    ["play", "", "--plain"],
    ["play", "/", "--plain"],
    ["play", "\0", "--plain"],
    ["play", "--plain", "--level", "9"],
    ["play", "--plain", "--save", "../out"],
    ["play", "--plain", "--save", ""],
    ["play", "--plain", "--save", "\u202egame"],
    ["play"],
    [],
    ["resume"],
    ["resume", "nowhere", "--plain"],
    ["resume", "/dev/null", "--plain"],
    ["resume", "/", "--plain"],
    ["resume", "a\0b", "--plain"],
    ["resume", "x" * 5000, "--plain"],
    ["replay", "nowhere", "--json"],
    ["replay", "nowhere", "--plain", "--to", "0"],
    ["replay", "/etc/passwd", "--plain"],
    ["verify"],
    ["verify", "nowhere"],
    ["verify", "nowhere", "--chain"],
    ["verify", "\ud800"],
    ["list", "--language", "xx"],
    ["scenario"],
    ["scenario", "validate"],
    ["scenario", "validate", "nowhere"],
    ["scenario", "validate", "/dev/null"],
    ["scenario", "validate", "/"],
    ["simulate", "ferry", "--worlds", "0"],
    ["simulate", "ferry", "--worlds", "99999999999"],
    ["simulate", "ferry", "--policy", "loud", "--worlds", "2"],
    ["simulate", "ferry", "--policy", "timetable=fast", "--worlds", "2"],
    ["simulate", "ferry", "--policy", "/", "--worlds", "2"],
    ["simulate", "nowhere"],
    ["balance", "ferry", "--worlds", "0"],
    ["balance", "ferry", "--line", "loud", "--worlds", "2"],
    ["balance", "nowhere"],
    ["balance", "ferry", "--games", "0"],
    ["balance", "ferry", "--only", "everything"],
    ["balance", "ferry", "--processes", "0"],
    ["simulate", "ferry", "--policy", "belief-3", "--worlds", "2"],
    ["sensitivity", "ferry", "--worlds", "1"],
    ["sensitivity", "ferry", "--worlds", "99999999999"],
    ["sensitivity", "ferry", "--trajectories", "1"],
    ["sensitivity", "ferry", "--line", "loud", "--worlds", "2"],
    ["sensitivity", "ferry", "--level", "9"],
    ["sensitivity", "nowhere"],
    ["forecast", "nowhere"],
    ["fork"],
    ["fork", "nowhere"],
    ["fork", "nowhere", "--turn", "1"],
    ["fork", "nowhere", "--month", "0"],
    ["fork", "nowhere", "--from-state", "--month", "2"],
    ["compare", "nowhere", "nobody"],
    ["compare", "nowhere"],
    ["rename", "nowhere", "x"],
    ["note", "nowhere", "x"],
    ["export", "nowhere", "x"],
    ["delete", "nowhere"],
    ["restore", "nowhere"],
    ["replay", "nowhere", "--step"],
    ["list", "--data-dir", "/dev/null"],
    ["play", "--plain", "--data-dir", "/dev/null/games"],
]


@pytest.mark.parametrize("words", BAD, ids=lambda words: " ".join(words)[:40] or "none")
def test_a_bad_command_line_is_one_sentence(run: Run, words: list[str]) -> None:
    """Nothing bad gives a traceback, another code, or more than a few words."""
    code = run(*words)
    told = run.err or run.out
    assert code in {1, 2}
    assert "Traceback" not in told
    assert told.strip()
    assert len(run.err.splitlines()) <= 2


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["plya"], "There is no command `plya`. Did you mean `play`?"),
        (["zzz"], "There is no command `zzz`. `grave-concern --help` lists them."),
        (["scenario", "valdate"], "Did you mean `validate`?"),
        (["resume", "liffe", "--plain"], "no saved game liffe. Did you mean life?"),
        (["verify", "liffe"], "no saved game liffe. Did you mean life?"),
        (["resume", "moonshine", "--plain"], "`list` shows those that there are."),
        (["resume", "./x.chronicle", "--plain"], "There is no file ./x.chronicle."),
        (["play", "./nofile.toml", "--plain"], "There is no file './nofile.toml'."),
    ],
)
def test_a_wrong_name_is_answered_with_what_may_be_meant(
    run: Run, words: list[str], told: str
) -> None:
    """No words of the parser, no end of a file that nobody typed."""
    assert run("play", "--seed", "3", "--plain", "--save", "life") == 0
    assert run(*words) in {1, 2}
    assert told in run.err + run.out
    assert "invalid choice" not in run.err
    assert "life.chronicle" not in run.err


def test_usage_is_2_and_refusal_is_1(run: Run) -> None:
    """A line that cannot be understood is 2; one that cannot be done is 1."""
    assert run("fly") == 2
    assert run("play") == 2
    assert "--plain" in run.err
    assert run("resume", "nowhere", "--plain") == 1


def test_a_piped_game_and_a_simulated_world_agree_in_every_state(run: Run) -> None:
    """The live game of a seed is world 0 of the same seed and the same lines."""
    lines = "timetable even\nletter thank\nend\nspeech\nend\nend\nguest admit\n"
    game = "timetable even\nletter thank\nend\nspeech\nend\nend\nend\nend\nend\n"
    policy = run.folder / "lines.txt"
    policy.write_text(lines)
    for seed in ("3", "4", "5"):
        save = f"seed-{seed}"
        assert (
            run("play", "ferry", "--seed", seed, "--plain", "--save", save, given=game)
            == 0
        )
        assert run("replay", save, "--json") == 0
        played = json.loads(run.out)["digests"]
        policy.write_text("timetable even\nletter thank\nend\nspeech\n")
        simulate = ("simulate", "ferry", "--policy", str(policy), "--worlds", "1")
        assert run(*simulate, "--seed", seed, "--json") == 0
        assert json.loads(run.out)["digests"][: len(played)] == played
        assert len(played) > 3


def test_a_game_is_saved_resumed_verified_and_listed(run: Run) -> None:
    """The life of a saved game by commands alone."""
    assert run("play", "--seed", "3", "--plain", "--save", "life", given="end\n") == 0
    assert run("play", "--plain", "--save", "life") == 1
    assert "already" in run.err
    assert run("resume", "life", "--plain", given="end\nend\n") == 0
    assert run("verify", "life") == 0
    assert "3 turns" in run.out
    assert run("verify", "life", "--chain") == 0
    assert run("list", "--json") == 0
    (view,) = json.loads(run.out)
    assert (view["name"], view["turn"], view["state"]) == ("life", 4, "open")
    assert run("forecast", "life", "--json") == 0
    forecast = json.loads(run.out)
    assert {fan["gauge"] for fan in forecast["duties"]} == {"peace", "bond", "purse"}
    assert {fan["gauge"] for fan in forecast["fans"]} == {
        "quay",
        "crew_mood",
        "stoppage",
    }
    assert set(forecast["assessment"]) == {
        *("turn", "date", "numbers", "reports", "odds", "strained", "note", "nothing"),
    }
    assert forecast["assessment"]["turn"] == 4
    assert run("forecast", "life") == 0
    assert "Assessment of who sits opposite" in run.out


def test_a_finished_game_has_no_forecast(run: Run) -> None:
    """What is over has nothing to come: one sentence, and the code for a refusal."""
    run("play", "--seed", "3", "--plain", "--save", "done", given="end\n" * 6)
    for words in ((), ("--json",)):
        assert run("forecast", "done", *words) == 1
        assert run.out == ""
        assert run.err == "grave-concern: The game is over; nothing more may come.\n"


def test_a_forecast_beyond_the_real_line_is_one_sentence(run: Run) -> None:
    """A scenario that divides by zero later on says which effect does, and when."""
    path = run.folder / "scenarios" / "ferry.toml"
    wrong = (
        '\n[effects.into_the_void]\nto = "calm"\nexpr = "1 / (turn - 4)"\ngrade = "J"\n'
    )
    path.write_text(path.read_text() + wrong)
    run("play", "--seed", "3", "--plain", "--save", "void", given="")
    assert run("forecast", "void") == 1
    assert run.out == ""
    assert run.err.startswith("grave-concern: The forecast cannot be worked out: ")
    assert "into_the_void" in run.err
    assert run.err.count("\n") == 1


def test_verify_finds_what_is_wrong_and_goes_on(run: Run) -> None:
    """A bad game makes the code 1 and keeps no good one from being checked."""
    run("play", "--seed", "3", "--plain", "--save", "good", given="end\n")
    run("play", "--seed", "3", "--plain", "--save", "bad", given="end\nend\n")
    path = run.folder / "bad.chronicle"
    content = path.read_bytes()
    path.write_bytes(content[:9000] + b"##########" + content[9010:])
    assert run("verify", "bad", "good") == 1
    assert "bad: " in run.out.splitlines()[0]
    assert "good: whole" in run.out.splitlines()[1]


def test_a_replay_goes_as_far_as_asked(run: Run) -> None:
    """`--to` ends the replay at a month, and a month too far is refused."""
    run("play", "--seed", "3", "--plain", "--save", "seen", given="end\n" * 6)
    assert run("replay", "seen", "--plain", "--to", "2") == 0
    assert "How it ended" not in run.out
    assert run("replay", "seen", "--plain") == 0
    assert "How it ended" in run.out
    assert run("replay", "seen", "--json", "--to", "40") == 1


def test_a_replay_prints_every_number_that_json_has(run: Run) -> None:
    """Asked for them, the text leaves no number of any turn out."""
    run("play", "--seed", "3", "--plain", "--save", "seen", given="end\nend\n")
    assert run("replay", "seen", "--json") == 0
    frames = json.loads(run.out)["frames"]
    assert run("replay", "seen", "--plain") == 0
    short = run.out
    assert run("replay", "seen", "--plain", "--numbers") == 0
    turns = run.out.split(", turn ")[1:]
    assert len(turns) == len(frames) == 3
    assert len(run.out) > len(short)
    for text, frame in zip(turns, frames, strict=True):
        for number in frame["room"]["numbers"]:
            assert number["label"] in text
            assert number["text"] in text


def test_a_replay_tells_no_digest_before_the_end(run: Run) -> None:
    """What hangs on the hidden state waits for the end; cut short, it is still over."""
    assert run("play", "--seed", "3", "--plain", "--save", "half", given="end\n") == 0
    assert run("replay", "half", "--json") == 0
    half = json.loads(run.out)
    assert (half["over"], half["digests"], half["review"]) == (False, [], None)
    assert {frame["digest"] for frame in half["frames"]} == {""}
    assert run("resume", "half", "--plain", given="end\n" * 5) == 0
    assert run("replay", "half", "--json", "--to", "2") == 0
    cut = json.loads(run.out)
    assert (cut["over"], len(cut["digests"]), cut["review"]) == (True, 2, None)


def test_scenarios_are_listed_and_validated(run: Run) -> None:
    """A sound scenario gives 0, a broken one 1 with the place."""
    assert run("scenario", "list", "--json") == 0
    assert json.loads(run.out)[0]["id"] == "ferry"
    assert run("scenario", "validate", "ferry") == 0
    text = (run.folder / "scenarios" / "ferry.toml").read_text()
    broken = run.folder / "broken.toml"
    broken.write_text(text.replace("pull * if", "pul * if"))
    assert run("scenario", "validate", str(broken)) == 1
    assert "pull" in run.out
    assert run("scenario", "validate", str(broken), "--format", "json") == 1
    assert json.loads(run.out)[0]["line"] > 1
    assert run("scenario", "validate", str(broken), "--format", "github") == 1
    line, counts, *_ = run.out.splitlines()
    assert counts.startswith("1 error,")
    assert line.startswith("::error file=")
    assert ",title=E205::" in line
    assert "%0A" in line


def test_warnings_fail_only_where_they_are_asked_to(run: Run) -> None:
    """A doubtful scenario can be played; `--strict` refuses it all the same."""
    text = (run.folder / "scenarios" / "ferry.toml").read_text()
    doubtful = run.folder / "doubtful.toml"
    idle = '\n[sources.idle]\ntitle = "Idle: 100%, ::error::"\nkind = "press"\n'
    doubtful.write_text(text + idle)
    assert run("scenario", "validate", str(doubtful)) == 0
    assert "W503" in run.out
    assert run("scenario", "validate", str(doubtful), "--strict") == 1
    assert run("scenario", "validate", str(doubtful), "--format", "xml") == 2


def test_common_options_stand_before_or_after_the_command(
    run: Run, tmp_path: Path
) -> None:
    """`--data-dir` after the command overrides the one before it."""
    other = tmp_path / "other"
    other.mkdir()
    assert run("list", "--data-dir", str(other)) == 0
    assert str(other) in run.out


def parsers(top: argparse.ArgumentParser) -> Iterator[argparse.ArgumentParser]:
    """Return a parser and those of all its commands."""
    yield top
    for action in top._actions:
        if isinstance(action, argparse._SubParsersAction):
            for command in action.choices.values():
                yield from parsers(command)


def test_all_help_is_korean_in_korean_and_fits_the_terminal() -> None:
    """Nothing said of a command or an argument is left in English."""
    with speaking("ko"):
        for one in parsers(parser("ko")):
            told = [one.description, one.epilog, *(row.help for row in one._actions)]
            for text in filter(None, told):
                assert any("가" <= letter <= "힣" for letter in text), text
            for line in one.format_help().splitlines():
                if any("가" <= letter <= "힣" for letter in line):
                    assert cells(line) <= 80, line


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["play", "--seed"], "인수 --seed: 값이 하나 있어야 합니다"),
        (["play", "--seed", "x"], "인수 --seed: 'x'"),
        (["play", "--level", "0"], "인수 --level: 1 이상이어야 합니다"),
        (["resume"], "다음 인수가 필요합니다: game"),
        (["fly"], "`fly` 명령이 없습니다."),
        (["list", "--format", "xx"], "쓸 수 없는 값: 'xx'"),
        (["list", "--nonsense"], "알 수 없는 인수: --nonsense"),
        (["--help"], "사용법: "),
        (["list", "--help"], "옵션:"),
    ],
)
def test_usage_and_its_errors_speak_the_language_in_force(
    run: Run, monkeypatch: pytest.MonkeyPatch, words: list[str], told: str
) -> None:
    """By the option, or by the system; and in English again right after."""
    run("--language", "ko", *words)
    assert told in run.out + run.err
    monkeypatch.setenv("LANGUAGE", "ko")
    run(*words)
    assert told in run.out + run.err
    monkeypatch.setenv("LANGUAGE", "en")
    run(*words)
    assert told not in run.out + run.err
    assert not any("가" <= letter <= "힣" for letter in run.out + run.err)


def test_a_command_asked_for_has_the_help_that_it_has_among_all() -> None:
    """Only what is asked for is made; nobody can tell from what is written."""
    whole, found = parser(), 0
    for one in parsers(whole):
        words = one.prog.split()[1:]
        lone: argparse.ArgumentParser = parser("en", words)
        for word in words:
            (commands,) = (
                action
                for action in lone._actions
                if isinstance(action, argparse._SubParsersAction)
            )
            lone = commands.choices[word]
        assert lone.format_help() == one.format_help()
        found += 1
    assert found > 30


def test_help_alone_loads_little_but_the_parser(tmp_path: Path) -> None:
    """What makes dataclasses, types and paths takes longer to load than help does.

    Nobody's own options are there to be read: that is what would load them.
    """
    code = (
        "import sys\n"
        "from game.cli.main import main\n"
        "heavy = {'dataclasses', 'typing', 'pathlib', 'shutil'} - set(sys.modules)\n"
        "try:\n"
        "    main(['--help'])\n"
        "except SystemExit:\n"
        "    pass\n"
        "print(*(heavy & set(sys.modules)), file=sys.stderr)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, "GRAVE_CONCERN_CONFIG": str(tmp_path)},
    )
    assert done.stderr.strip() == ""


def test_help_needs_nothing_heavy() -> None:
    """Help, version and usage errors load neither numpy, pydantic nor Textual."""
    code = (
        "import sys\n"
        "from game.cli.main import main\n"
        "for words in (['--help'], ['play', '--help'], ['--version'], ['fly']):\n"
        "    try:\n"
        "        main(words)\n"
        "    except SystemExit:\n"
        "        pass\n"
        "heavy = {'numpy', 'pydantic', 'textual', 'rich', 'tomli', 'platformdirs'}\n"
        "sys.exit(bool(heavy & set(sys.modules)))\n"
    )
    found = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, check=False
    )
    assert found.returncode == 0


def started(command: list[str]) -> subprocess.Popen[bytes]:
    """Start a command with a pipe at each of its streams."""
    return subprocess.Popen(
        command,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env={**os.environ, "PYTHONUNBUFFERED": "1"},
    )


def test_a_reader_that_leaves_is_no_error(folder: Path) -> None:
    """A closed pipe ends the output without a word."""
    command = [*GAME, "--data-dir", str(folder), "play", "--seed", "3", "--plain"]
    with started(command) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.readline()
        process.stdout.close()
        process.stdin.write(b"end\n" * 6)
        process.stdin.close()
        assert process.stderr.read() == b""
        assert process.wait() == 0


def test_an_interrupt_is_130_and_quiet(folder: Path) -> None:
    """Ctrl+c leaves with 130, without a traceback, and the game is kept."""
    command = [*GAME, "--data-dir", str(folder), "play", "--plain", "--save", "kept"]
    with started(command) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdin.write(b"end\n")
        process.stdin.flush()
        while b"is over." not in process.stdout.readline():
            pass
        process.send_signal(signal.SIGINT)
        process.stdout.read()
        assert process.stderr.read() == b""
        assert process.wait() == 130
    assert main(["--data-dir", str(folder), "verify", "kept"]) == 0


def test_bytes_that_are_no_text_are_told(folder: Path) -> None:
    """Input that is not UTF-8 is an impossible line, not a crash."""
    command = [*GAME, "--data-dir", str(folder), "play", "--plain", "--save", "bytes"]
    found = subprocess.run(
        command, input=b"\xff\xfe\n", capture_output=True, check=False
    )
    assert found.returncode == 1
    assert found.stderr.startswith(b"Line 1: ")


@pytest.mark.parametrize(
    ("words", "code"),
    [("play --plain --save shut", 0), ("list", 0), ("play nowhere --plain", 1)],
)
@pytest.mark.parametrize("closed", [(0,), (1,), (2,), (0, 1, 2)])
def test_a_stream_closed_before_the_start_is_no_crash(
    folder: Path, words: str, code: int, closed: tuple[int, ...]
) -> None:
    """Nothing to read from or write to changes no code and harms no game."""
    start = f"import os; [os.close(n) for n in {closed}]; os.execv({GAME[0]!r}, "
    command = [*GAME, "--data-dir", str(folder), *words.split()]
    found = subprocess.run(
        [sys.executable, "-c", f"{start}{command!r})"],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        check=False,
    )
    assert found.returncode == code
    assert b"Traceback" not in found.stderr
    for game in folder.glob("*.chronicle"):
        assert main(["verify", str(game)]) == 0


def test_balance_shares_out_every_world_and_mandate(run: Run) -> None:
    """The shares of the lines named sum to all; both forms name the same lines."""
    lines = ("--line", "hold", "--line", "random", "--worlds", "4", "--only", "lines")
    assert run("balance", "ferry", *lines, "--json") == 0
    table = json.loads(run.out)["lines"]
    assert sum(row["best"] for row in table["lines"]) == pytest.approx(1.0)
    assert run("balance", "ferry", *lines) == 0
    assert all(row["policy"] in run.out for row in table["lines"])


def test_the_parts_of_a_balance_report_are_those_offered(run: Run) -> None:
    """The command line offers every part that there is, and no other."""
    assert run("balance", "--help") == 0
    assert "{" + ",".join(PARTS) + "}" in run.out


@pytest.mark.long
@pytest.mark.parametrize("processes", ["1", "2"])
def test_an_interrupted_balance_prints_what_is_done(
    folder: Path, processes: str
) -> None:
    """Ctrl+c ends a balance with what was found so far, and says that it is partial."""
    command = [*GAME, "--data-dir", str(folder), "balance", "ferry", "--games", "60"]
    with started([*command, "--processes", processes]) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        while b"rollout" not in process.stderr.readline():
            pass
        process.send_signal(signal.SIGINT)
        told = process.stdout.read().decode()
        assert process.wait() == 0
        assert b"Traceback" not in process.stderr.read()
    assert "partial" in told
    assert "greedy-3" in told
    assert "oracle" not in told


def test_the_scenario_list_tells_what_the_title_does(run: Run) -> None:
    """Results so far and every level in numbers stand under each scenario."""
    assert run("scenario", "list") == 0
    assert "  no game finished yet" in run.out
    assert "  level 3 Even (standard): margin over par +6" in run.out
    assert run("play", "--plain", given="end\n" * 6) == 0
    assert run("scenario", "list") == 0
    assert "endings reached" in run.out


@pytest.mark.parametrize(
    "words",
    [
        ("list",),
        ("scenario", "list"),
        ("scenario", "validate", "ferry"),
        ("scenario", "graph", "ferry"),
        ("scenario", "explain", "E213"),
        ("simulate", "ferry", "--worlds", "2"),
    ],
    ids=" ".join,
)
def test_json_is_asked_for_in_two_ways(run: Run, words: tuple[str, ...]) -> None:
    """`--json` and `--format json` print the same, which is JSON."""
    run(*words, "--json")
    short = run.out
    json.loads(short)
    run(*words, "--format", "json")
    assert run.out == short


@pytest.mark.parametrize("processes", ["1", "2"])
def test_an_interrupted_sensitivity_prints_what_is_done(
    folder: Path, processes: str
) -> None:
    """Ctrl+c ends it with the params moved alone, which came before, and says so."""
    command = [*GAME, "--data-dir", str(folder), "sensitivity", "ferry"]
    count = ("--trajectories", "1000", "--worlds", "400", "--processes", processes)
    with started([*command, *count]) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        while b"trajectories" not in process.stderr.readline():
            pass
        process.send_signal(signal.SIGINT)
        told = process.stdout.read().decode()
        assert process.wait() == 0
        assert b"Traceback" not in process.stderr.read()
    assert "partial" in told
    assert "One at a time" in told
    assert "The ranking of the lines" in told


class Screen(io.StringIO):
    """What a terminal is sent."""

    def isatty(self) -> bool:
        """Say that it is one."""
        return True


def test_a_report_that_was_stopped_starts_on_a_line_of_its_own(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What was told of the work half-way is cleared before the report is printed."""
    screen = Screen()

    def stopped(*_words: object, tell: Tell, **_rest: object) -> str:
        tell("the work", 1, 3)
        return "the report"

    monkeypatch.setattr("game.cli.studying.run_sensitivity", stopped)
    monkeypatch.setattr(sys, "stderr", screen)
    assert run("sensitivity", "ferry") == 0
    assert run.out == "the report"
    assert screen.getvalue().endswith("the work 1/3\033[K\r\033[K")


def test_what_a_process_leaves_is_not_looked_through_at_its_end() -> None:
    """When it ends the collector has nothing to go through, whatever the command."""
    code = (
        "import atexit, gc, sys\n"
        "def look():\n"
        "    print(len(gc.get_objects()) < gc.get_freeze_count())\n"
        "atexit.register(look)\n"
        "from game.__main__ import main\n"
        "sys.argv = ['grave-concern', '--version']\n"
        "main()\n"
    )
    found = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )
    assert found.stdout.splitlines()[-1] == "True"
