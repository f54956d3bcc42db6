"""Views of a game: what is shown adds up and says only what is known."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from game.report.causes import Causes
from game.report.numbers import gauges
from game.report.review import movements

if TYPE_CHECKING:
    from game.report.views import Room, RungView
    from game.report.whys import Why
    from game.session import Game, Table


def number(text: str) -> float:
    """Return the number at the beginning of a shown text."""
    return float(text.removesuffix("%").split(" ")[0])


def check_sum(why: Why) -> None:
    """Assert that before, causes and after agree on the screen and exactly."""
    assert why.closes
    change = sum(number(line.amount) for line in why.lines)
    assert change == pytest.approx(number(why.change), abs=1e-9)
    after = number(why.before) + number(why.change)
    assert after == pytest.approx(number(why.after), abs=1e-9)


@pytest.mark.parametrize("seed", range(1, 6))
def test_every_why_adds_up_in_every_month(table: Table, seed: int) -> None:
    """Before plus the causes shown is after, for every number and gauge."""
    with table.new(seed=seed) as game:
        while not game.is_over:
            act(game)
            game.end_month()
            room = game.room()
            shown = [view.id for view in room.gauges]
            shown += [view.id for view in room.numbers]
            for key in shown:
                check_sum(game.why(key))


def act(game: Game) -> None:
    """Stage the first offers that fit."""
    for line, _ in game.number_lines()[:2]:
        if line in dict(game.number_lines()):
            game.stage(line)


def test_a_gauge_shows_the_change_between_the_shown_values(table: Table) -> None:
    """The change beside a gauge is the difference of what stood and what stands."""
    with table.new(seed=4) as game:
        before = {view.id: view for view in game.room().gauges}
        game.end_month()
        for view in game.room().gauges:
            if "to" in view.text:
                continue
            old, new = number(before[view.id].text), number(view.text)
            assert number(view.change) == pytest.approx(new - old, abs=1e-9)
            assert view.direction == (new > old) - (new < old)


def test_because_names_a_cause_that_went_the_way_of_the_change(table: Table) -> None:
    """The cause beside a gauge pushed it the way that it moved."""
    with table.new(seed=4) as game:
        while not game.is_over:
            game.end_month()
            for view in game.room().gauges:
                if not view.because or "to" in view.text or view.id == "stoppage":
                    continue
                named = [x for x in game.why(view.id).lines if x.label == view.because]
                assert named
                assert all((x.value > 0) == (view.direction > 0) for x in named)


def test_the_causes_of_a_chance_are_told_largest_first(table: Table) -> None:
    """What moved it most leads; the gauge names the largest that goes its way."""
    with table.new(seed=4) as game:
        moved = 0
        while not game.is_over:
            game.end_month()
            view = next(v for v in game.room().gauges if v.chance)
            why = game.why(view.id)
            for lines in (why.lines, why.parts):
                sizes = [abs(line.value) for line in lines]
                assert sizes == sorted(sizes, reverse=True)
            if view.direction:
                moved += 1
                ways = (x for x in why.lines if x.value * view.direction > 0)
                assert view.because == next(ways).label
        assert moved


def test_mood_follows_what_is_good(table: Table) -> None:
    """A rise is better where up is good, and worse where down is good."""
    with table.new(seed=4) as game:
        game.end_month()
        views = {view.id: view for view in game.room().gauges}
        assert views["quay"].mood == views["quay"].direction
        assert views["stoppage"].mood == -views["stoppage"].direction


def test_a_chance_is_the_sum_of_its_acts(table: Table) -> None:
    """The odds by act, the first act counted, sum to the chance on the gauge."""
    with table.new(seed=4) as game:
        for month in range(4):
            why = game.why("stoppage")
            shown = next(v for v in game.room().gauges if v.id == "stoppage")
            if not month:  # nothing has moved yet, and the note tells the acts
                assert (why.lines, why.change) == ((), "")
                parts = re.findall(r"(\d+) %", why.note)
                assert sum(map(int, parts)) == int(shown.value)
                game.end_month()
                continue
            odds = [int(x.sentence.split("%")[0]) for x in why.parts or why.lines]
            assert sum(odds) == int(shown.value) == int(number(why.after))
            game.end_month()


def test_estimates_are_shown_as_a_range_with_their_sources(table: Table) -> None:
    """What is not seen exactly shows its readings, what is hidden nothing."""
    with table.new(seed=4) as game:
        views = {view.id: view for view in game.room().numbers}
        assert "rust" not in views
        low, high = views["mood"].text.removesuffix(" of 100").split(" to ")
        readings = sorted(int(text) for _, text, _ in views["mood"].estimates)
        assert readings == [int(low), int(high)]
        trust = {source: words for source, _, words in views["mood"].estimates}
        assert trust == {"The cook": "mostly reliable", "A clerk": "doubtful"}


def test_staging_is_seen_in_the_room(table: Table) -> None:
    """What is staged is marked and paid for, and what no longer fits is closed."""
    with table.new(seed=4) as game:
        free = game.room()
        game.stage("letter promise")
        game.stage("speech")
        game.stage("timetable even")
        room = game.room()
        assert room.staged == ("letter promise", "speech", "timetable even")
        assert room.capital_left == free.capital - 4
        assert room.desk_left == 0
        assert {o.id: o.staged for c in room.cards for o in c.options}["promise"]
        closed = [o for c in room.cards for o in c.options if not o.staged]
        assert all(o.open or o.locked for o in closed)
        assert rung(room, "strict").locked == "too far in one turn; the step is limited"


def test_a_room_asked_for_again_differs_only_by_what_is_staged(table: Table) -> None:
    """Staging and taking back leads to the very same room."""
    with table.new(seed=4) as game:
        game.end_month()
        opened = game.room()
        game.stage("speech")
        staged = game.room()
        assert staged != opened
        assert replace(staged, staged=()).gauges == opened.gauges
        game.undo()
        assert game.room() == opened


def rung(room: Room, id: str) -> RungView:
    """Return a rung of the first lever."""
    return next(row for row in room.levers[0].rungs if row.id == id)


def test_a_card_tells_its_deadline_its_price_and_its_silence(table: Table) -> None:
    """A card says how long it stays, what waiting costs and what silence does."""
    with table.new(seed=4) as game:
        card = next(view for view in game.room().cards if view.id == "letter")
        assert card.duty
        assert card.deadline == (
            "Open for 2 months; each turn of waiting costs up to 1 more (Capital)."
        )
        assert card.silence == "They draw their own conclusions."
        game.end_month()
        card = next(view for view in game.room().cards if view.id == "letter")
        assert card.deadline == "Last chance to answer."
        assert card.options[1].cost == "Capital: 3; places on the desk: 1"


def test_a_card_of_one_turn_is_not_told_as_the_last_chance(table: Table) -> None:
    """What came up this turn and goes with it had no chance before."""
    for seed in range(20):
        with table.new(seed=seed) as game:
            while not game.is_over:
                for view in game.room().cards:
                    if view.id == "guest":
                        assert view.deadline == "Due this turn."
                        return
                game.end_month()
    raise AssertionError


def test_a_default_is_told_with_what_was_carried_out(table: Table) -> None:
    """A month lists the choices carried out and what happened by default."""
    with table.new(seed=4) as game:
        game.stage("speech")
        assert game.end_month().chosen[0] == "A speech"
        chosen = game.end_month().chosen
        assert "A letter from the crews: no answer" in chosen
        assert any(text.endswith("(by default)") for text in chosen)


def test_an_adviser_keeps_a_record_of_settled_claims(table: Table) -> None:
    """The track record counts claims whose horizon is over."""
    with table.new(seed=4) as game:
        records = []
        while not game.is_over:
            records += [view.record for view in game.room().advisers]
            game.end_month()
        assert records[0] == "nothing settled yet"
        assert any("took place" in text for text in records[1:])


def test_an_adviser_says_what_the_odds_are_of(table: Table) -> None:
    """What may come true stands before its odds."""
    with table.new(seed=4) as game:
        claims = [view.claim for view in game.room().advisers]
        assert claims
        assert [claim.partition(": ")[0] for claim in claims] == [
            "A strike",
            "Trust below 40",
        ]
        assert all("%) within " in claim for claim in claims)


def test_the_rule_of_a_known_cause_is_shown_with_its_numbers(table: Table) -> None:
    """A known cause shows the rule of the file and its params with grade and source."""
    with table.new(seed=4) as game:
        game.stage("timetable even")
        game.end_month()
        lines = {line.id: line for line in game.why("trust").lines}
        order = lines["effect:order"]
        assert order.rule == "pull * if(timetable >= timetable.even, 1, 0)"
        name, value, grade, source = order.parameters[0]
        assert (name, value, grade) == ("pull", "1.5 points (1 to 2)", "judgement")
        assert source == "Log of the harbour office (2001)"
        assert lines["unknown"].rule == ""
        assert lines["unknown"].parameters == ()


def test_the_review_opens_the_truth(table: Table) -> None:
    """The review names the ending, scores every duty, and opens what was hidden."""
    with table.new(seed=4) as game:
        game.stage("speech")
        while not game.is_over:
            game.end_month()
        review = game.review()
        assert review.title in {"Routine", "Uproar"}
        assert {score.id for score in review.scores} == {"peace", "bond", "purse"}
        assert all(0 <= score.score <= 100 for score in review.scores)
        assert sorted(score.role for score in review.scores) == [
            "lead",
            "priority",
            "priority",
        ]
        labels = {truth.label for truth in review.truths}
        assert {"Temper of the crews", "Rust under the paint"} <= labels
        temper = next(t for t in review.truths if t.label == "Temper of the crews")
        assert temper.value in {"They were patient.", "They were not patient."}
        assert temper.words.startswith("its number in this game: ")
        assert len(review.months) == game.turn - 1
        assert [name for name, _ in review.sources[-2:]] == [
            "The first mate",
            "The purser",
        ]


def test_par_is_the_mean_of_the_reference_lines(table: Table) -> None:
    """A game that plays a reference line scores what that line scores in par."""
    reviews = []
    for name, lines in (("quiet", ["speech"] * 6), ("brisk", [])):
        with table.new(seed=9, name=name) as game:
            for turn in range(1, 7):
                if game.is_over:
                    break
                wanted = lines[turn - 1 : turn]
                if name == "brisk":
                    wanted = ["letter thank", "timetable even"] if turn == 1 else []
                for line in wanted:
                    if line in dict(game.number_lines()):
                        game.stage(line)
                game.end_month()
            reviews.append(game.review())
    for first, second in zip(reviews[0].scores, reviews[1].scores, strict=True):
        assert first.par == second.par
        assert abs(first.par - (first.score + second.score) / 2) <= 1


def test_in_the_first_month_why_says_what_will_move_it(table: Table) -> None:
    """Nothing has moved; what can be seen to move it is named, and nothing hidden."""
    with table.new(seed=4) as game:
        for number in game.room().numbers:
            why = game.why(number.id)
            assert (why.lines, why.change, why.closes) == ((), "", True)
            assert why.note.startswith("Nothing has moved yet: no turn is over.")
        game.end_month()
        assert not game.why("quay").note.startswith("Nothing has moved")


def test_a_turn_is_told_by_what_somebody_did(table: Table) -> None:
    """In the review a drift is a turn's line only where nothing else moved a gauge."""
    drifts = ("drift towards its resting level", "the turns looked at moved on by one")
    told = 0
    for seed in range(6):
        with table.new(seed=seed) as game:
            while not game.is_over:
                game.end_month()
            known = game._telling.known(game.turn)
        for turn, _, line in movements(known):
            then = known.until(turn + 1)
            moved = [view for view in gauges(then, Causes(then)) if view.direction]
            if any(view.because not in drifts for view in moved):
                told += 1
                assert not line.endswith(drifts)
    assert told
