"""Look-ahead: it agrees with the reference and sees only what it may see."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from random import Random
from typing import Any

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from game.engine import (
    Chance,
    Event,
    HiddenType,
    Number,
    Option,
    Prior,
    PriorKind,
    Read,
    RedLine,
    Rule,
    Seen,
    Source,
    Spec,
    State,
    Variable,
    begin,
    compile_spec,
    hold,
    reactive,
    step,
)
from game.engine import lookahead as engine
from game.engine.state import last_months
from tests.engine.small import (
    CHANCE,
    decide,
    effect,
    happened,
    opened,
    small,
    variable,
    when,
    worlds,
)
from tests.engine.test_agreement import check_game
from tests.oracle import Luck, Oracle
from tests.oracle_lookahead import Thought
from tests.strategies import random_decision, random_spec, seeded


@pytest.mark.parametrize("seed", range(10))
def test_engine_agrees_with_oracle_on_actors_that_look_ahead(seed: int) -> None:
    """Every array, odds and utility of a whole game equals the oracle's."""
    random = seeded(seed)
    check_game(random_spec(random, 1, foresight=0.9), random, (0, 2**40))


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.integers(0, 2**64 - 1).map(seeded))
def test_engine_agrees_with_oracle_on_found_games(random: Random) -> None:
    """Hypothesis finds no actor that looks ahead on which the two differ."""
    check_game(random_spec(random, 1, foresight=0.9), random, (1,))


def blindfold(oracle: Oracle, state: State, rule: Rule, random: Random) -> State:
    """Return one world with another value of everything that an actor cannot see."""
    spec, thought = oracle.spec, Thought(oracle, oracle.begin(0), (), rule)
    incidents = [e.id for e in spec.events] + [line.id for line in spec.red_lines]
    unknown = [thought.unknown(v.id) for v in spec.variables]
    hidden: dict[str, tuple[list[bool], Callable[[], float]]] = {
        "values": (unknown, lambda: random.uniform(-50.0, 50.0)),
        "previous": (unknown, lambda: random.uniform(-50.0, 50.0)),
        "types": (
            [one.owner != rule.actor for one in spec.types],
            lambda: random.uniform(-3.0, 4.0),
        ),
        "thresholds": (
            [line.actor != rule.actor for line in spec.red_lines],
            lambda: random.uniform(-20.0, 40.0),
        ),
        "since": (
            [thought.foreign(name) for name in oracle.happenings],
            lambda: random.choice((1.0, 2.0, 5.0, 2.0**20)),
        ),
        "raised": (
            [thought.foreign(name) for name in incidents],
            lambda: float(random.randint(0, 1)),
        ),
        "delays": (
            [thought.hidden(e.amount) for e in spec.effects for _ in range(e.stages)],
            lambda: random.uniform(-9.0, 9.0),
        ),
        "held": (
            [thought.hidden(ending.when) for ending in spec.endings],
            lambda: float(random.randint(0, 3)),
        ),
        "biases": ([True] * len(spec.estimates), random.random),
        "readings": ([True] * len(spec.estimates), random.random),
        "reports": ([True] * len(spec.reports), lambda: -1.0),
    }
    changed: dict[str, Any] = {}
    for name, (rows, draw) in hidden.items():
        array = np.array(getattr(state, name))
        assert len(array) == len(rows)
        for row in np.flatnonzero(rows):
            array[row] = draw()
        changed[name] = array
    changed["last"] = last_months(changed.pop("since"), state.turn)
    return replace(state, **changed)


@settings(max_examples=100, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.integers(0, 2**64 - 1).map(seeded))
def test_nothing_unseen_moves_a_choice(random: Random) -> None:
    """Whatever else is changed of what an actor cannot see, its odds keep every bit.

    What it wants may read anything, as what it imagines has no secrets from it; its
    utilities, which are read in the world itself, are even here.
    """
    spec = random_spec(random, 1, foresight=1.0)
    even = tuple(
        replace(
            rule,
            options=tuple(replace(o, utility=Number(0.0)) for o in rule.options),
        )
        for rule in spec.rules
    )
    spec = replace(spec, rules=even)
    model, chance = compile_spec(spec), Chance(5)
    oracle = Oracle(spec, Luck(5))
    state = begin(model, chance, worlds(1))
    for _ in range(2):
        decision = random_decision(random, spec, 1)
        made = step(model, state, decision, chance)
        for row, rule in enumerate(spec.rules):
            other = blindfold(oracle, state, rule, random)
            again = step(model, other, decision, chance)
            for one, two in (
                (again.odds, made.odds),
                (again.utilities, made.utilities),
            ):
                assert np.array_equal(one[row], two[row], equal_nan=True)
        state = made.state


UP, DOWN = happened("moon.up"), happened("moon.down")
OPTIONS = (Option(id="down", utility=Number(0.0)), Option(id="up", utility=Number(0.0)))


def moon(**terms: Any) -> Spec:  # noqa: ANN401 - any field of a rule
    """Return a crisis in which an actor moves the tide, which it wants high."""
    rule = Rule(
        id="moon",
        actor="moon",
        options=OPTIONS,
        ahead=2,
        imagined=4,
        wants=variable("tide"),
    )
    return small(
        rules=(replace(rule, **terms),),
        effects=(effect("rise", when(UP, 1.0)), effect("fall", when(DOWN, -1.0))),
    )


def test_actor_expects_what_its_options_bring() -> None:
    """The month itself parts the options by 2; the month after it parts nothing."""
    model, state = opened(moon(), 3)
    made = step(model, state, hold(model, 3), CHANCE)
    down, up = made.utilities[0]
    assert (up - down == 2.0).all()
    assert (abs(up - 11.0) <= 1.0).all()
    assert (made.odds[0][1] > 0.8).all()


def test_actor_that_only_reacts_expects_nothing() -> None:
    """Without looking ahead both options are as good, whatever is wanted."""
    spec = reactive(moon())
    assert spec == replace(moon(), rules=(replace(moon().rules[0], ahead=0),))
    model, state = opened(spec, 3)
    made = step(model, state, hold(model, 3), CHANCE)
    assert (made.utilities[0] == 0.0).all()
    assert reactive(spec) is spec


def test_look_ahead_stops_at_the_end_of_the_calendar() -> None:
    """In the last month only that month is imagined, however far one would look."""
    far, near = moon(ahead=9), moon(ahead=1)
    found = []
    for spec in (far, near):
        model, state = opened(replace(spec, turns=1), 4)
        found.append(step(model, state, hold(model, 4), CHANCE).utilities[0])
    assert (found[0] == found[1]).all()
    assert (found[0] == [[9.0], [11.0]]).all()


def test_actor_sees_what_the_player_does_this_month() -> None:
    """The imagined month is played with the choice that the player made."""
    lever = Read(Source.LEVER, "gate")
    model, state = opened(replace(moon(wants=lever), turns=3), 1)
    quiet = step(model, state, hold(model, 1), CHANCE)
    wide = step(model, state, decide(model.spec, ["gate wide"]), CHANCE)
    assert (quiet.utilities[0] == 0.0).all()
    assert (wide.utilities[0] == 2.0).all()


@pytest.mark.parametrize(
    ("known_to", "same"), [((), True), (("sun",), True), (("moon", "sun"), False)]
)
def test_actor_reads_a_hidden_number_only_where_it_is_known_to_it(
    known_to: tuple[str, ...], *, same: bool
) -> None:
    """A number hidden from the player moves the choice of whoever knows it."""
    depth = Variable(
        id="depth",
        low=0.0,
        high=9.0,
        start=Prior(kind=PriorKind.UNIFORM, high=9.0),
        seen=Seen.HIDDEN,
        known_to=known_to,
    )
    spec = moon(wants=variable("depth"))
    model, state = opened(replace(spec, variables=(depth, *spec.variables)))
    values = state.values.copy()
    values[0] = 9.0 - values[0]
    other = replace(state, values=values)
    one, two = (
        step(model, world, hold(model, 1), CHANCE).utilities[0]
        for world in (state, other)
    )
    assert (one == two).all() is np.bool_(same)


@pytest.mark.parametrize(
    ("owner", "same"), [("", True), ("sun", True), ("moon", False)]
)
def test_actor_knows_its_own_type(owner: str, *, same: bool) -> None:
    """A type moves the choice of its owner, and of nobody else."""
    prior = Prior(kind=PriorKind.UNIFORM, high=9.0)
    deep = HiddenType(id="deep", prior=prior, owner=owner)
    spec = replace(moon(wants=Read(Source.TYPE, "deep")), types=(deep,))
    model, state = opened(spec)
    other = replace(state, types=9.0 - state.types)
    one, two = (
        step(model, world, hold(model, 1), CHANCE).utilities[0]
        for world in (state, other)
    )
    assert (one == two).all() is np.bool_(same)


def test_actor_knows_its_own_red_line_and_no_secret_of_others() -> None:
    """Its own threshold counts as it is; a secret event that came reads as never."""
    line = RedLine(
        id="reef", actor="moon", watches=variable("tide"), threshold=Prior(low=10.0)
    )
    spec = replace(
        moon(wants=when(happened("reef"), 5.0), ahead=2),
        red_lines=(line,),
        events=(Event(id="leak", secret=True),),
    )
    model, state = opened(spec, 6)
    utilities = step(model, state, hold(model, 6), CHANCE).utilities[0]
    assert (utilities == [[0.0], [5.0]]).all()
    ever = when(Read(Source.EVER, "leak"), 5.0)
    model, state = opened(replace(spec, rules=(replace(spec.rules[0], wants=ever),)))
    since = np.where(np.array(model.happenings) == "leak", 1.0, state.since[:, 0])
    told = replace(state, last=last_months(since.reshape(-1, 1), state.turn))
    assert (step(model, told, hold(model, 1), CHANCE).utilities[0] == 0.0).all()


def test_how_worlds_are_cut_into_blocks_changes_nothing(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Blocks of 5 imagined worlds give what one block of all gives."""
    spec = random_spec(seeded(3), 2, foresight=1.0)
    assert any(rule.ahead for rule in spec.rules)
    model, chance = compile_spec(spec), Chance(3)
    state = begin(model, chance, worlds(7))
    whole = step(model, state, hold(model, 7), chance)
    monkeypatch.setattr(engine, "COLUMNS", 5)
    cut = step(model, state, hold(model, 7), chance)
    for one, other in zip(whole.utilities, cut.utilities, strict=True):
        assert np.array_equal(one, other, equal_nan=True)


def test_imagined_luck_is_not_the_luck_of_the_game() -> None:
    """An event with an even chance is expected half of the time, in every world."""
    spec = replace(
        moon(wants=when(happened("gale"), 1.0), ahead=1, imagined=400),
        events=(Event(id="gale", hazard=Number(0.5)),),
    )
    model, state = opened(spec, 12)
    made = step(model, state, hold(model, 12), CHANCE)
    row = model.happenings.index("gale")
    assert 0 < made.happened[row].sum() < 12
    assert (abs(made.utilities[0] - 0.5) < 0.1).all()
