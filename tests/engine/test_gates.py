"""Gates: an effect behind a happening is the same as one worked out every month."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from game.engine import (
    Apply,
    Draw,
    Effect,
    Ending,
    Event,
    Expression,
    HiddenType,
    Number,
    Operator,
    Prior,
    PriorKind,
    Read,
    Source,
    Step,
    hold,
    step,
)
from game.errors import NotFiniteError
from tests.engine.small import (
    CHANCE,
    effect,
    happened,
    opened,
    small,
    variable,
    when,
)
from tests.engine.test_worlds import arrays

WIDTH = 40
GALE = Event(id="gale", hazard=Number(0.4))
SPRING = Event(id="spring", hazard=Number(0.3))
DEEP = HiddenType(id="deep", prior=Prior(kind=PriorKind.UNIFORM, high=1.0))
ZERO = Number(0.0)
OPEN_SEA = Apply(Operator.GREATER, (Read(Source.TYPE, "deep"), Number(0.5)))
CONDITIONS: st.SearchStrategy[Expression] = st.sampled_from(
    [
        happened("gale"),
        happened("spring"),
        Apply(Operator.AND, (OPEN_SEA, happened("gale"))),
        Apply(Operator.AND, (happened("spring"), happened("gale"))),
        Apply(Operator.OR, (happened("spring"), happened("gale"))),
        Apply(Operator.NOT, (happened("gale"),)),
        OPEN_SEA,
    ]
)
AMOUNTS: st.SearchStrategy[Expression] = st.one_of(
    st.floats(-99.0, 99.0).map(Number),
    st.sampled_from(
        [
            Number(-0.0),
            Apply(Operator.MULTIPLY, (Number(0.37), variable("tide"))),
            Apply(Operator.NEGATE, (ZERO,)),
            Apply(Operator.IF, (OPEN_SEA, Number(1.25), variable("purse"))),
        ]
    ),
)
OTHERWISE: st.SearchStrategy[Expression] = st.sampled_from(
    [ZERO, Number(-0.0), Number(2.0), variable("purse")]
)


def disguised(shown: Effect) -> Effect:
    """Return the same effect with its branches the other way round."""
    assert isinstance(shown.amount, Apply)
    condition, amount, otherwise = shown.amount.arguments
    turned: tuple[Expression, ...] = (
        Apply(Operator.NOT, (condition,)),
        otherwise,
        amount,
    )
    return effect(
        shown.id,
        Apply(Operator.IF, turned),
        target=shown.target,
        draw=shown.draw,
        stages=shown.stages,
        rate=shown.rate,
    )


def play(effects: tuple[Effect, ...]) -> list[Step]:
    """Play worlds to the end, some of which are over early."""
    flooded = Apply(Operator.GREATER, (variable("tide"), Number(45.0)))
    spec = small(
        effects=effects,
        events=(GALE, SPRING),
        types=(DEEP,),
        endings=(Ending(id="flood", rank=0, when=flooded, early=True),),
    )
    model, state = opened(spec, WIDTH)
    played: list[Step] = []
    for _ in range(spec.turns):
        played.append(step(model, state, hold(model, WIDTH), CHANCE))
        state = played[-1].state
    return played


@st.composite
def behind(draw: st.DrawFn, place: int) -> Effect:
    """Draw an effect that may stand behind a happening."""
    parts = (draw(CONDITIONS), draw(AMOUNTS), draw(OTHERWISE))
    return effect(
        f"effect{place}",
        Apply(Operator.IF, parts),
        target=draw(st.sampled_from(["tide", "purse"])),
        draw=draw(st.sampled_from([Draw.NONE, Draw.NONE, Draw.NORMAL])),
        stages=draw(st.sampled_from([0, 0, 2])),
        rate=0.5,
    )


@settings(deadline=None)
@given(st.tuples(*(behind(place) for place in range(6))))
def test_gate_changes_no_bit(effects: tuple[Effect, ...]) -> None:
    """Ledger and state are those of the same effects worked out every month."""
    plain = play(tuple(disguised(shown) for shown in effects))
    for ours, theirs in zip(play(effects), plain, strict=True):
        assert ours.ledger.tobytes() == theirs.ledger.tobytes()
        for name, mine in arrays(ours.state).items():
            other = np.asarray(arrays(theirs.state)[name])
            assert np.asarray(mine).tobytes() == other.tobytes(), name


@pytest.mark.parametrize("amount", [math.inf, -math.inf, math.nan, 2.0**31])
def test_amount_off_the_real_line_is_refused_where_it_happens(amount: float) -> None:
    """Unless it happens an amount that is not finite harms nobody; then it is named."""
    effects = (
        effect("calm", Number(1.0)),
        effect("mild", when(happened("gale"), 1.0)),
        effect("wild", when(happened("gale"), amount)),
        effect("worse", Apply(Operator.DIVIDE, (variable("tide"), ZERO))),
    )
    never = Event(id="gale")
    model, state = opened(small(effects=effects[:3], events=(never,)), 3)
    made = step(model, state, hold(model, 3), CHANCE)
    assert made.ledger[2].tolist() == [0.0, 0.0, 0.0]
    for shown, cause in ((effects[:3], "wild"), (effects, "wild")):
        always = Event(id="gale", hazard=Number(1.0))
        model, state = opened(small(effects=shown, events=(always,)), 3)
        with pytest.raises(NotFiniteError) as raised:
            step(model, state, hold(model, 3), CHANCE)
        assert raised.value.fields == {"cause": cause, "turn": 1, "world": 0}


def test_rows_behind_a_happening_are_found() -> None:
    """Only what cannot count without its happening is left out of a month."""
    tide = variable("tide")
    effects = (
        effect("a", when(happened("gale"), 2.0)),
        effect("b", Apply(Operator.IF, (happened("gale"), tide, ZERO))),
        effect("c", Apply(Operator.IF, (happened("gale"), tide, Number(1.0)))),
        effect("d", when(happened("gale"), 2.0), stages=1, rate=0.5),
        effect("e", when(happened("gale"), 2.0), draw=Draw.UNIFORM),
        effect("f", when(OPEN_SEA, 2.0)),
    )
    spec = small(effects=effects, events=(GALE,), types=(DEEP,))
    model, _ = opened(spec)
    assert model.gates.fixed.row.tolist() == [0]
    assert [varying.rows for varying in model.gates.varying] == [(1,)]
    assert model.gates.standing.tolist() == [2, 3, 4, 5]
