"""Worlds put aside come back as they were, bit by bit."""

from __future__ import annotations

from dataclasses import fields, replace

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from game.engine import Chance, Resting, State, begin, compile_spec, step
from tests.strategies import random_decision, random_spec, seeded


def bits(state: State) -> dict[str, tuple[object, ...]]:
    """Return every array of a state as its shape, its type and its bytes."""
    found: dict[str, tuple[object, ...]] = {}
    for field in fields(State):
        value = getattr(state, field.name)
        rows = value if isinstance(value, tuple) else (value,)
        arrays = [np.asarray(row) for row in rows]
        found[field.name] = tuple(
            (row.shape, row.dtype, row.tobytes()) for row in arrays
        )
    return found


@given(
    seed=st.integers(0, 2**32 - 1),
    width=st.sampled_from((1, 2, 9)),
    odd=st.sampled_from([0.0, -0.0, np.nan, -np.inf, 5e-324]),
)
def test_a_state_put_aside_is_the_same_again(seed: int, width: int, odd: float) -> None:
    """Also where numbers that compare as equal differ, or those that do not are one."""
    draw = seeded(seed)
    model, chance = (
        compile_spec(random_spec(draw, wild=0.0)),
        Chance(draw.getrandbits(32)),
    )
    state = begin(model, chance, np.arange(width, dtype=np.uint64))
    for _ in range(2):
        chosen = random_decision(draw, model.spec, width)
        state = step(model, state, chosen, chance).state
    values = state.values.copy()
    values[: draw.randint(0, len(values)), draw.randrange(width)] = odd
    state = replace(state, values=values)
    assert bits(Resting(state).state()) == bits(state)
