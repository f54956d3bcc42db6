"""Outcomes of two files in the same worlds."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from game.scenario import Scenario, check_text
from game.scenario.workshop.template import new_scenario
from game.study import find_way, simulate
from game.study.differing import WayShift, compare_outcomes, shift

SEED = 5
TEXT = new_scenario("town")


def scenario(text: str) -> Scenario:
    """Return a good file."""
    found = check_text({"a.toml": text}, "a.toml").scenario
    assert found is not None
    return found


DRY = scenario(TEXT)
MILD = scenario(TEXT.replace("value = 8.5", "value = 7"))


def compared(
    one: Scenario, other: Scenario, worlds: int = 300, way: str = "hold"
) -> WayShift:
    """Compare two files under one way to play."""
    pair = (find_way(one, way, SEED), find_way(other, way, SEED))
    (found,) = compare_outcomes((one.spec(), other.spec()), [pair], worlds, SEED)
    return found


@settings(deadline=None)
@given(st.lists(st.tuples(st.floats(-9, 9), st.floats(-9, 9)), min_size=2, max_size=40))
def test_the_change_is_that_of_the_means(pairs: list[tuple[float, float]]) -> None:
    """And its error that of the paired differences."""
    before, after = (np.array(side) for side in zip(*pairs, strict=True))
    found = shift("x", before, after)
    assert found.change == pytest.approx(found.after - found.before, abs=1e-9)
    error = np.std(after - before, ddof=1) / np.sqrt(len(pairs))
    assert found.error == pytest.approx(error)


def test_each_side_is_what_a_study_alone_gives() -> None:
    """Shares are those of `simulate`; they add up to all worlds on both sides."""
    found = compared(DRY, MILD)
    for side, crisis in (("before", DRY), ("after", MILD)):
        study = simulate(crisis.spec(), find_way(crisis, "hold", SEED), 300, SEED)
        alone = {name: count / 300 for name, count in study.endings}
        mine = {row.name: getattr(row, side) for row in found.endings}
        assert {name: share for name, share in mine.items() if share} == alone
        assert sum(mine.values()) == pytest.approx(1.0)


def test_pairs_are_worth_more_than_two_studies() -> None:
    """The error of the paired change is below that of unpaired shares."""
    near = scenario(TEXT.replace("value = 8.5", "value = 8"))
    found = next(row for row in compared(DRY, near).endings if row.name == "dry")
    apart = sum(share * (1 - share) / 300 for share in (found.before, found.after))
    assert 0 < found.error < 0.9 * apart**0.5
    assert found.change < -3 * found.error


def test_a_file_against_itself_parts_no_world() -> None:
    """No world ends otherwise, and no mean moves."""
    found = compared(DRY, DRY, way="random")
    assert found.parted == 0
    assert {row.change for row in (*found.endings, *found.gauges)} == {0.0}


def test_stopping_keeps_the_worlds_that_are_done() -> None:
    """Ctrl+C after the first piece of the second way gives one way and a piece."""
    asked: list[tuple[str, int]] = []

    def tell(what: str, done: int, total: int) -> None:
        del total
        asked.append((what, done))
        if what == "random":
            raise KeyboardInterrupt

    ways = [
        (find_way(DRY, name, SEED), find_way(MILD, name, SEED))
        for name in ("hold", "random", "rationing=evenings")
    ]
    found = compare_outcomes((DRY.spec(), MILD.spec()), ways, 600, SEED, tell)
    assert [row.policy for row in found] == ["hold", "random"]
    assert [row.worlds for row in found] == [600, 256]
    assert asked[-1] == ("random", 256)


def test_no_world_is_no_comparison() -> None:
    """Nothing can be said of no games."""
    with pytest.raises(ValueError, match="0"):
        compare_outcomes((DRY.spec(), MILD.spec()), [], 0, SEED)
