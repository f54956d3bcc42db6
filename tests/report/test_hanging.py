"""An act that puts forward what a lever holds says what that is, and what it brings."""

from __future__ import annotations

from dataclasses import replace

import pytest

from game.engine.expression import (
    Apply,
    Expression,
    Number,
    Operator,
    Read,
    Source,
    Truth,
)
from game.engine.spec import Effect
from game.plain.pages import Pages
from game.plain.rooms import Rooms
from game.report.hanging import fold, hanging
from game.session import Table

LOST = Read(Source.VARIABLE, "calm")
DONE = Read(Source.HAPPENED, "speech")
RUNG = Read(Source.LEVER, "timetable")


def test_what_is_not_known_counts_only_where_it_matters() -> None:
    """Times nothing, or beside a truth that settles the whole, it does not."""

    def known(read: Read) -> float | None:
        return 1.0 if read == DONE else None

    two, nothing = Number(2.0), Number(0.0)
    assert fold(Apply(Operator.MULTIPLY, (LOST, nothing)), known) == 0.0
    assert fold(Apply(Operator.MULTIPLY, (LOST, two)), known) is None
    assert fold(Apply(Operator.IF, (DONE, two, LOST)), known) == 2.0
    below = Apply(Operator.LESS, (LOST, two))
    assert fold(Apply(Operator.IF, (below, two, two)), known) is None
    assert fold(Apply(Operator.OR, (below, DONE)), known) == 1.0
    assert fold(Apply(Operator.AND, (below, Truth(value=False))), known) == 0.0
    assert fold(Apply(Operator.SQRT, (two,)), known) is None


def test_an_act_hangs_on_a_lever_whose_rungs_make_a_difference(table: Table) -> None:
    """At twice the size it goes far; what no rung changes is no hanging."""
    spec = table.scenario(None).spec()
    lever = next(lever for lever in spec.levers if lever.id == "timetable")

    def effect(id: str, *amounts: float) -> Effect:
        amount: Expression = Number(amounts[-1])
        for rung, size in enumerate(amounts[:-1]):
            at = Apply(Operator.EQUAL, (RUNG, Number(float(rung))))
            amount = Apply(Operator.IF, (at, Number(size), amount))
        when = Apply(Operator.IF, (DONE, amount, Number(0.0)))
        return Effect(id=id, target="calm", amount=when)

    many = len(lever.rungs)
    parting = effect("parting", -1.0, *(-2.0 for _ in range(many - 1)))
    same = effect("same", *(-1.0 for _ in range(many)))
    with_it = hanging(replace(spec, effects=(parting,)), lambda _: True)
    (found,) = with_it["speech"]
    assert found.lever == "timetable"
    (outcome,) = found.outcomes
    assert outcome.happening == "speech"
    ways = [dict(moved).get("calm") for moved in outcome.brings]
    assert ways == [-1, *[-2] * (many - 1)]
    assert not hanging(replace(spec, effects=(same,)), lambda _: True)
    assert not hanging(replace(spec, effects=(parting,)), lambda _: False)


@pytest.mark.parametrize("language", ["en", "ko"])
def test_an_offer_says_what_stands_ready_as_it_is_staged(
    table: Table, language: str
) -> None:
    """The rung that counts is the one that the turn will be carried out with."""
    table.language = language
    with table.new("seoul-2024", seed=3) as game:
        labels = {rung.line: rung.label for v in game.room().levers for rung in v.rungs}

        def told() -> str:
            acts = game.room().initiatives
            act = next(act for act in acts if act.id == "offer_beijing")
            text = "\n".join(Rooms(Pages(language), language).initiatives([act], {}))
            assert act.ready in text
            for heading, lines in act.brings:
                assert heading in text
                assert all(line in text for line in lines)
            return act.ready

        assert labels["offer restraint"] in told()
        game.stage("offer trade")
        assert labels["offer trade"] in told()
        assert labels["offer restraint"] not in told()
        plan = game.outlook(("offer rules", "offer_beijing"), worlds=8)
        (ready,) = plan.ready
        assert labels["offer rules"] in ready
        assert not game.outlook(("offer rules",), worlds=8).ready
        assert all(act.ready == "" for act in game.room().initiatives if not act.brings)


def test_an_act_that_others_are_to_answer_says_if_none_did(table: Table) -> None:
    """An offer with an answer is in the headlines; one without would be nowhere."""
    seen = set()
    for seed in range(5):
        with table.new("seoul-2024", seed=seed) as game:
            game.stage("offer_beijing")
            (label,) = (a.label for a in game.room().initiatives if a.staged)
            reveal = game.end_month()
            happened = game._telling.course.observations[-1].happened
            answered = "beijing_reply.none" not in happened
            assert (label in reveal.chosen) == answered
            assert (f"{label}: not answered" in reveal.chosen) != answered
            seen.add(answered)
    assert seen == {True, False}
