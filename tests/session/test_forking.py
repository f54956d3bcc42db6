"""Branching: shared months are shared to the byte, and nothing is rewritten."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from game.chronicle import read
from game.engine import Chance
from game.errors import ChoiceError, ExistingGameError, MissingGameError
from game.session import Game, Table
from game.session.continuing import kept, named, play_on
from game.session.course import Course
from game.session.forking import _luck

FEW = settings(
    max_examples=4,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)


def play(game: Game, rng: np.random.Generator, months: int) -> None:
    """Play months at random, as far as choices are open."""
    for _ in range(months):
        if game.is_over:
            return
        for _ in range(int(rng.integers(0, 4))):
            lines = [line for line, _ in game.number_lines()]
            if lines:
                game.stage(lines[int(rng.integers(0, len(lines)))])
        game.end_month()


def digests(game: Game) -> list[str]:
    """Return the digest of every opening."""
    course = game._telling.course
    return [course.digest(turn).whole for turn in range(1, course.turn + 1)]


@FEW
@given(st.integers(0, 2**31), st.integers(1, 6), st.integers(0, 1))
def test_a_fork_that_keeps_all_choices_is_the_same_game(
    table: Table, seed: int, month: int, twice: int
) -> None:
    """Forking anywhere, also from a fork, and choosing alike changes no state."""
    name = f"g{seed}-{month}-{twice}"
    with table.new(seed=seed, name=f"{name}-a") as game:
        play(game, np.random.default_rng(seed), 6)
        expected, months = digests(game), len(game.seat().decisions)
    month = min(month, months)
    first = table.fork(f"{name}-a", month, name=f"{name}-b")
    with first.game as fork:
        done = play_on(fork, kept(first.later))
        assert not done.skipped
        assert digests(fork) == expected
    if twice:
        again = table.fork(f"{name}-b", max(1, month - 1), name=f"{name}-c")
        with again.game as fork:
            play_on(fork, kept(again.later))
            assert digests(fork) == expected


@FEW
@given(st.integers(0, 2**31), st.integers(1, 6), st.integers(0, 2**31))
def test_new_luck_keeps_types_and_everything_up_to_its_month(
    table: Table, seed: int, month: int, luck: int
) -> None:
    """States and observations up to the opening of the month are equal to the bit."""
    assume(luck != seed)
    name = f"l{seed}-{month}-{luck}"
    with table.new(seed=seed, name=name) as game:
        play(game, np.random.default_rng(seed), 6)
        course = game._telling.course
    month = min(month, len(course.decisions))
    found = table.fork(name, month, luck=luck, name=f"{name}-luck")
    with found.game as fork:
        other = fork._telling.course
        assert other.observations == course.observations[:month]
        assert digests(fork) == [course.digest(n + 1).whole for n in range(month)]
        play_on(fork, kept(found.later))
        for one, two in ((s, course.states[0]) for s in other.states):
            assert np.array_equal(one.types, two.types)
            assert np.array_equal(one.thresholds, two.thresholds)
            assert np.array_equal(one.biases, two.biases)
    assert table.verify(f"{name}-luck").ok


def test_the_luck_that_a_game_has_is_no_new_one(table: Table) -> None:
    """It would be marked, and change nothing: refused, in forks of forks as well."""
    with table.new(seed=3, name="own") as game:
        play(game, np.random.default_rng(3), 4)
    table.fork("own", 2, luck=8, name="other").game.close()
    with table.fork("other", 2, luck=9, name="third").game as game:
        play(game, np.random.default_rng(3), 3)
    for name, turn, luck in (("own", 2, 3), ("other", 2, 8), ("third", 4, 9)):
        with pytest.raises(ChoiceError, match=f"{luck} is the luck"):
            table.fork(name, turn, luck=luck)
    # Before the change of luck the old one is another again.
    table.fork("third", 1, luck=3, name="back").game.close()
    with pytest.raises(ChoiceError, match="no turn 9"):
        table.fork("own", 9, luck=3)


def test_new_luck_changes_what_comes_of_its_own_month(table: Table) -> None:
    """What the month opened with stays; of many lucks most then lead elsewhere."""
    spec = table.scenario("ferry").spec()
    plain = Course(spec, Chance(3))
    plain.play(())
    others = [Course(spec, Chance(3, "play", ((1, luck),))) for luck in range(40)]
    for course in others:
        assert course.observations == plain.observations[:1]
        course.play(())
    elsewhere = [row.observations[1] != plain.observations[1] for row in others]
    assert sum(elsewhere) > 20


def test_a_fork_leaves_its_parent_alone_and_says_what_it_is(table: Table) -> None:
    """The parent's bytes stay; the fork names it, its last shared line, hindsight."""
    with table.new(seed=3, name="whole") as game:
        play(game, np.random.default_rng(1), 3)
    path = table.saves / "whole.chronicle"
    before = path.read_bytes()
    table.fork("whole", 2).game.close()
    table.fork("whole", 4, name="open").game.close()
    table.fork("open", 4, name="open-again").game.close()
    table.fork("whole-t2", 2, name="still").game.close()
    assert path.read_bytes() == before
    parent = read(path)
    for name, hindsight in (("whole-t2", True), ("open", False), ("still", True)):
        record = read(table.saves / f"{name}.chronicle").game
        assert record.parent is not None
        assert record.parent.hindsight is hindsight
    shared = read(table.saves / "whole-t2.chronicle").game.parent
    assert shared is not None
    assert shared.game == parent.game.game
    assert shared.digest in parent.digests
    views = {view.name: view for view in table.games()}
    assert [(v.parent, v.branched) for v in (views["whole-t2"], views["open"])] == [
        ("whole", 2),
        ("whole", 4),
    ]
    assert views["still"].depth == 2
    assert (views["open-again"].parent, views["whole"].depth) == ("open", 0)


def test_a_fork_that_cannot_be_is_refused_and_nothing_is_made(table: Table) -> None:
    """A month that is not there, a name that is taken, a game that is missing."""
    with table.new(seed=3, name="whole") as game:
        play(game, np.random.default_rng(1), 6)
        assert game.is_over
    files = sorted(table.saves.iterdir())
    for month in (0, 7, 99):
        with pytest.raises(ChoiceError, match="turns 1 to 6"):
            table.fork("whole", month)
    with pytest.raises(ExistingGameError):
        table.fork("whole", 2, name="whole")
    with pytest.raises(MissingGameError):
        table.fork("nowhere", 1)
    assert sorted(table.saves.iterdir()) == files


def test_what_is_not_open_any_more_is_skipped_and_told(table: Table) -> None:
    """Keeping later choices after other ones names each that could not be made."""
    with table.new(seed=3, name="first") as game:
        game.stage("timetable even")
        game.end_month()
        game.stage("timetable strict")
        game.end_month()
        game.end_month()
    fork = table.fork("first", 1)
    with fork.game as game:
        game.end_month()
        done = play_on(game, kept({n: fork.later[n] for n in (2, 3)}))
        assert done.months == 2
        assert [(row.month, row.line) for row in done.skipped] == [
            (2, "timetable strict")
        ]
        assert game.turn == 4


@pytest.mark.parametrize("name", ["hold", "random", "timetable=strict"])
def test_a_policy_plays_a_fork_to_its_end(table: Table, name: str) -> None:
    """A policy goes on from any month and what it did verifies."""
    with table.new(seed=3, name="first") as game:
        play(game, np.random.default_rng(2), 2)
    fork = table.fork("first", 3, name="on")
    with fork.game as game:
        play_on(game, named(game, name))
        assert game.is_over
    assert table.verify("on").ok


@given(
    st.lists(st.integers(1, 9), unique=True).map(sorted),
    st.integers(1, 9),
    st.none() | st.integers(0, 2**63),
)
def test_new_luck_takes_the_place_of_later_luck_only(
    months: list[int], month: int, luck: int | None
) -> None:
    """Changes before the month stay, in order; without new luck all do."""
    changes = tuple((n, 50 + n) for n in months)
    found = _luck(changes, month, luck)
    assert list(found) == sorted(found)
    if luck is None:
        assert found == changes
    else:
        before = tuple(change for change in changes if change[0] < month)
        assert found == (*before, (month, luck))
