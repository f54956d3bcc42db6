"""What a study takes is known before it is begun, and kept within bounds."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.cli.main import main
from game.errors import ScenarioError
from game.scenario import load
from game.study.cost import ALLOWED, LONG, Cost, allot, cost_of, line
from game.study.finding import find_way
from game.study.lint.estimate import MOST, check_length
from game.study.proving import seconds_of_proof
from game.words import Message
from tests.conftest import FERRY

HARBOUR = Path(__file__).parents[2] / "scenarios" / "harbour-strike.toml"

COSTS = st.builds(
    Cost,
    once=st.floats(0, 50),
    each=st.floats(0.0001, 50),
    size=st.integers(1, 100),
)
USUAL = st.integers(1, 1000)


@given(COSTS, USUAL)
def test_what_nobody_sized_keeps_to_what_is_allowed(cost: Cost, usual: int) -> None:
    """Worlds are left out only of what is long, and never more than has to be."""
    told: list[Message] = []
    if cost.of(1) > LONG:
        with pytest.raises(ScenarioError, match="One world"):
            allot(None, usual, cost.of, told.append)
        return
    worlds = allot(None, usual, cost.of, told.append)
    assert 1 <= worlds <= usual
    assert bool(told) == (cost.of(usual) > LONG)
    if told:
        assert worlds == 1 or cost.of(worlds) <= ALLOWED
        assert cost.of(worlds + 1) > ALLOWED
        assert told[0].fields["most"] == worlds
    else:
        assert worlds == usual


@given(COSTS, USUAL)
def test_what_was_asked_for_is_played(cost: Cost, asked: int) -> None:
    """A number that somebody names stands; what it takes is told if it is long."""
    told: list[Message] = []
    assert allot(asked, 7, cost.of, told.append) == asked
    assert bool(told) == (cost.of(asked) > LONG)


@given(st.floats(0, 1000), st.booleans())
def test_a_lint_is_played_whole_or_refused(seconds: float, asked: bool) -> None:  # noqa: FBT001 - Hypothesis gives it by its place
    """None is cut: a warning from a few worlds may be false."""
    told: list[Message] = []
    if seconds > MOST and not asked:
        with pytest.raises(ScenarioError, match="--quick"):
            check_length(seconds, told.append, asked=asked)
        return
    check_length(seconds, told.append, asked=asked)
    assert bool(told) == (seconds > LONG)


@given(st.floats(0, 10), st.floats(0, 10), st.integers(2, 64))
def test_two_measurements_tell_both_parts(once: float, each: float, many: int) -> None:
    """What is spent at once and what on each world come out of two sizes."""
    found = line((1, once + each), (many, once + each * many))
    assert found == pytest.approx((once, each), abs=1e-9)


def test_one_measurement_counts_for_every_world() -> None:
    """Where there is but one, nothing is taken to be spent only once."""
    assert line((2, 6.0), (2, 6.0)) == (0.0, 3.0)


def test_what_is_too_slow_in_one_world_is_measured_in_no_more(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """To learn that a study is refused takes one turn of one world."""
    measured: list[float] = []

    def slow(_: object) -> float:
        measured.append(LONG)
        return LONG

    monkeypatch.setattr("game.study.cost.seconds_of", slow)
    scenario = load(FERRY)
    spec, way = scenario.spec(), find_way(scenario, "hold", 1, "en")
    cost = cost_of(spec, way, 1)
    assert measured == [LONG]
    assert cost.of(1) == LONG * spec.turns


@pytest.mark.parametrize(
    ("command", "sized"),
    [(["simulate"], "One world"), (["scenario", "lint"], "A lint")],
)
def test_a_long_study_is_refused_until_it_is_asked_for(
    command: list[str],
    sized: str,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Nothing is allowed here: one sentence, exit code 1; a number is played."""
    monkeypatch.setattr("game.study.lint.estimate.MOST", 0.0)
    monkeypatch.setattr("game.study.cost.ALLOWED", 0.0)
    monkeypatch.setattr("game.study.cost.LONG", 0.0)
    path = tmp_path / "ferry.toml"
    shutil.copy(FERRY, path)
    assert main([*command, str(path), "--processes", "1"]) == 1
    out, err = capsys.readouterr()
    assert not out
    assert err.count(sized) == 1
    assert "--worlds" in err
    main([*command, str(path), "--worlds", "1", "--processes", "1"])
    out, err = capsys.readouterr()
    assert "Ctrl+C ends it" in err
    assert out


@pytest.mark.parametrize(
    "command",
    [
        ["scenario", "test", str(HARBOUR), "-k", "a_firm"],
        ["balance", str(HARBOUR), "--games", "1", "--only", "deck"],
        ["sensitivity", str(FERRY), "--worlds", "2", "--trajectories", "2"],
        ["backtest", "seoul-2024", "--worlds", "100"],
    ],
)
def test_what_a_file_or_a_caller_sizes_is_told_of_before_it_begins(
    command: list[str],
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """It is played as asked; who finds it too long knows the way out."""
    monkeypatch.setattr("game.study.cost.LONG", 0.0)
    main([*command])
    out, err = capsys.readouterr()
    assert re.match(r"This takes (about )?\d+ seconds of processor time", err)
    assert "Ctrl+C ends it" in err
    assert out


def test_a_proof_takes_as_long_as_its_worlds_turns_and_plans(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A plan that is compared with counts as well, and so does a shorter calendar."""
    cost = Cost(once=0.0, each=1.0, size=10**6)
    monkeypatch.setattr("game.study.proving.cost_of", lambda *_: cost)
    scenario = load(HARBOUR)
    tests = scenario.document.tests
    found = seconds_of_proof(scenario, tests, 1)
    apart = [seconds_of_proof(scenario, [name], 1) for name in tests]
    assert found == pytest.approx(sum(apart))
    for name, seconds in zip(tests, apart, strict=True):
        row = tests[name]
        compared = any(getattr(one, "compare", None) is not None for one in row.then)
        share = (row.turns or scenario.spec().turns) / scenario.spec().turns
        assert seconds >= (1 + compared) * row.worlds * share


def test_a_comparison_says_that_it_plays_in_fewer_worlds(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """What both files take together is what counts."""
    cost = Cost(once=0.0, each=ALLOWED / 3, size=8)
    monkeypatch.setattr("game.cli.differing.cost_of_both", lambda *_: cost)
    path, other = tmp_path / "ferry.toml", tmp_path / "other.toml"
    shutil.copy(FERRY, path)
    text = FERRY.read_text("utf-8")
    other.write_text(text.replace("start = 50", "start = 51", 1), encoding="utf-8")
    assert text != other.read_text("utf-8")
    assert main(["scenario", "diff", str(path), str(other)]) == 0
    out, err = capsys.readouterr()
    assert "it is played in 3" in err
    assert "in 3 worlds" in out
