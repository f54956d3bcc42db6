"""Advisers speak from the outlook, lean one way, and are held to what they said."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest

from game.engine import UNKNOWN
from game.outlook import Weighed
from game.plain.pages import Pages
from game.plain.rooms import Rooms
from game.report.advice import Record, bent, reasons, record, record_text
from game.report.known import Advice, Known
from game.session.advising import advice, advice_of, said, written

if TYPE_CHECKING:
    from game.chronicle import Tree
    from game.session import Game, Table


def test_a_bias_moves_every_chance_its_own_way() -> None:
    """A higher pull never lowers a chance; opposite pulls mirror each other."""
    for came in range(0, 257, 16):
        chances = [bent(came, 256, pull) for pull in (-3.0, -1.0, 0.0, 1.0, 3.0)]
        assert chances == sorted(chances)
        assert all(1 <= chance <= 99 for chance in chances)
    assert bent(128, 256, 0.0) == 50
    assert bent(128, 256, 0.8) == 69
    assert bent(128, 256, 0.8) + bent(128, 256, -0.8) == 100
    shares = [bent(came, 256, 0.5) for came in range(257)]
    assert all(before <= after for before, after in pairwise(shares))


def test_the_largest_causes_come_first_and_small_ones_not_at_all() -> None:
    """At most two are told, those that move most, and none that rounds to nothing."""
    moves = (("a", 0.2), ("b", -3.0), ("c", 1.0), ("d", 0.0001))
    assert reasons(moves, 1) == (("b", -30), ("c", 10))
    assert reasons(moves[3:], 1) == ()


def first_claim(game: Game) -> tuple[str, str]:
    """Return who says what in the first month of the game in which anybody does."""
    while not game.is_over:
        telling = game._telling
        spoken = said(telling.labels, telling.judge(game.turn), game.turn)
        if spoken:
            return spoken[0][0], spoken[0][1]
        game.end_month()
    raise AssertionError


def test_an_adviser_says_the_share_of_worlds_bent_by_its_tilt(table: Table) -> None:
    """What is shown is the outlook's share, with the tilt of the file added."""
    with table.new(seed=4) as game:
        first_claim(game)
        telling = game._telling
        spoken = said(telling.labels, telling.judge(game.turn), game.turn)
        found = Weighed(came=64, worlds=256, moves=(("drift:calm", 2.0),))
        made = advice(telling.labels, spoken, (found,) * len(spoken))
        assert made["mate"].percent == bent(64, 256, 1.5) > bent(64, 256, 0.0)
        room = game.room()
        mate = next(view for view in room.advisers if view.id == "mate")
        assert mate.chance == telling.advice[game.turn - 1]["mate"].percent
        assert f"({mate.chance} %) within 2 months" in mate.claim
        named = "What moves Calm on the quay most within 2 months, on average: "
        assert mate.reason.startswith(named)


def test_a_reason_looks_no_further_than_the_calendar(table: Table) -> None:
    """It names the turns that were imagined: those of the claim, if so many are left.

    It is the sum of what moves the number in them, so its span is part of it.
    """
    spans = set()
    with table.new(seed=4) as game:
        turns = game._telling.labels.spec.turns
        while not game.is_over:
            room = game.room()
            left = turns - room.turn + 1
            for view in room.advisers:
                if view.reason:
                    span = min(left, view.horizon)
                    assert f"within {span} month" in view.reason
                    spans.add(span < view.horizon)
            game.end_month()
    assert spans == {False, True}


def test_nobody_advises_what_is_closed(table: Table) -> None:
    """Each line of advice can be staged; what stands already is no advice."""
    advised = 0
    for seed in range(1, 4):
        with table.new(seed=seed) as game:
            while not game.is_over:
                room = game.room()
                rungs = [rung for lever in room.levers for rung in lever.rungs]
                fit = {rung.line for rung in rungs if rung.open}
                fit |= {act.line for act in room.initiatives if act.open}
                fit |= {o.line for card in room.cards for o in card.options if o.open}
                said = {view.advice for view in room.advisers if view.advice}
                assert said <= fit
                advised += len(said)
                game.end_month()
    assert advised


def test_reasons_never_name_a_hidden_cause(table: Table) -> None:
    """A cause that reads something hidden moves trust, and is told as not known."""
    for seed in range(1, 5):
        with table.new(seed=seed) as game:
            while not game.is_over:
                game.room()
                said = game._telling.advice[-1]["purser"]
                named = {cause for cause, _ in said.reasons}
                assert UNKNOWN in named
                assert "effect:murmur" not in named
                game.end_month()


def test_what_was_said_is_written_down_and_read_again(table: Table) -> None:
    """Advice is recorded with the decision; a replay shows it, and computes nothing."""
    told = []
    with table.new(seed=4, name="said") as game:
        while not game.is_over:
            told.append(list(game.room().advisers))
            game.end_month()
    replay = table.replay("said")
    assert [
        list(replay.frame(turn).room.advisers) for turn in range(1, len(told) + 1)
    ] == told
    assert any(told)


def test_advice_survives_the_writing_and_what_is_malformed_does_not(
    table: Table,
) -> None:
    """Reading gives what was written; anything else is left out, never an error."""
    with table.new(seed=4) as game:
        model = game._telling.course.model
    first, second = model.causes[0].id, model.causes[1].id
    told = Advice(claim="stop", percent=61, reasons=((second, -9), (first, 2)))
    assert advice_of(written({"mate": told}), model) == {"mate": told}
    assert advice_of(7, model) == {}
    for chance in (-3, 0, 100, 10**15):
        assert advice_of({"mate": {"stop": {"percent": chance}}}, model) == {}
    odd: Tree = {"mate": 3, "cook": {"stop": {first: 2}}, "boy": {"x": 4}}
    assert advice_of(odd, model) == {}
    strange: Tree = {"mate": {"stop": {"percent": 5, "effect:moon": 4, second: 1}}}
    assert advice_of(strange, model)["mate"].reasons == ((second, 1),)


def test_old_records_fall_back_on_the_chance_of_the_file(table: Table) -> None:
    """A month of which nothing was recorded shows the constant of the claim."""
    with table.new(seed=4) as game:
        first_claim(game)
        game.room()
        telling = game._telling
        telling.advice[:] = [{} for _ in telling.advice]
        telling._rooms.clear()
        mate = next(view for view in game.room().advisers if view.id == "mate")
        assert (mate.chance, mate.reason) == (60, "")


def test_a_brier_score_is_the_mean_squared_error_of_what_was_said(table: Table) -> None:
    """Certain and right scores about 0, certain and wrong about 1."""
    with table.new(seed=4) as game:
        while not game.is_over:
            game.end_month()
        telling = game._telling
        known, judge = telling.known(game.turn), telling.judge(game.turn)
        scores = {}
        for percent in (0, 50, 100):
            heard = ({"mate": Advice(claim="stop", percent=percent)},) * game.turn
            past = Known(known.labels, known.observations, known.assessments, heard)
            scores[percent] = record(past, judge, "mate")
        assert scores[50].brier == pytest.approx(0.25)
        share = scores[50].true / scores[50].settled
        assert scores[100].brier == pytest.approx(1.0 - share)
        assert scores[0].brier == pytest.approx(share)
        assert {row.base for row in scores.values()} == {scores[50].base}


class Scripted:
    """Lets a claim come true in the months of a script."""

    def __init__(self, came: set[int]) -> None:
        """Keep the months."""
        self._came = came

    def holds(self, expression: object, turn: int) -> bool:
        """Let every claim be made."""
        return bool(expression) and turn > 0

    def came(self, expression: object, turn: int) -> bool:
        """Follow the script."""
        return bool(expression) and turn in self._came

    def may_come(self, expression: object, turn: int, months: int) -> bool:
        """Rule nothing out."""
        return bool(expression) and turn > 0 and months > 0


def test_a_record_is_set_beside_what_was_known_when_it_was_said(table: Table) -> None:
    """The yardstick gives the share settled until then, never that of hindsight."""
    with table.new(seed=4) as game:
        for _ in range(5):
            game.end_month()
        known = game._telling.known(6)
    # Claims of months 1 to 4, settled two months later; the first alone comes true.
    past = record(known, Scripted({1}), "mate")
    assert (past.settled, past.true) == (4, 1)
    given = (0.5, 0.5, 1.0, 0.5)
    errors = [
        (chance - came) ** 2 for chance, came in zip(given, (1, 0, 0, 0), strict=True)
    ]
    assert past.base == pytest.approx(sum(errors) / 4)
    assert f"the guess {past.base:.2f}" in record_text(known, past)


def test_a_claim_that_is_made_again_says_what_has_changed(table: Table) -> None:
    """The chance of last turn stands beside it, and its argument is read out once."""
    with table.new("harbour-strike", seed=2) as game:
        rooms, before = Rooms(Pages("en"), "en"), game.room().advisers
        first = "\n".join(rooms.advisers(before))
        assert all(view.was == 0 and view.text in first for view in before)
        game.end_month()
        now = {view.id: view for view in game.room().advisers}
        text = list(rooms.advisers(tuple(now.values())))
    again = [view for view in before if now[view.id].text == view.text]
    assert again
    for view in again:
        new = now[view.id]
        assert new.was == view.chance
        same = new.chance == view.chance
        words = "as last turn" if same else f"{view.chance} % last turn"
        assert f"- {new.name} [{new.id}]: {words}" in text
    for key in now.keys() - {view.id for view in again}:
        assert now[key].was == 0


def test_advisers_who_repeat_themselves_share_one_line(table: Table) -> None:
    """In a turn's lines only what is new, or has another chance, is told at length."""
    with table.new("harbour-strike", seed=2) as game:
        room = game.room()
    views = [
        replace(view, was=view.chance if n else view.chance + 1)
        for n, view in enumerate(room.advisers)
    ]
    rooms = Rooms(Pages("en"), "en")
    list(rooms.changed(room, {}))
    text = list(rooms.changed(replace(room, advisers=tuple(views)), {}))
    first, *others = views
    assert (
        f"- {first.name} [{first.id}]: {first.claim}; {first.was} % last turn" in text
    )
    assert f"- As last turn: {'; '.join(view.name for view in others)}." in text


@pytest.mark.parametrize("language", ["en", "ko"])
def test_a_record_tells_how_often_its_events_took_place(
    table: Table, language: str
) -> None:
    """Errors are explained exactly where they are told: from some claims on."""
    words = {"en": "took place", "ko": "실제로 일어남"}[language]
    error = {"en": "error", "ko": "오차"}[language]
    with table.new(seed=4) as game:
        for _ in range(5):
            game.end_month()
        known = game._telling.known(6)
    labels = replace(known.labels, language=language)
    known = replace(known, labels=labels)
    for many in range(1, 7):
        past = Record(settled=many, true=many, brier=0.9, base=0.3)
        told = record_text(known, past)
        assert words in told
        assert (error in told) == past.judged
