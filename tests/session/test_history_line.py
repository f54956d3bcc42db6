"""What was really done, as a line that is watched, compared with and left."""

from __future__ import annotations

import pytest

from game.errors import ChoiceError
from game.session import Table

RECORD = """
[history.harbour]
title = { en = "What the office did" }
lines = [
  { on = 2001-03-05, line = "timetable even", source = "log", grade = "A" },
  { on = 2001-04-02, line = "speech", source = "log", grade = "A" },
]
"""


@pytest.fixture
def recorded(table: Table) -> Table:
    """Return a table whose ferry holds a record of two months."""
    path = table.saves / "scenarios" / "ferry.toml"
    path.write_text(path.read_text() + RECORD)
    return table


def test_the_record_is_watched_compared_with_and_left(recorded: Table) -> None:
    """It plays its deeds in their months, under the luck of what it is set beside."""
    replay = recorded.replay("history:ferry")
    assert (replay.name, replay.months) == ("history", 3)
    assert replay.frame(1).chosen == ("timetable even",)
    with recorded.new(seed=9, name="mine") as game:
        for _ in range(4):
            game.end_month()
    pair = recorded.compare("mine", "history")
    assert (pair.first, pair.b.name, pair.b.months) == (1, "history", 2)
    assert all(ledger.closes for gauge in pair.gauges for ledger in gauge.ledgers)
    assert recorded.compare("history", "mine").a.name == "history"
    with recorded.fork("history", 2, name="left").game as fork:
        assert fork.turn == 2
        fork.end_month()
    assert recorded.verify("left").ok
    views = {view.name: view for view in recorded.games()}
    assert views["left"].history
    assert not views["mine"].history


def test_the_record_is_the_one_that_the_game_carries(recorded: Table) -> None:
    """Another file of today changes neither the comparison nor who is known to it."""
    with recorded.new(seed=9, name="mine") as game:
        for _ in range(4):
            game.end_month()
    recorded.fork("history", 2, name="left").game.close()
    before = [recorded.compare(name, "history") for name in ("mine", "left")]
    path = recorded.saves / "scenarios" / "ferry.toml"
    text = path.read_text()
    path.write_text(text.replace("range = [0, 10]", "range = [0, 11]", 1))
    for name, pair in zip(("mine", "left"), before, strict=True):
        for other in ("history", "history:ferry"):
            assert recorded.compare(name, other) == pair
    with recorded.new(seed=9, name="new") as game:
        game.end_month()
    path.write_text("nothing to be read")
    assert recorded.compare("mine", "history") == before[0]
    path.unlink()
    assert recorded.compare("mine", "history") == before[0]


def test_a_record_written_later_is_taken_where_the_rules_are_the_same(
    table: Table,
) -> None:
    """A game from before the record was written is set beside it all the same."""
    with table.new(seed=9, name="mine") as game:
        game.end_month()
    path = table.saves / "scenarios" / "ferry.toml"
    text = path.read_text()
    path.write_text(text + RECORD)
    assert table.compare("mine", "history").b.name == "history"
    path.write_text(text.replace("range = [0, 10]", "range = [0, 11]", 1) + RECORD)
    with pytest.raises(ChoiceError, match="no record"):
        table.compare("mine", "history")


def test_a_scenario_without_a_record_says_so(table: Table) -> None:
    """There is nothing to watch, and nothing is made."""
    with pytest.raises(ChoiceError, match="no record"):
        table.replay("history:ferry")
