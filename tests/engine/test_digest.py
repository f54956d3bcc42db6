"""The digest: pinned, and moved by every stored number and by nothing else."""

from __future__ import annotations

from dataclasses import fields, replace
from typing import Any

import numpy as np
import pytest

from game.engine import Chance, State, begin, compile_spec, digest, hold, step
from game.engine.state import last_months
from tests.engine.small import CHANCE, effect, opened, small, variable, worlds
from tests.strategies import random_spec, seeded

HIDDEN = {"types", "thresholds", "biases"}
UNHASHED = HIDDEN | {"turn", "worlds"}
SEED = 4


def test_digest_is_pinned() -> None:
    """A fixed game has the digest that it always had."""
    spec = small(effects=(effect("swell", variable("purse")),))
    model, state = opened(spec)
    state = step(model, state, hold(model, 1), CHANCE).state
    assert digest(model, state, 0).whole == GOLDEN


@pytest.mark.parametrize("name", [f.name for f in fields(State)])
def test_every_stored_number_counts(name: str) -> None:
    """Moving one number of one array moves the digest; hidden draws do not."""
    model = compile_spec(random_spec(seeded(SEED), 3))
    state = begin(model, Chance(1), worlds(2))
    before = digest(model, state, 1)
    if name == "turn":
        assert digest(model, replace(state, turn=9), 1).whole != before.whole
        return
    if name == "last":
        since = state.since
        since[0, 1] = 4.0
        after = replace(state, last=last_months(since, state.turn))
        assert digest(model, after, 1) != before
        assert digest(model, after, 0) == digest(model, state, 0)
        return
    array = np.array(getattr(state, name))
    assert array.size, "the Spec of this test has every array"
    array[..., 1] += 1
    moved: dict[str, Any] = {name: array}
    after = replace(state, **moved)
    assert (digest(model, after, 1) == before) is (name in UNHASHED)
    assert digest(model, after, 0) == digest(model, state, 0)


def test_sign_of_zero_does_not_count() -> None:
    """-0.0 and 0.0 are the same number."""
    model, state = opened(small())
    negative = replace(state, held=state.held, declared=np.array([-0.0]))
    assert digest(model, negative, 0) == digest(model, state, 0)


GOLDEN = "36dd768ec91e247bab6a4667ccbcf58f"
