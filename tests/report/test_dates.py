"""Dates and spans in words, for calendars of every tick and of several."""

from __future__ import annotations

from datetime import date, datetime
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from game.report.dates import date_text, pace_text, span_text, tick_of, turns_text
from game.report.labels import Labels
from game.scenario import check_text
from game.scenario.calendar import Calendar, calendar_in, calendar_of
from game.scenario.desk import Times
from game.scenario.samples import BASE
from game.words import render

HOURS_THEN_DAYS = {
    "start": datetime(2001, 11, 23, 14, 30),  # noqa: DTZ001 - local to the crisis
    "tick": "hour",
    "turns": 20,
    "stretches": [{"from": 13, "tick": "day"}],
}


def calendar(**times: object) -> Calendar:
    """Return the calendar of a [scenario] with these keys."""
    known: dict[str, object] = {"start": date(2001, 3, 1), "tick": "week", "turns": 40}
    return calendar_of(Times.model_validate({**known, **times}))


@pytest.mark.parametrize(
    ("tick", "turn", "text"),
    [
        ("month", 11, "Jan 2002"),
        ("quarter", 2, "Jun 2001"),
        ("week", 2, "8 Mar 2001"),
        ("day", 32, "1 Apr 2001"),
        ("hour", 26, "2 Mar 2001, 01:00"),
    ],
)
def test_a_turn_has_its_date(tick: str, turn: int, text: str) -> None:
    """The date of a turn follows the tick of the calendar."""
    assert date_text(calendar(tick=tick), turn, "en") == text


def test_a_span_has_its_word() -> None:
    """One and many are told apart in the words of the calendar."""
    assert span_text(calendar(), 1, 1, "en") == "1 week"
    assert span_text(calendar(tick="month"), 5, 3, "en") == "3 months"
    assert span_text(calendar(tick="hour", length=6), 1, 1, "en") == "6 hours"


def test_hours_then_days() -> None:
    """The clock is shown while turns are hours, and goes on as days."""
    made = calendar(**HOURS_THEN_DAYS)
    assert date_text(made, 1, "en") == "23 Nov 2001, 14:30"
    assert date_text(made, 12, "en") == "24 Nov 2001, 01:30"
    assert date_text(made, 13, "en") == "24 Nov 2001"
    assert date_text(made, 20, "en") == "1 Dec 2001"
    assert (tick_of(made, 12), tick_of(made, 13)) == ("hour", "day")
    assert span_text(made, 10, 3, "en") == "3 hours"
    assert span_text(made, 11, 4, "en") == "4 turns"
    assert span_text(made, 13, 4, "en") == "4 days"
    assert pace_text(made, "en") == "12 hours, then 8 days"


def test_turns_of_several_ticks() -> None:
    """A turn of six hours is a turn, and six hours long."""
    made = calendar(tick="hour", length=6, turns=8)
    assert date_text(made, 4, "en") == "1 Mar 2001, 18:00"
    assert tick_of(made, 1) == "turn"
    assert span_text(made, 1, 3, "en") == "18 hours"
    assert pace_text(made, "en") == "48 hours in 8 turns"


def test_the_last_day_of_a_month_is_not_lost() -> None:
    """Months are counted from the start, so a short one shortens no later one."""
    made = calendar(start=date(2001, 1, 31), tick="month", turns=3)
    assert [made.moment(turn).day for turn in (1, 2, 3)] == [31, 28, 31]


TICKS = st.sampled_from(["hour", "day", "week", "month", "quarter"])


@settings(deadline=None)
@given(
    first=TICKS,
    turns=st.integers(2, 24),
    more=st.lists(st.tuples(st.integers(2, 24), TICKS, st.integers(1, 9)), max_size=3),
)
def test_turns_follow_one_another(
    first: str, turns: int, more: list[tuple[int, str, int]]
) -> None:
    """Every turn begins after the one before, and a moment inside it is its own."""
    starts = sorted({turn: (tick, length) for turn, tick, length in more}.items())
    stretches = [
        {"from": turn, "tick": tick, "length": length}
        for turn, (tick, length) in starts
        if turn <= turns
    ]
    made = calendar(tick=first, turns=turns, stretches=stretches)
    moments = [made.moment(turn) for turn in range(1, turns + 2)]
    assert all(one < other for one, other in pairwise(moments))
    openings = [made.opening(turn) for turn in range(1, turns + 2)]
    for turn, at in enumerate(openings[:-1], 1):
        assert made.turn_of(at) == turn
    assert made.turn_of(openings[-1]) == 0


def test_day_of_a_record_finds_its_turn() -> None:
    """A day lies in its month whatever day the game begins, and outside in none."""
    made = calendar(start=date(2024, 6, 20), tick="month", turns=3)
    days = [date(2024, 5, 31), date(2024, 6, 1), date(2024, 7, 31), date(2024, 9, 1)]
    assert [made.turn_of(day) for day in days] == [0, 1, 2, 0]
    assert calendar(**HOURS_THEN_DAYS).turn_of(date(2001, 11, 23)) == 1


def test_calendar_is_found_without_checking_the_rest() -> None:
    """The list of games reads the head alone; what it lacks stands in the parent."""
    child = '[scenario]\nid = "next"\nturns = 9\n\n[x]\ny =\n'
    found = calendar_in({"child.toml": child, "small.toml": BASE})
    assert found is not None
    assert (found.turns, found.start) == (9, datetime(2001, 2, 3))  # noqa: DTZ001 - local to the crisis
    assert calendar_in({"child.toml": child}) is None
    assert calendar_in({"a.toml": "[scenario"}) is None


def test_one_is_told_as_one() -> None:
    """One turn is no turns, wherever a count of them is told."""
    assert render(turns_text(1)) == "1 turn"
    assert [render(turns_text(count)) for count in (0, 1.5, 2)] == [
        "0 turns",
        "1.5 turns",
        "2 turns",
    ]
    stretches = [{"from": 2, "tick": "hour", "length": 10}]
    times = calendar(tick="day", length=2, turns=2, stretches=stretches)
    told = pace_text(times, "en")
    assert told == "2 days in 1 turn, then 10 hours in 1 turn"


@pytest.mark.parametrize(
    ("day", "turns"),
    [("2001-01-01", 0), ("2001-02-09", 0), ("2001-02-10", 1), ("2001-12-31", 4)],
)
def test_a_source_is_known_later_until_its_day_has_come(day: str, turns: int) -> None:
    """Weeks begin on 3 February: what is dated after one is said to be known later."""
    kind = 'kind = "judgement"\n'
    assert BASE.count(kind) == 1
    checked = check_text(
        {"a.toml": BASE.replace(kind, f"{kind}date = {day}\n")}, "a.toml"
    )
    assert checked.scenario is not None
    labels = Labels(
        scenario=checked.scenario, spec=checked.scenario.spec(), language="en"
    )
    told = [labels.source("office", turn) for turn in range(1, 5)]
    title = labels.source("office")
    assert title == f"Judgement of the author ({day})"
    assert told == [f"known later: {title}"] * turns + [title] * (4 - turns)
