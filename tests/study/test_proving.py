"""The tests and tracks of a file, played: what is kept, broken and undecided."""

from __future__ import annotations

import json
import math
import re
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.cli.main import main
from game.scenario import Limit, Scenario, bound_of, check_text, load
from game.scenario.samples_played import CLEAN
from game.study.proof_text import proof_text
from game.study.proving import Proof, prove
from game.study.verdicts import (
    Outcome,
    crps,
    judged,
    mean_of,
    ratio_of,
    share_of,
    worlds_needed,
)

SHIPPED = Path(__file__).parents[2] / "scenarios"


def scenario(rows: str) -> Scenario:
    """Return the clean crisis with tests or tracks."""
    checked = check_text({"a.toml": CLEAN + rows}, "a.toml")
    assert checked.scenario is not None, checked.diagnostics
    return checked.scenario


def played(then: str, head: str = "") -> Proof:
    """Return what a test of the clean crisis comes to."""
    return prove(scenario(f"[tests.one]\n{head}\nthen = [{then}]\n"), 1)


RAISED = 'when = ["always dues raised"]\nturns = 4\nworlds = 60'


@pytest.mark.parametrize(
    ("then", "outcome"),
    [
        ('{ expr = "standing < 50", p = ">= 0.9" }', Outcome.KEPT),
        ('{ expr = "standing < 50", p = "<= 0.1" }', Outcome.BROKEN),
        ('{ expr = "events.storm", p = ">= 0.35" }', Outcome.UNDECIDED),
        ('{ expr = "standing", mean = [20, 45] }', Outcome.KEPT),
        ('{ expr = "standing", mean = [48, 60] }', Outcome.BROKEN),
        ('{ expr = "standing", compare = [], diff = "< -5" }', Outcome.KEPT),
        ('{ expr = "standing", compare = [], diff = "> 0" }', Outcome.BROKEN),
        (
            '{ cause = "ships_stay_away", of = "standing", share = "> 0.4" }',
            Outcome.KEPT,
        ),
        ('{ cause = "storm", of = "stores", share = "> 0.5" }', Outcome.BROKEN),
        (
            '{ cause = "stores_filled", of = "stores", compare = [], share = "> 0.9" }',
            Outcome.KEPT,
        ),
    ],
)
def test_claims_are_judged_by_what_was_seen(then: str, outcome: Outcome) -> None:
    """Each kind of claim is kept, broken or left open by its interval."""
    (test,) = played(then, RAISED).tests
    assert [claim.outcome for claim in test.claims] == [outcome]
    assert test.outcome is outcome


def test_share_of_a_difference_is_exact() -> None:
    """With the same luck all of the difference comes from the one thing done."""
    then = '{ cause = "stores_filled", of = "stores", compare = [], share = "> 0.99" }'
    (test,) = played(then, RAISED).tests
    assert test.claims[0].seen.value == 1.0


def test_undecided_claim_says_how_many_worlds_would_do() -> None:
    """Too few worlds are refused with a number, and that number decides."""
    then = '{ expr = "events.storm", p = ">= 0.2" }'
    head = "turns = 4\nworlds = {worlds}"
    proof = played(then, head.format(worlds=30))
    (claim,) = proof.tests[0].claims
    assert claim.outcome is Outcome.UNDECIDED
    assert f"write worlds = {claim.needed}" in proof_text(proof)
    assert not proof.holds
    again = played(then, head.format(worlds=claim.needed))
    assert again.tests[0].outcome is not Outcome.UNDECIDED


def test_line_that_is_never_open_breaks_a_test() -> None:
    """A test whose plan does nothing tests nothing, and says so."""
    then = '{ expr = "standing > 10", p = ">= 0.9" }'
    head = 'when = ["1: pilots buy"]\nturns = 3\nworlds = 40'
    proof = played(then, head)
    assert proof.tests[0].idle == ("pilots buy",)
    assert proof.tests[0].outcome is Outcome.BROKEN
    assert "`pilots buy` was open in no world" in proof_text(proof)


def test_given_values_stand_in_every_world() -> None:
    """A start that is given is where every world begins."""
    then = '{ expr = "prev(stores)", mean = [9.999, 10.001] }'
    (test,) = played(then, "given = { stores = 10 }\nturns = 1").tests
    assert test.outcome is Outcome.KEPT


def test_track_is_set_beside_the_games() -> None:
    """Each point has its band; the first is the start in every world."""
    rows = (
        '[tracks.kept]\nvariable = "stores"\nsource = "office"\ntolerance = 1\n'
        'points = { "2001-11-03" = 61, "2001-11-20" = 90 }\n'
    )
    proof = prove(scenario(rows), 1)
    (track,) = proof.tracks
    assert [point.turn for point in track.points] == [1, 3]
    assert [point.inside for point in track.points] == [True, False]
    assert track.points[0].crps == 1.0
    assert track.coverage == 0.5
    assert "holds 1 of 2 points" in proof_text(proof)
    assert proof.holds


def test_only_named_rows_are_played() -> None:
    """A word chooses rows by their ids, and stopping keeps those that are done."""
    rows = "".join(
        f'[tests.{name}]\nworlds = 20\nthen = [{{ expr = "true", p = ">= 1" }}]\n'
        for name in ("alpha", "beta", "gamma")
    )
    assert [test.id for test in prove(scenario(rows), 1, "am").tests] == ["gamma"]

    def stop(what: str, done: int, total: int) -> None:
        del what, total
        if done == 2:
            raise KeyboardInterrupt

    proof = prove(scenario(rows), 1, tell=stop)
    assert [test.id for test in proof.tests] == ["alpha", "beta"]
    assert proof.partial
    assert not proof.holds


def test_command_ends_with_one_where_a_test_breaks(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The exit code is 0 for kept, 1 for broken, 2 for a name that is not there."""
    path, command = tmp_path / "a.toml", ["scenario", "test", "--processes=1"]
    row = (
        '[tests.calm]\nworlds = 30\nthen = [{{ expr = "stores > {0}", p = ">= 1" }}]\n'
    )
    path.write_text(CLEAN + row.format(1), encoding="utf-8")
    assert main([*command, str(path)]) == 0
    assert "1 kept" in capsys.readouterr().out
    assert main([*command, str(path), "-k", "storm"]) == 2
    path.write_text(CLEAN + row.format(99), encoding="utf-8")
    assert main([*command, str(path), "--json"]) == 1
    found = json.loads(capsys.readouterr().out)
    assert found["tests"][0]["outcome"] == "broken"


def test_harbour_strike_keeps_its_word() -> None:
    """Every test of the smaller crisis is kept."""
    proof = prove(load(SHIPPED / "harbour-strike.toml"), 1)
    assert proof.tests
    assert proof.holds, proof_text(proof)


@pytest.mark.parametrize("word", ["shells_raise", "2024"])
def test_june_2024_keeps_its_word(word: str) -> None:
    """A part of the tests of the main crisis; `scenario test` plays all of them."""
    proof = prove(load(SHIPPED / "seoul-2024"), 1, word)
    assert proof.tests or proof.tracks
    assert proof.holds, proof_text(proof)


@given(st.integers(1, 400), st.data())
def test_share_lies_within_its_interval(worlds: int, data: st.DataObject) -> None:
    """The interval holds the share, lies in [0, 1], and narrows with more worlds."""
    hits = data.draw(st.integers(0, worlds))
    seen, more = share_of(hits, worlds), share_of(4 * hits, 4 * worlds)
    assert 0.0 <= seen.low <= seen.value <= seen.high <= 1.0
    assert more.high - more.low < seen.high - seen.low


@given(st.lists(st.floats(-50, 50), min_size=2, max_size=40), st.floats(-50, 50))
def test_crps_is_the_distance_between_distributions(
    values: list[float], record: float
) -> None:
    """The fair score equals its definition by pairs."""
    draws = np.array(values)
    count = len(values)
    pairs = sum(abs(a - b) for a in values for b in values) / (count * (count - 1))
    wanted = float(np.abs(draws - record).mean()) - pairs / 2
    assert math.isclose(crps(draws, record), wanted, abs_tol=1e-9)


def test_bounds_are_read_as_written() -> None:
    """Signs, the number itself, and spaces."""
    assert bound_of(">= 0.8") == Limit(limit=0.8, above=True, itself=True)
    assert bound_of("<-3") == Limit(limit=-3.0, above=False, itself=False)
    assert bound_of("> 2").holds(2.0) is False
    assert bound_of("<= 2").holds(2.0) is True


def test_never_and_always_are_decided_by_the_games() -> None:
    """A share of 0 or 1 as a bound asks for none or all of the games."""
    always = [Limit(limit=1.0, above=True, itself=True)]
    assert judged(share_of(40, 40), always, (0.0, 1.0)) is Outcome.KEPT
    assert judged(share_of(39, 40), always, (0.0, 1.0)) is Outcome.BROKEN


def test_what_nothing_moved_is_broken_and_needs_no_worlds() -> None:
    """A share of nothing is no number, and no number of worlds helps."""
    nothing = np.zeros(5)
    seen = ratio_of(nothing, nothing)
    limit = [Limit(limit=0.5, above=True, itself=True)]
    assert judged(seen, limit, ()) is Outcome.BROKEN
    assert worlds_needed(mean_of(np.full(5, 0.5)), limit) == 0


def test_examples_of_the_manual_are_played() -> None:
    """The test and the track of the page validate and play as they stand there."""
    page = (SHIPPED.parent / "game/manual/scenario-tests.md").read_text("utf-8")
    test, track, _ = re.findall(r"```toml\n(.*?)```", page, re.DOTALL)
    beside = (
        '[sources.harbour_log]\ntitle = "The log"\nkind = "data"\n'
        '[policies.as_it_was]\nlabel = { en = "As it was" }\nlines = []\n'
    )
    text = CLEAN.replace('{ en = "Stores" }', '{ en = "Stores" }\nunit = "tons"')
    checked = check_text({"a.toml": f"{text}{beside}{test}{track}"}, "a.toml")
    assert checked.scenario is not None, checked.diagnostics
    proof = prove(checked.scenario, 1)
    assert proof.holds, proof_text(proof)
    assert [one.id for one in proof.tracks] == ["stores_2001"]
