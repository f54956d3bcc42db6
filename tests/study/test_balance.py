"""A balance report measures players in the same games, however it is cut."""

from __future__ import annotations

import json
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import numpy as np
import pytest

from game.engine import Chance, Read, Source, choices, compile_spec, reactive
from game.session.choices import Grammar
from game.session.policies import policy_named, policy_of
from game.study import as_json
from game.study.balance import PARTS, Report, measure
from game.study.field import Field, Plan
from game.study.games import Games, Piece, play_games, rotation
from game.study.options import Weighed as Card
from game.study.options import entropy, summed_up
from game.study.sections import BEST, RUNGS, answers
from tests.outlook.crisis import CRISIS

GRAMMAR = Grammar(choices(CRISIS))
LINES = [policy_of(("always talk",), GRAMMAR, name="talking")]
POLICIES = {
    "random": policy_named("random", GRAMMAR, {}, Chance(4, "show")),
    "talking": LINES[0],
}
PLAN = Plan(
    spec=CRISIS,
    losses=frozenset({"closed"}),
    policies=POLICIES,
    games=4,
    seed=4,
)


def _measured(field: Field, *parts: str) -> Report:
    return measure("ferry", field, parts, LINES, 10)


@pytest.mark.long
def test_every_part_is_measured_and_how_it_is_spread_changes_nothing() -> None:
    """All that the crisis has is there; an executor finds the same; so does JSON."""
    alone = _measured(Field(plan=PLAN), *PARTS)
    with ThreadPoolExecutor(2) as executor:
        spread = _measured(Field(plan=PLAN, executor=executor), *PARTS)
    assert spread == alone
    assert not alone.partial
    found = json.loads(as_json(alone))
    reached = [part for part in PARTS if found[part]]
    missing = {"intelligence", "talks", "adversaries"}
    assert reached == [part for part in PARTS if part not in missing]
    assert alone.ladder is not None
    names = {row.name for row in alone.ladder.rungs}
    assert names == {*RUNGS, BEST, "doctrine", "talking", "oracle"}


def test_only_what_is_asked_for_is_played() -> None:
    """The value of the types takes one player, twice."""
    field = Field(plan=PLAN)
    report = _measured(field, "types")
    assert set(field.played) == set(field.told) == {"belief-32"}
    assert report.ladder is None
    assert report.types is not None


def test_players_are_set_against_actors_that_look_ahead() -> None:
    """Beside the same games with actors that only react, game by game."""
    rule = replace(
        CRISIS.rules[0], ahead=2, imagined=2, wants=Read(Source.VARIABLE, "anger")
    )
    plan = replace(PLAN, spec=replace(CRISIS, rules=(rule,)), games=12)
    field = Field(plan=plan)
    report = _measured(field, "adversaries")
    assert report.adversaries is not None
    assert [row.name for row in report.adversaries] == ["doctrine", "greedy-3"]
    for row in report.adversaries:
        planned = field.played[row.name].worth
        reacted = field.reacted[row.name].worth
        assert row.points == pytest.approx((planned - reacted).mean())
        assert row.wins == (planned > np.median(reacted)).mean()
        assert row.reactive <= 0.5
    assert field.reacted["doctrine"].worth.tolist() == (
        Field(plan=replace(plan, spec=reactive(plan.spec)))
        .play("doctrine")
        .worth.tolist()
    )
    # Who wants anger strikes more, and that is felt.
    assert sum(row.points for row in report.adversaries) < 0.0


def test_an_interrupt_reports_what_was_played() -> None:
    """What is done is told; who did not finish is left out."""

    def tell(what: str, done: int, total: int) -> None:
        del done, total
        if what == "greedy-3":
            raise KeyboardInterrupt

    report = _measured(Field(plan=PLAN, tell=tell), "ladder", "types")
    assert report.partial
    assert report.ladder is not None
    assert [row.name for row in report.ladder.rungs] == ["random", "greedy-1"]
    assert [row.name for row in report.ladder.duels] == ["greedy-1"]
    assert report.types is None


def test_games_are_the_same_in_any_piece() -> None:
    """Two pieces of games are the games of one."""
    mandates = tuple(rotation(3, 6).tolist())
    whole = Piece(
        spec=CRISIS,
        way=POLICIES["random"],
        seed=4,
        first=0,
        mandates=mandates,
        losses=PLAN.losses,
    )
    parts = [
        replace(whole, mandates=mandates[:2]),
        replace(whole, first=2, mandates=mandates[2:]),
    ]
    found = play_games(whole)
    made = [play_games(part).worth for part in parts]
    assert np.array_equal(found.worth, np.concatenate(made))
    assert (found.months >= 1).all()
    assert (found.choices >= 0).all()


@pytest.mark.parametrize("count", [1, 3, 12, 30, 60])
def test_the_rotation_meets_every_mandate_alike(count: int) -> None:
    """Each round of games has every mandate once, and any start of it many leads."""
    found = rotation(count, 2 * count)
    assert sorted(found[:count].tolist()) == list(range(count))
    assert found[:count].tolist() == found[count:].tolist()
    assert (rotation(0, 4) == -1).all()


def test_a_crisis_without_mandates_is_measured_too() -> None:
    """Then all objectives weigh alike and nobody declares anything."""
    spec = replace(CRISIS, objectives=CRISIS.objectives[:2])
    assert not compile_spec(spec).mandates
    grammar = Grammar(choices(spec))
    line = policy_of((), grammar, name="still")
    policies = {
        "still": line,
        "random": policy_named("random", grammar, {}, Chance(4, "show")),
    }
    field = Field(plan=replace(PLAN, spec=spec, policies=policies, games=3))
    report = measure("ferry", field, ("lines", "luck"), [line], 5)
    assert report.lines is None
    assert report.luck is not None
    assert report.luck.policy + report.luck.game + report.luck.rest == pytest.approx(1)


def _card(best: str, worst: str, chosen: str, spread: float = 1.0) -> Card:
    return Card(
        card="demand",
        options=("give", "refuse", "silence"),
        chosen=chosen,
        best=best,
        worst=worst,
        gap=1.0,
        spread=spread,
    )


def test_answers_are_counted_where_they_part_surely() -> None:
    """An answer is best in the share of its states in which it is surely so."""
    rows = [_card("give", "silence", "give")] * 3 + [_card("", "silence", "refuse")]
    give, refuse, silence = summed_up(rows)
    assert (give.best, give.worst, give.chosen) == (0.75, 0.0, 0.75)
    assert (refuse.best, refuse.chosen) == (0.0, 0.25)
    assert silence.worst == 1.0
    assert give.best > give.bound == pytest.approx(1 / 3 + 0.25)


def test_a_gap_is_measured_in_both_spreads() -> None:
    """A point is little beside what parts games, and much where little is open."""
    field = Field(plan=PLAN)
    name = "steady"
    none = np.zeros(2, dtype=np.int64)
    field.played[name] = Games(
        worth=np.array([0.0, 20.0]),
        ending=none,
        months=none,
        choices=none,
        dealt=np.zeros((0, 2), dtype=np.bool_),
    )
    field.weighed[name] = tuple(_card("", "", "give", wide) for wide in (0.5, 2.0, 8.0))
    found = answers(field, name)
    assert (found.hard, found.critical) == (1.0, 0.0)
    assert found.hard_here == pytest.approx(1 / 3)
    assert found.critical_here == pytest.approx(1 / 3)


def test_entropy_is_none_for_one_answer_and_all_for_even_ones() -> None:
    """It runs from 0, always the same, to 1, each answer alike often."""
    assert entropy([_card("", "", "give")] * 4) == 0.0
    even = [_card("", "", name) for name in ("give", "refuse", "silence")]
    assert entropy(even) == pytest.approx(1.0)
