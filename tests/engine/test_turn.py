"""Turns worked out by hand: the order and the wording of the manual page."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from game.engine import (
    NEVER,
    Apply,
    Card,
    CardOption,
    Closed,
    Derived,
    Desk,
    Ending,
    Event,
    Initiative,
    Lever,
    MandateTerms,
    Model,
    Number,
    Objective,
    Operator,
    Option,
    Prior,
    Read,
    RedLine,
    Rule,
    Rung,
    Setting,
    Source,
    State,
    Step,
    Truth,
    choices,
    compile_spec,
    evaluate,
    hold,
    legal,
    mandates,
    step,
)
from tests.engine.small import (
    CHANCE,
    decide,
    effect,
    happened,
    numbered,
    opened,
    small,
    variable,
    when,
)

DUTIES = tuple(
    Objective(id=name, value=Number(0.0), bottom=0.0, top=1.0)
    for name in ("calm", "fair", "keep")
)


def play(model: Model, state: State, *lines: str) -> Step:
    """Play a month with these choices."""
    return step(model, state, decide(model.spec, lines), CHANCE)


def names(model: Model, made: Step) -> list[str]:
    """Return what happened."""
    return [n for n, h in zip(model.happenings, made.happened[:, 0], strict=True) if h]


def letter(**changes: Any) -> Card:  # noqa: ANN401 - any field of a card
    """Return a duty card with two answers."""
    options = (
        CardOption(id="sign", cost=Number(4.0), delay=1.5),
        CardOption(id="tear", sets=(Setting(lever="gate", rung=2),)),
    )
    card = Card(id="letter", duty=True, options=options, deadline=2)
    return replace(card, **changes)


def test_lever_moves_and_is_paid() -> None:
    """A rung up costs `up`, is in force this month and is charged to the budget."""
    spec = small(effects=(effect("flow", Read(Source.LEVER, "gate")),))
    model, state = opened(spec)
    made = play(model, state, "gate ajar")
    assert made.state.levers[0, 0] == 1.0
    assert made.state.values[:, 0].tolist() == [17.0, 11.0]
    down = play(model, made.state, "gate shut")
    assert down.state.values[:, 0].tolist() == [16.0, 11.0]


def test_running_costs_and_slots_close_later_choices() -> None:
    """What was carried out before counts: capital, then slots, then once only."""
    acts = tuple(
        Initiative(id=name, cost=Number(cost), slots=slots)
        for name, cost, slots in (
            ("a", 15.0, 1),
            ("b", 6.0, 1),
            ("c", 0.0, 3),
            ("d", 0.0, 0),
        )
    )
    model, state = opened(small(initiatives=acts))
    made = play(model, state, "a", "b", "c", "d", "a")
    assert made.accepted[:, 0].tolist() == [
        Closed.OPEN,
        Closed.CAPITAL,
        Closed.SLOTS,
        Closed.OPEN,
        Closed.TAKEN,
    ]
    assert made.state.values[0, 0] == 5.0
    assert names(model, made) == ["a", "d"]


def test_free_choice_is_open_without_capital() -> None:
    """A cost of 0 is affordable even when capital is below 0."""
    purse = replace(small().variables[0], low=-9.0, start=Prior(low=-5.0))
    acts = (Initiative(id="dear", cost=Number(0.5)), Initiative(id="free"))
    spec = small(variables=(purse, small().variables[1]), initiatives=acts)
    model, state = opened(spec)
    closed = legal(model, state).closed[:2, 0].tolist()
    assert closed == [Closed.CAPITAL, Closed.OPEN]
    made = play(model, state, "dear", "free")
    assert made.accepted[:, 0].tolist() == closed


def test_reasons_come_in_the_order_of_the_manual() -> None:
    """SAME before REQUIREMENT before STEP before CAPITAL before SLOTS."""
    rungs = (
        Rung(id="r0", requires=Truth(False)),
        Rung(id="r1"),
        Rung(id="r2", requires=Truth(False)),
        Rung(id="r3"),
    )
    rail = Lever(id="rail", rungs=rungs, max_step=2, up=Number(99.0), slots=9)
    model, state = opened(small(levers=(rail,)))
    closed = legal(model, state).closed[:, 0].tolist()
    assert closed == [Closed.SAME, Closed.CAPITAL, Closed.REQUIREMENT, Closed.STEP]
    cheap = replace(rail, up=Number(0.0))
    model, state = opened(small(levers=(cheap,)))
    assert legal(model, state).closed[1, 0] == Closed.SLOTS


def test_desk_rounds_half_to_even_and_never_below_zero() -> None:
    """Slots are rint(max(0, expression)), and none where that is no number."""
    cases = ((2.5, 2.0), (3.5, 4.0), (-2.0, 0.0), (math.inf, 0.0), (math.nan, 0.0))
    for raw, slots in cases:
        desk = Desk(budget="purse", slots=Number(raw))
        model, state = opened(small(desk=desk))
        assert legal(model, state).desk[0] == slots


def test_card_is_answered_once_and_its_price_grows_with_delay() -> None:
    """An answer happens with its card, closes it, and costs more when late."""
    spec = small(cards=(letter(),))
    model, state = opened(spec)
    assert state.opened[0, 0] == 1.0
    index = numbered(spec, "letter sign")
    assert legal(model, state).cost[index, 0] == 4.0
    later = step(model, state, hold(model, 1), CHANCE).state
    assert legal(model, later).cost[index, 0] == 5.5
    made = play(model, later, "letter sign", "letter tear")
    assert made.accepted[:, 0].tolist() == [Closed.OPEN, Closed.TAKEN]
    assert names(model, made) == ["letter", "letter.sign"]
    assert made.state.opened[0, 0] == 0.0
    assert made.state.values[0, 0] == 14.5
    gone = legal(model, made.state)
    assert gone.closed[index, 0] == Closed.NOT_NOW
    assert gone.cost[index, 0] == 0.0


@pytest.mark.parametrize(
    ("default", "happens", "rung"),
    [("silence", "letter.silence", 0.0), ("tear", "letter.tear", 2.0)],
)
def test_deadline_brings_the_default(default: str, happens: str, rung: float) -> None:
    """An unanswered card is over at its deadline; a default option moves levers."""
    model, state = opened(small(cards=(letter(default=default),)))
    first = step(model, state, hold(model, 1), CHANCE)
    assert names(model, first) == []
    second = step(model, first.state, hold(model, 1), CHANCE)
    assert names(model, second) == ["letter", happens]
    assert second.state.levers[0, 0] == rung
    assert second.state.values[0, 0] == 20.0


def test_card_rests_and_comes_again() -> None:
    """A card that is not `once` comes up again after more months than its rest."""
    card = letter(once=False, cooldown=2, deadline=1)
    model, state = opened(small(cards=(card,)))
    months = []
    for _ in range(6):
        months.append(float(state.opened[0, 0]))
        state = step(model, state, hold(model, 1), CHANCE).state
    assert months == [1.0, 0.0, 0.0, 4.0, 0.0, 0.0]


def test_highest_priority_comes_first() -> None:
    """Among duty cards that may come the highest priority wins, whatever it weighs."""
    options = (CardOption(id="a"), CardOption(id="b"))
    light = Card(id="light", duty=True, options=options, weight=0.001, priority=1)
    heavy = Card(id="heavy", duty=True, options=options, weight=1000.0)
    never = Card(id="never", duty=True, options=options, priority=9, when=Truth(False))
    spec = small(cards=(heavy, light, never))
    _, state = opened(spec, 50)
    assert (state.opened == np.array([[0.0], [1.0], [0.0]])).all()


def test_optional_card_comes_by_chance_and_weight() -> None:
    """The share of worlds with an optional card is the desk's chance; by weight."""
    options = (CardOption(id="a"), CardOption(id="b"))
    cards = tuple(
        Card(id=name, duty=False, options=options, weight=weight)
        for name, weight in (("one", 1.0), ("three", 3.0))
    )
    desk = Desk(budget="purse", optional=0.5)
    _, state = opened(small(cards=cards, desk=desk), 4000)
    one, three = (state.opened > 0).mean(axis=1)
    assert abs(one - 0.125) < 0.03
    assert abs(three - 0.375) < 0.03
    assert not (state.opened > 0).all(axis=0).any()


def test_initiative_wears_and_rests() -> None:
    """Force compounds within the window, is whole after it, and rests in between."""
    act = Initiative(id="ring", wear=0.5, window=2, cooldown=1)
    spec = small(
        turns=9,
        initiatives=(act,),
        effects=(
            effect(
                "peal",
                Apply(
                    Operator.IF,
                    (happened("ring"), Read(Source.FRESHNESS, "ring"), Number(0.0)),
                ),
            ),
        ),
    )
    model, state = opened(spec)
    force: list[float] = []
    closed: list[int] = []
    for month in range(9):
        closed.append(int(legal(model, state).closed[0, 0]))
        rings = () if month in {5, 6} else ("ring",)
        made = play(model, state, *rings)
        force.append(float(made.ledger[0, 0]))
        state = made.state
    assert force == [1.0, 0.0, 0.5, 0.0, 0.25, 0.0, 0.0, 1.0, 0.0]
    rests = [0, 1, 0, 1, 0, 1, 0, 0, 1]
    assert closed == rests


def test_settings_come_after_levers_and_events_last() -> None:
    """A card's setting overrides the player's rung; an event's overrides both."""
    event = Event(id="burst", hazard=Number(1.0), sets=(Setting(lever="gate", rung=1),))
    model, state = opened(small(cards=(letter(),)))
    made = play(model, state, "letter tear", "gate ajar")
    assert made.state.levers[0, 0] == 2.0
    model, state = opened(small(cards=(letter(),), events=(event,)))
    made = play(model, state, "letter tear")
    assert made.state.levers[0, 0] == 1.0
    assert names(model, made) == ["burst", "letter", "letter.tear"]


def test_scheduled_event_happens_in_its_month_only() -> None:
    """A hazard with a turn is 0 in every other month."""
    event = Event(id="eclipse", hazard=Number(1.0), turn=3)
    model, state = opened(small(events=(event,)))
    months = []
    for month in range(1, 6):
        made = step(model, state, hold(model, 1), CHANCE)
        state = made.state
        if names(model, made):
            months.append(month)
    assert months == [3]


def test_trigger_acts_in_the_next_month_and_respects_its_rest() -> None:
    """A trigger that always holds acts from month 2, then after its cooldown."""
    event = Event(id="alarm", trigger=Truth(True), cooldown=2)
    model, state = opened(small(events=(event,), turns=8))
    months = []
    for month in range(1, 9):
        made = step(model, state, hold(model, 1), CHANCE)
        state = made.state
        if names(model, made):
            months.append(month)
    assert months == [2, 5, 8]


def test_raised_event_that_may_not_act_is_dropped() -> None:
    """A raise of an event that is `once` and has happened comes to nothing."""
    model, state = opened(small(events=(Event(id="alarm", once=True),)))
    raised = np.ones_like(state.raised)
    state = replace(state, raised=raised, last=(np.float64(state.turn - 3.0),))
    made = step(model, state, hold(model, 1), CHANCE)
    assert names(model, made) == []
    assert made.state.raised[0, 0] == 0.0


def test_red_line_acts_once_in_the_month_after_it_is_reached() -> None:
    """What it watches reaches the threshold at a close; it acts in the next month."""
    line = RedLine(
        id="mark", actor="sea", watches=variable("tide"), threshold=Prior(low=12.0)
    )
    spec = small(effects=(effect("rise", Number(1.0)),), red_lines=(line,))
    model, state = opened(spec)
    happenings = []
    for _ in range(5):
        made = step(model, state, hold(model, 1), CHANCE)
        state = made.state
        happenings.append(names(model, made))
    assert happenings == [[], [], ["mark"], [], []]
    assert state.since[0, 0] == 3.0


def test_actors_choose_by_odds_and_move_at_the_same_time() -> None:
    """Shares over worlds are the odds; nobody sees another's act of the month."""

    def rule(name: str, other: str) -> Rule:
        copy = when(happened(f"{other}.go"), 1000.0)
        return Rule(
            id=name,
            actor=name,
            options=(
                Option(id="go", utility=Number(1.0)),
                Option(id="stay", utility=copy),
            ),
        )

    model, state = opened(small(rules=(rule("x", "y"), rule("y", "x"))), 4000)
    made = step(model, state, hold(model, 4000), CHANCE)
    for row in range(2):
        odds = made.odds[row][0]
        assert (odds == odds[0]).all()
        assert abs((made.acts[row] == 0).mean() - odds[0]) < 0.03
    assert (made.happened.sum(axis=0) == 2).all()


def test_utility_that_is_no_number_means_the_last_option() -> None:
    """A NaN never wins and never stops the game."""
    bad = Apply(Operator.SQRT, (Number(-1.0),))
    options = (Option(id="a", utility=bad), Option(id="b", utility=Number(0.0)))
    model, state = opened(small(rules=(Rule(id="x", actor="x", options=options),)))
    made = step(model, state, hold(model, 1), CHANCE)
    assert made.acts[0, 0] == 1


def test_effects_see_acts_and_derived_do_not_yet() -> None:
    """An effect reads this month's act; a derived quantity reads it next month."""
    options = (Option(id="a", utility=Number(0.0)),)
    since = Read(Source.SINCE, "x.a")
    fresh = Derived(id="fresh", expression=Apply(Operator.MIN, (since, Number(9.0))))
    spec = small(
        rules=(Rule(id="x", actor="x", options=options),),
        derived=(fresh,),
        effects=(
            effect("direct", when(happened("x.a"), 5.0)),
            effect("late", Read(Source.DERIVED, "fresh")),
        ),
    )
    model, state = opened(spec)
    first = step(model, state, hold(model, 1), CHANCE)
    second = step(model, first.state, hold(model, 1), CHANCE)
    assert first.ledger[:2, 0].tolist() == [5.0, 9.0]
    assert second.ledger[:2, 0].tolist() == [5.0, 1.0]


@pytest.mark.parametrize(
    ("default", "expected"),
    [(None, "calm fair keep"), (("keep", "fair", "calm"), "keep calm fair")],
)
def test_mandate_is_declared_by_default_and_by_choice(
    default: tuple[str, str, str] | None, expected: str
) -> None:
    """The default comes in its month and costs nothing; a change later has a price."""
    terms = MandateTerms(turn=2, again=4, cost=3.0, default=default)
    spec = small(objectives=DUTIES, mandate=terms)
    model, state = opened(spec)
    index = numbered(spec, "declare fair calm keep")
    assert legal(model, state).closed[index, 0] == Closed.NOT_NOW
    state = step(model, state, hold(model, 1), CHANCE).state
    assert state.mandate[0] == -1.0
    kept = step(model, state, hold(model, 1), CHANCE).state
    assert " ".join(mandates(spec)[int(kept.mandate[0])]) == expected
    assert kept.declared[0] == 0.0
    made = play(model, state, "declare fair calm keep")
    state = made.state
    assert (state.mandate[0], state.declared[0]) == (index - 3, 1.0)
    assert evaluate(model, state, Read(Source.LEAD, "fair")).tolist() == [True]
    assert evaluate(model, state, Read(Source.PRIORITY, "keep")).tolist() == [True]
    assert evaluate(model, state, Read(Source.LEAD, "keep")).tolist() == [False]
    assert legal(model, state).closed[index, 0] == Closed.NOT_NOW
    state = step(model, state, hold(model, 1), CHANCE).state
    legality = legal(model, state)
    assert (legality.closed[index, 0], legality.cost[index, 0]) == (Closed.OPEN, 3.0)
    made = play(model, state, "declare calm fair keep")
    assert made.state.values[0, 0] == 17.0
    assert model.causes[0].id == "price:declare"
    assert (legal(model, made.state).closed[index] == Closed.NOT_NOW).all()


def test_early_ending_needs_its_hold_and_the_first_rank_wins() -> None:
    """Closes in a row are counted; among those reached the lowest rank wins."""
    late = Apply(Operator.GREATER_EQUAL, (Read(Source.TURN), Number(2.0)))
    endings = (
        Ending(id="b", rank=1, when=late, early=True, hold=2),
        Ending(id="c", rank=0, when=late, early=True, hold=3),
        Ending(id="d", rank=0, when=late),
    )
    model, state = opened(small(endings=endings))
    for _ in range(3):
        state = step(model, state, hold(model, 1), CHANCE).state
    assert (state.ending[0], state.ended[0]) == (0.0, 3.0)
    assert state.held[:, 0].tolist() == [2.0, 2.0, 2.0]


def test_last_month_tests_every_ending() -> None:
    """At the last close an ending whose condition holds is reached; else none."""
    endings = (
        Ending(id="a", rank=0, when=Truth(True), early=True, hold=9),
        Ending(id="b", rank=2, when=Truth(True)),
        Ending(id="c", rank=1, when=Truth(False)),
    )
    model, state = opened(small(endings=endings, turns=2))
    first = step(model, state, hold(model, 1), CHANCE).state
    assert first.ending[0] == -1.0
    last = step(model, first, hold(model, 1), CHANCE).state
    assert (last.ending[0], last.ended[0], last.turn) == (1.0, 2.0, 3)


def test_world_that_has_just_ended_is_dealt_no_card() -> None:
    """No card comes up where nobody will answer it."""
    end = Ending(id="end", rank=0, when=Truth(True), early=True)
    card = letter(when=Apply(Operator.GREATER, (Read(Source.TURN), Number(1.0))))
    model, state = opened(small(endings=(end,), cards=(card,)))
    made = step(model, state, hold(model, 1), CHANCE)
    assert made.state.opened[0, 0] == 0.0


def test_since_counts_months() -> None:
    """A happening reads 0 in its month, 1 at the next opening, then one more."""
    act = Initiative(id="ring")
    model, state = opened(small(initiatives=(act,)))
    assert state.since[0, 0] == NEVER
    state = play(model, state, "ring").state
    assert evaluate(model, state, happened("ring")).tolist() == [False]
    assert evaluate(model, state, Read(Source.EVER, "ring")).tolist() == [True]
    counts = []
    for _ in range(3):
        counts.append(float(state.since[0, 0]))
        state = step(model, state, hold(model, 1), CHANCE).state
    assert counts == [1.0, 2.0, 3.0]


def test_choices_are_listed_in_order() -> None:
    """Cards, initiatives, levers, declarations; each as a line of the grammar."""
    spec = small(
        cards=(letter(),), initiatives=(Initiative(id="ring"),), objectives=DUTIES
    )
    assert [choice.line for choice in choices(spec)] == [
        "letter sign",
        "letter tear",
        "ring",
        "gate shut",
        "gate ajar",
        "gate wide",
        "declare calm fair keep",
        "declare fair calm keep",
        "declare keep calm fair",
    ]
    assert mandates(small(objectives=DUTIES[:2])) == ()


def test_exponent_of_hill_must_be_a_literal() -> None:
    """A Spec whose hill reads its exponent cannot be compiled."""
    bad = Apply(Operator.HILL, (variable("tide"), Number(1.0), variable("purse")))
    with pytest.raises(TypeError, match="hill"):
        compile_spec(small(effects=(effect("x", bad),)))
