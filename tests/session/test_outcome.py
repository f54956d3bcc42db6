"""The end of a game: what was declared, for how long, and what others would score."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from game.outlook import Particles
from game.report.review import review
from game.session import Table
from game.session.outcome import outcome, weights
from tests.conftest import FERRY

if TYPE_CHECKING:
    from pathlib import Path

    from game.report.reviewed import Review
    from game.session import Game

FIRST, SECOND = "declare peace bond purse", "declare purse bond peace"


def played(game: Game, declared: dict[int, str]) -> Game:
    """Play to the end, declaring in the months given."""
    while not game.is_over:
        if game.turn in declared:
            game.stage(declared[game.turn])
        game.end_month()
    return game


def judged(game: Game, score: float, par: float, ending: str) -> Review:
    """Return the review of a finished game, had it ended and scored like this."""
    telling = game._telling
    known = telling.known(game.turn)
    made = outcome(telling.course, [])
    found = replace(
        made,
        ending=ending,
        scores=dict.fromkeys(made.scores, score),
        par=dict.fromkeys(made.scores, par),
    )
    beliefs = telling.believe(Particles(), game.turn)
    return review(known, found, telling.judge(game.turn), beliefs)


@pytest.mark.parametrize(
    ("when", "also"),
    [("trust > 0", ("sailing",)), ("turn >= turns", ()), ("trust < 0", ())],
)
def test_what_else_held_is_told_where_it_says_something(
    tmp_path: Path, when: str, also: tuple[str, ...]
) -> None:
    """Of the endings behind the one reached those that do not hold in every game."""
    file, text = tmp_path / "ferry.toml", FERRY.read_text(encoding="utf-8")
    ending = text[text.index("[endings.routine]") :].partition("voices")[0]
    sailing = ending.replace("routine", "sailing").replace('"true"', f'"{when}"')
    sailing = sailing.replace("rank = 9", "rank = 10")
    text = text.replace("[endings.routine]", f"{sailing}\n[endings.routine]")
    text = text.replace('when = "true"', 'when = "calm >= 25"')
    file.write_text(text, encoding="utf-8")
    with Table(data_dir=tmp_path).new(str(file), seed=3) as game:
        found = outcome(played(game, {})._telling.course, [])
    assert (found.ending, found.also) == ("routine", also)


def test_a_declaration_weighs_by_the_months_that_it_stood(table: Table) -> None:
    """Declared in month 2 and again in month 5 of 6: three months, then two."""
    with table.new(seed=3) as game:
        found = weights(played(game, {2: FIRST, 5: SECOND})._telling.course)
    assert found == {
        "peace": pytest.approx((3 * 3 + 2 * 2) / 5),
        "bond": pytest.approx(2.0),
        "purse": pytest.approx((3 * 2 + 2 * 3) / 5),
    }


def test_nobody_declares_what_went_well_when_it_is_over(table: Table) -> None:
    """Declaring in the last month leaves the default its four months of five."""
    with table.new(seed=3) as game, table.new(seed=3) as silent:
        late = weights(played(game, {6: SECOND})._telling.course)
        default = weights(played(silent, {})._telling.course)
    for key, weight in default.items():
        assert abs(late[key] - weight) <= 2 / 5
    assert late["purse"] > default["purse"]


def test_the_mandate_is_the_weighted_mean_of_the_scores_shown(table: Table) -> None:
    """The mandate and par on the screen follow from the lines above them."""
    with table.new(seed=4) as game:
        shown = played(game, {2: FIRST}).review()
    role = {"lead": 3, "priority": 2, "": 1}
    total = sum(role[row.role] for row in shown.scores)
    own = sum(role[row.role] * row.score for row in shown.scores) / total
    par = sum(role[row.role] * row.par for row in shown.scores) / total
    assert shown.mandate == pytest.approx(own, abs=0.5)
    assert shown.par == pytest.approx(par, abs=0.5)


@pytest.mark.parametrize(
    ("score", "par", "ending", "verdict"),
    [
        (60.0, 54.0, "routine", r"kept \(\+6"),
        (60.0, 55.0, "routine", "not kept"),
        (15.0, 5.0, "routine", "kept at a price"),
        (15.0, 15.0, "routine", "not kept"),
        (90.0, 10.0, "uproar", "not kept"),
    ],
)
def test_the_verdict_asks_for_the_margin_the_floors_and_no_loss(
    table: Table, score: float, par: float, ending: str, verdict: str
) -> None:
    """Level 3 asks for 6 above par; a floor broken is a price; a loss is never kept."""
    with table.new(seed=4) as game:
        played(game, {2: FIRST})
        shown = judged(game, score, par, ending)
    assert {row.floor for row in shown.scores} == {20}
    assert re.match(verdict, shown.verdict)


@pytest.mark.parametrize("seed", range(6))
def test_whose_doing_it_was_adds_up(table: Table, seed: int) -> None:
    """Over the whole game the parts sum to the change, exactly and as shown."""
    with table.new(seed=seed) as game:
        game.stage("timetable even")
        shown = played(game, {2: FIRST}).review()
        last = game._telling.course
    assert [row.id for row in shown.whole] == ["quay", "crew_mood"]
    for row in shown.whole:
        assert row.closes
        digits = len(row.change.partition(".")[2])
        amounts = [round(float(part.amount) * 10**digits) for part in row.doers]
        assert sum(amounts) == round(float(row.change) * 10**digits)
    exact = sum(part.value for part in shown.whole[0].doers)
    place = [row.id for row in last.model.spec.variables].index("calm")
    moved = last.states[-1].values[place, 0] - last.states[0].values[place, 0]
    assert exact == moved
