"""Two lines of play: the difference is named, and its ledger closes exactly."""

from __future__ import annotations

import json
import math
from dataclasses import asdict
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from game.chronicle import GameRecord
from game.errors import ChoiceError
from game.plain.pairs import pair_lines
from game.report.figures import units
from game.report.pairing import apportioned
from game.report.pairs import Pair
from game.session import Table
from game.session.pairing import Pairing, Side
from game.session.telling import Telling
from game.session.written import origin
from tests.conftest import ISLANDS
from tests.session.test_forking import play
from tests.session.test_secrecy import hidden_otherwise

FEW = settings(
    max_examples=4,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)


AMOUNT = st.floats(-50.0, 50.0).map(lambda value: round(value * 256.0) / 256.0)
"""Amounts on the engine's grid."""


def sides(records: list[GameRecord], tellings: list[Telling]) -> list[Side]:
    """Return both games as they are paired."""
    return [
        Side(record=record, telling=told)
        for record, told in zip(records, tellings, strict=True)
    ]


def number(text: str) -> float:
    """Return a shown number without its unit."""
    return float(text.split(maxsplit=1)[0])


def check_sums(pair: Pair) -> None:
    """Check that every ledger closes exactly, and that its columns add up as shown."""
    for gauge in pair.gauges:
        for point, ledger in zip(gauge.points, gauge.ledgers, strict=True):
            assert ledger.closes
            assert all(line.value for line in ledger.lines)
            assert sum(line.value for line in ledger.lines) == point.value
            assert ledger.difference == point.difference
            shown = sum(number(line.difference) for line in ledger.lines)
            assert shown == pytest.approx(number(ledger.difference), abs=1e-9)


@FEW
@given(st.integers(0, 2**31), st.integers(1, 4), st.integers(0, 5), st.integers(0, 1))
def test_the_ledger_of_a_difference_closes(
    table: Table, seed: int, month: int, more: int, other_luck: int
) -> None:
    """Whatever two lines do, at every opening the causes sum to the difference."""
    name = f"p{seed}-{month}-{more}-{other_luck}"
    with table.new(seed=seed, name=name) as game:
        play(game, np.random.default_rng(seed), 3 + more % 4)
        months = len(game.seat().decisions)
    luck = seed + 1 if other_luck else None
    month = min(month, months)
    with table.fork(name, month, luck=luck, name=f"{name}-b").game as fork:
        play(fork, np.random.default_rng(seed + 1), more)
    pair = table.compare(name, f"{name}-b")
    check_sums(pair)
    for gauge in pair.gauges:
        assert all(point.value == 0.0 for point in gauge.points[: max(1, month)])
    assert pair.first == 0 or pair.first >= month
    assert list(pair_lines(pair, "en"))
    json.dumps(asdict(pair))


def test_a_game_does_not_differ_from_itself(table: Table) -> None:
    """Nothing differs, turn for turn, whether or not the game is over."""
    with table.new(seed=3, name="half") as game:
        play(game, np.random.default_rng(1), 3)
    with table.new(seed=3, name="whole") as game:
        play(game, np.random.default_rng(1), 6)
    for name in ("half", "whole"):
        pair = table.compare(name, name)
        assert (pair.first, pair.open) == (0, name == "whole")
        assert all(month.same for month in pair.months)
        for gauge in pair.gauges:
            assert not any(ledger.lines for ledger in gauge.ledgers)
            assert not any(point.value for point in gauge.points)
    longer = table.compare("half", "whole")
    assert longer.first == 4
    assert "whole goes on" in longer.difference


def test_a_game_that_is_over_tells_no_more_beside_one_that_is_open(
    table: Table, folder: Path
) -> None:
    """Played alike they differ in nothing, though one of them has been opened."""
    row = '\n[gauges.kelda]\nlabel = { en = "K" }\nrank = 4\nvariable = "kelda_orme"\n'
    text = ISLANDS.read_text("utf-8") + row
    (folder / "scenarios" / "islands.toml").write_text(text, encoding="utf-8")
    for name, turns in (("open", 3), ("over", 99)):
        with table.new("islands", seed=4, name=name) as game:
            play(game, np.random.default_rng(1), turns)
    pair = table.compare("over", "open")
    assert not pair.open
    for gauge in pair.gauges:
        assert not any(ledger.lines for ledger in gauge.ledgers)


def test_the_first_difference_is_named(table: Table) -> None:
    """Another choice, another luck, another seed: each in its own words and turn."""
    with table.new(seed=3, name="a") as game:
        for _ in range(4):
            game.end_month()
    with table.fork("a", 2, name="b").game as fork:
        fork.stage("timetable even")
        fork.end_month()
    with table.fork("a", 3, luck=5, name="c").game as fork:
        fork.end_month()
    table.new(seed=4, name="d").close()
    table.new(seed=3, name="e", level=2).close()
    assert (table.compare("a", "b").first, table.compare("a", "c").first) == (2, 3)
    assert "decided otherwise" in table.compare("a", "b").difference
    assert "Luck is another" in table.compare("a", "c").difference
    for other in ("d", "e"):
        assert (
            "another seed or at another level" in table.compare("a", other).difference
        )
    check_sums(table.compare("a", "d"))


def test_games_of_other_scenarios_are_not_compared(table: Table) -> None:
    """Numbers that mean something else are not set side by side."""
    path = table.saves / "scenarios" / "ferry.toml"
    table.new(seed=3, name="a").close()
    path.write_text(path.read_text().replace("range = [0, 10]", "range = [0, 11]", 1))
    table.new(seed=3, name="b").close()
    with pytest.raises(ChoiceError, match="two versions of ferry"):
        table.compare("a", "b")
    kin = "format = 1\nextends = { id = 'ferry', version = '1' }\n"
    kin += "[scenario]\nid = 'kin'\n"
    (path.parent / "kin.toml").write_text(kin, encoding="utf-8")
    table.new("kin", seed=3, name="c").close()
    with pytest.raises(ChoiceError, match="a plays ferry and c plays kin"):
        table.compare("a", "c")


@given(
    st.lists(st.tuples(AMOUNT, AMOUNT, st.booleans()), min_size=1, max_size=8),
    AMOUNT,
    st.integers(0, 2),
)
def test_one_number_is_shown_as_one(
    rows: list[tuple[float, float, bool]], start: float, digits: int
) -> None:
    """What is equal in both is rounded once, columns add up, and nothing is far off."""
    pairs = [(a, a if alike else b) for a, b, alike in rows]
    amounts = [[pair[side] for pair in pairs] for side in (0, 1)]
    ends = [math.fsum([start, *column]) for column in amounts]
    totals = [units(end, digits) - units(start, digits) for end in ends]
    shown = apportioned(amounts, totals, start, digits)
    for column, exact, total in zip(shown, amounts, totals, strict=True):
        assert sum(column) == total
        for count, amount in zip(column, exact, strict=True):
            assert abs(count - amount * 10**digits) < 2.0
    for a, b, (one, two) in zip(*shown, pairs, strict=True):
        assert a == b or one != two


@pytest.mark.parametrize("seed", [1, 2])
def test_an_unfinished_line_opens_nothing(table: Table, seed: int) -> None:
    """While one game is open, whatever is hidden may change and the bytes stay."""
    with table.new(seed=seed, name="open") as game:
        play(game, np.random.default_rng(1), 3)
    with table.fork("open", 2, name="other").game as fork:
        fork.stage("speech")
        play(fork, np.random.default_rng(2), 2)
    recorded = [table._recorded(name) for name in ("open", "other")]
    tellings = [
        table._again(row.records, table.saves / "x.chronicle") for row in recorded
    ]
    records = [origin(row.records, row.name)[0] for row in recorded]
    shown = [asdict(Pairing(*sides(records, tellings)).view())]
    veiled = [
        Telling(
            told.scenario,
            hidden_otherwise(told.course, seed),
            name=told.name,
            language="en",
            recorded=list(zip(told.assessments, told.advice, strict=True)),
        )
        for told in tellings
    ]
    shown.append(asdict(Pairing(*sides(records, veiled)).view()))
    assert json.dumps(shown[0]) == json.dumps(shown[1])
    assert "murmur" not in json.dumps(shown[0])
