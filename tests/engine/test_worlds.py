"""Worlds do not touch each other, and nothing that was given is changed."""

from __future__ import annotations

from dataclasses import fields, replace
from typing import Any

import numpy as np
import pytest

from game.engine import (
    Apply,
    Chance,
    Effect,
    Ending,
    Event,
    Model,
    Number,
    Operator,
    Option,
    Read,
    Rule,
    Source,
    State,
    Step,
    Truth,
    begin,
    compile_spec,
    evaluate_close,
    hold,
    legal,
    select,
    step,
)
from game.engine.state import last_months
from tests.engine.small import CHANCE, opened, small, worlds
from tests.strategies import random_decision, random_spec, seeded

WIDTH = 12


def arrays(state: State) -> dict[str, Any]:
    """Return the arrays of a state by name, and the month."""
    names = [field.name for field in fields(State) if field.name != "last"]
    return {name: getattr(state, name) for name in (*names, "since")}


def equal(left: State, right: State) -> bool:
    """Compare two states array by array."""
    pairs = arrays(right)
    return all(np.array_equal(a, pairs[n]) for n, a in arrays(left).items())


def column(made: Step, place: int) -> Step:
    """Take one world out of a step."""
    return Step(
        state=select(made.state, np.array([place])),
        **{
            field.name: taken(getattr(made, field.name), place)
            for field in fields(Step)
            if field.name != "state"
        },
    )


def taken(value: Any, place: int) -> Any:  # noqa: ANN401 - any field of a step
    """Take one world out of an array or a tuple of arrays."""
    if isinstance(value, tuple):
        return tuple(taken(part, place) for part in value)
    return np.asarray(value)[..., [place]]


def same_step(left: Step, right: Step) -> bool:
    """Compare two steps array by array; NaN equals NaN."""
    return equal(left.state, right.state) and all(
        same_value(getattr(left, field.name), getattr(right, field.name))
        for field in fields(Step)
        if field.name != "state"
    )


def same_value(left: object, right: object) -> bool:
    """Compare arrays or tuples of arrays."""
    if isinstance(left, tuple) and isinstance(right, tuple):
        return all(same_value(a, b) for a, b in zip(left, right, strict=True))
    a, b = np.asarray(left, dtype=np.float64), np.asarray(right, dtype=np.float64)
    return np.array_equal(a, b, equal_nan=True)


def seal(state: State) -> State:
    """Make every array of a state read-only."""
    for value in arrays(state).values():
        if isinstance(value, np.ndarray):
            value.setflags(write=False)
    return state


@pytest.mark.parametrize("seed", range(12))
def test_world_alone_equals_world_in_a_batch(seed: int) -> None:
    """Every world of a batch is the world played alone, in everything it gives."""
    random = seeded(seed)
    spec = random_spec(random, 2)
    model, chance = compile_spec(spec), Chance(seed)
    state = begin(model, chance, worlds(WIDTH))
    alone = [begin(model, chance, worlds(WIDTH)[[k]]) for k in range(WIDTH)]
    for _ in range(spec.turns):
        decision = random_decision(random, spec, WIDTH)
        made = step(model, state, decision, chance)
        for k in range(WIDTH):
            single = step(model, alone[k], decision[:, [k]], chance)
            assert same_step(column(made, k), single)
            alone[k] = single.state
        state = made.state


@pytest.mark.parametrize("seed", range(8))
def test_nothing_given_is_changed(seed: int) -> None:
    """The turn runs on read-only arrays: it never writes to what it was given."""
    random = seeded(seed)
    spec = random_spec(random, 2)
    model, chance = compile_spec(spec), Chance(seed)
    state = begin(model, chance, worlds(WIDTH))
    for _ in range(spec.turns):
        decision = random_decision(random, spec, WIDTH)
        decision.setflags(write=False)
        legal(model, seal(state))
        state = step(model, state, decision, chance).state


def test_select_repeats_and_orders_worlds() -> None:
    """Selected columns play on as their originals do; repeats stay equal."""
    random = seeded(3)
    spec = random_spec(random, 2)
    model, chance = compile_spec(spec), Chance(3)
    state = begin(model, chance, worlds(4))
    chosen = np.array([2, 0, 2])
    left = step(model, select(state, chosen), hold(model, 3), chance)
    right = step(model, state, hold(model, 4), chance)
    assert equal(left.state, select(right.state, chosen))


def _ended() -> tuple[Model, State]:
    """Return a game in which some worlds end after the first month."""
    low = Apply(Operator.LESS, (Read(Source.VARIABLE, "tide"), Number(10.0)))
    end = Ending(id="ebb", rank=0, when=low, early=True)
    rule = Rule(
        id="moon",
        actor="moon",
        options=(
            Option(id="pull", utility=Number(0.0)),
            Option(id="rest", utility=Number(0.0)),
        ),
    )
    pull = Apply(
        Operator.IF,
        (Read(Source.HAPPENED, "moon.pull"), Number(-1.0), Number(1.0)),
    )
    drop = Effect(id="pull", target="tide", amount=pull)
    spec = small(endings=(end,), rules=(rule,), effects=(drop,))
    model, state = opened(spec, 40)
    return model, step(model, state, hold(model, 40), CHANCE).state


def test_frozen_worlds_do_not_move() -> None:
    """Where the game has ended every array keeps its column, whatever is chosen."""
    model, state = _ended()
    frozen = state.ending >= 0
    assert 0 < frozen.sum() < 40
    decision = np.full((2, 40), 1, dtype=np.int64)
    decision[1] = -1
    made = step(model, state, decision, CHANCE)
    kept = select(made.state, np.flatnonzero(frozen))
    before = select(state, np.flatnonzero(frozen))
    moved_on = replace(
        before, turn=kept.turn, last=last_months(before.since, kept.turn)
    )
    assert equal(kept, moved_on)
    assert (made.ledger[:, frozen] == 0.0).all()
    assert not made.happened[:, frozen].any()
    assert (made.accepted[0, frozen] == 8).all()
    assert (made.accepted[1] == -1).all()
    assert (made.acts[:, frozen] == -1).all()
    assert (made.odds[0][:, frozen] == 0.0).all()
    assert (made.state.values != state.values)[:, ~frozen].any()
    assert (legal(model, state).closed[:, frozen] == 8).all()


def test_frozen_world_reads_as_at_its_own_last_close() -> None:
    """Objectives of a world that has ended read the same at every later close."""
    terms = (
        Read(Source.TURN),
        Read(Source.VARIABLE, "tide"),
        Read(Source.PREVIOUS, "tide"),
        Read(Source.HAPPENED, "moon.pull"),
        Read(Source.SINCE, "moon.rest"),
    )
    model, state = _ended()
    opening = begin(model, CHANCE, worlds(40))
    made = step(model, opening, hold(model, 40), CHANCE)
    frozen = made.state.ending >= 0
    first = [evaluate_close(model, opening, made, term) for term in terms]
    for _ in range(3):
        before = made.state
        made = step(model, before, hold(model, 40), CHANCE)
        for term, read in zip(terms, first, strict=True):
            again = evaluate_close(model, before, made, term)
            assert (again == read)[frozen].all()
    assert state.turn == 2


def test_adding_things_moves_nobody_elses_luck() -> None:
    """A new effect, actor and event leave every other draw as it was."""
    spec = random_spec(seeded(11), 2)
    more = replace(
        spec,
        effects=(
            *spec.effects,
            Effect(id="zz", target="v00", amount=Number(0.0)),
        ),
        rules=(
            *spec.rules,
            Rule(id="zy", actor="b", options=(Option(id="o", utility=Number(0.0)),)),
        ),
        events=(*spec.events, Event(id="zx", hazard=Number(0.5), trigger=Truth(False))),
    )
    chance = Chance(11)
    one, two = compile_spec(spec), compile_spec(more)
    left, right = begin(one, chance, worlds(30)), begin(two, chance, worlds(30))
    for _ in range(spec.turns):
        left = step(one, left, hold(one, 30), chance).state
        right = step(two, right, hold(two, 30), chance).state
        assert (left.values == right.values).all()
        assert (left.readings == right.readings).all()
        assert (left.opened == right.opened).all()


def test_calendar_cannot_be_overrun() -> None:
    """After the last month nothing is open and no turn can be played."""
    model, state = opened(small(turns=1))
    state = step(model, state, hold(model, 1), CHANCE).state
    assert state.turn == 2
    assert state.ending[0] == -1
    assert (legal(model, state).closed == 8).all()
    with pytest.raises(ValueError, match="calendar"):
        step(model, state, hold(model, 1), CHANCE)


@pytest.mark.parametrize(
    "decision",
    [np.full((1, 2), 99), np.full((1, 2), -2), np.zeros((1, 3)), np.zeros(2)],
)
def test_decision_that_does_not_fit_is_refused(decision: np.ndarray) -> None:
    """A wrong shape or an index that names no choice is an error, not a guess."""
    model, state = opened(small(), 2)
    with pytest.raises(ValueError, match="decision"):
        step(model, state, decision.astype(np.int64), CHANCE)
