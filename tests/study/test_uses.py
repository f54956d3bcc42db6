"""What asking and offering are worth: against a player that never could."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from game.engine import (
    Apply,
    Effect,
    Initiative,
    Number,
    Operator,
    Option,
    Read,
    Report,
    Rule,
    Source,
    Spec,
)
from game.study.field import Field, Plan, closing
from game.study.uses import ASKING, PLAIN, of_questions, of_talks, offers
from tests.outlook.crisis import CRISIS, if_happened


def _since(name: str, months: int) -> Apply:
    return Apply(Operator.EQUAL, (Read(Source.SINCE, name), Number(float(months))))


def _taken_up(amount: float) -> Spec:
    """Return the crisis with an offer that is answered by that much anger."""
    answer = Rule(
        id="reply",
        actor="dockers",
        options=(
            Option(id="none", utility=Number(0.0)),
            Option(
                id="yes",
                utility=Apply(
                    Operator.IF, (_since("offer", 0), Number(60.0), Number(-60.0))
                ),
            ),
        ),
    )
    asked = Report(
        id="told", about="temper", cuts=(2.0,), when=_since("ask", 2), right=Number(0.9)
    )
    effect = Effect(
        id="calmed", target="anger", amount=if_happened("reply.yes", amount)
    )
    return replace(
        CRISIS,
        turns=6,
        initiatives=(
            *CRISIS.initiatives,
            Initiative(id="offer"),
            Initiative(id="ask"),
        ),
        rules=(*CRISIS.rules, answer),
        effects=(*CRISIS.effects, effect),
        reports=(asked,),
    )


def _field(spec: Spec, games: int = 4) -> Field:
    plan = Plan(
        spec=spec, losses=frozenset({"closed"}), policies={}, games=games, seed=4
    )
    return Field(plan=plan)


def test_what_an_offer_brings_is_what_it_is_worth() -> None:
    """One that calms gains; one that angers is left alone, and always made it loses."""
    good = of_talks(_field(_taken_up(-12.0)))
    assert good is not None
    assert good.initiatives == ("offer",)
    free, always = good.players
    assert (free.name, free.always, always.always) == (PLAIN, False, True)
    assert free.points > 2.0
    assert free.wins > 0.5
    bad = of_talks(_field(_taken_up(12.0)))
    assert bad is not None
    free, always = bad.players
    assert abs(free.points) < 1.0
    assert always.points < -5.0


def test_the_barred_player_is_drilled_without_what_it_is_barred_from() -> None:
    """Its games are those of a crisis in which that is never open."""
    spec = _taken_up(-12.0)
    field = _field(spec)
    barred = field.play_without(PLAIN, frozenset({"offer"}))
    other = _field(closing(spec, frozenset({"offer"}))).play(PLAIN)
    assert barred.worth.tolist() == other.worth.tolist()
    assert field.play_without(PLAIN, frozenset({"offer"})) is barred
    free = field.play(PLAIN)
    found = of_talks(field)
    assert found is not None
    apart = free.worth - barred.worth
    assert found.players[0].points == pytest.approx(apart.mean())
    assert found.players[0].error == pytest.approx(np.std(apart, ddof=1) / 2.0)


def test_questions_are_weighed_with_and_without_the_rule() -> None:
    """Both players meet the same barred one; where nothing can be asked, none does."""
    field = _field(_taken_up(-12.0))
    found = of_questions(field)
    assert found is not None
    assert found.initiatives == ("ask",)
    assert [row.name for row in found.players] == [ASKING, PLAIN]
    assert set(field.played) == {ASKING, PLAIN}
    nothing = _field(CRISIS)
    assert of_questions(nothing) is None
    assert of_talks(nothing) is None
    assert not nothing.played


def test_an_offer_is_what_others_look_at() -> None:
    """Talk, which nobody's odds hang on, is none."""
    assert offers(_taken_up(1.0)) == {"offer"}
    assert offers(CRISIS) == frozenset()
