"""Luck against choice as numbers: what sums, what is shared out, what is chosen."""

from __future__ import annotations

from statistics import fmean
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from game.report.figures import units
from game.report.hindsight import Fortune, Regret
from game.report.lookback import FEWEST, MOST, turning_points
from game.report.luck import luck_view, spread_shares
from game.session import Table

if TYPE_CHECKING:
    from game.report.labels import Labels

SCORES = st.lists(st.floats(0, 100), min_size=4, max_size=4)


def row(turn: int, difference: float, error: float = 0.1) -> Regret:
    """Return a turn of a worth."""
    return Regret(
        turn=turn, better=(), difference=difference, error=error, duties=(), moved=()
    )


@given(st.lists(SCORES, min_size=2, max_size=6))
@settings(deadline=None)
def test_the_shares_of_the_spread_sum_to_one(table: list[list[float]]) -> None:
    """Lines, common luck and the rest take the whole, each at least nothing."""
    found = spread_shares(table)
    if found is not None:
        assert sum(found) == pytest.approx(1.0, abs=1e-6)
        assert min(found) >= 0.0


def test_what_only_the_line_or_only_the_luck_decides_is_told_apart() -> None:
    """Equal columns are all line, equal rows are all luck, equal scores are nothing."""
    assert spread_shares([[1, 1, 1], [5, 5, 5]]) == pytest.approx((1.0, 0.0, 0.0))
    assert spread_shares([[1, 2, 3], [1, 2, 3]]) == pytest.approx((0.0, 1.0, 0.0))
    assert spread_shares([[1, -1], [-1, 1]]) == pytest.approx((0.0, 0.0, 1.0))
    assert spread_shares([[2, 2], [2, 2]]) is None


@given(SCORES, st.lists(SCORES, min_size=1, max_size=4), SCORES)
@settings(deadline=None, max_examples=40)
def test_the_parts_of_a_score_sum_to_it_as_shown(
    labelled: Table, yours: list[float], lines: list[list[float]], history: list[float]
) -> None:
    """Par, choice and luck add up to the score; history's line stands last."""
    names = tuple((f"line-{n}", tuple(scores)) for n, scores in enumerate(lines))
    found = luck_view(
        labels_of(labelled),
        Fortune(yours=tuple(yours), lines=names, history=tuple(history)),
    )
    assert found is not None
    shown = sum(units(float(part.amount), 1) for part in found.parts)
    assert shown == units(float(found.score), 1)
    assert found.lines[0].kind == "you"
    assert found.lines[-1].kind == "history"
    middle = [line.ends[1] for line in found.lines if line.kind == "line"]
    assert middle == sorted(middle, reverse=True)
    if found.shares:
        assert sum(int(share.amount) for share in found.shares) == 100
    assert found.better == sum(score > yours[0] for score in yours[1:])
    assert found.lines[1].ends[1] == pytest.approx(fmean(map(fmean, lines)))


@pytest.fixture(scope="module")
def labelled(tmp_path_factory: pytest.TempPathFactory) -> Table:
    """Return a table with one open game on it."""
    from tests.conftest import FERRY  # noqa: PLC0415 - a plain path

    folder = tmp_path_factory.mktemp("luck")
    (folder / "scenarios").mkdir()
    (folder / "scenarios" / "ferry.toml").write_bytes(FERRY.read_bytes())
    (folder / "scenarios" / "DEFAULT").write_text("ferry\n")
    table = Table(data_dir=folder)
    table.new(seed=1, name="one").close()
    return table


def labels_of(table: Table) -> Labels:
    """Return the words of the game at the table."""
    return table.retrospect("one")._told.labels


def test_without_lines_to_compare_with_nothing_is_told(labelled: Table) -> None:
    """A scenario without reference lines has no par to be against."""
    fortune = Fortune(yours=(1.0, 2.0), lines=())
    assert luck_view(labels_of(labelled), fortune) is None


@given(st.lists(st.floats(-50, 50), max_size=24), st.floats(0, 10))
@settings(deadline=None)
def test_turning_points_are_few_large_and_sure(
    worths: list[float], error: float
) -> None:
    """At most five, the largest first; beyond three only those that are sure."""
    rows = [row(turn, worth, error) for turn, worth in enumerate(worths, start=1)]
    found = turning_points(rows)
    sizes = [abs(one.difference) for one in found]
    assert sizes == sorted(sizes, reverse=True)
    assert len(found) <= MOST
    assert len(found) >= min(FEWEST, sum(worth != 0 for worth in worths))
    assert all(abs(one.difference) > 2 * error for one in found[FEWEST:])
    left = [abs(one.difference) for one in rows if one not in found]
    if len(found) >= FEWEST and left:
        assert min(sizes[:FEWEST]) >= max(left)
