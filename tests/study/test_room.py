"""No study begins that would fill the memory."""

from __future__ import annotations

from pathlib import Path

import pytest

from game.engine import ROOM, compile_spec, fitting, world_bytes
from game.errors import ScenarioError, UsageError
from game.scenario import check_text
from game.scenario.samples import BASE
from game.session.table import Table
from game.study import run, run_balance
from game.study.finding import find_policy
from game.study.lint import linting
from game.study.lint.command import lint
from game.study.mandates import compare_lines
from game.study.simulate import simulate
from tests.scenario.test_limits import deed

LARGE = BASE + "".join(deed(number) for number in range(500))


@pytest.fixture
def table(tmp_path: Path) -> Table:
    """Return a table whose games lie in a folder of their own."""
    return Table(data_dir=tmp_path)


def test_too_many_worlds_are_refused_with_how_many_fit(tmp_path: Path) -> None:
    """What is kept of a million long games does not fit; the sentence says so."""
    path = tmp_path / "long.toml"
    path.write_text(BASE.replace("turns = 4", "turns = 520"), "utf-8")
    with pytest.raises(UsageError, match=r"1000000 games .* MiB .* of them fill"):
        run(str(path), "hold", 1_000_000, 1, table=Table(data_dir=tmp_path))


def test_a_balance_of_too_many_worlds_is_refused(table: Table) -> None:
    """What every line makes of every world under every mandate is kept."""
    with pytest.raises(UsageError, match="MiB"):
        run_balance("seoul-2024", (), 1_000_000, 1, table=table, parts=("lines",))


def test_a_large_crisis_is_played_in_small_passes() -> None:
    """Less fits side by side of a large crisis, and the games are the same."""
    scenario = check_text({"a.toml": LARGE}, "a.toml").scenario
    assert scenario is not None
    spec = scenario.spec()
    model = compile_spec(spec)
    fit = fitting(model, 10**9)
    assert fit < 8192
    assert fit * world_bytes(spec) <= ROOM < (fit + 1) * world_bytes(spec)


def test_cutting_the_worlds_of_a_mandate_changes_nothing(
    table: Table, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Lines score the same under a mandate however many worlds are played at once."""
    scenario = table.scenario("harbour-strike")
    lines = [find_policy(scenario, "hold", 1), find_policy(scenario, "random", 1)]
    whole = compare_lines(scenario.spec(), lines, 7, 1)
    monkeypatch.setattr("game.study.mandates.chunk_of", lambda *_: 3)
    assert compare_lines(scenario.spec(), lines, 7, 1) == whole


def test_a_lint_that_does_not_fit_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """The games that the rows call for are counted before the first is played."""
    checked = check_text({"a.toml": BASE}, "a.toml")
    monkeypatch.setattr(linting, "ROOM", 1000)
    with pytest.raises(ScenarioError, match="games side by side"):
        lint(checked)


def test_lint_finds_the_same_in_smaller_pieces(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where less fits at once, more pieces are played, with the same findings."""
    checked = check_text({"a.toml": BASE}, "a.toml")
    whole = lint(checked)
    monkeypatch.setattr(linting, "fitting", lambda _, most: most // 2)
    pieces = lint(checked)
    assert (pieces.faults, pieces.games) == (whole.faults, whole.games)


def test_lint_of_a_crisis_in_which_nothing_happens_by_itself() -> None:
    """Without events, red lines, scores and levers that matter it still ends."""
    found = lint(check_text({"a.toml": BASE}, "a.toml"))
    assert not found.partial
    assert {one.code for one in found.faults} == {"W303", "W306"}


def test_worlds_of_a_study_are_those_of_its_pieces(table: Table) -> None:
    """A study over what fits at once is the study in one pass."""
    scenario = table.scenario("harbour-strike")
    way = find_policy(scenario, "hold", 1)
    one = simulate(scenario.spec(), way, 40, 1)
    assert simulate(scenario.spec(), way, 40, 1, chunk=7) == one
