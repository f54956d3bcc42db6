"""A player's own calls: kept beside the game, scored, and never part of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from game.chronicle import UnknownRecord, read
from game.errors import ChoiceError
from game.session.calling import KIND, call_record, calls_of, percent_of

if TYPE_CHECKING:
    from game.session import Game, Table


def speakers(game: Game) -> list[str]:
    """Return who makes a claim this turn."""
    return [adviser.id for adviser in game.room().advisers]


def test_a_call_is_shown_kept_and_scored(table: Table) -> None:
    """It stands beside the claim, survives a restart, and is settled in time."""
    with table.new(seed=4, name="one") as game:
        adviser = speakers(game)[0]
        assert game.call(adviser, "30 %") == 30
        assert game.call(adviser, "80") == 80
        assert game.room().advisers[0].call == 80
        assert [row.outcome for row in game.calls().calls] == ["open"]
    with table.resume("one") as game:
        assert game.room().advisers[0].call == 80
        while not game.is_over:
            game.end_month()
        found = game.calls()
    assert [row.percent for row in found.calls] == [80]
    assert found.settled == 1
    came = found.calls[0].outcome == "came"
    assert float(found.brier) == pytest.approx((0.8 - came) ** 2, abs=0.005)
    assert found.base_brier == "0.25"
    assert [row.count for row in found.curve] == [1]
    assert found.curve[0].came == (100 if came else 0)


def test_a_call_changes_nothing_that_is_played(table: Table) -> None:
    """The same game with and without calls has the same states, and verifies."""
    with table.new(seed=4, name="said") as said, table.new(seed=4) as silent:
        while not said.is_over:
            for adviser in speakers(said):
                said.call(adviser, "60")
            said.end_month()
            silent.end_month()
            assert said.digest() == silent.digest()
    assert table.verify("said").ok
    assert table.share("said").game == table.share(silent.name).game


def test_a_replay_tells_of_a_call_only_once_it_was_made(table: Table) -> None:
    """Each month shows what it showed in play, whatever was called afterwards."""
    told = []
    with table.new(seed=4, name="one") as game:
        while not game.is_over:
            for adviser in speakers(game)[:1]:
                game.call(adviser, "60")
            told.append(list(game.room().advisers))
            game.end_month()
    replay = table.replay("one")
    frames = [replay.frame(turn + 1) for turn in range(len(told))]
    assert [list(frame.room.advisers) for frame in frames] == told
    assert any(view.calls for advisers in told for view in advisers)


def test_who_does_not_know_calls_may_pass_them_over(table: Table) -> None:
    """The record is of a kind that the rules of the format let a reader ignore."""
    with table.new(seed=4, name="one") as game:
        game.call(speakers(game)[0], "60")
    records = read(table.saves / "one.chronicle").records
    found = [row for row in records if isinstance(row, UnknownRecord)]
    assert [(row.kind, row.ignorable) for row in found] == [(KIND, True)]


@pytest.mark.parametrize(
    "text", ["", "0", "100", "-5", "7.5", "many", "\uff19\uff10", "1e1"]
)
def test_a_chance_that_is_none_is_refused(table: Table, text: str) -> None:
    """What was typed is named, and nothing is written."""
    with table.new(seed=4, name="one") as game:
        size = game.path.stat().st_size
        with pytest.raises(ChoiceError, match="whole number of percent"):
            game.call(speakers(game)[0], text)
        assert game.path.stat().st_size == size
    with pytest.raises(ChoiceError):
        percent_of(text)


def test_only_a_claim_that_is_made_can_be_called(table: Table) -> None:
    """Nobody, and a game that is over, are refused."""
    with table.new(seed=4, name="one") as game:
        with pytest.raises(ChoiceError, match="No adviser"):
            game.call("nobody", "50")
        adviser = speakers(game)[0]
        while not game.is_over:
            game.end_month()
        with pytest.raises(ChoiceError, match="over"):
            game.call(adviser, "50")


def test_a_fork_keeps_the_calls_before_its_turn(table: Table) -> None:
    """Calls of the turn that is decided anew stay where they were made."""
    with table.new(seed=4, name="one") as game:
        for chance in ("21", "22", "23"):
            game.call(speakers(game)[0], chance)
            game.end_month()
    with table.fork("one", 2, name="two").game as fork:
        assert [row.percent for row in fork.calls().calls] == [21]


@pytest.mark.parametrize(
    "content",
    [
        {},
        {"n": 1},
        {"n": "1", "adviser": "mate", "percent": 50},
        {"n": 1, "adviser": 7, "percent": 50},
        {"n": 1, "adviser": "mate", "percent": 0},
        {"n": 1, "adviser": "mate", "percent": 100},
        {"n": 1, "adviser": "mate", "percent": True},
        {"n": 1, "adviser": "mate", "percent": "50"},
        {"n": True, "adviser": "mate", "percent": 50},
    ],
)
def test_a_call_that_is_malformed_counts_as_never_made(
    content: dict[str, object],
) -> None:
    """Nothing in the record of a stranger is trusted."""
    assert calls_of([UnknownRecord(KIND, content)]) == {}


def test_calls_of_nobody_and_of_no_turn_are_left_out(table: Table) -> None:
    """An adviser or a turn that is not there is not told."""
    with table.new(seed=4, name="one") as game:
        game._chronicle.append(call_record(1, "nobody", 50))
        game._chronicle.append(call_record(77, "mate", 50))
        game._chronicle.append(call_record(0, "mate", 50))
        game._chronicle.append(call_record(-3, "mate", 50))
    with table.resume("one") as game:
        assert game.calls().calls == ()


def test_what_comes_early_is_told_at_once_and_scored_in_time(table: Table) -> None:
    """The mate's strike of two turns, come in the first, counts after the second."""
    seen = set()
    for seed in range(12):
        with table.new(seed=seed) as game:
            while not game.is_over and "mate" not in speakers(game):
                game.end_month()
            if game.is_over:
                continue
            game.call("mate", "70")
            called = game.turn
            game.end_month()
            if game.is_over:
                continue
            found = game.calls()
            assert found.settled == 0
            outcome = found.calls[0].outcome
            mate = [view for view in game.room().advisers if view.id == "mate"]
            for view in mate:
                word = {"came": "it came", "open": "still open"}[outcome]
                assert view.calls[0].endswith(word)
            seen.add(outcome)
            game.end_month()
            assert game.calls().settled == 1
            assert game.turn == called + 2
            if outcome == "came":
                assert game.calls().calls[0].outcome == "came"
    assert seen == {"came", "open"}
