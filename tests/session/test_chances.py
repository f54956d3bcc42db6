"""Why a chance moved: what was chosen, the turn itself, and what came beside them."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.chronicle import DecideRecord, Tree, create, read
from game.engine import Chance
from game.report.whys import Why
from game.scenario import load
from game.session import Game, Table
from game.session.course import Course
from game.session.deciding import recorded
from game.session.written import digest_record
from tests.conftest import FERRY
from tests.session.test_game import play_on

GAUGE = "stoppage"
COURSE = Course(load(FERRY).spec(), Chance(1))


def points(why: Why) -> int:
    """Return by how much a chance moved."""
    return int(why.change)


def explained(game: Game, months: int) -> list[Why]:
    """Play months and return why the chance moved in each."""
    found = []
    for _ in range(months):
        play_on(game, 1)
        found.append(game.why(GAUGE))
    return found


@pytest.mark.parametrize("seed", range(6))
def test_what_moved_a_chance_and_what_it_is_made_of_both_sum_to_it(
    table: Table, seed: int
) -> None:
    """Neither list leaves a point over, and both are there."""
    with table.new(seed=seed) as game:
        whys = explained(game, 4)
    assert any(why.parts for why in whys)
    for why in whys:
        assert sum(line.value for line in why.lines) == points(why)
        if why.parts:
            assert sum(part.value for part in why.parts) == points(why)


def test_a_choice_is_named_with_what_it_did_in_the_same_imagined_worlds(
    table: Table,
) -> None:
    """What moved it stands as one's own; holding names nothing of one's own."""
    named = []
    for line in ("letter thank", "timetable even", "speech", ""):
        with table.new(seed=2) as game:
            game.end_month()
            for chosen in line and [line]:
                game.stage(chosen)
            game.end_month()
            own = [cause for cause in game.why(GAUGE).lines if cause.by == "mine"]
        assert [cause.id for cause in own] in ([], [f"choice:{line}"])
        named += own
    assert named
    for cause in named:
        without, beside = map(int, re.findall(r"(\d+) %", cause.sentence))
        assert beside - without == cause.value


@pytest.mark.parametrize("seed", range(3))
def test_what_is_said_of_a_gauge_is_the_largest_of_what_moved_it(
    table: Table, seed: int
) -> None:
    """The few words beside a gauge name a line that goes the way of the change."""
    with table.new(seed=seed) as game:
        for _ in range(4):
            (why,) = explained(game, 1)
            view = next(g for g in game.room().gauges if g.id == GAUGE)
            if points(why):
                best = max(line.value * points(why) for line in why.lines)
                named = [x for x in why.lines if x.value * points(why) == best]
                assert view.because in {line.label for line in named}


@pytest.mark.parametrize("seed", range(3))
def test_what_nobody_chose_is_told_beside_what_was_chosen(
    table: Table, seed: int
) -> None:
    """The page of a turn says what all choices did where another cause is named.

    What the passing of a turn did says both chances that it lies between.
    """
    beside = passed = 0
    with table.new(seed=seed) as game:
        for line in ("letter thank", "timetable even", "speech", ""):
            for chosen in line and [line]:
                if game.room().desk_left:
                    game.stage(chosen)
            view = next(g for g in game.end_month().gauges if g.id == GAUGE)
            why = game.why(GAUGE)
            own = sum(cause.value for cause in why.lines if cause.by == "mine")
            label, found, number = view.because.partition("; all that you chose: ")
            named = [cause for cause in why.lines if cause.label == label]
            if found:
                beside += 1
                assert named[0].by != "mine"
                assert int(number) == own
            for cause in why.lines:
                if cause.id == "passed":
                    passed += 1
                    after, before = map(int, re.findall(r"(\d+) %", cause.sentence))
                    assert after - before == cause.value
    assert beside
    assert passed


def test_a_game_taken_up_again_and_a_replay_explain_it_alike(table: Table) -> None:
    """What a decision was to do is in the record."""
    with table.new(seed=2, name="told") as game:
        whys = explained(game, 3)
    with table.resume("told") as game:
        assert game.why(GAUGE) == whys[-1]
    replay = table.replay("told")
    assert [replay.why(turn, GAUGE) for turn in (2, 3, 4)] == whys


def test_an_older_record_tells_of_the_acts_alone(table: Table, folder: Path) -> None:
    """What a decision was to do was not always written down."""
    with table.new(seed=2, name="told") as game:
        play_on(game, 2)
    rows = [
        replace(row, shown={k: v for k, v in row.shown.items() if k != "foreseen"})
        if isinstance(row, DecideRecord)
        else row
        for row in read(folder / "told.chronicle").records
    ]
    create(folder, "older", rows).close()
    why = table.replay("older").why(3, GAUGE)
    assert not why.parts
    assert {line.id for line in why.lines} >= {"crews_act.stop"}
    assert sum(line.value for line in why.lines) == points(why)


trees: st.SearchStrategy[Tree] = st.recursive(
    st.integers(-200, 200),
    lambda kids: (
        st.lists(kids, max_size=4).map(tuple)
        | st.dictionaries(st.sampled_from([GAUGE, "moon"]), kids, max_size=2)
    ),
    max_leaves=8,
)


@given(forged=trees)
def test_what_is_malformed_was_never_foreseen(forged: Tree) -> None:
    """Whatever stands there, a chance is read, with a number a choice or with none."""
    row = DecideRecord(
        n=1,
        do=("speech",),
        defaults=(),
        s=digest_record(COURSE.digest()),
        shown={"foreseen": forged},
    )
    chances, _ = recorded(row, COURSE)
    then = chances[GAUGE].foreseen
    assert then is None or [line for line, _ in then.chosen] == ["speech"]
