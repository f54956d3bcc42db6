"""What an ending takes is counted in the worlds of the forecast."""

from __future__ import annotations

from dataclasses import replace

import pytest

from game.engine import Apply, Number, Operator, Read, Source, Truth
from game.outlook import Particles, Request, forecast
from game.outlook.met import Met, meet
from tests.outlook.crisis import CRISIS, played

WHEN = {ending.id: ending.when for ending in CRISIS.endings}


def asked(months: int, worlds: int = 200) -> Request:
    """Return a question on two plans, to the end of the calendar."""
    decisions = ((),) * months
    return Request(
        spec=CRISIS,
        history=played(5, decisions, 1)[2],
        decisions=decisions,
        plans=((), (0,)),
        worlds=worlds,
        horizon=CRISIS.turns,
    )


def met(request: Request, ending: str) -> tuple[Met, ...]:
    """Count an ending whose condition is told whole, and a thing that always holds."""
    return meet(request, ending, (WHEN[ending], Truth(value=True)), Particles())


@pytest.mark.parametrize("ending", WHEN)
@pytest.mark.parametrize("months", [0, 3])
def test_the_odds_are_those_of_the_forecast(ending: str, months: int) -> None:
    """Counting parts changes nobody's end, and what it counts adds up."""
    request = asked(months)
    found = met(request, ending)
    plain = forecast(request)
    assert [row.endings for row in found] == [row.endings for row in plain]
    for row in found:
        reached = dict(row.endings).get(ending, 0)
        assert reached + sum(count for _, count in row.others) == row.whole
        assert ending not in dict(row.others)
        assert row.parts == (row.whole, row.worlds)


def test_a_part_holds_at_the_end_or_at_any_close() -> None:
    """What ends a game early counts wherever it holds, all else only at the end."""
    first = Apply(Operator.EQUAL, (Read(Source.TURN, ""), Number(1.0)))
    (early, _), (late, _) = (
        meet(asked(0), ending, (first,), Particles()) for ending in ("closed", "quiet")
    )
    assert early.parts == (early.worlds,)
    assert late.parts[0] < late.worlds


def test_more_closes_in_a_row_are_asked_of_all_of_it_only() -> None:
    """A condition that must last holds in no more worlds, each part in as many."""
    longer = replace(
        CRISIS,
        endings=tuple(
            replace(ending, hold=3 if ending.early else 1) for ending in CRISIS.endings
        ),
    )
    low = Apply(Operator.GREATER, (Read(Source.VARIABLE, "strain"), Number(30.0)))
    short, long = (
        meet(
            replace(asked(0), spec=spec, plans=((),)),
            "closed",
            (low, WHEN["closed"]),
            Particles(),
        )[0]
        for spec in (CRISIS, longer)
    )
    assert short.whole == short.parts[1]
    assert long.whole <= long.parts[1]


def test_how_the_worlds_are_cut_changes_nothing(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Many passes over few worlds count what one over all does."""
    whole = met(asked(2), "closed")
    monkeypatch.setattr("game.outlook.met.COLUMNS", 30)
    assert met(asked(2), "closed") == whole
