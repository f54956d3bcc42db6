"""Laws of the table of lines and mandates."""

from __future__ import annotations

from dataclasses import replace

import pytest

from game.engine import Apply, Number, Operator, Read, Source, choices
from game.session.choices import Grammar
from game.session.policies import Policy, policy_of
from game.study import MandateTable, compare_lines
from tests.outlook.crisis import CRISIS

GRAMMAR = Grammar(choices(CRISIS))


def _lines(*written: str) -> list[Policy]:
    return [policy_of((line,), GRAMMAR, name=line or "hold") for line in written]


def _compared(*written: str, worlds: int = 60) -> MandateTable:
    return compare_lines(CRISIS, _lines(*written), worlds, 5)


def test_shares_sum_to_one() -> None:
    """Somebody is best in every world under every mandate, once in all."""
    table = _compared("", "always talk", "always patrol heavy")
    assert sum(line.best for line in table.lines) == pytest.approx(1.0)
    assert len(table.mandates) == 3
    for line in table.lines:
        assert line.least <= line.best <= line.most
        assert 0.0 <= line.score <= 100.0


def test_equal_lines_share_every_world() -> None:
    """A line against itself is best in exactly half of the worlds."""
    table = _compared("always talk", "always talk")
    assert [line.best for line in table.lines] == [0.5, 0.5]


def test_a_worse_line_is_never_best() -> None:
    """Patrols that only strain are never better than the same calls without."""
    good, bad = _compared("", "1: patrol heavy").lines
    assert good.best > 0.9
    assert bad.score < good.score


def test_a_mandate_that_matters_is_played() -> None:
    """Where the crisis reads the lead duty, each mandate is played on its own."""
    told: list[int] = []
    lead = Apply(
        Operator.IF,
        (Read(Source.LEAD, "means"), Number(4.0), Number(0.0)),
    )
    rows = [
        replace(row, amount=lead) if row.id == "income" else row
        for row in CRISIS.effects
    ]
    crisis = replace(CRISIS, effects=tuple(rows))
    table = compare_lines(
        crisis, _lines("", "always talk"), 40, 5, lambda done, _: told.append(done)
    )
    assert told == [1, 2, 3, 4, 5, 6]
    assert table.lines[0].most != table.lines[0].least


def test_nothing_to_compare_is_refused() -> None:
    """Without a line, a world or a mandate there is no table."""
    with pytest.raises(ValueError, match="0"):
        _compared()
    with pytest.raises(ValueError, match="0"):
        _compared("", worlds=0)
    with pytest.raises(ValueError, match="0"):
        compare_lines(replace(CRISIS, objectives=()), _lines(""), 5, 1)
