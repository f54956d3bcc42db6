"""Sensitivity: exact where it can be worked out, repeatable, and kept when stopped."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from game.cli.main import main
from game.engine import Chance, begin, compile_spec
from game.scenario import Scenario, type_of, with_params_set
from game.session import Table
from game.study.finding import find_policy
from game.study.sensitivity import (
    Report,
    Task,
    bench_of,
    measure_sensitivity,
    params_of,
    report_text,
    run_sensitivity,
)
from game.study.sensitivity.points import Varied
from game.study.sensitivity.ranking import kendall
from game.text import cells
from tests.sensitivity_page import BLOCK, PAGE, renewed
from tests.study.tide import TIDE, tide

TURNS = 8
SCENARIO = tide()
SHIPPED = "harbour-strike"


def task(
    scenario: Scenario = SCENARIO, lines: tuple[str, ...] = ("stay", "let")
) -> Task:
    """Return a small task."""
    return Task(
        scenario=scenario,
        bench=bench_of(scenario, None, 3),
        lines=[find_policy(scenario, name, 3) for name in lines],
        worlds=12,
        trajectories=3,
    )


REPORT = measure_sensitivity(task())


def effect(report: Report, gauge: str, param: str) -> tuple[float, float, float]:
    """Return mu*, its error and sigma."""
    (row,) = [r for r in report.effects if (r.gauge, r.param) == (gauge, param)]
    return row.mu_star, row.error, row.sigma


def change(report: Report, gauge: str, param: str) -> float:
    """Return what an outcome changes from the low to the high end."""
    (row,) = [r for r in report.swings if (r.gauge, r.param) == (gauge, param)]
    return row.change


def test_a_linear_outcome_is_measured_exactly_under_luck() -> None:
    """The luck is common, so it cancels: weight times range times turns, no error."""
    expected = {
        "push": 6.0 * TURNS,
        "pull": 3.0 * TURNS,
        # Only one of the two lines opens the gate.
        "gain": 6.0 * TURNS / 2,
        "unread": 0.0,
    }
    for param, size in expected.items():
        found = effect(REPORT, "water", param)
        assert found == pytest.approx((size, 0.0, 0.0), abs=1e-9)
        assert abs(change(REPORT, "water", param)) == pytest.approx(size)
    assert change(REPORT, "water", "pull") < 0.0
    rows = [row.param for row in REPORT.effects if row.gauge == "water"]
    assert rows == ["push", "gain", "pull", "unread"]


def test_a_param_that_nothing_reads_has_no_effect_at_all() -> None:
    """It is exactly 0 in every outcome and is named; others are not."""
    assert REPORT.idle == ("unread",)
    assert REPORT.fixed == ("certain",)
    for row in REPORT.effects:
        if row.param == "unread":
            assert (row.mu_star, row.error, row.sigma) == (0.0, 0.0, 0.0)
    assert all(row.change == 0.0 for row in REPORT.swings if row.param == "unread")


def test_a_param_that_overturns_the_order_is_named() -> None:
    """An ajar gate pays while the gain exceeds 2: at 1.8 it no longer does."""
    ranking = REPORT.ranking
    assert ranking is not None
    assert [row.policy for row in ranking.lines] == ["let", "stay"]
    assert ranking.lead == pytest.approx(0.25 * TURNS / 20)
    (turned,) = [row for row in ranking.shifts if row.best != "let"]
    assert (turned.param, turned.now, turned.best) == ("gain", 1.8, "stay")
    assert turned.lead == pytest.approx(-0.2 * TURNS / 20)
    assert turned.tau == ranking.least == -1.0
    assert len(ranking.shifts) == 8
    assert ranking.kept == 7 / 8
    text = report_text(REPORT, SCENARIO)
    assert re.search(
        r"^gain +2\.25 +1\.8 +0\.1 +0\.0 +-1\.00 +stay$", text, re.MULTILINE
    )


def test_one_line_has_no_ranking() -> None:
    """There is nothing to rank, and everything else is measured."""
    report = measure_sensitivity(task(lines=("stay",)))
    assert report.ranking is None
    assert effect(report, "water", "gain")[0] == 0.0


@given(
    st.fixed_dictionaries({key: st.integers(0, 4) for key in ("push", "pull", "gain")})
)
@settings(deadline=None, max_examples=15)
def test_a_point_is_the_crisis_with_these_values(values: dict[str, int]) -> None:
    """A param set world by world plays as if the file had said so."""
    bench = task().bench
    written = TIDE
    for key, value in values.items():
        written = re.sub(
            rf"(\[params\.{key}\]\nvalue = )\S+", rf"\g<1>{value}", written
        )
    other = bench_of(tide(written.replace("high = 3\n", "high = 6\n")), None, 3)
    line = find_policy(SCENARIO, "let", 3)
    worlds = np.arange(9, dtype=np.uint64)
    point = np.array([[0.0, 0.0, 0.0], list(values.values())])
    found = bench.play(line, list(values), point, worlds)
    plain = other.play(line, (), np.empty((1, 0)), worlds)
    assert np.array_equal(found[:, 1], plain[:, 0])


@pytest.mark.parametrize("name", ["harbour-strike", "seoul-2024", "yeonpyeong-2010"])
def test_the_shipped_crises_play_the_same_with_every_param_set(name: str) -> None:
    """Nothing of a shipped file reads a param in a way of its own."""
    scenario = Table().scenario(name)
    bench = bench_of(scenario, None, 1)
    params = params_of(scenario, bench.spec.level)
    row = min(k for k, v in scenario.document.policies.items() if v.reference)
    line, worlds = find_policy(scenario, row, 1), np.arange(4, dtype=np.uint64)
    values = np.array([[param.value for param in params]])
    found = bench.play(line, [param.id for param in params], values, worlds)
    assert np.array_equal(found, bench.play(line, (), np.empty((1, 0)), worlds))


def test_a_level_says_which_value_is_played() -> None:
    """The value that a level puts in place is the one that is varied about."""
    levels = """
[difficulty.usual]
level = 3
label = { en = "Usual" }
standard = true

[difficulty.hard]
level = 4
label = { en = "Hard" }
params = { push = 5 }
"""
    scenario = tide(TIDE + levels)
    usual, hard = (
        {row.id: row.value for row in params_of(scenario, level)} for level in (3, 4)
    )
    assert (usual["push"], hard["push"]) == (2.0, 5.0)


def test_types_that_are_set_are_not_drawn() -> None:
    """Only the type named is set, in each world as given; the rest is drawn as ever."""
    spec = with_params_set(SCENARIO.spec(), ["push"])
    model, chance = compile_spec(spec), Chance(4)
    worlds = np.arange(3, dtype=np.uint64)
    own = np.array([1.0, 2.5, 4.0])
    state = begin(model, chance, worlds, {type_of("push"): own})
    assert [row.id for row in spec.types] == ["param.push"]
    assert np.array_equal(state.types[0], own)
    assert np.array_equal(state.values, begin(model, chance, worlds).values)


@given(st.floats(-50, 50), st.floats(-50, 50), st.floats(0.001, 50))
@settings(deadline=None)
def test_a_shift_stays_in_the_range(value: float, low: float, width: float) -> None:
    """Down is never above the value, up never below; neither leaves the range."""
    row = Varied(id="p", value=value, low=low, high=low + width, unit="", grade="J")
    assert min(row.low, value) <= row.less <= value <= row.more
    assert row.more <= max(row.high, value)


@given(st.lists(st.integers(-5, 5), min_size=2, max_size=7))
def test_kendall_of_an_order_with_itself_is_one(scores: list[int]) -> None:
    """Turned round it is -1, unless all are level."""
    turned = [-score for score in scores]
    assert kendall(scores, scores) == 1.0
    assert kendall(scores, turned) == (-1.0 if len(set(scores)) > 1 else 1.0)
    assert kendall([1, 2, 3], [1, 3, 2]) == pytest.approx(1 / 3)


def printed(**changed: object) -> str:
    """Return what the command prints of a shipped crisis, small."""
    settings: dict[str, object] = {"worlds": 6, "trajectories": 2, **changed}
    lines = ("lamps", "wait_out")
    return run_sensitivity(SHIPPED, lines, table=Table(), **settings)  # type: ignore[arg-type]  # as named


def test_text_and_json_tell_the_same_and_repeat() -> None:
    """Every row of the text holds the numbers of the JSON; the same seed, the same."""
    text, found = printed(), json.loads(printed(json=True))
    assert text == printed()
    assert json.loads(printed(json=True)) == found
    assert json.loads(printed(json=True, seed=2))["swings"] != found["swings"]
    scenario = Table().scenario(SHIPPED)
    blocks = text.split("\n\n")
    for outcome in found["outcomes"]:
        gauge = outcome["gauge"]
        label = f"({gauge})" if gauge else "Mandate score"
        effects, swings = [b for b in blocks if label in b.splitlines()[0]]
        variable = gauge and scenario.document.gauges[gauge].variable
        factor = 1.0 if variable or not gauge else 100.0
        digits = scenario.document.variables[variable].decimals + 1 if variable else 1

        def told(number: float, factor: float = factor, digits: int = digits) -> str:
            return f"{factor * number:.{digits}f}"

        own = [row for row in found["effects"] if row["gauge"] == gauge]
        assert [row["mu_star"] for row in own] == sorted(
            (row["mu_star"] for row in own), reverse=True
        )
        for row, line in zip(own, effects.splitlines()[2:], strict=True):
            assert line.split() == [
                row["param"],
                *(told(row[key]) for key in ("mu_star", "error", "sigma")),
            ]
        own = [row for row in found["swings"] if row["gauge"] == gauge]
        for row, line in zip(own, swings.splitlines()[2:], strict=True):
            words = line.split()
            assert words[0] == row["param"]
            assert words[4:6] == [told(row["low"]), told(row["high"])]
            assert float(words[6]) == float(told(row["change"]))
            assert "|" in line


def test_several_processes_tell_the_same() -> None:
    """How the work is shared out changes nothing."""
    assert printed(processes=2) == printed()


def test_no_line_is_wider_than_a_small_terminal() -> None:
    """In both languages what is printed fits 80 columns."""
    for language in ("en", "ko"):
        text = report_text(replace(REPORT, partial=True), SCENARIO, language)
        assert max(map(cells, text.splitlines())) <= 80


@pytest.mark.parametrize(
    ("stage", "alone", "along"),
    [("one at a time", False, False), ("trajectories", True, False)],
)
def test_a_stop_keeps_what_is_done(stage: str, *, alone: bool, along: bool) -> None:
    """Ctrl+C ends it with what was reached, and the report says that it is partial."""

    def stop(what: str, done: int, total: int) -> None:
        del done, total
        if what == stage:
            raise KeyboardInterrupt

    report = measure_sensitivity(replace(task(), tell=stop))
    assert report.partial
    assert bool(report.swings) == alone
    assert bool(report.effects) == along
    assert report.ranking is not None
    assert len(report.ranking.shifts) == (8 if alone else 0)
    text = report_text(report, SCENARIO)
    assert "partial" in text
    assert "leads" in text


def test_a_stop_before_anything_is_done_ends_it() -> None:
    """Nothing was played, so there is nothing to print."""

    def stop(what: str, done: int, total: int) -> None:
        raise KeyboardInterrupt(what, done, total)

    with pytest.raises(KeyboardInterrupt):
        measure_sensitivity(replace(task(), tell=stop))


def test_refusals_have_a_sentence_and_a_code(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Too few worlds or trajectories, or nothing to vary: 2; no such line: 1."""
    path = tmp_path / "tide.toml"
    path.write_text(TIDE, encoding="utf-8")
    small = ("--worlds", "4", "--trajectories", "2")
    bare = tmp_path / "bare.toml"
    bare.write_text(re.sub(r"(?m)^(low|high) = .*\n", "", TIDE), encoding="utf-8")
    for words, code, told in (
        ([str(path), "--worlds", "1"], 2, "from 2 to"),
        ([str(path), "--trajectories", "1"], 2, "from 2 to"),
        ([str(path), "--line", "nobody", *small], 1, "nobody"),
        ([str(bare), *small], 2, "low and high"),
        (["nowhere"], 1, "nowhere"),
    ):
        assert main(["sensitivity", *words]) == code
        streams = capsys.readouterr()
        assert told in streams.err
        assert not streams.out
    assert main(["sensitivity", str(path), *small, "--language", "ko"]) == 0
    streams = capsys.readouterr()
    assert "매개변수" in streams.out
    assert streams.err


def test_the_page_shows_what_the_command_prints() -> None:
    """The published table is the program's own, on every processor."""
    text = PAGE.read_text("utf-8")
    assert BLOCK.search(text)
    assert renewed(text) == text, "run: python -m tests.sensitivity_page"
