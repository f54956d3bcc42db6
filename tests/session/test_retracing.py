"""A game that does not reproduce says where, is shown, and can be gone on with."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.chronicle import (
    Array,
    DecideRecord,
    GameRecord,
    Record,
    ScenarioRecord,
    StateRecord,
    create,
    read,
)
from game.errors import ChoiceError, DivergedGameError
from game.session import Table, snapshots
from tests.session.test_forking import digests, play


def forged(folder: Path, name: str, old: str, new: str) -> None:
    """Write a game again as if its scenario had said something else."""
    rows: list[Record] = []
    for row in read(folder / f"{name}.chronicle").records:
        if isinstance(row, ScenarioRecord):
            texts = {key: text.replace(old, new) for key, text in row.files.items()}
            assert texts != row.files
            rows.append(ScenarioRecord(files=texts))
        else:
            rows.append(row)
    create(folder, f"{name}-forged", rows).close()


def whole(table: Table, months: int) -> list[str]:
    """Play a game named `old`; return its digests."""
    with table.new(seed=3, name="old") as game:
        for month in range(months):
            if month == 0:
                game.stage("timetable even")
            if month == 2:
                game.stage("speech")
            game.end_month()
        return digests(game)


@pytest.mark.parametrize("months", [4, 6])
def test_a_game_of_other_mechanics_is_shown_from_what_was_written_down(
    table: Table, folder: Path, months: int
) -> None:
    """Every month is there as it was recorded; what is not known is not claimed."""
    whole(table, months)
    forged(folder, "old", "value = 1.5", "value = 1.75")
    replay, old = table.replay("old-forged"), table.replay("old")
    assert "by other rules" in replay.fault or "does not play" in replay.fault
    assert "--from-state" in replay.fault
    assert not old.fault
    assert replay.months == old.months
    assert replay.review() is None
    assert replay.outlook() is None
    for turn in range(1, replay.months + 1):
        frame, then = replay.frame(turn), old.frame(turn)
        assessed = turn <= months  # the open month was not, when it was written down
        shown, recorded = (
            [(g.id, g.text) for g in row.room.gauges if assessed or not g.chance]
            for row in (frame, then)
        )
        assert shown == recorded
        assert frame.chosen == then.chosen
        for gauge in frame.room.gauges:
            why = replay.why(turn, gauge.id)
            assert why.closes or "not written down" in why.note
    with pytest.raises(ChoiceError, match="reproduce"):
        replay.assessment(2)
    assert replay.frame(months).note
    with pytest.raises(DivergedGameError):
        table.resume("old-forged")
    assert not table.verify("old-forged").ok


def test_a_game_goes_on_from_its_last_snapshot_as_a_fork(
    table: Table, folder: Path
) -> None:
    """The fork opens in the recorded state, plays by today's rules, and verifies."""
    expected = whole(table, 4)
    forged(folder, "old", "value = 1.5", "value = 1.75")
    before = (folder / "old-forged.chronicle").read_bytes()
    with table.carry_on("old-forged", name="on").game as game:
        assert (game.turn, game.digest()) == (5, expected[-1])
        assert game.room().gauges
        game.outlook(worlds=16)
        game.assessment()
        game.stage("speech")
        game.end_month()
        last = game.digest()
    assert (folder / "old-forged.chronicle").read_bytes() == before
    with table.resume("on") as game:
        assert game.digest() == last
        play(game, np.random.default_rng(1), 9)
        assert game.is_over
        assert game.review().scores
    assert table.verify("on").ok
    with table.fork("on", 6).game as again:
        assert again.turn == 6
    pair = table.compare("on", "on-t6")
    assert all(ledger.closes for gauge in pair.gauges for ledger in gauge.ledgers)


def test_the_month_and_the_part_are_named_and_the_months_before_play(
    table: Table, folder: Path
) -> None:
    """Where the record parts, causes are known up to there and not behind."""
    expected = whole(table, 5)
    rows = [
        replace(row, do=()) if isinstance(row, DecideRecord) and row.n == 3 else row
        for row in read(folder / "old.chronicle").records
    ]
    create(folder, "other", rows).close()
    replay = table.replay("other")
    assert "turn 4 differs in" in replay.fault
    assert "`fork other --from-state`" in replay.fault
    with pytest.raises(DivergedGameError, match="other does not play"):
        table.fork("other", 5)
    with pytest.raises(DivergedGameError) as found:
        table.resume("other")
    assert (found.value.before, found.value.states) == (3, True)
    ways = ["`fork other --turn 3`", "`fork other --from-state`", "`replay other`"]
    places = [replay.fault.index(way) for way in ways]
    assert places == sorted(places)
    with table.fork("other", found.value.before).game as game:
        assert (game.turn, game.digest()) == (3, expected[2])
    korean = Table(data_dir=folder, language="ko").replay("other").fault
    assert "변수, 기억" in korean
    assert "variables" not in korean
    assert "Turns 1 to 3 are played again" in replay.fault
    assert [bool(replay.frame(turn).note) for turn in range(1, 7)] == [
        *(False, False, False, True, True, True),
    ]
    assert all(replay.why(3, gauge.id).closes for gauge in replay.frame(3).room.gauges)


def altered(row: StateRecord, name: str, value: float) -> StateRecord:
    """Return a snapshot with one array overwritten."""
    rows = row.arrays[name]
    content = np.full(rows.shape, value, dtype=rows.dtype).tobytes()
    changed = Array(rows.dtype, rows.shape, content)
    return replace(row, arrays={**row.arrays, name: changed})


@pytest.mark.parametrize(
    ("name", "value"),
    [("values", np.nan), ("levers", 99.0), ("ending", 7.0), ("mandate", 0.5),
     ("values", 1.0), ("worlds", 3), ("reports", 40.0), ("readings", np.inf)],
)  # fmt: skip
def test_a_snapshot_that_cannot_be_is_not_used(
    table: Table, folder: Path, name: str, value: float
) -> None:
    """Forged states are left out: nothing is shown of them or goes on from them."""
    whole(table, 3)
    rows: list[Record] = [
        altered(row, name, value)
        if isinstance(row, StateRecord)
        else replace(row, scenario=replace(row.scenario, mechanics="0" * 32))
        if isinstance(row, GameRecord)
        else replace(row, do=())
        if isinstance(row, DecideRecord)
        else row
        for row in read(folder / "old.chronicle").records
    ]
    create(folder, "other", rows).close()
    replay = table.replay("other")
    assert replay.frame(1).room.gauges
    with pytest.raises(ChoiceError, match="Nothing was written down"):
        replay.frame(3)
    with pytest.raises(ChoiceError, match="no state"):
        table.carry_on("other")


@pytest.mark.parametrize("large", [1, 3, 5])
def test_a_large_state_is_written_at_intervals_and_gone_on_from(
    table: Table, folder: Path, monkeypatch: pytest.MonkeyPatch, large: int
) -> None:
    """However large, a game of other mechanics is shown and gone on with."""
    monkeypatch.setattr(snapshots, "EACH_TURN", 0)
    monkeypatch.setattr(snapshots, "interval", lambda *_: large)
    whole(table, 5)
    forged(folder, "old", "value = 1.5", "value = 1.75")
    kept = set(range(1, 7)) & {n for n in range(2, 7) if n % large == 0}
    replay = table.replay("old-forged")
    # Turn 1 may be played again; the rest is from states.
    assert set(range(2, replay.months + 1)) - replay.missing - kept <= {2}
    with table.carry_on("old-forged").game as game:
        assert game.turn == max(kept)


@given(st.integers(1, 1_000_000), st.integers(1, 520))
def test_what_is_written_of_states_stays_within_bounds(size: int, turns: int) -> None:
    """All states of a game together are small beside what a file may hold."""
    step = snapshots.interval(size, turns)
    assert step == 1 or size > snapshots.EACH_TURN
    assert size * (turns // step) <= snapshots.LARGE_IN_ALL
    assert turns // step >= min(turns, 4)


def test_what_was_expected_stands_beside_what_came(table: Table) -> None:
    """The range on the screen at commit is the range in the replay."""
    with table.new(seed=3, name="seen") as game:
        game.stage("speech")
        outlook = game.outlook(worlds=64)
        for _ in range(6):
            game.end_month()
    frame = table.replay("seen").frame(1)
    assert frame.expected is not None
    assert (frame.expected.worlds, frame.expected.turn) == (64, 7)
    for fan, shown in zip(outlook.fans, frame.expected.fans, strict=True):
        assert float(shown.middle.split()[0]) == fan.middle[-1]
    last = table.replay("seen").frame(6).reveal
    assert last is not None
    came = {gauge.id: gauge.text for gauge in last.gauges}
    for shown in frame.expected.fans:
        if not shown.chance:
            assert shown.came == came[shown.gauge].removeprefix("about ")
