"""Reports: told when they should be, as right and as planted as they are said to be."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from game.engine import (
    NOTHING,
    Apply,
    Chance,
    HiddenType,
    Number,
    Operator,
    Prior,
    PriorKind,
    Read,
    RedLine,
    Report,
    Seen,
    Source,
    Spec,
    begin,
    digest,
    hold,
    observe,
    overwrite,
    report_odds,
    step,
    told,
)
from tests.engine.small import CHANCE, opened, small, worlds

MANY = 40_000
EVEN = Prior(kind=PriorKind.UNIFORM, low=0.0, high=1.0)
ODD_MONTHS = Apply(
    Operator.OR,
    tuple(
        Apply(Operator.EQUAL, (Read(Source.TURN), Number(month)))
        for month in (1.0, 3.0)
    ),
)


def informed(**terms: Any) -> Spec:  # noqa: ANN401 - any field of a report
    """Return a crisis with one report about a type in four bands."""
    report = Report(id="spy", about="deep", cuts=(0.25, 0.5, 0.75))
    return small(
        types=(HiddenType(id="deep", prior=EVEN),),
        reports=(replace(report, **terms),),
    )


@pytest.mark.parametrize(
    ("right", "planted"), [(1.0, 0.0), (0.7, 0.0), (0.6, 0.2), (0.0, 0.5), (0.3, 1.0)]
)
def test_reports_are_as_often_right_and_planted_as_the_odds_say(
    right: float, planted: float
) -> None:
    """In each band of the truth the bands told come as often as `report_odds` says."""
    spec = informed(right=Number(right), planted=Number(planted), plant=3)
    model, state = opened(spec, MANY)
    (odds,) = report_odds(model, state)
    assert np.allclose(odds.sum(axis=0), 1.0)
    true = np.searchsorted([0.25, 0.5, 0.75], state.types[0], side="right")
    for band in range(4):
        here = true == band
        assert np.ptp(odds[:, here], axis=1).max() == 0.0
        share = np.bincount(state.reports[0, here].astype(int), minlength=4)
        expected = odds[:, np.argmax(here)]
        assert np.allclose(share / here.sum(), expected, atol=0.02)
        assert expected[band] >= (1.0 - planted) * right


def test_report_comes_only_when_it_should() -> None:
    """In other months nothing is told, and the player is shown nothing."""
    model, state = opened(informed(when=ODD_MONTHS), 3)
    came = []
    while state.turn <= model.spec.turns:
        seen = [observe(model, state, None, None, column) for column in range(3)]
        expected = state.turn in {1, 3}
        assert (told(model, state) == expected).all()
        assert ((state.reports != NOTHING) == expected).all()
        assert all(len(one.reports) == expected for one in seen)
        came.append(expected)
        state = step(model, state, hold(model, 3), CHANCE).state
    assert sum(came) == 2


def test_report_comes_after_the_last_month_and_in_a_world_that_has_just_ended() -> None:
    """Reports come at every opening, the one after the calendar included."""
    model, state = opened(replace(informed(), turns=1), 2)
    state = step(model, state, hold(model, 2), CHANCE).state
    assert (state.reports >= 0.0).all()


def test_report_is_about_the_new_value() -> None:
    """A report of a variable names the band in which it stands at the opening."""
    spec = small()
    fog = replace(spec.variables[1], seen=Seen.HIDDEN, rest=50.0, rate=0.5)
    report = Report(id="spy", about="tide", cuts=(11.0, 31.0))
    model, state = opened(
        replace(spec, variables=(spec.variables[0], fog), reports=(report,))
    )
    named = []
    for _ in range(3):
        named.append(state.reports[0, 0])
        state = step(model, state, hold(model, 1), CHANCE).state
    # 10, 30, 40
    assert named == [0.0, 1.0, 2.0]


def test_report_of_a_red_line_is_about_its_threshold() -> None:
    """The threshold of this world is what the report is about."""
    line = RedLine(id="reef", actor="sea", watches=Number(0.0), threshold=EVEN)
    spec = small(
        red_lines=(line,), reports=(Report(id="spy", about="reef", cuts=(0.5,)),)
    )
    _, state = opened(spec, 50)
    assert (state.reports[0] == (state.thresholds[0] >= 0.5)).all()


def test_chances_that_are_no_numbers_are_none() -> None:
    """A chance of 0 / 0 plants nothing and is never right; one above 1 is 1."""
    void = Apply(Operator.DIVIDE, (Number(0.0), Number(0.0)))
    model, state = opened(informed(right=void, planted=void), 50)
    (odds,) = report_odds(model, state)
    true = np.searchsorted([0.25, 0.5, 0.75], state.types[0], side="right")
    assert (state.reports[0] != true).all()
    assert (odds[true, np.arange(50)] == 0.0).all()
    _, sure = opened(informed(right=Number(5.0), planted=Number(-1.0)), 50)
    assert (sure.reports[0] == true).all()


def test_imagined_worlds_are_told_what_was_told() -> None:
    """Overwritten worlds show the same reports, and only those that came."""
    spec = informed(right=Number(0.5))
    rare = replace(spec.reports[0], id="rare", when=ODD_MONTHS)
    model, state = opened(replace(spec, reports=(rare, *spec.reports)), 3)
    made = step(model, state, hold(model, 3), CHANCE)
    seen = observe(model, made.state, made, state, 1)
    assert [name for name, _ in seen.reports] == ["spy"]
    imagined = begin(model, Chance(8), worlds(20))
    found = overwrite(model, imagined, [seen])
    assert (found.reports == made.state.reports[:, [1]]).all()
    assert (imagined.reports[1] != found.reports[1]).any()


def test_reports_are_part_of_the_digest_where_there_are_any() -> None:
    """Worlds that differ in a report alone have different names."""
    model, state = opened(informed())
    other = replace(state, reports=state.reports + 1.0)
    assert digest(model, state, 0).memory != digest(model, other, 0).memory


def test_another_report_moves_nobody_elses_luck() -> None:
    """Each report has luck of its own."""
    spec = informed(right=Number(0.5))
    first = Report(id="a", about="tide", cuts=(0.0,), right=Number(0.5))
    fog = replace(small().variables[1], seen=Seen.HIDDEN)
    more = replace(
        spec, variables=(small().variables[0], fog), reports=(first, *spec.reports)
    )
    _, one = opened(spec, 200)
    _, two = opened(more, 200)
    assert (one.reports[0] == two.reports[1]).all()
    assert (one.reports[0] != two.reports[0]).any()
